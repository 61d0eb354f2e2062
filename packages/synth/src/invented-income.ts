import type { HouseholdTraits } from './household-traits.ts';
import type { Values } from './invented-household.ts';
import type { Random } from './random.ts';

/**
 * Yuan per head around which invented incomes are drawn, the poor below and those who left above. Close to the lines of
 * the years so that the data looks right; nothing is decided by it. The lines that decide stand in the packs.
 */
const AROUND: Record<number, number> = {
  2014: 2800,
  2015: 2855,
  2016: 2952,
  2017: 2952,
  2018: 2995,
  2019: 3218,
  2020: 4000,
};
const GROWTH_AFTER_2020 = 1.06;

export interface Earners {
  readonly size: number;
  /** Months of wage work of all members together. */
  readonly workMonths: number;
  readonly publicPosts: number;
  readonly pensioners: number;
  readonly dibaoPersons: number;
  readonly tekunPersons: number;
  readonly isFit: boolean;
}

/** 家庭收入 of a year, in yuan. Items add up to the sums, and the net income divides by the heads without a remainder. */
export function inventIncome(
  random: Random,
  traits: HouseholdTraits,
  earners: Earners,
  year: number,
  isPoor: boolean,
): InventedIncome {
  const size = Math.max(1, earners.size);
  const familyPlanningGrant = earners.pensioners > 0 && traits.standing > 0.85 ? 960 * earners.pensioners : 0;
  const dibaoGrant =
    earners.dibaoPersons * roundTo(10, (120 + 22 * (year - 2014)) * 12 * (0.8 + 0.4 * traits.standing));
  const tekunGrant = earners.tekunPersons * roundTo(10, 3_000 + 900 * (year - 2014));
  const pension = earners.pensioners * 12 * (year < 2015 ? 60 : year < 2018 ? 70 : 103);
  const ecologyGrant = Math.round((traits.returnedForestLand / 100) * 125);
  const fixedTransfer = Math.round((traits.cultivatedLand / 100) * 86);
  const assetDividend = year >= traits.dividendFrom ? random.between(2, 12) * 100 : 0;
  const otherPropertyIncome = traits.standing > 0.7 ? random.between(1, 8) * 50 : 0;
  const posts = earners.publicPosts * 4_800;

  const given =
    familyPlanningGrant +
    dibaoGrant +
    tekunGrant +
    pension +
    ecologyGrant +
    fixedTransfer +
    assetDividend +
    otherPropertyIncome +
    posts;
  const wanted = size * targetPerHead(random, traits, year, isPoor, earners);
  const net = given > wanted ? Math.ceil(given / size) * size : wanted;

  // What is left is earned: by wages where somebody works away, from the farm where somebody can work it, else it comes
  // from relatives. One yuan per head or less may remain to make the division exact; it goes the same way.
  const earned = net - given;
  const wages = earners.workMonths > 0 ? Math.floor(earned * traits.wageShare) : 0;
  const fromFarm = earners.isFit || earners.workMonths > 0 ? earned - wages : Math.floor(earned * 0.3);
  const fromRelatives = earned - wages - fromFarm;
  const businessExpense = Math.floor(fromFarm * (0.25 + 0.5 * random.next()));

  const wageIncome = wages + posts;
  const businessIncome = fromFarm + businessExpense;
  const propertyIncome = assetDividend + otherPropertyIncome;
  const otherTransfer = fixedTransfer + fromRelatives;
  const transferIncome = familyPlanningGrant + dibaoGrant + tekunGrant + pension + ecologyGrant + otherTransfer;
  return {
    wageIncome,
    businessIncome,
    businessExpense,
    propertyIncome,
    assetDividend,
    otherPropertyIncome,
    transferIncome,
    familyPlanningGrant,
    dibaoGrant,
    tekunGrant,
    pension,
    ecologyGrant,
    otherTransfer,
    annualIncome: net + businessExpense,
    netIncome: net,
    netIncomePerHead: net / size,
    disposableIncomePerHead: net / size,
  };
}

/** Yuan, by the dictionary's field names. */
type InventedIncome = Record<(typeof INCOME_FIELDS)[number], number>;

const INCOME_FIELDS = [
  'wageIncome',
  'businessIncome',
  'businessExpense',
  'propertyIncome',
  'assetDividend',
  'otherPropertyIncome',
  'transferIncome',
  'familyPlanningGrant',
  'dibaoGrant',
  'tekunGrant',
  'pension',
  'ecologyGrant',
  'otherTransfer',
  'annualIncome',
  'netIncome',
  'netIncomePerHead',
  'disposableIncomePerHead',
] as const;

/** The household's values with its income added, in fen. */
export function withIncome(household: Values, yuan: InventedIncome): Values {
  for (const field of INCOME_FIELDS) household[field] = yuan[field] * 100;
  return household;
}

function targetPerHead(
  random: Random,
  traits: HouseholdTraits,
  year: number,
  isPoor: boolean,
  { workMonths, size }: Earners,
): number {
  const around = (AROUND[Math.min(year, 2020)] ?? 2800) * GROWTH_AFTER_2020 ** Math.max(0, year - 2020);
  if (isPoor) return Math.floor(around * (0.42 + 0.42 * traits.standing + 0.12 * random.next()));
  const since = Math.min(6, Math.max(0, year - (traits.exitYear ?? year)));
  const byWork = (workMonths / size) * 320;
  return Math.ceil(around * (1.06 + 0.75 * traits.standing + 0.09 * since + 0.1 * random.next()) + byWork);
}

function roundTo(step: number, amount: number): number {
  return Math.round(amount / step) * step;
}
