import { type Connection, type Sql, sql } from '@daohu/db';
import type { Counts, Import, ImportState } from '../contract.ts';

/** 导入 as stored. What the screen sees of it is made in `show-import.ts`. */
export interface ImportRecord {
  readonly importId: number;
  readonly division: number;
  readonly state: ImportState;
  readonly set: string | null;
  readonly fileName: string;
  readonly fileBytes: number;
  readonly sheetName: string | null;
  readonly year: number | null;
  readonly within: number | null;
  readonly withinName: string | null;
  readonly suggestedYear: number | null;
  readonly suggestedWithin: number | null;
  readonly suggestedWithinName: string | null;
  readonly columns: Import['columns'];
  readonly missingColumns: string[];
  readonly counts: Counts | null;
  readonly effect: Import['effect'] | null;
  readonly failure: string | null;
  readonly accountName: string;
  readonly createdAt: Date;
  readonly appliedAct: number | null;
  readonly appliedAt: Date | null;
  readonly undoneAt: Date | null;
}

const RECORD = sql`
  i.import_id as "importId", i.division, i.state, i.register_set as "set", i.file_name as "fileName",
  i.file_bytes as "fileBytes", i.sheet_name as "sheetName", i.year, i.within_division as within,
  (select min(d.name) from division d where d.code = i.within_division and d.retired_on is null) as "withinName",
  i.suggested_year as "suggestedYear", i.suggested_within as "suggestedWithin",
  (select min(d.name) from division d where d.code = i.suggested_within and d.retired_on is null) as "suggestedWithinName",
  i.columns, i.missing_columns as "missingColumns", i.counts, i.effect, i.failure, i.account_name as "accountName",
  i.created_at as "createdAt", i.applied_act as "appliedAct", i.applied_at as "appliedAt", i.undone_at as "undoneAt"`;

export function findImport(db: Connection, importId: number): Promise<ImportRecord | null> {
  return db.maybeOne(sql`select ${RECORD} from import i where i.import_id = ${importId}`);
}

/** The same, kept from any other command on it until this one ends. */
export async function lockImport(db: Connection, importId: number): Promise<ImportRecord | null> {
  await db.execute(sql`select from import where import_id = ${importId} for update`);
  return findImport(db, importId);
}

export function listImportRecords(db: Connection): Promise<ImportRecord[]> {
  return db.query(sql`select ${RECORD} from import i order by i.import_id desc limit 200`);
}

export interface NewImport {
  readonly accountId: number;
  readonly accountName: string;
  readonly division: number;
  readonly fileName: string;
  readonly fileBytes: number;
  readonly fileSha256: Buffer;
  readonly set: string | null;
  readonly sheetName: string;
  readonly columns: Import['columns'];
  readonly missingColumns: readonly string[];
  readonly suggestedYear: number | null;
  readonly suggestedWithin: number | null;
}

export async function insertImport(db: Connection, entry: NewImport): Promise<number> {
  const { importId } = await db.one<{ importId: number }>(sql`
    insert into import (account_id, account_name, division, state, register_set, file_name, file_bytes, file_sha256,
      sheet_name, columns, missing_columns, suggested_year, suggested_within)
    values (${entry.accountId}, ${entry.accountName}, ${entry.division}, 'awaiting-context', ${entry.set}, ${entry.fileName},
      ${entry.fileBytes}, ${entry.fileSha256}, ${entry.sheetName}, ${JSON.stringify(entry.columns)},
      ${JSON.stringify(entry.missingColumns)}, ${entry.suggestedYear}, ${entry.suggestedWithin})
    returning import_id as "importId"`);
  return importId;
}

export async function setState(db: Connection, importId: number, state: ImportState, more: Sql = sql``): Promise<void> {
  await db.execute(sql`update import set state = ${state}${more} where import_id = ${importId}`);
}

/** The place and year that the user confirmed; from here on the import belongs to that place. */
export async function confirmContext(
  db: Connection,
  importId: number,
  context: { set: string; year: number | null; within: number },
): Promise<void> {
  await setState(
    db,
    importId,
    'reading',
    sql`, register_set = ${context.set}, year = ${context.year}, within_division = ${context.within},
      division = ${context.within}, failure = null, counts = null, effect = null`,
  );
}

export async function savePreview(
  db: Connection,
  importId: number,
  preview: { counts: Counts; effect: Import['effect'] },
): Promise<void> {
  await setState(
    db,
    importId,
    'previewed',
    sql`, counts = ${JSON.stringify(preview.counts)}, effect = ${JSON.stringify(preview.effect)}`,
  );
}

/** Advisory locks of the counties whose register is being written, by number: the class is this, the object the county. */
const REGISTER_LOCK = 7_350_004;

/** Keeps every other import that writes to the same counties waiting until this one ends. In code order: no deadlock. */
export async function lockCounties(db: Connection, importId: number): Promise<void> {
  const counties = await db.query<{ code: number }>(sql`
    select county_code as code from staged_person where import_id = ${importId}
    union select county_code from staged_household where import_id = ${importId}
    union select county_code from staged_village where import_id = ${importId} order by 1`);
  for (const { code } of counties) {
    await db.execute(sql`select pg_advisory_xact_lock(${REGISTER_LOCK}::int, ${code}::int)`);
  }
}

/** Everything staged for an import. `keepRefused` leaves what a refused row needs to be handed back. */
export async function clearStaged(db: Connection, importId: number, keepRefused: boolean): Promise<void> {
  await db.execute(sql`delete from staged_outcome where import_id = ${importId}`);
  await db.execute(sql`delete from staged_person where import_id = ${importId}`);
  await db.execute(sql`delete from staged_household where import_id = ${importId}`);
  await db.execute(sql`delete from staged_village where import_id = ${importId}`);
  if (!keepRefused) {
    await db.execute(sql`delete from import_fault where import_id = ${importId}`);
    await db.execute(sql`delete from import_block where import_id = ${importId}`);
    return;
  }
  await db.execute(sql`
    delete from import_block b where b.import_id = ${importId} and not exists (
      select from import_fault f
      where f.import_id = b.import_id and f.severity = 'refused' and f.row_number between b.first_row and b.last_row)`);
}

/**
 * Imports that a stopped process left in the middle: nothing of them was kept, and they say so. `underWay` are the
 * caller's own, which may just be about to take their row.
 */
export function failInterrupted(db: Connection, sentence: string, underWay: readonly number[]): Promise<number> {
  return db.execute(sql`
    update import set failure = ${sentence}, state = case state
        when 'applying' then 'previewed' when 'undoing' then 'applied' else 'failed' end
    where import_id in (
      -- Who works on an import holds its row: what is locked is not interrupted.
      select import_id from import where state in ('reading', 'applying', 'undoing')
        and import_id <> all (${underWay}) for update skip locked)`);
}
