import type { PersonTraits } from './person-traits.ts';
import { isFitForWork } from './person-year.ts';
import type { Random } from './random.ts';

/** The register year of the first file, and the one in which the campaign ended. */
export const FIRST_YEAR = 2014;
export const LAST_YEAR = 2020;

/** What stays with a household, and the years in which something changes for it. */
export interface HouseholdTraits {
  readonly firstIdentifiedMonth: number;
  /** Null: still poor after the campaign. */
  readonly exitYear: number | null;
  /** Out once, poor again in this year, and out for good in `exitYear`. */
  readonly firstExitYear: number | null;
  readonly returnedYear: number | null;
  readonly losesSupportYear: number | null;
  readonly welfare: 'none' | 'dibao' | 'tekun';
  readonly mainCause: string;
  readonly otherCauses: readonly string[];
  readonly cultivatedLand: number;
  readonly forestLand: number;
  readonly returnedForestLand: number;
  readonly orchardLand: number;
  readonly distanceToMainRoad: number;
  readonly houseAreaPerHead: number;
  /** C or D until repaired, in the year named; null where the house has always been sound. */
  readonly danger: { readonly level: 'c' | 'd'; readonly repairedIn: number } | null;
  readonly isRelocated: boolean;
  readonly waterSafeFrom: number;
  readonly toiletFrom: number;
  readonly roadHardenedFrom: number;
  readonly cleanFuelFrom: number;
  readonly cooperativeFrom: number;
  readonly enterpriseFrom: number;
  readonly entrepreneurFrom: number;
  readonly dividendFrom: number;
  /** Share of what is earned that comes from wages. */
  readonly wageShare: number;
  /** 0 the poorest, 1 the best off. */
  readonly standing: number;
}

const NEVER = 9999;

/** Shares of those registered at the start that left in each year, near to the yearly results of Hubei. */
const EXIT_YEARS: readonly (readonly [number, number])[] = [
  [2014, 9],
  [2015, 12],
  [2016, 18],
  [2017, 17],
  [2018, 20],
  [2019, 17],
  [2020, 7],
];

export function inventHouseholdTraits(random: Random, members: readonly PersonTraits[]): HouseholdTraits {
  const isNew = random.chance(0.05);
  const firstIdentifiedMonth = isNew
    ? random.pick([201512, 201612, 201709, 201711])
    : random.pick([201312, 201312, 201401, 201404, 201406, 201412]);
  const identifiedIn = Math.max(FIRST_YEAR, Math.floor(firstIdentifiedMonth / 100));
  const exitYear = random.chance(0.002) ? null : Math.max(identifiedIn + (isNew ? 1 : 0), random.weighted(EXIT_YEARS));
  const returned = exitYear !== null && exitYear >= 2018 && random.chance(0.01);
  const lastExit = exitYear ?? LAST_YEAR + 2;
  const oldest = Math.min(...members.map((member) => Number(member.bornOn.slice(0, 4))));
  const someoneFit = members.some((member) => isFitForWork(member, FIRST_YEAR - Number(member.bornOn.slice(0, 4))));
  const isDangerous = random.chance(0.22);
  return {
    firstIdentifiedMonth,
    exitYear,
    firstExitYear: returned ? exitYear - random.between(2, 3) : null,
    returnedYear: returned ? exitYear - 1 : null,
    losesSupportYear: exitYear !== null && exitYear <= 2016 && random.chance(0.12) ? 2018 : null,
    welfare: welfareOf(random, members, someoneFit, oldest),
    ...inventCauses(random, members, someoneFit),
    cultivatedLand: hundredths(random, 20, 220 * Math.max(2, members.length)),
    forestLand: random.chance(0.6) ? hundredths(random, 100, 4000) : 0,
    returnedForestLand: random.chance(0.3) ? hundredths(random, 50, 900) : 0,
    orchardLand: random.chance(0.35) ? hundredths(random, 20, 600) : 0,
    distanceToMainRoad: random.between(0, 30) * 100,
    houseAreaPerHead: random.between(16, 48),
    danger: isDangerous
      ? { level: random.chance(0.55) ? 'c' : 'd', repairedIn: mendedBy(random, lastExit, 0.996) }
      : null,
    isRelocated: random.chance(0.14),
    waterSafeFrom: random.chance(0.72) ? FIRST_YEAR : mendedBy(random, lastExit, 0.998),
    toiletFrom: random.chance(0.35) ? FIRST_YEAR : random.between(2016, 2021),
    roadHardenedFrom: random.chance(0.3) ? FIRST_YEAR : random.between(2015, 2021),
    cleanFuelFrom: random.chance(0.2) ? FIRST_YEAR : random.between(2016, 2022),
    cooperativeFrom: random.chance(0.45) ? random.between(2015, 2019) : NEVER,
    enterpriseFrom: random.chance(0.2) ? random.between(2016, 2019) : NEVER,
    entrepreneurFrom: random.chance(0.25) ? random.between(2016, 2019) : NEVER,
    dividendFrom: random.chance(0.3) ? random.between(2017, 2020) : NEVER,
    wageShare: 0.45 + random.next() * 0.45,
    standing: random.next(),
  };
}

