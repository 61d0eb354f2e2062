import { type Connection, raw, sql } from '@daohu/db';
import type { CountyRecoded } from '@daohu/kernel';
import { rangeOfDivision } from '@daohu/kernel';

/** 统计值与参数随县级代码变更: what the county reported and settled goes on holding for it, superseded entries too. */
export async function rekeyStandards(owner: Connection, { oldCounty, newCounty }: CountyRecoded): Promise<void> {
  const { low, high } = rangeOfDivision(oldCounty, 'county');
  for (const table of [raw('reference_value'), raw('policy_setting')]) {
    await owner.execute(sql`update ${table} set division = division + ${newCounty - oldCounty}::bigint
      where division between ${low} and ${high}`);
  }
}
