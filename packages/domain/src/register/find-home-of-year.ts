import type { Work } from '@daohu/db';
import { countyOf } from '@daohu/kernel';
import { findCounties } from '../divisions/index.ts';
import type { RecordKey } from './store/household-record.ts';
import { selectCountiesOfHousehold } from './store/rows-of-year.ts';

/**
 * Where a household was on record in a year, when that is not the county asked about. Who moves to another county keeps
 * its number (`household_id`) there: the years before stay with the county it left, those after stand in the one it came
 * to. Null when it was nowhere else within reach.
 */
export async function findHomeOfYear(
  work: Work,
  { countyCode, id }: RecordKey,
  year: number,
): Promise<RecordKey | null> {
  const counties = (await findCounties(work.db, work.actor)).map(({ code }) => countyOf(code));
  const others = counties.filter((code) => code !== countyCode);
  const [only, ...more] = await selectCountiesOfHousehold(work.db, others, id, year);
  return only === undefined || more.length > 0 ? null : { countyCode: only, id };
}
