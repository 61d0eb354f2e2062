import type { Outcome } from '@daohu/kernel';
import type { SheetRow } from './cell.ts';
import type { CellRange } from './cell-address.ts';
import type { SheetRefusal } from './sheet-refusal.ts';
import type { SheetVisibility } from './workbook-parts.ts';

/** A file of rows, opened. Close it when done: it holds the file open. */
export interface Workbook {
  readonly kind: 'xlsx' | 'csv';
  /** In the order of the tabs; a CSV file has one, named like the file. */
  readonly sheets: readonly Sheet[];
  /** How a CSV file was understood; null for a workbook. */
  readonly csv: CsvReading | null;
  close(): Promise<void>;
}

export interface CsvReading {
  readonly encoding: TextEncodingName;
  readonly delimiter: string;
}

export type TextEncodingName = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be';

export interface Sheet {
  readonly name: string;
  readonly visibility: SheetVisibility;
  /**
   * The rows with a value, in batches that arrive as the file is read. A refusal is the last thing that comes. May be
   * called again to read from the start. An aborted signal throws its reason; a failing disk throws.
   */
  rows(options?: ReadRowsOptions): AsyncGenerator<Outcome<readonly SheetRow[], SheetRefusal>, void, undefined>;
  /**
   * The rows numbered 1 to `lastRow` that have a value, and the merged ranges that begin among them: what is needed to
   * understand a header. In a workbook the ranges stand behind all rows, so the rest of the sheet is passed over.
   */
  peek(lastRow: number, options?: { signal?: AbortSignal }): Promise<Outcome<SheetHead, SheetRefusal>>;
}

export interface SheetHead {
  readonly rows: readonly SheetRow[];
  readonly merges: readonly CellRange[];
}

export interface ReadRowsOptions {
  /** Rows of a batch, at most; wide rows make smaller batches. 500 unless said. */
  readonly batchRows?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ReadProgress) => void;
}

/** Bytes of the file, or for a workbook of the sheet as it is compressed in the file. */
export interface ReadProgress {
  readonly bytesRead: number;
  readonly bytesTotal: number;
}

/** Cells of a batch, at most, so that a batch of very wide rows stays small. */
export const BATCH_CELLS = 32_000;
export const BATCH_ROWS = 500;
