import { type Connection, raw, sql, type Work } from '@daohu/db';
import { done, type Outcome, refuse } from '@daohu/kernel';
import type { ImportRefusal } from '../contract.ts';
import { laterActs } from './later-acts.ts';
import { lockImport, setState } from './store.ts';

/** Tables an import writes, with the key of a record and whether it is kept by year. */
const TABLES = [
  { name: 'household', key: 'household_id', yearly: false },
  { name: 'household_year', key: 'household_id', yearly: true },
  { name: 'person', key: 'person_id', yearly: false },
  { name: 'person_year', key: 'person_id', yearly: true },
  { name: 'village_year', key: 'division', yearly: true },
] as const;

/**
 * 撤销导入: the whole of it or nothing. Created records are retired, changed items get back what they were; both are
 * written as history of their own, so nothing is erased. Refused where later acts rest on the same records.
 */
export async function undoImport(work: Work, importId: number): Promise<Outcome<{ importId: number }, ImportRefusal>> {
  const { db } = work;
  const record = await lockImport(db, importId);
  if (!record) return refuse({ code: 'import-not-found' });
  if ((record.state !== 'applied' && record.state !== 'undoing') || record.appliedAct === null) {
    return refuse({ code: 'wrong-state', state: record.state, needed: ['applied'] });
  }
  const acts = await laterActs(db, record.appliedAct);
  if (acts.length > 0) return refuse({ code: 'later-acts-rest-on-it', acts });
  for (const table of TABLES) {
    await putBack(db, table, record.appliedAct);
    await retire(db, table, record.appliedAct, work.act);
  }
  await setState(db, importId, 'undone', sql`, undone_act = ${work.act}, undone_at = now(), failure = null`);
  return done({ importId });
}

type Table = (typeof TABLES)[number];

/** Every column that the act changed, as it was before its first change. */
async function putBack(db: Connection, table: Table, act: number): Promise<void> {
  const columns = await db.query<{ name: string }>(sql`
    select attname as name from pg_attribute
    where attrelid = ${table.name}::regclass and attnum > 0 and not attisdropped`);
  const keys: readonly string[] = ['county_code', table.key, 'year'];
  const settable = columns.filter(({ name }) => !keys.includes(name));
  const names = raw(settable.map(({ name }) => name).join(', '));
  const was = raw(settable.map(({ name }) => `w.${name}`).join(', '));
  const year = table.yearly ? sql`and t.year = h.year` : sql``;
  await db.execute(sql`
    update ${raw(table.name)} t set (${names}) = (
      select ${was} from jsonb_populate_record(t, h.before) w)
    from (
      -- Of several changes to one column the last key wins: the earliest change is put last.
      select county_code, record_id, year, jsonb_object_agg(was.key, was.value order by history_id desc) as before
      from history, jsonb_each(before) was
      where act = ${act} and table_name = ${table.name} and kind = 'changed'
      group by county_code, record_id, year) h
    where t.county_code = h.county_code and t.${raw(table.key)} = h.record_id ${year}`);
}

async function retire(db: Connection, table: Table, act: number, undoAct: number): Promise<void> {
  const year = table.yearly ? sql`and t.year = h.year` : sql``;
  await db.execute(sql`
    update ${raw(table.name)} t set retired_act = ${undoAct}
    from history h
    where h.act = ${act} and h.table_name = ${table.name} and h.kind = 'created'
      and t.county_code = h.county_code and t.${raw(table.key)} = h.record_id ${year}`);
}
