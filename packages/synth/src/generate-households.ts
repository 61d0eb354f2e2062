import { type CountyCode, countyOf } from '@daohu/kernel';
import { AGES_IN, inventFamily, type MemberDraft } from './family.ts';
import { type HouseholdTraits, inventHouseholdTraits } from './household-traits.ts';
import { type Contact, householdYear, isOut, standingIn } from './household-year.ts';
import type { InventedHousehold, InventedHouseholdYear, InventedPerson } from './invented-household.ts';
import { inventIncome, withIncome } from './invented-income.ts';
import { inventGivenName, inventHamlets, inventSurname } from './invented-names.ts';
import { type IdNumbers, idNumbersOf, inventBankCard, inventDisabilityCard, inventPhone } from './invented-numbers.ts';
import { inventTraits, type PersonTraits } from './person-traits.ts';
import { isFitForWork, personYear } from './person-year.ts';
import type { CountyPlace, VillagePlace } from './places.ts';
import { type Random, randomOf } from './random.ts';

export interface GenerateHouseholds {
  /** How many households in all, exactly; they are shared out over the villages of `places`. */
  readonly households: number;
  readonly places: readonly CountyPlace[];
  /** The same seed and places give the same province, to the last digit. */
  readonly seed: number;
}

/** How many households each village gets: believable shares, and the exact sum. */
export function* shareOut({ households, places, seed }: GenerateHouseholds): Generator<{
  county: CountyPlace;
  countyIndex: number;
  village: VillagePlace;
  count: number;
}> {
  // A district 区 of a city has fewer poor villagers than a county out in the hills.
  const weightOf = (county: CountyPlace, village: VillagePlace) =>
    (county.name.endsWith('区') ? 0.4 : 1) *
    (0.35 + 1.3 * randomOf(seed, county.code, 1).next()) *
    (0.3 + 1.4 * randomOf(seed, village.code, 2).next());
  let total = 0;
  for (const county of places) for (const village of county.villages) total += weightOf(county, village);
  let passed = 0;
  let given = 0;
  for (const [countyIndex, county] of places.entries()) {
    for (const village of county.villages) {
      passed += weightOf(county, village);
      const count = Math.round((households * passed) / total) - given;
      given += count;
      if (count > 0) yield { county, countyIndex, village, count };
    }
  }
}

/**
 * Invented households of a province, village by village in code order. One at a time: memory does not grow with their
 * number (a county's issued ID numbers are kept until the next county). All ID numbers are valid and nobody's.
 */
export function* generateHouseholds(options: GenerateHouseholds): Generator<InventedHousehold> {
  let current: CountyCode | null = null;
  let numbers: IdNumbers | null = null;
  let sequence = 0;
  for (const { county, countyIndex, village, count } of shareOut(options)) {
    if (current !== county.code || numbers === null) {
      current = county.code;
      numbers = idNumbersOf(county.code, countyIndex, options.places.length);
      sequence = 0;
    }
    const local: Local = {
      place: village,
      hamlets: inventHamlets(randomOf(options.seed, village.code, 3)),
      minority: minorityOf(county.name),
      numbers,
    };
    for (let each = 0; each < count; each++) {
      sequence++;
      yield inventHousehold(options.seed, local, sequence);
    }
  }
}

interface Local {
  readonly place: VillagePlace;
  readonly hamlets: readonly string[];
  readonly minority: readonly string[];
  readonly numbers: IdNumbers;
}

interface Member {
  readonly person: InventedPerson;
  readonly traits: PersonTraits;
  readonly bornIn: number;
  readonly phone: string;
}

