import {
  findItem,
  itemsOf,
  luhnHolds,
  readCode,
  readDisabilityCard,
  readIdNumber,
  readPhone,
  valuesIn,
} from '@daohu/dictionary';
import { divisionNames, provinceDivisions } from '@daohu/domain/divisions';
import { invariant } from '@daohu/kernel';
import { beforeAll, describe, expect, test } from 'vitest';
import { generateHouseholds } from './generate-households.ts';
import type { InventedHousehold, InventedHouseholdYear, Values } from './invented-household.ts';
import { type CountyPlace, loadPlaces } from './places.ts';
import { addToSums, emptySums, villageYear } from './village-year.ts';

const YEARS = [2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021];

let places: CountyPlace[];
let households: InventedHousehold[];

beforeAll(async () => {
  places = await loadPlaces({ province: 99 });
  households = [...generateHouseholds({ households: 3_000, places, seed: 42 })];
});

function years(household: InventedHousehold): InventedHouseholdYear[] {
  return YEARS.flatMap((year) => household.inYear(year) ?? []);
}

function sum(values: Values, ...fields: string[]): number {
  return fields.reduce((total, field) => total + Number(values[field]), 0);
}

test('the same seed gives the same people, another seed others', () => {
  const again = [...generateHouseholds({ households: 3_000, places, seed: 42 })];
  expect(again.map((one) => one.inYear(2017))).toEqual(households.map((one) => one.inYear(2017)));
  const other = generateHouseholds({ households: 3_000, places, seed: 43 }).next().value;
  expect(other?.members).not.toEqual(households[0]?.members);
});

test('exactly as many households as were asked for, in rural villages only', () => {
  expect(households).toHaveLength(3_000);
  const villages = new Set(places.flatMap((county) => county.villages.map((village) => village.code)));
  expect(households.every((one) => villages.has(one.place.code))).toBe(true);
  expect(new Set(households.map((one) => one.householdNo)).size).toBe(3_000);
});

test('every ID number is valid, tells sex and birthday rightly, is nobody’s, and occurs once', () => {
  const persons = households.flatMap((one) => one.members);
  for (const { identity } of persons) {
    const read = readIdNumber(String(identity.idNumber));
    expect(read).toMatchObject({ ok: true, value: { bornOn: identity.bornOn, sex: identity.sex } });
    expect(String(identity.idNumber).slice(14, 17)).toMatch(/^99[6-9]$/);
    if (identity.disabilityCard) {
      const card = readDisabilityCard(String(identity.disabilityCard));
      expect(card).toMatchObject({ ok: true, value: { holder: { id18: identity.idNumber } } });
    }
  }
  expect(new Set(persons.map((person) => person.identity.idNumber)).size).toBe(persons.length);
  expect(new Set(persons.map((person) => person.personNo)).size).toBe(persons.length);
});

test('ID numbers stay unique where one county has far more people than free numbers of its own', () => {
  const crowded = places.slice(0, 1);
  const seen = new Set<unknown>();
  let persons = 0;
  for (const { members } of generateHouseholds({ households: 40_000, places: crowded, seed: 5 })) {
    for (const { identity } of members) seen.add(identity.idNumber);
    persons += members.length;
  }
  expect(seen.size).toBe(persons);
});

test('phones and bank cards pass their checks', () => {
  for (const household of households.slice(0, 300)) {
    const { phone, bankCard } = household.inYear(2020)?.household ?? {};
    expect(readPhone(String(phone)).ok).toBe(true);
    expect(luhnHolds(String(bankCard))).toBe(true);
  }
});

describe('families', () => {
  test('every household has one head, who comes first', () => {
    for (const household of households) {
      for (const { members } of years(household)) {
        expect(members.filter((member) => member.yearly.relation === 'head')).toHaveLength(1);
        expect(members[0]?.yearly.relation).toBe('head');
      }
    }
  });

  test('children are at least 16 years younger than the head, parents as much older', () => {
    for (const household of households) {
      const members = household.inYear(2021)?.members ?? [];
      const bornIn = (at: number) => Number(String(members[at]?.person.identity.bornOn).slice(0, 4));
      members.forEach(({ yearly }, at) => {
        if (/son|daughter/.test(String(yearly.relation))) expect(bornIn(at) - bornIn(0)).toBeGreaterThanOrEqual(16);
        if (/father|mother/.test(String(yearly.relation))) expect(bornIn(0) - bornIn(at)).toBeGreaterThanOrEqual(16);
      });
    }
  });

  test('nobody is on record before being born, and the reported size is the number of members', () => {
    for (const household of households) {
      for (const { year, household: values, members } of years(household)) {
        expect(values.size).toBe(members.length);
        for (const { person } of members)
          expect(Number(String(person.identity.bornOn).slice(0, 4))).toBeLessThanOrEqual(year);
      }
    }
  });

  test('on average about three persons live in a household', () => {
    const persons = households.reduce((total, one) => total + (one.inYear(2017)?.members.length ?? 0), 0);
    expect(persons / 3_000).toBeGreaterThan(2.9);
    expect(persons / 3_000).toBeLessThan(3.3);
  });
});

