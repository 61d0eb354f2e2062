import { type Connection, raw, sql, type Work } from '@daohu/db';
import { findSheetSet } from '@daohu/dictionary';
import { done, type Outcome, refuse } from '@daohu/kernel';
import { itemText } from '../../register/index.ts';
import type { Import, ImportList, ImportRefusal, ImportRow, ImportRows } from '../contract.ts';
import { type StagedColumn, type StagedEntity, stagedColumns } from './staged-columns.ts';
import { findImport, type ImportRecord, listImportRecords } from './store.ts';

const NO_COUNTS = { rows: 0, new: 0, changed: 0, same: 0, refused: 0, noted: 0 };
const NO_EFFECT = {
  households: { new: 0, changed: 0 },
  persons: { new: 0, changed: 0 },
  villages: { new: 0, changed: 0 },
};
const PAGE = 50;

/** The import as the screen sees it. `progress` is known only where the job runs. */
export function importOf(record: ImportRecord, progress: Import['progress'] = null): Import {
  return {
    importId: record.importId,
    state: record.state,
    set: record.set,
    setTitle: record.set ? (findSheetSet(record.set)?.title ?? null) : null,
    fileName: record.fileName,
    fileBytes: record.fileBytes,
    sheetName: record.sheetName,
    year: record.year,
    within: record.within,
    withinName: record.withinName,
    suggestedYear: record.suggestedYear,
    suggestedWithin: record.suggestedWithin,
    suggestedWithinName: record.suggestedWithinName,
    columns: record.columns,
    missingColumns: record.missingColumns,
    counts: record.counts ?? NO_COUNTS,
    effect: record.effect ?? NO_EFFECT,
    progress,
    failure: record.failure,
    accountName: record.accountName,
    createdAt: record.createdAt.toISOString(),
    appliedAt: record.appliedAt?.toISOString() ?? null,
    undoneAt: record.undoneAt?.toISOString() ?? null,
  };
}

export async function showImport(work: Work, importId: number): Promise<Outcome<Import, ImportRefusal>> {
  const record = await findImport(work.db, importId);
  return record ? done(importOf(record)) : refuse({ code: 'import-not-found' });
}

export async function listImports(work: Work): Promise<Import[]> {
  return (await listImportRecords(work.db)).map((record) => importOf(record));
}

/** 预览清单: one page of the rows of one list, from row `from` on, with what changes field by field. */
export async function listImportRows(
  work: Work,
  importId: number,
  list: ImportList,
  from: number,
): Promise<Outcome<ImportRows, ImportRefusal>> {
  const record = await findImport(work.db, importId);
  if (!record) return refuse({ code: 'import-not-found' });
  const rows = findSheetSet(record.set ?? '')?.rows ?? 'person';
  const found =
    list === 'refused'
      ? await refusedRows(work.db, importId, from, rows)
      : await stagedRows(work.db, record, list, from, rows);
  const page = found.slice(0, PAGE);
  return done({
    rows: await withNotes(work.db, importId, page),
    next: found.length > PAGE ? found[PAGE]!.rowNumber : null,
  });
}

interface StagedRow {
  readonly rowNumber: number;
  readonly subject: string;
  readonly year: number;
  readonly own: Record<string, unknown>;
  readonly ownBefore: Record<string, unknown> | null;
  readonly household: Record<string, unknown> | null;
  readonly householdBefore: Record<string, unknown> | null;
}

type StagedList = Exclude<ImportList, 'refused'>;

/**
 * The rows of one page, from the narrow outcomes alone. A member row whose person stays the same is among the changed
 * ones when the values of its household, shown under it, change something.
 */
async function rowNumbers(
  db: Connection,
  importId: number,
  list: StagedList,
  from: number,
  rows: StagedEntity,
): Promise<number[]> {
  const carries = sql`exists (
    select from staged_outcome h
    where h.import_id = ${importId} and h.entity = 'household' and h.shown_row = o.row_number and h.list in ('new', 'changed'))`;
  const isListed =
    rows !== 'person'
      ? sql`case when o.list = 'repeat' then 'same' else o.list end = ${list}`
      : {
          new: sql`o.list = 'new'`,
          changed: sql`(o.list = 'changed' or (o.list = 'same' and ${carries}))`,
          same: sql`(o.list = 'same' and not ${carries})`,
        }[list];
  const found = await db.query<{ rowNumber: number }>(sql`
    select o.row_number as "rowNumber" from staged_outcome o
    where o.import_id = ${importId} and o.entity = ${rows} and o.row_number >= ${from} and ${isListed}
    order by o.row_number limit ${PAGE + 1}`);
  return found.map(({ rowNumber }) => rowNumber);
}

/** Rows whose household values are shown under these member rows, where they change something. */
async function householdsShownUnder(db: Connection, importId: number, numbers: readonly number[]): Promise<number[]> {
  const found = await db.query<{ rowNumber: number }>(sql`
    select row_number as "rowNumber" from staged_outcome
    where import_id = ${importId} and entity = 'household' and shown_row = any (${numbers}::int[])
      and list in ('new', 'changed')`);
  return found.map(({ rowNumber }) => rowNumber);
}

