import { type Connection, raw, sql } from '@daohu/db';
import type { CountyRecoded } from '@daohu/kernel';
import { ancestorsByDigits, countyOf, done, type Outcome, rangeOfDivision, refuse } from '@daohu/kernel';
import type { RekeyImportsRefusal } from './contract.ts';

const BELONGS = ['division', 'within_division', 'suggested_within'] as const;
const STAGED = ['staged_person_row', 'staged_household_row', 'staged_village_row'] as const;
const WITHIN = [...STAGED, 'staged_outcome_row', 'import_fault_row', 'import_block_row'] as const;

/**
 * 导入随县级代码变更: imports of the county stay those of the county, and rows that wait for a decision go where they
 * were meant to go. Refused while one is being read, applied or undone there: it has the old codes in its memory.
 * Runs as owner inside the act's transaction, and until that ends no other import begins.
 */
export async function rekeyImports(
  owner: Connection,
  { oldCounty, newCounty }: CountyRecoded,
): Promise<Outcome<{ readonly imports: number }, RekeyImportsRefusal>> {
  const { low, high } = rangeOfDivision(oldCounty, 'county');
  const shift = newCounty - oldCounty;
  await owner.execute(sql`lock table import in share row exclusive mode`);
  const above = [0, ...ancestorsByDigits(oldCounty)];
  const underWay = await owner.query<{ importId: number }>(sql`select import_id as "importId" from import
    where state in ('reading', 'applying', 'undoing')
      and (within_division between ${low} and ${high} or within_division = any(${above}::bigint[])) order by 1`);
  if (underWay.length > 0) {
    return refuse({ code: 'imports-under-way', imports: underWay.map(({ importId }) => importId) });
  }
  const { imports } = await owner.one<{ imports: number }>(sql`select count(*) as imports from import
    where division between ${low} and ${high} or within_division between ${low} and ${high}`);
  for (const column of BELONGS.map((name) => raw(name))) {
    await owner.execute(sql`update import set ${column} = ${column} + ${shift}::bigint
      where ${column} between ${low} and ${high}`);
  }
  for (const table of STAGED.map((name) => raw(name))) {
    await owner.execute(sql`update ${table} set county_code = ${countyOf(newCounty)}, division = division + ${shift}::bigint
      where county_code = ${countyOf(oldCounty)}`);
  }
  await owner.execute(sql`update staged_outcome_row set record_id = record_id + ${shift}::bigint
    where entity = 'village' and record_id between ${low} and ${high}`);
  for (const table of WITHIN.map((name) => raw(name))) {
    await owner.execute(sql`update ${table} set within_division = within_division + ${shift}::bigint
      where within_division between ${low} and ${high}`);
  }
  await owner.execute(sql`analyze ${raw(WITHIN.join(', '))}`);
  return done({ imports });
}
