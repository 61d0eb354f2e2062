import { sql } from '@daohu/db';
import { rangeOfDivision } from '@daohu/kernel';
import type { Reads } from '@daohu/policy';
import {
  type InventedCounty,
  inventedCounty,
  LIULIN_VILLAGE,
  type RecordedHousehold,
  recordLeavingHousehold,
  recordLeavingVillage,
  SHIQIAO_VILLAGE,
} from '@daohu/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadHouseholdFacts, loadVillageFacts } from './load-facts.ts';

let county: InventedCounty;
let home: RecordedHousehold;
const office = () => county.actor('county-office');

beforeAll(async () => {
  county = await inventedCounty();
  home = await county.act(office(), async (work) => {
    await recordLeavingVillage(work, SHIQIAO_VILLAGE, { yearly: { population: 900 } });
    await recordLeavingVillage(work, SHIQIAO_VILLAGE, { year: 2015, yearly: { population: 950 } });
    await recordLeavingHousehold(work, { village: LIULIN_VILLAGE, no: 'L-1' });
    const recorded = await recordLeavingHousehold(work, { netIncomePerHead: 400_000, incomeBefore: 200_000 });
    const [father, child] = recorded.personIds;
    // In 2015 the father worked three months, and the child lived with another family.
    await work.db.execute(sql`insert into person_year (county_code, person_id, year, household_id, division, work_months)
      values (999921, ${father}, 2015, ${recorded.householdId}, ${SHIQIAO_VILLAGE}, 3),
        (999921, ${child}, 2015, ${recorded.householdId - 1}, ${SHIQIAO_VILLAGE}, 0)`);
    await work.db.execute(sql`insert into county_year (county_code, year, division, rural_population)
      values (999921, 2016, 999921000000, 300000)`);
    return recorded;
  });
});
afterAll(() => county.close());

function reads(fields: readonly string[], relations: readonly string[]): Reads {
  const parse = (text: string) => text.split('-') as [string, string];
  return {
    fields: fields.map((text) => {
      const [path, back] = parse(text);
      const [entity, key] = path.split('.') as [string, string];
      return { entity, key, yearsBack: Number(back), derivedFrom: key === 'age' ? ['出生日期'] : [] };
    }),
    relations: relations.map((text) => ({ key: parse(text)[0], yearsBack: Number(parse(text)[1]) })),
    figures: [],
    parameters: [],
  };
}

async function factsOf(wanted: Reads) {
  const key = { countyCode: home.countyCode, id: home.householdId };
  const [facts] = await county.ask(office(), ({ db }) => loadHouseholdFacts(db, { household: key }, 2016, wanted));
  return facts;
}

test('only what a rule reads is loaded', async () => {
  const facts = await factsOf(reads(['household.netIncomePerHead-0'], []));
  expect(facts).toMatchObject({ netIncomePerHead: 400_000, lastYear: null, members: null, village: null });
  expect(facts).not.toHaveProperty('skills');
});

test('an item that follows from another brings that other along', async () => {
  const facts = await factsOf(reads(['person.age-0'], ['members-0']));
  expect(facts?.members).toMatchObject([{ name: '王石头', bornOn: '1978-03-01' }, { name: '王小草' }]);
});

test('the year before is that of the household, of each member wherever he was, and of those who were members then', async () => {
  const facts = await factsOf(
    reads(
      ['household.netIncomePerHead-1', 'person.laborSkill-0', 'person.workMonths-1'],
      ['lastYear-0', 'members-0', 'members-1'],
    ),
  );
  expect(facts?.lastYear).toMatchObject({ netIncomePerHead: 200_000, members: [{ name: '王石头', workMonths: 3 }] });
  expect(facts?.members).toMatchObject([
    { laborSkill: 'ordinary', lastYear: { workMonths: 3 } },
    { laborSkill: 'none', lastYear: { workMonths: 0 } },
  ]);
});

test('village and county stand behind the household, each with its own figures', async () => {
  const wanted = reads(
    ['village.population-0', 'village.population-1', 'county.ruralPopulation-0'],
    ['village-0', 'lastYear-0', 'county-0'],
  );
  const facts = await factsOf(wanted);
  expect(facts?.village).toMatchObject({ population: 900, lastYear: { population: 950 } });
  expect(facts?.county).toMatchObject({ ruralPopulation: 300_000 });
});

test('one household and a whole county are loaded alike', async () => {
  const wanted = reads(['household.netIncomePerHead-0', 'person.laborSkill-0'], ['members-0', 'lastYear-0']);
  const range = rangeOfDivision(999_921_000_000, 'county');
  const all = await county.ask(office(), ({ db }) => loadHouseholdFacts(db, { range }, 2016, wanted));
  expect(all).toHaveLength(2);
  expect(all.find(({ householdId }) => householdId === home.householdId)).toEqual(await factsOf(wanted));
});

test('a village has its households; one that does not report has them too', async () => {
  const wanted = reads(['household.exitStatus-0', 'village.population-0'], ['registeredHouseholds-0']);
  const range = rangeOfDivision(999_921_000_000, 'county');
  const villages = await county.ask(office(), ({ db }) => loadVillageFacts(db, range, 2016, wanted));
  expect(villages).toMatchObject([
    {
      division: SHIQIAO_VILLAGE,
      villageName: '石桥村',
      population: 900,
      registeredHouseholds: [{ exitStatus: 'poor' }],
    },
    { division: LIULIN_VILLAGE, villageName: '柳林村', registeredHouseholds: [{ exitStatus: 'poor' }] },
  ]);
});
