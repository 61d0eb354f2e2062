import { type Connection, raw, sql } from '@daohu/db';
import { type CountyRecoded, countyOf, rangeOfDivision } from '@daohu/kernel';

/**
 * 统计值、参数与核查结论随县级代码变更: what the county reported and settled goes on holding for it, superseded entries
 * too, and what was judged of its households.
 */
export async function rekeyStandards(owner: Connection, { oldCounty, newCounty }: CountyRecoded): Promise<void> {
  const { low, high } = rangeOfDivision(oldCounty, 'county');
  for (const table of [raw('reference_value'), raw('policy_setting')]) {
    await owner.execute(sql`update ${table} set division = division + ${newCounty - oldCounty}::bigint
      where division between ${low} and ${high}`);
  }
  for (const table of [raw('verdict_roll'), raw('verdict_sheet')]) {
    await owner.execute(sql`update ${table} set county_code = ${countyOf(newCounty)},
        division = division + ${newCounty - oldCounty}::bigint
      where county_code = ${countyOf(oldCounty)}`);
  }
  await owner.execute(sql`update verdict_run set county_code = ${countyOf(newCounty)}
    where county_code = ${countyOf(oldCounty)}`);
}
