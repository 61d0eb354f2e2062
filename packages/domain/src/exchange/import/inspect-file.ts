import type { Connection } from '@daohu/db';
import { findItem, plainText, type SheetMatch } from '@daohu/dictionary';
import { type DivisionRange, done, isWithin, type Outcome, refuse } from '@daohu/kernel';
import {
  openSheets,
  refusalSentence,
  refusalSentenceEn,
  type Sheet,
  type SheetRefusal,
  type SheetRow,
  textOf,
  type Workbook,
} from '@daohu/sheets';
import { findDivisions } from '../../divisions/index.ts';
import type { ImportRefusal } from '../contract.ts';
import { type FoundHeader, findHeader, HEADER_ROWS_MAX } from './find-header.ts';
import { storableText } from './storable-text.ts';

/** What a file turned out to be, before any row is read. */
export interface InspectedFile {
  readonly sheetName: string;
  readonly header: FoundHeader;
  readonly suggestedYear: number | null;
  readonly suggestedWithin: number | null;
}

/** Mark that a masked export carries in its title. */
export const MASKED_MARK = '已脱敏';

/** Rows below the header that are looked at for a year and a place. */
const SAMPLE_ROWS = 20;

export interface RegisterSheet {
  readonly workbook: Workbook;
  readonly sheet: Sheet;
  readonly header: FoundHeader;
  /** The first rows below the header. */
  readonly sample: readonly SheetRow[];
}

/** Opens a file, and gives the sheet whose header is understood best. `fileName` is what the clerk calls it. */
export async function findRegisterSheet(
  path: string,
  fileName: string,
): Promise<Outcome<RegisterSheet, ImportRefusal>> {
  const opened = await openSheets(path, { fileName });
  if (!opened.ok) return refuse(unreadable(opened.refusal));
  const workbook = opened.value;
  let best: Omit<RegisterSheet, 'workbook'> | null = null;
  let seen: string[] = [];
  for (const sheet of workbook.sheets) {
    const head = await sheet.peek(HEADER_ROWS_MAX + SAMPLE_ROWS);
    if (!head.ok) {
      await workbook.close();
      return refuse(unreadable(head.refusal));
    }
    const rows = head.value.rows.filter(({ rowNumber }) => rowNumber <= HEADER_ROWS_MAX);
    const header = findHeader({ ...head.value, rows });
    if (!header) {
      if (seen.length === 0) seen = labelsOf(rows);
    } else if (!best || header.match.columns.length > best.header.match.columns.length) {
      const sample = head.value.rows.filter(({ rowNumber }) => rowNumber > header.lastHeaderRow);
      best = { sheet, header, sample };
    }
  }
  if (!best?.header.match.set.isImported) {
    await workbook.close();
    return refuse({ code: 'set-not-recognised', labels: best ? best.header.labels.slice(0, 8) : seen });
  }
  if (best.header.titles.some((title) => title.includes(MASKED_MARK))) {
    await workbook.close();
    return refuse({ code: 'masked-file' });
  }
  return done({ workbook, ...best });
}

/** The workbook reader's refusal as one of the import. */
export function unreadable(refusal: SheetRefusal): Extract<ImportRefusal, { code: 'file-unreadable' }> {
  return { code: 'file-unreadable', reason: refusalSentence(refusal), reasonEn: refusalSentenceEn(refusal) };
}

function labelsOf(rows: readonly SheetRow[]): string[] {
  const widest = rows.reduce<readonly string[]>((most, row) => {
    const texts = row.cells.map((cell) => plainText(textOf(cell)).slice(0, 20)).filter((text) => text !== '');
    return texts.length > most.length ? texts : most;
  }, []);
  return [...widest].slice(0, 8);
}

/** What the title rows, the first data rows and the file name suggest for year and place. The user confirms both. */
export async function inspectFile(
  db: Connection,
  path: string,
  fileName: string,
  reach: DivisionRange,
): Promise<Outcome<InspectedFile, ImportRefusal>> {
  const found = await findRegisterSheet(path, fileName);
  if (!found.ok) return found;
  const { workbook, sheet, header, sample } = found.value;
  try {
    const words = [...header.titles, fileName];
    return done({
      sheetName: sheet.name,
      header,
      suggestedYear: yearIn(header.match, sample) ?? yearNamed(words),
      suggestedWithin: await placeIn(db, header.match, sample, words, reach),
    });
  } finally {
    await workbook.close();
  }
}

function yearIn({ columns }: SheetMatch, rows: readonly SheetRow[]): number | null {
  const column = columns.find((each) => each.role === 'context' && each.context === 'year');
  if (!column) return null;
  const years = new Set(
    rows.map((row) => textOf(row.cells[column.index]).trim()).filter((text) => /^20\d{2}$/.test(text)),
  );
  return years.size === 1 ? Number([...years][0]) : null;
}

function yearNamed(words: readonly string[]): number | null {
  for (const word of words) {
    const year = /(?<!\d)(20[0-3]\d)(?!\d)/.exec(plainText(word));
    if (year) return Number(year[1]);
  }
  return null;
}

const NAMED_PLACE = /[\u3400-\u9fff]{1,8}?(?:自治县|县|区|市|旗|镇|乡|街道)/g;

async function placeIn(
  db: Connection,
  { columns }: SheetMatch,
  rows: readonly SheetRow[],
  words: readonly string[],
  reach: DivisionRange,
): Promise<number | null> {
  const county = columns.find((each) => each.role === 'context' && each.context === 'county');
  const names = county ? [...new Set(rows.map((row) => plainText(storableText(textOf(row.cells[county.index])))))] : [];
  const candidates = names.filter((name) => name !== '');
  if (candidates.length === 0) candidates.push(...words.flatMap((word) => plainText(word).match(NAMED_PLACE) ?? []));
  if (candidates.length > 5 || (county && candidates.length > 1)) return null;
  for (const name of candidates) {
    const divisions = (await findDivisions(db, { name })).filter(
      ({ code, level, matched }) => isWithin(code, reach) && level !== 'village' && matched !== 'beginning',
    );
    const counties = divisions.filter(({ level }) => level === 'county');
    const [only, ...others] = counties.length > 0 ? counties : divisions;
    if (only && others.length === 0) return only.code;
  }
  return null;
}

/** Official name of a column's meaning, for the list of understood columns. */
export function meaningZh(column: SheetMatch['columns'][number]): string {
  return column.role === 'item' ? (findItem(column.item)?.nameZh ?? column.header) : column.header;
}
