import { plainText, recogniseSheet, type SheetMatch } from '@daohu/dictionary';
import { type CellRange, columnLetters, type SheetHead, type SheetRow, textOf } from '@daohu/sheets';
import { storableText } from './storable-text.ts';

/** 表头: where it stands, what it means, and the title rows above it. */
export interface FoundHeader {
  readonly match: SheetMatch;
  /** Rows up to and including this one are title and header. */
  readonly lastHeaderRow: number;
  /** Header text by column index, a two-level one as `parent/child`. */
  readonly labels: readonly string[];
  readonly titles: readonly string[];
}

/** Titles, remarks and two-level headers of the files seen end by row 5; a few more cost nothing. */
export const HEADER_ROWS_MAX = 10;

/** The header that is understood best, in one row or in two with merged cells. Null when no row is a known header. */
export function findHeader(head: SheetHead): FoundHeader | null {
  let best: FoundHeader | null = null;
  const offer = (labels: readonly string[], lastHeaderRow: number, titleRows: readonly SheetRow[]) => {
    const match = recogniseSheet(labels);
    if (!match || (best && understood(match) <= understood(best.match))) return;
    best = {
      match,
      lastHeaderRow,
      labels,
      titles: titleRows.flatMap((row) => texts(row).filter((text) => text !== '')),
    };
  };
  head.rows.forEach((row, at) => {
    offer(texts(row), row.rowNumber, head.rows.slice(0, at));
  });
  // After the single rows, so that a title above the header is not taken for the upper of two levels.
  head.rows.forEach((row, at) => {
    const below = head.rows[at + 1];
    if (below) offer(twoLevels(row, below, head.merges), below.rowNumber, head.rows.slice(0, at));
  });
  return best;
}

function understood({ columns, unknown }: SheetMatch): number {
  return columns.length - unknown.length / 2;
}

function texts(row: SheetRow): string[] {
  return row.cells.map((cell) => plainText(storableText(textOf(cell))));
}

/** Each column's lower label with the one above it; a merged upper cell stands over all its columns. */
function twoLevels(upper: SheetRow, lower: SheetRow, merges: readonly CellRange[]): string[] {
  const parents = texts(upper);
  for (const { firstRow, firstColumn, lastColumn } of merges) {
    if (firstRow !== upper.rowNumber) continue;
    for (let column = firstColumn + 1; column <= lastColumn; column++) parents[column] ??= parents[firstColumn] ?? '';
    for (let column = firstColumn + 1; column <= lastColumn; column++) {
      if (parents[column] === '') parents[column] = parents[firstColumn] ?? '';
    }
  }
  const children = texts(lower);
  return Array.from({ length: Math.max(parents.length, children.length) }, (_, column) => {
    const parent = parents[column] ?? '';
    const child = children[column] ?? '';
    return parent && child && parent !== child ? `${parent}/${child}` : child || parent;
  });
}

/** What the screen lists: every column with its letter, and what it was understood as. */
export function columnsShown(
  { match, labels }: FoundHeader,
  nameOf: (column: SheetMatch['columns'][number]) => string,
) {
  const byIndex = new Map(match.columns.map((column) => [column.index, column]));
  return labels.flatMap((label, index) => {
    if (label === '') return [];
    const column = byIndex.get(index);
    return [{ letter: columnLetters(index), label, nameZh: column ? nameOf(column) : null }];
  });
}