function inventHousehold(seed: number, local: Local, sequence: number): InventedHousehold {
  const { place } = local;
  const county = countyOf(place.code);
  const random = randomOf(seed, county, sequence);
  const drafts = inventFamily(random);
  const ethnicity = local.minority.length > 0 && random.chance(0.55) ? random.pick(local.minority) : 'han';
  const surname = inventSurname(random);
  const traitsOfMembers = drafts.map((draft) => inventTraits(random, draft, ethnicity));
  const traits = inventHouseholdTraits(random, traitsOfMembers);
  const householdNo = `${county}${String(sequence).padStart(7, '0')}`;
  const members = drafts.map((draft, at): Member => {
    const person = inventPerson(random, local, draft, traitsOfMembers[at] as PersonTraits, {
      personNo: `${householdNo}${String(at + 1).padStart(2, '0')}`,
      surname: draft.surname === 'own' ? surname : inventSurname(random),
      firstIdentifiedMonth: traits.firstIdentifiedMonth,
    });
    const bornIn = AGES_IN - draft.age;
    return {
      person,
      traits: traitsOfMembers[at] as PersonTraits,
      bornIn,
      phone: inventPhone(county, sequence * 7 + at),
    };
  });
  const contact: Contact = {
    naturalVillage: random.pick(local.hamlets),
    villageGroup: `${random.between(1, 8)}组`,
    phone: members[0]?.phone ?? '',
    bankName: random.pick(['农村信用社', '农村商业银行', '邮政储蓄银行', '农业银行']),
    bankCard: inventBankCard(county, sequence),
  };
  return {
    householdNo,
    place,
    identity: { householdNo, firstIdentifiedMonth: traits.firstIdentifiedMonth },
    members: members.map((member) => member.person),
    exitYear: traits.exitYear,
    inYear(year) {
      if (year < Math.floor(traits.firstIdentifiedMonth / 100)) return null;
      return inYear(randomOf(seed, county, sequence, year), traits, members, contact, year);
    },
  };
}

interface Given {
  readonly personNo: string;
  readonly surname: string;
  readonly firstIdentifiedMonth: number;
}

function inventPerson(
  random: Random,
  local: Local,
  draft: MemberDraft,
  traits: PersonTraits,
  given: Given,
): InventedPerson {
  const idNumber = local.numbers.take(traits.bornOn, traits.sex);
  const { disability } = traits;
  const card =
    disability && disability.cardYear !== null
      ? inventDisabilityCard(random, idNumber, disability.category, disability.grade)
      : null;
  const bornMonth = Number(traits.bornOn.slice(0, 7).replace('-', ''));
  return {
    personNo: given.personNo,
    identity: {
      personNo: given.personNo,
      name: given.surname + inventGivenName(random, traits.sex, AGES_IN - draft.age),
      sex: traits.sex,
      bornOn: traits.bornOn,
      identityDocument: card ? 'disabilityCard' : 'idCard',
      idNumber,
      disabilityCard: card,
      ethnicity: traits.ethnicity,
      firstIdentifiedMonth: Math.max(given.firstIdentifiedMonth, bornMonth),
    },
  };
}

function inYear(
  random: Random,
  traits: HouseholdTraits,
  members: readonly Member[],
  contact: Contact,
  year: number,
): InventedHouseholdYear {
  const living = members.filter((member) => member.bornIn <= year);
  const welfare = { isDibao: traits.welfare === 'dibao', isTekun: traits.welfare === 'tekun' };
  const years = living.map(({ person, traits: person_, phone }) => ({
    person,
    yearly: personYear(random, person_, year, welfare, phone),
  }));
  const earners = {
    size: living.length,
    workMonths: years.reduce((sum, { yearly }) => sum + Number(yearly.workMonths), 0),
    publicPosts: years.filter(({ yearly }) => yearly.publicPosts !== null).length,
    pensioners: living.filter(({ bornIn }, at) => year - bornIn >= 60 && years[at]?.yearly.hasResidentPension === true)
      .length,
    dibaoPersons: welfare.isDibao ? living.length : 0,
    tekunPersons: welfare.isTekun ? living.length : 0,
    isFit: living.some((member) => isFitForWork(member.traits, year - member.bornIn)),
  };
  const isPoor = !isOut(standingIn(traits, year));
  return {
    year,
    household: withIncome(
      householdYear(traits, contact, year, living.length),
      inventIncome(random, traits, earners, year, isPoor),
    ),
    members: years,
  };
}

/** Nationalities that a county's name says, as keys of the code list; most others are overwhelmingly Han. */
function minorityOf(county: string): string[] {
  return MINORITIES.filter(([name]) => county.includes(name)).map(([, key]) => key);
}

const MINORITIES: readonly (readonly [string, string])[] = [
  ['土家', 'tujia'],
  ['苗族', 'miao'],
  ['侗族', 'dong'],
  ['瑶', 'yao'],
  ['壮', 'zhuang'],
];
