import type { Connection, PersonalDataCipher, Work } from '@daohu/db';
import { findSheetSet, matchSheet, type RowSubject, type SheetMatch } from '@daohu/dictionary';
import { done, isWithin, type Outcome, rangeOfDivision, refuse } from '@daohu/kernel';
import type { Sheet, SheetRow } from '@daohu/sheets';
import type { Actor } from '../../access/index.ts';
import { type DivisionNames, loadDivisionNames, resolveDivision } from '../../divisions/index.ts';
import type { ImportRefusal, ReadImport } from '../contract.ts';
import { NO_VALUE } from './column-reader.ts';
import { findRegisterSheet, unreadable } from './inspect-file.ts';
import { type Preview, preview } from './preview.ts';
import { type ReadRow, type RowReader, rowReader } from './row-reader.ts';
import { StagedBatch, sealRows } from './stage-rows.ts';
import { clearStaged, confirmContext, lockImport, savePreview } from './store.ts';

/** Rows that are read, cleaned and stored together. Twice as many were no faster and held more memory. */
const BATCH_ROWS = 1_000;

export interface ReadOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: { phase: 'reading' | 'checking'; done: number; total: number }) => void;
}

interface Context {
  readonly year: number | null;
  readonly names: DivisionNames;
}

/** 确认年度和地区. Short, so that everybody sees the import being read while `readImport` works. */
export async function confirmImport(
  work: Work<Actor>,
  input: ReadImport,
): Promise<Outcome<{ importId: number }, ImportRefusal>> {
  const record = await lockImport(work.db, input.importId);
  if (!record) return refuse({ code: 'import-not-found' });
  const needed = ['awaiting-context', 'previewed', 'failed'] as const;
  if (!needed.some((state) => state === record.state)) {
    return refuse({ code: 'wrong-state', state: record.state, needed });
  }
  const set = findSheetSet(input.set ?? record.set ?? '');
  if (!set?.isImported) return refuse({ code: 'set-not-recognised', labels: record.columns.map(({ label }) => label) });
  const place = input.within ?? record.suggestedWithin;
  if (place === null) return refuse({ code: 'place-needed' });
  // A code of another edition of the divisions is found where its records are kept today.
  const within = await resolveDivision(work.db, place);
  if (within.kind !== 'live') return refuse({ code: 'place-needed' });
  const range = rangeOfDivision(within.division.code, within.division.level);
  if (!isWithin(range.low, work.actor) || !isWithin(range.high, work.actor))
    return refuse({ code: 'place-out-of-reach' });
  const year = input.year ?? record.suggestedYear;
  const match = matchSheet(
    set,
    record.columns.map(({ label }) => label),
  );
  const hasYearColumn = match.columns.some((column) => column.role === 'context' && column.context === 'year');
  if (year === null && !hasYearColumn) return refuse({ code: 'year-needed' });
  await confirmContext(work.db, record.importId, { set: set.id, year, within: within.division.code });
  return done({ importId: record.importId });
}

/**
 * 读取、清洗、核对、暂存、预览. One transaction: a file that is cancelled, refused or killed half-way leaves nothing.
 * Rows are read while the batch before them is being stored.
 */
export async function readImport(
  work: Work<Actor>,
  importId: number,
  path: string,
  options: ReadOptions = {},
): Promise<Outcome<Preview, ImportRefusal>> {
  const { db, cipher } = work;
  const record = await lockImport(db, importId);
  if (!record || record.within === null) return refuse({ code: 'import-not-found' });
  if (record.state !== 'reading') return refuse({ code: 'wrong-state', state: record.state, needed: ['reading'] });
  const names = await loadDivisionNames(db, record.within);
  if (!names) return refuse({ code: 'place-needed' });
  const found = await findRegisterSheet(path, record.fileName);
  if (!found.ok) return found;
  const { workbook, sheet, header } = found.value;
  try {
    const set = findSheetSet(record.set ?? '');
    const match = set && set.id !== header.match.set.id ? matchSheet(set, header.labels) : header.match;
    await clearStaged(db, importId, false);
    const staged = await stageSheet(
      db,
      cipher,
      sheet,
      header.lastHeaderRow,
      match,
      { year: record.year, names },
      importId,
      options,
    );
    if (!staged.ok) return staged;
    const result = await preview(db, importId, record.within, match.set.rows, staged.value, (step, of) => {
      options.signal?.throwIfAborted();
      options.onProgress?.({ phase: 'checking', done: step, total: of });
    });
    await savePreview(db, importId, result);
    return done(result);
  } finally {
    await workbook.close();
  }
}