describe('incomes', () => {
  test('items add up to their sums, and heads times income per head is the net income', () => {
    for (const household of households) {
      for (const { household: values } of years(household)) {
        expect(sum(values, 'assetDividend', 'otherPropertyIncome')).toBe(values.propertyIncome);
        expect(
          sum(values, 'familyPlanningGrant', 'dibaoGrant', 'tekunGrant', 'pension', 'ecologyGrant', 'otherTransfer'),
        ).toBe(values.transferIncome);
        expect(sum(values, 'wageIncome', 'businessIncome', 'propertyIncome', 'transferIncome')).toBe(
          values.annualIncome,
        );
        expect(sum(values, 'annualIncome') - sum(values, 'businessExpense')).toBe(values.netIncome);
        expect(sum(values, 'netIncomePerHead') * sum(values, 'size')).toBe(values.netIncome);
      }
    }
  });

  test('wages are earned only where somebody works, and nothing is negative', () => {
    for (const household of households.slice(0, 500)) {
      for (const { household: values, members } of years(household)) {
        const works = members.some(({ yearly }) => Number(yearly.workMonths) > 0 || yearly.publicPosts !== null);
        if (!works) expect(values.wageIncome).toBe(0);
        for (const item of itemsOf('household', 'yearly')) {
          if (item.unit === 'fen/year') expect(Number(values[item.field])).toBeGreaterThanOrEqual(0);
        }
      }
    }
  });

  test('the poor get poorer than those who left, and nearly all have left by 2020', () => {
    const perHead = (poor: boolean) => {
      const of = households
        .flatMap((one) => one.inYear(2017) ?? [])
        .filter((one) => (one.household.exitStatus === 'poor') === poor);
      return of.reduce((total, one) => total + sum(one.household, 'netIncomePerHead'), 0) / of.length;
    };
    expect(perHead(true)).toBeLessThan(300_000);
    expect(perHead(false)).toBeGreaterThan(400_000);
    const left = households.filter((one) => one.inYear(2020)?.household.exitStatus !== 'poor').length;
    expect(left / 3_000).toBeGreaterThan(0.99);
  });
});

test.each(YEARS)(
  'in %i every value is one that the dictionary knows, in its range and in the wording of the year',
  (year) => {
    for (const household of households.slice(0, 1_500)) {
      const inYear = household.inYear(year);
      check('household', 'identity', household.identity, year);
      for (const { identity } of household.members) check('person', 'identity', identity, year);
      if (!inYear) continue;
      check('household', 'yearly', inYear.household, year);
      for (const { yearly } of inYear.members) check('person', 'yearly', yearly, year);
      const sums = emptySums();
      addToSums(sums, inYear);
      check('village', 'yearly', villageYear(42, household.place.code, year, sums), year);
    }
  },
);

const offered = new Map<string, Set<string>>();

function check(entity: string, time: string, values: Values, year: number): void {
  for (const [field, value] of Object.entries(values)) {
    const item = findItem(`${entity}.${field}`);
    invariant(item?.time === time, `${entity}.${field} is no ${time} item of the dictionary`);
    if (value === null) continue;
    if (item.type === 'code' || item.type === 'codes') {
      const list = `${item.codeList} ${year}`;
      const keys = offered.get(list) ?? new Set(valuesIn(item.codeList ?? '', year).map(({ key }) => key));
      offered.set(list, keys);
      for (const key of [value].flat()) invariant(keys.has(String(key)), `${field}: ${key} is not valid in ${year}`);
    } else if (item.type === 'integer') {
      const { min = 0, max = 0 } = item.range ?? {};
      invariant(Number.isInteger(value) && Number(value) >= min && Number(value) <= max, `${field}: ${value}`);
    } else if (item.type === 'boolean') {
      invariant(typeof value === 'boolean', `${field}: ${value}`);
    }
  }
}

test('the wording that is written for a value is read back as that value', () => {
  expect(readCode('povertyAttribute', '特困供养脱贫户', 2018)).toEqual({ ok: true, value: 'tekunExited' });
});

test.each([42, 43, 44] as const)(
  'every village of province %i is written so that an import finds it again',
  async (province) => {
    const rows = (await provinceDivisions(2016, province)).map((row) => ({
      ...row,
      parentCode: null,
      lawDivision: null,
    }));
    const whole = rows.find((row) => row.level === 'province');
    invariant(whole, 'a province has a row');
    const names = divisionNames(whole, rows, [], []);
    const villages = (await loadPlaces({ province })).flatMap((county) => county.villages);
    const lost = villages.filter((village) => {
      const found = names.resolve(village);
      return found.kind !== 'found' || found.division.code !== village.code;
    });
    expect(lost).toEqual([]);
  },
);

test('the real tree of Hubei is used: 仙桃’s villages too, and no city centre', async () => {
  const hubei = await loadPlaces({ province: 42 });
  expect(hubei.find((county) => county.name === '仙桃市')?.villages[0]).toMatchObject({ city: '', province: '湖北省' });
  expect(hubei.some((county) => county.name === '江汉区')).toBe(false);
  expect(hubei.reduce((total, county) => total + county.villages.length, 0)).toBeGreaterThan(20_000);
});
