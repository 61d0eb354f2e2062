import type { Work } from '@daohu/db';
import { done, isWithin, type Outcome, rangeOfDivision, refuse } from '@daohu/kernel';
import { resolveDivision } from '../divisions/index.ts';
import { itemsOfTable, masked, rowToItems } from './columns.ts';
import type { RegisterRefusal, ShowVillage, VillageDetail } from './contract.ts';
import { placeOf } from './place.ts';
import { selectHouseholdYears } from './store/household-list.ts';
import { selectHouseholdTotals, selectVillageYears } from './store/villages.ts';

/** 行政村 in one year: its own figures, and what its households add up to. Beyond reach it is not found. */
export async function showVillage(
  work: Work,
  { division, year: askedYear }: ShowVillage,
): Promise<Outcome<VillageDetail, RegisterRefusal>> {
  const resolution = await resolveDivision(work.db, division, { level: 'village' });
  const village = resolution.kind === 'live' ? resolution.division : null;
  if (village?.level !== 'village' || !isWithin(village.code, work.actor)) return refuse({ code: 'village-not-found' });

  const range = rangeOfDivision(village.code, 'village');
  const reported = await selectVillageYears(work.db, village.code);
  const householdYears = await selectHouseholdYears(work.db, [range]);
  const years = [...new Set([...householdYears, ...reported.map((row) => Number(row.year))])].sort((a, b) => b - a);
  const year = askedYear ?? years[0] ?? null;
  const own = reported.find((row) => row.year === year);
  return done({
    division: village.code,
    name: village.name,
    place: await placeOf(work.db, village.code),
    year,
    years,
    yearly: own ? rowToItems(itemsOfTable('village_year'), own, masked(work.cipher)) : {},
    totals: await selectHouseholdTotals(work.db, range, year ?? 0),
  });
}