/** Nearly always put right before the household leaves; what is not is what the checks must find. */
function mendedBy(random: Random, exitYear: number, share: number): number {
  if (!random.chance(share)) return exitYear + random.between(1, 2);
  return Math.min(exitYear, Math.max(FIRST_YEAR + 1, exitYear - random.between(0, 2)));
}

function hundredths(random: Random, low: number, high: number): number {
  return Math.round(random.between(low, high) / 10) * 10;
}

function welfareOf(
  random: Random,
  members: readonly PersonTraits[],
  someoneFit: boolean,
  oldest: number,
): HouseholdTraits['welfare'] {
  if (members.length === 1 && oldest <= FIRST_YEAR - 60) return random.chance(0.62) ? 'tekun' : 'dibao';
  const gravely = members.some((member) => member.isSeriouslyIll || (member.disability?.grade ?? 4) <= 2);
  return random.chance(someoneFit ? (gravely ? 0.42 : 0.12) : 0.55) ? 'dibao' : 'none';
}

function inventCauses(
  random: Random,
  members: readonly PersonTraits[],
  someoneFit: boolean,
): Pick<HouseholdTraits, 'mainCause' | 'otherCauses'> {
  const students = members.filter((member) => {
    const age = FIRST_YEAR - Number(member.bornOn.slice(0, 4));
    return age >= 15 && age <= 22 && member.track !== 'grade9';
  });
  const ill = members.some((member) => member.isSeriouslyIll)
    ? 60
    : members.some((member) => member.isChronicallyIll)
      ? 18
      : 0;
  const weights: [string, number][] = [
    ['illness', ill],
    ['disability', members.some((member) => member.disability) ? 32 : 0],
    ['schooling', students.length * 22],
    ['labourShortage', someoneFit ? 4 : 26],
    ['skillShortage', someoneFit ? 16 : 2],
    ['fundsShortage', someoneFit ? 9 : 1],
    ['transport', 3],
    ['motivation', someoneFit ? 2 : 0],
    ['disaster', 1.5],
    ['landShortage', 1],
    ['waterShortage', 0.5],
  ];
  const mainCause = random.weighted(weights);
  const others = weights.filter(([cause, weight]) => cause !== mainCause && weight >= 3);
  const count =
    others.length === 0
      ? 0
      : random.weighted([
          [0, 30],
          [1, 45],
          [2, 25],
        ] as const);
  const otherCauses = new Set<string>();
  for (let each = 0; each < count; each++) otherCauses.add(random.weighted(others));
  return { mainCause, otherCauses: [...otherCauses] };
}
