import type { Work } from '@daohu/db';
import { findSheetSet, hidesNumbers, type SheetSet } from '@daohu/dictionary';
import { done, type Outcome, refuse } from '@daohu/kernel';
import { type PlainCell, type SheetToWrite, type WriteTarget, writeCsv, writeXlsx } from '@daohu/sheets';
import { resolveDivision } from '../divisions/index.ts';
import { masked, opened, rangesOf, streamRows } from '../register/index.ts';
import type { Exported, ExportQuery, ExportRefusal } from './contract.ts';
import { type ExportColumn, exportColumns } from './export-columns.ts';
import { placeNames } from './export-places.ts';
import { MASKED_TITLE } from './labels.zh-cn.ts';

export interface ExportOptions {
  readonly signal?: AbortSignal;
  readonly onRows?: (rows: number) => void;
}

/**
 * 导出: one set for a division and a year, written while its rows are read. Numbers are masked unless whole ones are
 * asked for, with a reason; a masked file says so above its header, and the import refuses it. A 核查表 comes with what
 * is on record filled in, and with every village that has a household on record.
 */
export async function exportRegister(
  work: Work,
  query: ExportQuery,
  target: WriteTarget,
  options: ExportOptions = {},
): Promise<Outcome<Exported, ExportRefusal>> {
  const set = findSheetSet(query.set);
  if (!set?.isImported) return refuse({ code: 'set-not-exported', set: query.set });
  if (query.unmasked && !query.reason) return refuse({ code: 'reason-needed' });
  const ranges = await rangesOf(work, query.division);
  if (ranges.length === 0) return refuse({ code: 'place-out-of-reach' });

  const columns = exportColumns(set);
  const place = query.division === 0 ? '全国' : await nameToday(work, query.division);
  const counted = { rows: 0 };
  const isMasked = !query.unmasked && hidesNumbers(set);
  const sheet: SheetToWrite = {
    name: `${query.year}年${set.title}`,
    titles: titlesOf(set, place, query.year, isMasked),
    columns,
    rows: cells(work, { query, columns, set, ranges, counted, options }),
  };
  const writing = options.signal ? { signal: options.signal } : {};
  const written =
    query.format === 'csv' ? await writeCsv(target, sheet, writing) : await writeXlsx(target, [sheet], writing);
  if (!written.ok) return refuse({ code: 'sheet-too-long' });
  return done({ fileName: fileName(set, place, query, isMasked), rows: written.value.rows, isMasked });
}

/** A division is asked for by any code that it ever had; the file says what it is called today. */
async function nameToday(work: Work, division: number): Promise<string> {
  const found = await resolveDivision(work.db, division);
  return found.kind === 'live' ? found.division.name : '';
}

interface Rows {
  readonly query: ExportQuery;
  readonly columns: readonly ExportColumn[];
  readonly set: SheetSet;
  readonly ranges: Awaited<ReturnType<typeof rangesOf>>;
  readonly counted: { rows: number };
  readonly options: ExportOptions;
}

async function* cells(
  work: Work,
  { query, columns, set, ranges, counted, options }: Rows,
): AsyncGenerator<PlainCell[][]> {
  const { year } = query;
  const opening = query.unmasked ? opened(work.cipher) : masked(work.cipher);
  const items = columns.flatMap((column) => (column.item ? [column.item] : []));
  const namesOf = placeNames(work.db);
  const wanted = { rows: set.rows, silentVillages: set.origin === 'own' };
  for await (const rows of streamRows(work.db, { ...wanted, year, ranges, items })) {
    const names = await namesOf(rows.map((row) => row.division));
    yield rows.map((row) => {
      counted.rows++;
      const place = names.get(row.division);
      const toWrite = { row, rowNumber: counted.rows, place: place ?? NOWHERE, year, today: work.today, opening };
      return columns.map((column) => column.cell(toWrite));
    });
    options.onRows?.(counted.rows);
  }
}

const NOWHERE = { province: null, city: null, county: null, township: null, village: null };

/** The title carries the year where no column does, and always that a file is masked. */
function titlesOf(set: SheetSet, place: string, year: number, isMasked: boolean): string[] {
  const hasYear =
    set.rows === 'village' || set.columns.some((column) => column.role === 'context' && column.context === 'year');
  if (hasYear && !isMasked) return [];
  return [`${place}${year}年${set.title}${isMasked ? MASKED_TITLE : ''}`];
}

function fileName(set: SheetSet, place: string, { year, format }: ExportQuery, isMasked: boolean): string {
  return `${place}${year}年${set.title}${isMasked ? '-已脱敏' : ''}.${format}`;
}
