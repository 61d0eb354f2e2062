import type { CalendarDate } from '@daohu/kernel';
import type { Cell } from './cell.ts';

/**
 * What a cell to write may be: anything that reading gives, a plain number or boolean, a day, or one of these with a
 * note or a mark. A string always stays text: digits of an ID are never lost and no formula is ever written.
 */
export type WritableCell = PlainCell | NotedCell;

export type PlainCell = Cell | number | boolean | DayCell;

export interface DayCell {
  readonly kind: 'day';
  readonly day: CalendarDate;
}

/** `note` pops up at the cell, `marked` gives it a red ground; CSV has neither. */
export interface NotedCell {
  readonly kind: 'noted';
  readonly cell: PlainCell;
  readonly note?: string;
  readonly marked?: boolean;
}

export interface ColumnToWrite {
  readonly header: string;
  /** In characters of the default font, a Chinese one counting two; 12 unless said. */
  readonly width?: number;
  readonly note?: string;
  /** An identifier of digits: with `excelText`, CSV wraps it as `="…"`, so that Excel does not read a number. */
  readonly identifier?: boolean;
}

/** Rows come in batches, as they are read. */
export type RowsToWrite =
  | Iterable<readonly (readonly WritableCell[])[]>
  | AsyncIterable<readonly (readonly WritableCell[])[]>;

export interface SheetToWrite {
  readonly name: string;
  /** Rows of one cell each above the header. */
  readonly titles?: readonly string[];
  /** Become the header row, bold and frozen. Without columns the rows begin below the titles. */
  readonly columns?: readonly ColumnToWrite[];
  readonly rows: RowsToWrite;
  /** Cells of the rows may carry notes. */
  readonly notes?: boolean;
}

export interface RowsWritten {
  /** Rows of all sheets, without their headers. */
  readonly rows: number;
}
