import { type Connection, raw, sql } from '@daohu/db';
import type { CountyRecoded } from '@daohu/kernel';
import { countyOf } from '@daohu/kernel';

/** What a recoded county has in the register, rows that were struck off included. */
export interface RecordsRekeyed {
  readonly households: number;
  readonly persons: number;
}

/** History is not here: its rows hold codes inside their values too. */
const TABLES = [
  'household',
  'household_year',
  'person',
  'person_year',
  'village_year',
  'county_year',
  'person_name_token',
  'person_lookup',
] as const;

/**
 * 台账随县级代码变更: every record of the county continues under the new code, with its number, its last six digits and
 * its whole history. Nothing about anybody has changed, so no record gets a history entry (`county_recode` tells of the
 * act); the history itself is kept under the new code, so that a view as of a day and the undo of an import find it.
 * Runs as owner inside the act's transaction.
 */
export async function rekeyRegister(
  owner: Connection,
  { oldCounty, newCounty }: CountyRecoded,
): Promise<RecordsRekeyed> {
  const [from, to] = [countyOf(oldCounty), countyOf(newCounty)];
  const shift = newCounty - oldCounty;
  // For a moment members stand under a household that has gone on already: they are compared when all have arrived.
  await owner.execute(sql`set constraints all deferred`);
  const counted: Record<string, number> = {};
  for (const table of TABLES) {
    counted[table] = await owner.execute(sql`update ${raw(table)}
      set county_code = ${to}, division = division + ${shift}::bigint where county_code = ${from}`);
  }
  await rekeyHistory(owner, from, to, shift);
  await owner.execute(sql`set constraints all immediate`);
  // The planner still takes the new code for a county without records, and would read them one by one.
  await owner.execute(sql`analyze ${raw([...TABLES, 'history'].join(', '))}`);
  return { households: counted.household ?? 0, persons: counted.person ?? 0 };
}

/** Villages and counties are their own records; a household that moved between villages has both of them in its values. */
async function rekeyHistory(owner: Connection, from: number, to: number, shift: number): Promise<void> {
  const moved = (values: string) =>
    raw(`case when (${values} ->> 'division')::bigint / 1000000 = ${from}
      then jsonb_set(${values}, '{division}', to_jsonb((${values} ->> 'division')::bigint + ${shift})) else ${values} end`);
  await owner.execute(sql`update history
    set county_code = ${to}, division = division + ${shift}::bigint,
      record_id = case when table_name in ('village_year', 'county_year') then record_id + ${shift}::bigint else record_id end,
      before = ${moved('before')}, after = ${moved('after')}
    where county_code = ${from}`);
}