/** Number of data rows. */
async function stageSheet(
  db: Connection,
  cipher: PersonalDataCipher,
  sheet: Sheet,
  lastHeaderRow: number,
  match: SheetMatch,
  { year, names }: Context,
  importId: number,
  { signal, onProgress }: ReadOptions,
): Promise<Outcome<number, ImportRefusal>> {
  const { rows } = match.set;
  const reader = rowReader({ set: match.set, columns: match.columns, year, names, cipher });
  const households = new HouseholdRows(reader.layout.household.map((column) => column.compare));
  let count = 0;
  let writing: Promise<void> = Promise.resolve();
  try {
    const batches = sheet.rows({
      batchRows: BATCH_ROWS,
      ...(signal ? { signal } : {}),
      onProgress: ({ bytesRead, bytesTotal }) => onProgress?.({ phase: 'reading', done: bytesRead, total: bytesTotal }),
    });
    for await (const batch of batches) {
      if (!batch.ok) return refuse(unreadable(batch.refusal));
      const data = batch.value.filter((row) => row.rowNumber > lastHeaderRow && !isRepeatedHeader(row, match));
      const staged = await batchOf(data, reader, rows, households, importId, names.within.code, cipher);
      count += data.length;
      await writing;
      writing = staged.write(db);
      // Awaited above or below; a failure in between must not count as unhandled.
      writing.catch(() => {});
    }
    await writing;
    return done(count);
  } catch (error) {
    await writing.catch(() => {});
    throw error;
  }
}

async function batchOf(
  data: readonly SheetRow[],
  { read, layout }: RowReader,
  rows: RowSubject,
  households: HouseholdRows,
  importId: number,
  within: number,
  cipher: PersonalDataCipher,
): Promise<StagedBatch> {
  const batch = new StagedBatch(importId, within, layout);
  for (const sheetRow of data) {
    const row = read(sheetRow);
    batch.addFaults(row);
    if (row.isRefused || !row.place) continue;
    if (rows === 'person') batch.add('person', row);
    if (rows === 'village') batch.add('village', row);
    else if (rows === 'household' || households.isNews(row)) batch.add('household', row);
  }
  const first = data[0];
  if (first) batch.addBlock(first.rowNumber, data.at(-1)!.rowNumber, await sealRows(data, cipher));
  return batch;
}

/** A page of a printed list carries the header again; it is no data. */
function isRepeatedHeader(row: SheetRow, { columns }: SheetMatch): boolean {
  const texts = columns.slice(0, 5).map((column) => row.cells[column.index] === column.header);
  return texts.length >= 3 && texts.every(Boolean);
}

/** Household values repeat on member rows: a row that adds nothing to the one staged before it is not staged. */
class HouseholdRows {
  #staged: ReadRow | null = null;
  /** Ciphertexts of one number never equal each other; their hashes do, and those are compared. */
  readonly #compare: readonly boolean[];

  constructor(compare: readonly boolean[]) {
    this.#compare = compare;
  }

  isNews(row: ReadRow): boolean {
    const staged = this.#staged;
    const adds =
      !staged ||
      staged.householdNo !== row.householdNo ||
      staged.year !== row.year ||
      staged.place!.division !== row.place!.division ||
      row.cleared.household!.length > 0 ||
      staged.cleared.household!.length > 0 ||
      this.#saysMore(staged.values.household!, row.values.household!);
    if (adds) this.#staged = row;
    return adds;
  }

  #saysMore(staged: readonly string[], row: readonly string[]): boolean {
    for (let i = 0; i < row.length; i++) {
      if (this.#compare[i] && row[i] !== staged[i] && row[i] !== NO_VALUE) return true;
    }
    return false;
  }
}
