import { assertNever, invariant } from '@daohu/kernel';
import { serialOfDay } from './cell.ts';
import { cellAddress, columnLetters } from './cell-address.ts';
import { encodeExcelEscapes } from './excel-escapes.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import type { DateStyle } from './number-style.ts';
import { refuseWith } from './sheet-refusal.ts';
import type { PlainCell, SheetToWrite, WritableCell } from './writing.ts';

/** What Excel itself can hold. */
const { maxRowsXlsx: MAX_ROWS, maxCellChars: MAX_CHARS } = DEFAULT_LIMITS;
const MAX_COLUMNS = 16_384;
const FLUSH_CHARS = 128 * 1024;
/** Notes of a sheet wait in memory until its rows are written. Further ones are left out, their cells stay marked. */
const MAX_NOTES = 10_000;

/** Indexes into `cellXfs` of the styles part: see `stylesXml`. Each is followed by its marked twin. */
const STYLE = { general: 0, text: 2, day: 4, month: 6, time: 8, moment: 10, header: 12 } as const;
const STYLE_OF_DATE: Record<DateStyle['shows'], number> = {
  day: STYLE.day,
  month: STYLE.month,
  time: STYLE.time,
  moment: STYLE.moment,
};

export interface Note {
  readonly rowNumber: number;
  readonly column: number;
  readonly text: string;
}

/** Writes one sheet part as pieces of XML. Notes and the number of rows are known when the last piece is out. */
export class SheetXml {
  readonly notes: Note[] = [];
  rows = 0;
  readonly #sheet: SheetToWrite;
  readonly #hasNotes: boolean;
  #rowNumber = 0;

  constructor(sheet: SheetToWrite) {
    this.#sheet = sheet;
    this.#hasNotes = sheetHasNotes(sheet);
  }

  async *pieces(): AsyncGenerator<Buffer, void, undefined> {
    let xml = this.#opening();
    for await (const batch of this.#sheet.rows) {
      for (const row of batch) {
        xml += this.#row(row);
        this.rows++;
        if (xml.length < FLUSH_CHARS) continue;
        yield Buffer.from(xml);
        xml = '';
      }
    }
    const drawing = this.#hasNotes ? '<legacyDrawing r:id="rId1"/>' : '';
    yield Buffer.from(`${xml}</sheetData>${drawing}</worksheet>`);
  }

  #opening(): string {
    const { titles = [], columns = [] } = this.#sheet;
    const opening =
      '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
      '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" ' +
      'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">';
    const titleRows = titles.map((title) => this.#headingRow([title])).join('');
    if (columns.length === 0) return `${opening}<sheetData>${titleRows}`;
    const headerRow = this.#headingRow(columns.map(({ header }) => header));
    const last = this.#rowNumber;
    columns.forEach(({ note }, column) => {
      if (note !== undefined) this.#note(last, column, note);
    });
    const widths = columns.map(({ width = 12 }, column) => {
      return `<col min="${column + 1}" max="${column + 1}" width="${width}" customWidth="1"/>`;
    });
    return (
      `${opening}<sheetViews><sheetView workbookViewId="0"><pane ySplit="${last}" topLeftCell="A${last + 1}" ` +
      `activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols>` +
      `<sheetData>${titleRows}${headerRow}`
    );
  }

  #headingRow(texts: readonly string[]): string {
    const rowNumber = ++this.#rowNumber;
    const cells = texts.map((text, column) =>
      textXml(cellAddress(rowNumber, column), STYLE.header, this.#checked(text, rowNumber, column)),
    );
    return `<row r="${rowNumber}">${cells.join('')}</row>`;
  }

