import { BlankRowSkipper } from './blank-rows.ts';
import type { Cell, SheetRow } from './cell.ts';
import { cellAddress, columnOfReference } from './cell-address.ts';
import { decodeExcelEscapes } from './excel-escapes.ts';
import type { SheetLimits } from './limits.ts';
import { GENERAL } from './number-style.ts';
import type { SharedStrings } from './shared-strings.ts';
import { refuseWith, type SheetPlace } from './sheet-refusal.ts';
import type { WorkbookParts } from './workbook-parts.ts';
import { XmlReader } from './xml-reader.ts';

/** Days between the two date systems: serial 0 of 1904 is serial 1462 of 1900. */
const DAYS_1900_TO_1904 = 1_462;

/** A cell's source text may be longer than the text: `_x000D_`, `&#x4E2D;`. */
const SOURCE_CHARS_PER_CHAR = 8;

/**
 * The SpreadsheetML layer: turns the events of one sheet part into rows. Pieces go in by `write`, finished rows come
 * out by `takeRows`; blank rows are counted, not given.
 */
export class XlsxRows {
  readonly #sheet: string;
  readonly #part: string;
  readonly #workbook: WorkbookParts;
  readonly #strings: SharedStrings;
  readonly #limits: SheetLimits;
  #reader: XmlReader;
  #skipper: BlankRowSkipper | null = null;

  #rows: SheetRow[] = [];
  #cellCount = 0;
  #inData = false;

  #rowNumber = 0;
  #blankRows = 0;
  #rowNumbersStated = true;
  #cells: Cell[] = [];

  #column = -1;
  #type: string | undefined;
  #style: string | undefined;
  #formula = false;
  #hasValue = false;
  #text = '';
  #collecting = false;
  #inPhonetic = false;

  constructor(sheet: string, part: string, workbook: WorkbookParts, strings: SharedStrings, limits: SheetLimits) {
    this.#sheet = sheet;
    this.#part = part;
    this.#workbook = workbook;
    this.#strings = strings;
    this.#limits = limits;
    this.#reader = this.#newReader();
  }

  write(piece: Buffer): void {
    if (this.#skipper) {
      const rest = this.#skipper.feed(piece);
      if (rest) this.#resume(rest);
      return;
    }
    this.#reader.write(piece);
    const { skipAfterBlankRows } = this.#limits;
    if (this.#blankRows >= skipAfterBlankRows && this.#inData && this.#rowNumbersStated && this.#reader.isUtf8) {
      this.#skipper = BlankRowSkipper.from(piece, this.#part, this.#reader.prefix);
    }
  }

  /** Says that the part is complete: a file cut short is refused here. */
  end(): void {
    if (this.#skipper) this.#damaged('the rows have no end');
    this.#reader.end();
  }

  /** Goes on with a new parser at the row that ended the skipping, which may be one that the old one had begun. */
  #resume(rest: Buffer): void {
    const { prefix } = this.#reader;
    this.#skipper = null;
    this.#blankRows = 0;
    this.#rowNumber--;
    this.#column = -1;
    this.#collecting = false;
    this.#reader = this.#newReader();
    this.#reader.writeText(`<${prefix}worksheet><${prefix}sheetData>`);
    this.#reader.write(rest);
  }

  get waitingRows(): number {
    return this.#rows.length;
  }

  /** Cells of the waiting rows, blanks between them included. */
  get waitingCells(): number {
    return this.#cellCount;
  }

  takeRows(): SheetRow[] {
    const rows = this.#rows;
    this.#rows = [];
    this.#cellCount = 0;
    return rows;
  }

  #newReader(): XmlReader {
    const handlers = {
      open: (name: string, attributes: Readonly<Record<string, string>>) => this.#open(name, attributes),
      close: (name: string) => this.#close(name),
      text: (text: string) => this.#takeText(text),
    };
    const unfinished = {
      chars: this.#limits.maxCellChars * SOURCE_CHARS_PER_CHAR,
      refuse: () => this.#cellTooLong(),
    };
    return new XmlReader(this.#part, handlers, unfinished);
  }

