import { type Connection, sql } from '@daohu/db';

/** A register record that was written since a moment, and whether more than its values may have changed. */
export interface ChangedRecord {
  readonly countyCode: number;
  readonly table: 'household' | 'household_year' | 'person' | 'person_year' | 'village_year' | 'county_year';
  readonly recordId: number;
  /** Null for what is not kept by year. */
  readonly year: number | null;
  /** It came, went, or moved: rows themselves are others now. */
  readonly isStructural: boolean;
}

/** The present moment of the database, by which to ask later what has changed. */
export async function momentOf(db: Connection): Promise<string> {
  return (await db.one<{ snapshot: string }>(sql`select pg_current_snapshot()::text as snapshot`)).snapshot;
}

/**
 * What the history says was written since a moment, by transactions that had not ended then; each record once. Null
 * when a county was recoded since: of that the records' history says nothing.
 */
export async function changedSince(
  db: Connection,
  snapshot: string,
  years: readonly number[],
): Promise<ChangedRecord[] | null> {
  const recoded = await db.one<{ recoded: boolean }>(sql`select exists (select from county_recode
    where not pg_visible_in_snapshot(xmin::text::xid8, ${snapshot}::pg_snapshot)
      and recorded_at > now() - interval '30 days') as recoded`);
  if (recoded.recoded) return null;
  return db.query<ChangedRecord>(sql`
    select county_code as "countyCode", table_name as "table", record_id as "recordId", year,
      bool_or(kind = 'created' or after ?| array['retired_act', 'household_id', 'division']) as "isStructural"
    from history
    where xact >= ${lowestOpen(snapshot)}::bigint
      and not pg_visible_in_snapshot(xact::text::xid8, ${snapshot}::pg_snapshot)
      and (year is null or year = any(${years}::smallint[]))
    group by county_code, table_name, record_id, year`);
}

/** The first number of `low:high:open,…`: every transaction below it had ended. */
function lowestOpen(snapshot: string): number {
  return Number(snapshot.slice(0, snapshot.indexOf(':')));
}
