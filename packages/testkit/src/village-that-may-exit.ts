import { join, raw, sql, type Work } from '@daohu/db';
import { itemsOfTable } from '@daohu/domain/register';
import { countyOf } from '@daohu/kernel';
import type { InventedValues } from './invented-county.ts';

/** Meets every condition of the village exit that is the village's own, with 60,000 yuan of collective income. */
const YEARLY: InventedValues = {
  isPoorVillage: true,
  disposableIncomePerHead: 1_500_000,
  collectiveIncome: 6_000_000,
  isInfrastructureSound: true,
  haveConditionsImproved: true,
  areServicesAtLevel: true,
  areProminentProblemsSolved: true,
  hasLeadingIndustry: true,
  hasServiceCentre: true,
  hasSchoolHealthCulture: true,
  hasHardenedRoad: true,
  hasPipedSafeWater: true,
  hasSafePowerGrid: true,
  hasHouseholdCable: true,
  hasCleanEnergy: true,
};

/** Writes what a village reports for a year; it may leave the list of poor villages but for what the test changes. */
export async function recordLeavingVillage(
  work: Work,
  division: number,
  { year = 2016, yearly = {} }: { readonly year?: number; readonly yearly?: InventedValues } = {},
): Promise<void> {
  const values = { ...YEARLY, ...yearly };
  const items = itemsOfTable('village_year').filter((item) => values[item.field] !== undefined);
  const columns = raw(['county_code', 'division', 'year', ...items.map((item) => item.column)].join(', '));
  const row = [countyOf(division), division, year, ...items.map((item) => values[item.field])];
  await work.db.execute(sql`insert into village_year (${columns}) values (${join(row)})`);
}