  #row(cells: readonly WritableCell[]): string {
    const rowNumber = ++this.#rowNumber;
    if (rowNumber > MAX_ROWS) refuseWith({ code: 'too-many-rows', limit: MAX_ROWS, place: this.#place(rowNumber) });
    if (cells.length > MAX_COLUMNS) {
      refuseWith({ code: 'too-many-columns', limit: MAX_COLUMNS, place: this.#place(rowNumber) });
    }
    let xml = '';
    for (let column = 0; column < cells.length; column++) {
      const cell = cells[column]!;
      if (cell !== null) xml += this.#cell(cell, rowNumber, column);
    }
    return xml === '' ? '' : `<row r="${rowNumber}">${xml}</row>`;
  }

  #cell(cell: Exclude<WritableCell, null>, rowNumber: number, column: number): string {
    const address = letters(column) + rowNumber;
    if (typeof cell === 'string') {
      return cell === '' ? '' : textXml(address, STYLE.text, this.#checked(cell, rowNumber, column));
    }
    if (typeof cell === 'object' && cell.kind === 'noted') {
      if (cell.note !== undefined) this.#note(rowNumber, column, cell.note);
      const plain = typeof cell.cell === 'string' ? this.#checked(cell.cell, rowNumber, column) : cell.cell;
      return plainXml(plain, address, cell.marked ? 1 : 0);
    }
    if (typeof cell === 'object' && cell.kind === 'text') this.#checked(cell.text, rowNumber, column);
    return plainXml(cell, address, 0);
  }

  #note(rowNumber: number, column: number, text: string): void {
    invariant(this.#hasNotes, 'a sheet with notes says so: `notes: true`');
    if (this.notes.length < MAX_NOTES) this.notes.push({ rowNumber, column, text });
  }

  #checked(text: string, rowNumber: number, column: number): string {
    if (text.length > MAX_CHARS) {
      const place = { ...this.#place(rowNumber), address: cellAddress(rowNumber, column) };
      refuseWith({ code: 'cell-too-long', limit: MAX_CHARS, place });
    }
    return text;
  }

  #place(rowNumber: number) {
    return { sheet: this.#sheet.name, rowNumber, address: null };
  }
}

export function sheetHasNotes(sheet: SheetToWrite): boolean {
  return sheet.notes === true || (sheet.columns ?? []).some(({ note }) => note !== undefined);
}

function plainXml(cell: PlainCell, address: string, mark: 0 | 1): string {
  if (cell === null || cell === '') return mark === 1 ? `<c r="${address}" s="${STYLE.general + 1}"/>` : '';
  switch (typeof cell) {
    case 'string':
      return textXml(address, STYLE.text + mark, cell);
    case 'number':
      invariant(Number.isFinite(cell), 'a cell holds a finite number');
      return valueXml(address, STYLE.general + mark, String(cell));
    case 'boolean':
      return `<c r="${address}" s="${STYLE.general + mark}" t="b"><v>${cell ? 1 : 0}</v></c>`;
    default:
      return storedXml(cell, address, mark);
  }
}

function storedXml(cell: Exclude<PlainCell, null | string | number | boolean>, address: string, mark: 0 | 1): string {
  switch (cell.kind) {
    case 'number':
      return valueXml(address, STYLE.general + mark, cell.raw);
    case 'date':
      return valueXml(address, STYLE_OF_DATE[cell.style.shows] + mark, String(cell.serial));
    case 'day': {
      const serial = serialOfDay(cell.day);
      // Excel has no days before 1900; the text is what remains true.
      return serial === null
        ? textXml(address, STYLE.text + mark, cell.day)
        : valueXml(address, STYLE.day + mark, String(serial));
    }
    case 'boolean':
      return plainXml(cell.value, address, mark);
    case 'error':
      return `<c r="${address}" s="${STYLE.general + mark}" t="e"><v>${escapeXml(cell.error)}</v></c>`;
    case 'text':
      return plainXml(cell.text, address, mark);
    case 'uncomputed':
      return plainXml(null, address, mark);
    default:
      return assertNever(cell);
  }
}

function valueXml(address: string, style: number, value: string): string {
  return style === STYLE.general
    ? `<c r="${address}"><v>${value}</v></c>`
    : `<c r="${address}" s="${style}"><v>${value}</v></c>`;
}

/**
 * Texts are string values (`t="str"`), as SheetJS writes them too: one element for a reader to parse instead of three.
 * Only an inline string can say that its spaces count.
 */
function textXml(address: string, style: number, text: string): string {
  if (!SPACES_COUNT.test(text)) return `<c r="${address}" s="${style}" t="str"><v>${escapeXml(text)}</v></c>`;
  return `<c r="${address}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`;
}

const SPACES_COUNT = /^\s|\s$|[\n\t]| {2}/;
const SPECIAL = /[<>&"]/g;
const ENTITY: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' };
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const UNUSUAL = /[<>&"\u0000-\u001f\ud800-\udfff\ufffe\uffff]|_x/;

/** Text as it stands in a part: Excel's escapes first, then XML's. */
export function escapeXml(text: string): string {
  return UNUSUAL.test(text) ? encodeExcelEscapes(text).replace(SPECIAL, (character) => ENTITY[character]!) : text;
}

const LETTERS: string[] = [];

function letters(column: number): string {
  LETTERS[column] ??= columnLetters(column);
  return LETTERS[column];
}
