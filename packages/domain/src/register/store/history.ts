import { type Connection, sql } from '@daohu/db';
import type { RegisterTable } from '../columns.ts';

/** One row's change by one act. `before` and `after` hold the changed columns only, by column name, as JSON has them. */
export interface RecordedChange {
  readonly historyId: number;
  readonly table: RegisterTable;
  readonly recordId: number;
  readonly year: number | null;
  readonly act: number;
  readonly at: Date;
  readonly kind: 'created' | 'changed';
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}

/** Who acted, as far as the reader may know: the audit entry of a higher office is not theirs to read. */
export interface Signature {
  readonly accountName: string;
  readonly command: string;
}

const CHANGE = sql`h.history_id as "historyId", h.table_name as "table", h.record_id as "recordId", h.year, h.act, h.at,
  h.kind, h.before, h.after`;

/** Changes of a household and of these persons, newest first. */
export function selectHouseholdChanges(
  db: Connection,
  countyCode: number,
  householdId: number,
  personIds: readonly number[],
): Promise<RecordedChange[]> {
  return db.query<RecordedChange>(sql`
    select ${CHANGE} from history h
    where h.county_code = ${countyCode} and h.table_name in ('household', 'household_year') and h.record_id = ${householdId}
    union all
    select ${CHANGE} from history h
    where h.county_code = ${countyCode} and h.table_name in ('person', 'person_year')
      and h.record_id = any(${[...personIds]}::bigint[])
    order by "historyId" desc`);
}

/**
 * Persons that these acts moved out of the household in that year. Searched by act, because the column that says so is
 * inside `before`, which row-level security keeps from having an index.
 */
export async function selectMovedAway(
  db: Connection,
  countyCode: number,
  householdId: number,
  year: number,
  acts: readonly number[],
): Promise<number[]> {
  if (acts.length === 0) return [];
  const rows = await db.query<{ personId: number }>(sql`
    select distinct h.record_id as "personId" from history h
    where h.act = any(${[...acts]}::bigint[]) and h.table_name = 'person_year' and h.county_code = ${countyCode}
      and h.year = ${year}::smallint and (h.before ->> 'household_id')::bigint = ${householdId}`);
  return rows.map((row) => row.personId);
}

export async function selectSignatures(db: Connection, acts: readonly number[]): Promise<Map<number, Signature>> {
  const rows = await db.query<Signature & { act: number }>(sql`
    select act, account_name as "accountName", command from audit_entry where act = any(${[...acts]}::bigint[])`);
  return new Map(rows.map(({ act, ...signature }) => [act, signature]));
}
