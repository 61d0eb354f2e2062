import { done, type Outcome, refuse } from '@daohu/kernel';
import type { SheetRow } from './cell.ts';
import { refuseOtherZip } from './file-kind.ts';
import type { SheetLimits } from './limits.ts';
import { readMerges } from './merged-cells.ts';
import { readSharedStrings, type SharedStrings } from './shared-strings.ts';
import { type SheetRefusal, SheetRefused } from './sheet-refusal.ts';
import {
  BATCH_CELLS,
  BATCH_ROWS,
  type ReadRowsOptions,
  type Sheet,
  type SheetHead,
  type Workbook,
} from './workbook.ts';
import { readWorkbookParts, type SheetEntry, type WorkbookParts } from './workbook-parts.ts';
import { XlsxRows } from './xlsx-rows.ts';
import { ZipArchive } from './zip-archive.ts';

/** Opens an `.xlsx` workbook. Throws `SheetRefused` for a file that is none: `openSheets` makes it an outcome. */
export async function openXlsx(path: string, limits: SheetLimits): Promise<Workbook> {
  const archive = await ZipArchive.open(path, limits);
  try {
    refuseOtherZip(archive);
    const parts = await readWorkbookParts(archive, limits.maxSheets);
    if (parts.sheets.length === 0) throw new SheetRefused({ code: 'no-sheets' });
    const strings = new LazySharedStrings(archive, parts, limits);
    return {
      kind: 'xlsx',
      csv: null,
      sheets: parts.sheets.map((entry) => new XlsxSheet(archive, parts, strings, entry, limits)),
      close: async () => archive.close(),
    };
  } catch (cause) {
    archive.close();
    throw cause;
  }
}

/** Shared strings are read when the first row is asked for, once for all sheets. */
class LazySharedStrings {
  readonly #archive: ZipArchive;
  readonly #parts: WorkbookParts;
  readonly #limits: SheetLimits;
  #strings: SharedStrings | null = null;

  constructor(archive: ZipArchive, parts: WorkbookParts, limits: SheetLimits) {
    this.#archive = archive;
    this.#parts = parts;
    this.#limits = limits;
  }

  async get(signal: AbortSignal | undefined): Promise<SharedStrings> {
    this.#strings ??= await readSharedStrings(this.#archive, this.#parts.sharedStringsPart, this.#limits, { signal });
    return this.#strings;
  }
}

class XlsxSheet implements Sheet {
  readonly name: string;
  readonly visibility: Sheet['visibility'];
  readonly #archive: ZipArchive;
  readonly #parts: WorkbookParts;
  readonly #strings: LazySharedStrings;
  readonly #entry: SheetEntry;
  readonly #limits: SheetLimits;

  constructor(
    archive: ZipArchive,
    parts: WorkbookParts,
    strings: LazySharedStrings,
    entry: SheetEntry,
    limits: SheetLimits,
  ) {
    this.name = entry.name;
    this.visibility = entry.visibility;
    this.#archive = archive;
    this.#parts = parts;
    this.#strings = strings;
    this.#entry = entry;
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
    try {
      const rows: SheetRow[] = [];
      for await (const batch of this.#batches({ ...options, batchRows: lastRow })) {
        for (const row of batch) if (row.rowNumber <= lastRow) rows.push(row);
        if ((batch.at(-1)?.rowNumber ?? 0) >= lastRow) break;
      }
      const merges = await readMerges(this.#archive, this.#entry.part, lastRow, options.signal);
      return done({ rows, merges });
    } catch (cause) {
      if (!(cause instanceof SheetRefused)) throw cause;
      return refuse(cause.refusal);
    }
  }

  async *#batches(options: ReadRowsOptions): AsyncGenerator<SheetRow[], void, undefined> {
    const { signal, onProgress, batchRows = BATCH_ROWS } = options;
    signal?.throwIfAborted();
    const strings = await this.#strings.get(signal);
    const { part } = this.#entry;
    const reading = new XlsxRows(this.name, part, this.#parts, strings, this.#limits);
    const bytesTotal = this.#archive.compressedBytes(part);
    let bytesRead = 0;
    const onCompressedBytes = (bytes: number) => {
      bytesRead = bytes;
    };
    for await (const piece of this.#archive.read(part, { signal, onCompressedBytes })) {
      reading.write(piece);
      onProgress?.({ bytesRead, bytesTotal });
      if (reading.waitingRows >= batchRows || reading.waitingCells >= BATCH_CELLS) yield reading.takeRows();
    }
    reading.end();
    onProgress?.({ bytesRead: bytesTotal, bytesTotal });
    if (reading.waitingRows > 0) yield reading.takeRows();
  }
}
