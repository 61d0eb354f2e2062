import type { Work } from '@daohu/db';
import { done, type Outcome, rangeOfDivision, refuse } from '@daohu/kernel';
import { itemsOfTable, masked, rowToItems } from './columns.ts';
import type { CountyDetail, RegisterRefusal, ShowCounty } from './contract.ts';
import { countyInReach } from './county-in-reach.ts';
import { placeOf } from './place.ts';
import { selectCountyYears } from './store/counties.ts';
import { selectHouseholdYears } from './store/household-list.ts';
import { selectHouseholdTotals } from './store/villages.ts';

/** 县 in one year: its own figures, and what its households add up to. Beyond reach it is not found. */
export async function showCounty(
  work: Work,
  { division, year: askedYear }: ShowCounty,
): Promise<Outcome<CountyDetail, RegisterRefusal>> {
  const county = await countyInReach(work, division);
  if (!county) return refuse({ code: 'county-not-found' });
  const range = rangeOfDivision(county.code, 'county');
  const reported = await selectCountyYears(work.db, county.code);
  const householdYears = await selectHouseholdYears(work.db, [range]);
  const years = [...new Set([...householdYears, ...reported.map((row) => Number(row.year))])].sort((a, b) => b - a);
  const year = askedYear ?? years[0] ?? null;
  const own = reported.find((row) => row.year === year);
  return done({
    division: county.code,
    name: county.name,
    place: await placeOf(work.db, county.code),
    year,
    years,
    yearly: own ? rowToItems(itemsOfTable('county_year'), own, masked(work.cipher)) : {},
    totals: await selectHouseholdTotals(work.db, range, year ?? 0),
  });
}
