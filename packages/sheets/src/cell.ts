import { type CalendarDate, parseCalendarDate } from '@daohu/kernel';
import type { DateStyle, NumberStyle } from './number-style.ts';

/**
 * One cell. Plain text is a bare string and a blank is null, because nearly all cells are one of the two and objects
 * for them would cost more than the reading; an empty text is a blank. Everything else says how it was stored.
 */
export type Cell = string | null | StoredCell;

export type StoredCell = NumberCell | DateCell | BooleanCell | ErrorCell | FormulaTextCell | UncomputedCell;

/** Stored as a number. `raw` is the text in the file, e.g. `4.2088219630512E+17`. */
export interface NumberCell {
  readonly kind: 'number';
  readonly raw: string;
  readonly value: number;
  readonly style: NumberStyle;
  readonly formula: boolean;
}

/** Stored as a number and shown as a date by its style. `serial` counts in the 1900 system, whatever the file uses. */
export interface DateCell {
  readonly kind: 'date';
  readonly raw: string;
  readonly serial: number;
  readonly style: DateStyle;
  readonly formula: boolean;
}

export interface BooleanCell {
  readonly kind: 'boolean';
  readonly value: boolean;
  readonly formula: boolean;
}

/** `#N/A`, `#REF!` and the like. */
export interface ErrorCell {
  readonly kind: 'error';
  readonly error: string;
  readonly formula: boolean;
}

/** A formula whose last computed value is text. */
export interface FormulaTextCell {
  readonly kind: 'text';
  readonly text: string;
  readonly formula: true;
}

/** A formula that no program has computed yet: the file holds no value for it. */
export interface UncomputedCell {
  readonly kind: 'uncomputed';
  readonly formula: true;
}

export interface SheetRow {
  /** As a spreadsheet shows it, from 1. Blank rows are not given, so numbers may jump. */
  readonly rowNumber: number;
  /** By column from 0, up to the last cell with a value. */
  readonly cells: readonly Cell[];
}

/** The text a user sees, with numbers in full: no thousands separators, no `E+17`, at most 15 digits as Excel has them. */
export function textOf(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'string') return cell;
  switch (cell.kind) {
    case 'number':
      return numberText(cell);
    case 'date':
      return dateText(cell);
    case 'boolean':
      return cell.value ? 'TRUE' : 'FALSE';
    case 'error':
      return cell.error;
    case 'text':
      return cell.text;
    case 'uncomputed':
      return '';
  }
}

export function isFormula(cell: Cell | undefined): boolean {
  return typeof cell === 'object' && cell !== null && cell.formula;
}

/**
 * Whether digits were lost, or may have been, because a long number was stored as a number: Excel keeps 15 digits and
 * fills the rest with zeros. True for such a number, and for text that is the scientific form of one (CSV).
 */
export function hasLostDigits(cell: Cell | undefined): boolean {
  if (cell === null || cell === undefined) return false;
  if (typeof cell === 'string') {
    const scientific = /^\s*\d(?:\.\d+)?[Ee]\+?(\d{1,3})\s*$/.exec(cell);
    return scientific !== null && Number(scientific[1]) >= 15;
  }
  return cell.kind === 'number' && Math.abs(cell.value) >= 1e15;
}

const PLAIN_NUMBER = /^-?\d{1,15}$/;

function numberText({ raw, value, style }: NumberCell): string {
  const text = style.percent
    ? `${decimalText(Number((value * 100).toPrecision(15)))}%`
    : PLAIN_NUMBER.test(raw)
      ? raw
      : decimalText(Number(value.toPrecision(15)));
  if (style.padTo === 0 || !/^\d+$/.test(text)) return text;
  return text.padStart(style.padTo, '0');
}

/** A double in plain decimal notation. */
function decimalText(value: number): string {
  const text = String(value);
  const parts = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (!parts) return text;
  const digits = parts[2]! + (parts[3] ?? '');
  const exponent = Number(parts[4]);
  return exponent < 0
    ? `${parts[1]}0.${'0'.repeat(-exponent - 1)}${digits}`
    : `${parts[1]}${digits.padEnd(exponent + 1, '0')}`;
}

const DAY_MS = 86_400_000;
/** 30 December 1899, from which serials from 61 (1 March 1900) count true days. */
const SERIAL_ZERO = Date.UTC(1899, 11, 30);
/** The last serial, 9999-12-31. */
const LAST_SERIAL = 2_958_465;

/**
 * The day of a serial in the 1900 system. Null for 0, for 60 (29 February 1900, a day that Excel invents and the
 * calendar lacks) and outside 1900–9999.
 */
export function dayOfSerial(serial: number): CalendarDate | null {
  const day = Math.floor(serial);
  if (!(day >= 1 && day <= LAST_SERIAL) || day === 60) return null;
  const at = new Date(SERIAL_ZERO + (day < 60 ? day + 1 : day) * DAY_MS);
  return parseCalendarDate(at.toISOString().slice(0, 10));
}

/** The serial of a day, for writing. Null before 1900. */
export function serialOfDay(day: CalendarDate): number | null {
  const days = Math.round((Date.parse(`${day}T00:00:00Z`) - SERIAL_ZERO) / DAY_MS);
  if (days < 2) return null;
  return days < 61 ? days - 1 : days;
}

function dateText({ serial, style, raw }: DateCell): string {
  const seconds = Math.round((serial - Math.floor(serial)) * 86_400);
  const time = timeText(seconds % 86_400);
  if (style.shows === 'time') return serial < 1 ? time : decimalText(serial);
  const day = dayOfSerial(seconds === 86_400 ? Math.floor(serial) + 1 : serial);
  if (day === null) return raw;
  if (style.shows === 'month') return day.slice(0, 7);
  return style.shows === 'moment' && seconds % 86_400 !== 0 ? `${day} ${time}` : day;
}

function timeText(seconds: number): string {
  const two = (part: number) => String(Math.floor(part)).padStart(2, '0');
  return `${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`;
}