  #open(name: string, attributes: Readonly<Record<string, string>>): void {
    switch (name) {
      case 'c':
        if (this.#inData) this.#openCell(attributes.r, attributes.s, attributes.t);
        return;
      case 'v':
      case 't':
        if (this.#inPhonetic) return;
        this.#collecting = this.#column >= 0;
        this.#hasValue = true;
        return;
      case 'f':
        this.#formula = true;
        return;
      case 'row':
        if (this.#inData) this.#openRow(attributes.r);
        return;
      case 'rPh':
        this.#inPhonetic = true;
        return;
      case 'sheetData':
        this.#inData = true;
        return;
    }
  }

  #close(name: string): void {
    switch (name) {
      case 'c':
        if (this.#inData) this.#closeCell();
        return;
      case 'v':
      case 't':
        this.#collecting = false;
        return;
      case 'row':
        if (this.#inData) this.#closeRow();
        return;
      case 'rPh':
        this.#inPhonetic = false;
        return;
      case 'sheetData':
        this.#inData = false;
        return;
    }
  }

  #takeText(text: string): void {
    if (!this.#collecting) return;
    this.#text = this.#text === '' ? text : this.#text + text;
    if (this.#text.length > this.#limits.maxCellChars * SOURCE_CHARS_PER_CHAR) this.#cellTooLong();
  }

  #openRow(reference: string | undefined): void {
    const rowNumber = reference === undefined ? this.#rowNumber + 1 : Number(reference);
    if (!Number.isSafeInteger(rowNumber) || rowNumber <= this.#rowNumber) {
      this.#damaged(`row ${reference} follows row ${this.#rowNumber}`);
    }
    this.#rowNumbersStated = reference !== undefined;
    this.#rowNumber = rowNumber;
    this.#column = -1;
    this.#cells = [];
  }

  #closeRow(): void {
    if (this.#cells.length === 0) {
      this.#blankRows++;
      return;
    }
    this.#blankRows = 0;
    if (this.#rowNumber > this.#limits.maxRowsXlsx) {
      refuseWith({ code: 'too-many-rows', limit: this.#limits.maxRowsXlsx, place: this.#place() });
    }
    this.#rows.push({ rowNumber: this.#rowNumber, cells: this.#cells });
    this.#cellCount += this.#cells.length;
    this.#cells = [];
    this.#column = -1;
  }

  #openCell(reference: string | undefined, style: string | undefined, type: string | undefined): void {
    if (reference === undefined) this.#column++;
    else {
      this.#column = columnOfReference(reference);
      if (this.#column < 0) this.#damaged(`“${reference.slice(0, 20)}” is no cell`);
    }
    this.#type = type;
    this.#style = style;
    this.#formula = false;
    this.#hasValue = false;
    this.#text = '';
  }

  #closeCell(): void {
    const cell = this.#readCell();
    if (cell === null) return;
    const column = this.#column;
    if (column >= this.#limits.maxColumns) {
      refuseWith({ code: 'too-many-columns', limit: this.#limits.maxColumns, place: this.#place() });
    }
    const cells = this.#cells;
    if (column < cells.length) {
      if (cells[column] !== null) this.#damaged('the same cell stands twice in its row');
      cells[column] = cell;
      return;
    }
    while (cells.length < column) cells.push(null);
    cells.push(cell);
  }

  #readCell(): Cell {
    if (!this.#hasValue) return this.#formula ? { kind: 'uncomputed', formula: true } : null;
    const formula = this.#formula;
    switch (this.#type) {
      case 's': {
        const text = this.#strings.at(Number(this.#text));
        if (text === null) this.#damaged(`shared string ${this.#text.slice(0, 20)} does not exist`);
        return this.#textCell(text, formula);
      }
      case 'inlineStr':
      case 'str':
        return this.#textCell(decodeExcelEscapes(this.#text), formula);
      case 'b':
        return { kind: 'boolean', value: this.#text.trim() === '1' || this.#text.trim() === 'true', formula };
      case 'e':
        return { kind: 'error', error: this.#text, formula };
      case 'd':
        return this.#isoDateCell(this.#text.trim(), formula);
      default:
        return this.#numberCell(this.#text.trim(), formula);
    }
  }

  #textCell(text: string, formula: boolean): Cell {
    if (text === '') return null;
    if (text.length > this.#limits.maxCellChars) this.#cellTooLong();
    return formula ? { kind: 'text', text, formula: true } : text;
  }

  #numberCell(raw: string, formula: boolean): Cell {
    if (raw === '') return null;
    const value = Number(raw);
    if (!Number.isFinite(value) || raw.length > 400) this.#damaged(`“${raw.slice(0, 20)}” is no number`);
    const style = this.#style === undefined ? GENERAL : (this.#workbook.styles[Number(this.#style)] ?? GENERAL);
    if (style.kind === 'number') return { kind: 'number', raw, value, style, formula };
    const serial = this.#workbook.from1904 ? value + DAYS_1900_TO_1904 : value;
    return { kind: 'date', raw, serial, style, formula };
  }

  /** ISO 8601 dates (`t="d"`), which strict workbooks may hold. What is no such date is kept as text. */
  #isoDateCell(raw: string, formula: boolean): Cell {
    const at = /^\d{4}-\d{2}-\d{2}(T[\d:.]+Z?)?$/.test(raw) ? Date.parse(raw.length === 10 ? raw : withZone(raw)) : NaN;
    if (Number.isNaN(at)) return this.#textCell(raw, formula);
    const days = at / 86_400_000 + 25_569;
    const style = { kind: 'date', code: 'yyyy-mm-dd', shows: raw.length === 10 ? 'day' : 'moment' } as const;
    return { kind: 'date', raw, serial: days < 61 ? days - 1 : days, style, formula };
  }

  #place(): SheetPlace {
    const address = this.#column >= 0 && this.#rowNumber > 0 ? cellAddress(this.#rowNumber, this.#column) : null;
    return { sheet: this.#sheet, rowNumber: this.#rowNumber || null, address };
  }

  #damaged(why: string): never {
    return refuseWith({ code: 'damaged', part: this.#part, why, place: this.#place() });
  }

  #cellTooLong(): never {
    return refuseWith({ code: 'cell-too-long', limit: this.#limits.maxCellChars, place: this.#place() });
  }
}

function withZone(iso: string): string {
  return iso.endsWith('Z') ? iso : `${iso}Z`;
}
