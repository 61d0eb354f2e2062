import { Readable } from 'node:stream';
import { done, type Outcome } from '@daohu/kernel';
import iconv from 'iconv-lite';
import { textOf } from './cell.ts';
import { guardCsvText } from './csv-text.ts';
import { sendTo, type WriteTarget } from './file-target.ts';
import type { ColumnToWrite, PlainCell, RowsWritten, SheetToWrite, WritableCell } from './writing.ts';

export interface WriteCsvOptions {
  readonly signal?: AbortSignal;
  /** UTF-8 with its mark, so that Excel knows it, unless GB18030 is asked for. */
  readonly encoding?: 'utf-8' | 'gb18030';
  /** Wraps columns of identifiers as `="…"`: Excel then keeps their digits. Other programs see the wrapping. */
  readonly excelText?: boolean;
}

const FLUSH_CHARS = 128 * 1024;

/**
 * Writes one sheet as CSV while its rows arrive. A text that a spreadsheet would compute gets an apostrophe before it
 * (`guardCsvText`), which our reader takes off again; numbers stay as they are.
 */
export async function writeCsv(
  target: WriteTarget,
  sheet: Omit<SheetToWrite, 'name'>,
  options: WriteCsvOptions = {},
): Promise<Outcome<RowsWritten, never>> {
  const counted = { rows: 0 };
  const pieces = csvPieces(sheet, options.excelText === true, counted);
  await sendTo(target, Readable.from(encoded(pieces, options.encoding ?? 'utf-8')), options.signal);
  return done({ rows: counted.rows });
}

async function* csvPieces(
  { titles = [], columns = [], rows }: Omit<SheetToWrite, 'name'>,
  excelText: boolean,
  counted: { rows: number },
): AsyncGenerator<string, void, undefined> {
  let text = titles.map((title) => `${field(guardCsvText(title))}\r\n`).join('');
  if (columns.length > 0) text += `${columns.map(({ header }) => field(guardCsvText(header))).join(',')}\r\n`;
  for await (const batch of rows) {
    for (const row of batch) {
      text += `${line(row, columns, excelText)}\r\n`;
      counted.rows++;
      if (text.length < FLUSH_CHARS) continue;
      yield text;
      text = '';
    }
  }
  yield text;
}

function line(row: readonly WritableCell[], columns: readonly ColumnToWrite[], excelText: boolean): string {
  let text = '';
  for (let column = 0; column < row.length; column++) {
    if (column > 0) text += ',';
    const cell = row[column]!;
    const plain = typeof cell === 'object' && cell?.kind === 'noted' ? cell.cell : cell;
    if (plain === null || plain === '') continue;
    text += field(fieldText(plain, excelText && columns[column]?.identifier === true));
  }
  return text;
}

function fieldText(cell: Exclude<PlainCell, null>, wrap: boolean): string {
  switch (typeof cell) {
    case 'string':
      return wrap ? `="${cell.replaceAll('"', '""')}"` : guardCsvText(cell);
    case 'number':
      return String(cell);
    case 'boolean':
      return cell ? 'TRUE' : 'FALSE';
    default:
      if (cell.kind === 'day') return cell.day;
      return cell.kind === 'text' ? guardCsvText(cell.text) : textOf(cell);
  }
}

/** Quotes what must be, and what a guess of the delimiter or Excel's `sep=` could take for its own. */
function field(text: string): string {
  return /[",;\t\r\n]|^sep=/i.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

async function* encoded(pieces: AsyncIterable<string>, encoding: 'utf-8' | 'gb18030'): AsyncGenerator<Buffer> {
  if (encoding === 'utf-8') {
    yield Buffer.from('\ufeff');
    for await (const piece of pieces) yield Buffer.from(piece);
    return;
  }
  const encoder = iconv.getEncoder('gb18030');
  for await (const piece of pieces) yield encoder.write(piece);
  const rest = encoder.end();
  if (rest) yield rest;
}
