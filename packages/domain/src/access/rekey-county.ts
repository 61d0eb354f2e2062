import { type Connection, sql } from '@daohu/db';
import type { CountyRecoded } from '@daohu/kernel';
import { rangeOfDivision } from '@daohu/kernel';

/** 账号随县级代码变更: who was over the county, a township or a village of it stays so. Sessions go on; gives the number. */
export async function rekeyAccounts(owner: Connection, { oldCounty, newCounty }: CountyRecoded): Promise<number> {
  const { low, high } = rangeOfDivision(oldCounty, 'county');
  return owner.execute(sql`update account set division = division + ${newCounty - oldCounty}::bigint
    where division between ${low} and ${high}`);
}
