import { type Connection, sql } from '@daohu/db';
import type { CountyRecoded } from '@daohu/kernel';
import { rangeOfDivision } from '@daohu/kernel';

/**
 * 留痕随县级代码变更: what an entry says is never touched, the old code in it neither. Only from where it is read moves
 * with the county, so that its offices go on seeing what they did.
 */
export async function rekeyAudit(owner: Connection, { oldCounty, newCounty }: CountyRecoded): Promise<void> {
  const { low, high } = rangeOfDivision(oldCounty, 'county');
  await owner.execute(sql`update audit_entry
    set division_now = coalesce(division_now, division) + ${newCounty - oldCounty}::bigint
    where coalesce(division_now, division) between ${low} and ${high}`);
}