async function stagedRows(
  db: Connection,
  { importId }: ImportRecord,
  list: StagedList,
  from: number,
  rows: StagedEntity,
): Promise<ImportRow[]> {
  const numbers = await rowNumbers(db, importId, list, from, rows);
  if (numbers.length === 0) return [];
  const ofPage = (column: string) => sql`${raw(column)} = any (${numbers}::int[])`;
  const households = rows === 'person' ? await householdsShownUnder(db, importId, numbers) : [];
  const found = await db.query<StagedRow>(
    {
      person: sql`
        select s.row_number as "rowNumber", s.year, coalesce(s.name, t.name, '') || '（户编号' || s.household_no || '）' as subject,
          to_jsonb(s) as own, coalesce(to_jsonb(t), '{}') || coalesce(to_jsonb(y), '{}') as "ownBefore",
          to_jsonb(h) as household, coalesce(to_jsonb(ht), '{}') || coalesce(to_jsonb(hy), '{}') as "householdBefore"
        from sorted_person s
          left join (
            select * from sorted_household h
            where h.import_id = ${importId} and h.row_number = any (${households}::int[])) h
            on h.shown_row = s.row_number
          left join person t on t.county_code = s.county_code and t.person_id = s.person_id and t.retired_act is null
          left join person_year y on y.county_code = s.county_code and y.person_id = s.person_id and y.year = s.year
            and y.retired_act is null
          left join household ht on ht.county_code = h.county_code and ht.household_id = h.household_id and ht.retired_act is null
          left join household_year hy on hy.county_code = h.county_code and hy.household_id = h.household_id
            and hy.year = h.year and hy.retired_act is null
        where s.import_id = ${importId} and ${ofPage('s.row_number')}
        order by s.row_number`,
      household: sql`
        select s.row_number as "rowNumber", s.year, '户编号' || s.household_no as subject, to_jsonb(s) as own,
          coalesce(to_jsonb(t), '{}') || coalesce(to_jsonb(y), '{}') as "ownBefore", null as household, null as "householdBefore"
        from sorted_household s
          left join household t on t.county_code = s.county_code and t.household_id = s.household_id and t.retired_act is null
          left join household_year y on y.county_code = s.county_code and y.household_id = s.household_id and y.year = s.year
            and y.retired_act is null
        where s.import_id = ${importId} and ${ofPage('s.row_number')}
        order by s.row_number`,
      village: sql`
        select s.row_number as "rowNumber", s.year, d.name as subject, to_jsonb(s) as own, to_jsonb(y) as "ownBefore",
          null as household, null as "householdBefore"
        from sorted_village s
          left join division d on d.code = s.division and d.level = 'village'
          left join village_year y on y.county_code = s.county_code and y.division = s.division and y.year = s.year
            and y.retired_act is null
        where s.import_id = ${importId} and ${ofPage('s.row_number')}
        order by s.row_number`,
    }[rows],
  );
  return found.map((row) => ({
    rowNumber: row.rowNumber,
    list,
    subject: row.subject,
    entity: rows,
    changes: [
      ...(rows === 'person' ? personNumberChange(row.own, row.ownBefore) : []),
      ...changesOf(rows, row.own, row.ownBefore, row.year),
      ...(row.household ? changesOf('household', row.household, row.householdBefore, row.year) : []),
    ],
    faults: [],
    notes: [],
  }));
}

/** 人编号 stands in a key column of its own, beside the items. */
function personNumberChange(
  staged: Record<string, unknown>,
  before: Record<string, unknown> | null,
): ImportRow['changes'] {
  const after = staged.person_no as string | null;
  const kept = (before?.person_no ?? null) as string | null;
  if (after === null || after === kept) return [];
  return [{ item: 'person.personNo', nameZh: '人编号', before: kept, after }];
}

/** Items that the file says differently. For a new record every item that the file has. */
function changesOf(
  entity: StagedEntity,
  staged: Record<string, unknown>,
  before: Record<string, unknown> | null,
  year: number,
): ImportRow['changes'] {
  const cleared = new Set(staged.cleared as string[]);
  return stagedColumns[entity]
    .filter((column) => column.compare)
    .flatMap((column) => {
      const kept = before?.[column.name] ?? null;
      const said = cleared.has(column.name) ? null : staged[column.name];
      if (said === null && !cleared.has(column.name)) return [];
      if (said === undefined || JSON.stringify(said) === JSON.stringify(kept)) return [];
      return [
        {
          item: column.item.id,
          nameZh: column.item.nameZh,
          before: textOf(column, kept, year),
          after: textOf(column, said, year),
        },
      ];
    });
}

function textOf({ item }: StagedColumn, value: unknown, year: number): string | null {
  if (value === null || value === undefined) return null;
  return item.sensitivity === 'sensitive' ? '（已加密）' : itemText(item, value, year);
}

async function refusedRows(db: Connection, importId: number, from: number, rows: StagedEntity): Promise<ImportRow[]> {
  const found = await db.query<{ rowNumber: number; subject: string }>(sql`
    select row_number as "rowNumber", min(subject) as subject from import_fault
    where import_id = ${importId} and severity = 'refused' and row_number >= ${from}
    group by row_number order by row_number limit ${PAGE + 1}`);
  return found.map((row) => ({ ...row, list: 'refused', entity: rows, changes: [], faults: [], notes: [] }));
}

async function withNotes(db: Connection, importId: number, rows: readonly ImportRow[]): Promise<ImportRow[]> {
  const numbers = rows.map((row) => row.rowNumber);
  const faults = await db.query<ImportRow['faults'][number] & { rowNumber: number; severity: string }>(sql`
    select row_number as "rowNumber", severity, cell, label, code, reason, mend from import_fault
    where import_id = ${importId} and row_number = any (${numbers}::int[]) order by row_number, cell`);
  return rows.map((row) => {
    const own = faults.filter((fault) => fault.rowNumber === row.rowNumber);
    return {
      ...row,
      faults: own
        .filter((fault) => fault.severity === 'refused')
        .map(({ cell, label, code, reason, mend }) => ({ cell, label, code, reason, mend })),
      notes: own
        .filter((fault) => fault.severity === 'note')
        .map(({ cell, reason }) => (cell ? `${cell}：${reason}` : reason)),
    };
  });
}
