import { stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { pipeline, Readable } from 'node:stream';
import { done, type Outcome, refuse } from '@daohu/kernel';
import { CsvError, parse } from 'csv-parse';
import type { Cell, SheetRow } from './cell.ts';
import { cellAddress } from './cell-address.ts';
import { type DelimiterFound, detectDelimiter, readCsvField } from './csv-text.ts';
import type { SheetLimits } from './limits.ts';
import { refuseWith, type SheetPlace, type SheetRefusal, SheetRefused } from './sheet-refusal.ts';
import { decodeFile, detectEncoding, EncodingBroken } from './text-encoding.ts';
import {
  BATCH_CELLS,
  BATCH_ROWS,
  type ReadRowsOptions,
  type Sheet,
  type SheetHead,
  type TextEncodingName,
  type Workbook,
} from './workbook.ts';

/** Characters of one record; only a quote that is never closed makes a longer one. */
const MAX_RECORD_CHARS = 4 * 1024 * 1024;

export interface OpenCsvOptions {
  readonly encoding?: TextEncodingName | undefined;
  readonly delimiter?: string | undefined;
  readonly fileName?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Opens a text file as one sheet. Throws `SheetRefused`: `openSheets` makes it an outcome. */
export async function openCsv(path: string, limits: SheetLimits, options: OpenCsvOptions): Promise<Workbook> {
  const encoding = options.encoding ?? (await detectEncoding(path, options.signal));
  const name = sheetName(options.fileName ?? path);
  const found = await findDelimiter(path, encoding, name);
  const delimiter = { ...found, delimiter: options.delimiter ?? found.delimiter };
  const { size } = await stat(path);
  return {
    kind: 'csv',
    csv: { encoding, delimiter: delimiter.delimiter },
    sheets: [new CsvSheet(path, name, size, encoding, delimiter, limits)],
    close: async () => {},
  };
}

async function findDelimiter(path: string, encoding: TextEncodingName, sheet: string): Promise<DelimiterFound> {
  try {
    for await (const text of decodeFile(path, encoding, undefined, () => {})) return detectDelimiter(text);
  } catch (cause) {
    if (!(cause instanceof EncodingBroken)) throw cause;
    const place = { sheet, rowNumber: 1, address: null };
    refuseWith({ code: 'encoding-broken', encoding, place });
  }
  return detectDelimiter('');
}

function sheetName(path: string): string {
  return basename(path, extname(path));
}

class CsvSheet implements Sheet {
  readonly name: string;
  readonly visibility = 'visible';
  readonly #path: string;
  readonly #bytesTotal: number;
  readonly #encoding: TextEncodingName;
  readonly #delimiter: DelimiterFound;
  readonly #limits: SheetLimits;

  constructor(
    path: string,
    name: string,
    bytesTotal: number,
    encoding: TextEncodingName,
    delimiter: DelimiterFound,
    limits: SheetLimits,
  ) {
    this.name = name;
    this.#path = path;
    this.#bytesTotal = bytesTotal;
    this.#encoding = encoding;
    this.#delimiter = delimiter;
    this.#limits = limits;
  }

  async *rows(
    options: ReadRowsOptions = {},
  ): AsyncGenerator<Outcome<readonly SheetRow[], SheetRefusal>, void, undefined> {
    try {
      for await (const rows of this.#batches(options)) yield done(rows);
    } catch (cause) {
      if (!(cause instanceof SheetRefused)) throw cause;
      yield refuse(cause.refusal);
    }
  }

  async peek(lastRow: number, options: { signal?: AbortSignal } = {}): Promise<Outcome<SheetHead, SheetRefusal>> {
    const rows: SheetRow[] = [];
    for await (const batch of this.rows({ ...options, batchRows: lastRow })) {
      if (!batch.ok) return batch;
      for (const row of batch.value) if (row.rowNumber <= lastRow) rows.push(row);
      if ((batch.value.at(-1)?.rowNumber ?? 0) >= lastRow) break;
    }
    return done({ rows, merges: [] });
  }

  async *#batches(options: ReadRowsOptions): AsyncGenerator<SheetRow[], void, undefined> {
    const { signal, onProgress, batchRows = BATCH_ROWS } = options;
    signal?.throwIfAborted();
    const bytesTotal = this.#bytesTotal;
    let bytesRead = 0;
    const text = decodeFile(this.#path, this.#encoding, signal, (bytes) => {
      bytesRead = bytes;
    });
    const parser = parse({
      delimiter: this.#delimiter.delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: MAX_RECORD_CHARS,
    });
    // The callback is required; what failed is thrown by the loop below.
    const source = pipeline(Readable.from(text, { objectMode: true, highWaterMark: 1 }), parser, () => {});
    let rows: SheetRow[] = [];
    let cellCount = 0;
    let rowNumber = 0;
    let skipped = this.#delimiter.stated ? 1 : 0;
    try {
      for await (const record of source as AsyncIterable<string[]>) {
        if (skipped > 0) {
          skipped--;
          continue;
        }
        rowNumber++;
        const cells = this.#readRecord(record, rowNumber);
        if (cells.length === 0) continue;
        if (rowNumber > this.#limits.maxRowsCsv) {
          refuseWith({ code: 'too-many-rows', limit: this.#limits.maxRowsCsv, place: this.#place(rowNumber) });
        }
        rows.push({ rowNumber, cells });
        cellCount += cells.length;
        if (rows.length >= batchRows || cellCount >= BATCH_CELLS) {
          onProgress?.({ bytesRead, bytesTotal });
          yield rows;
          rows = [];
          cellCount = 0;
        }
      }
    } catch (cause) {
      throw this.#asRefusal(cause, rowNumber + 1);
    } finally {
      parser.destroy();
    }
    onProgress?.({ bytesRead: bytesTotal, bytesTotal });
    if (rows.length > 0) yield rows;
  }

  /** Fields to cells, in place: trailing blanks are cut off. */
  #readRecord(record: string[], rowNumber: number): readonly Cell[] {
    const cells: Cell[] = record;
    let filled = 0;
    for (let column = 0; column < record.length; column++) {
      const field = record[column]!;
      if (field.length > this.#limits.maxCellChars) {
        const place = this.#place(rowNumber, column);
        refuseWith({ code: 'cell-too-long', limit: this.#limits.maxCellChars, place });
      }
      const text = field === '' ? '' : readCsvField(field);
      cells[column] = text === '' ? null : text;
      if (text !== '') filled = column + 1;
    }
    if (filled > this.#limits.maxColumns) {
      const place = this.#place(rowNumber, filled - 1);
      refuseWith({ code: 'too-many-columns', limit: this.#limits.maxColumns, place });
    }
    cells.length = filled;
    return cells;
  }

  #asRefusal(cause: unknown, rowNumber: number): unknown {
    const place = this.#place(rowNumber);
    if (cause instanceof EncodingBroken) {
      return new SheetRefused({ code: 'encoding-broken', encoding: this.#encoding, place });
    }
    if (!(cause instanceof CsvError)) return cause;
    switch (cause.code) {
      case 'CSV_QUOTE_NOT_CLOSED':
      case 'CSV_MAX_RECORD_SIZE':
        return new SheetRefused({ code: 'quote-not-closed', place });
      default:
        return new SheetRefused({ code: 'damaged', part: this.name, why: cause.message, place });
    }
  }

  #place(rowNumber: number, column?: number): SheetPlace {
    return { sheet: this.name, rowNumber, address: column === undefined ? null : cellAddress(rowNumber, column) };
  }
}
