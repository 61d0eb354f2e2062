import { compactText } from '@daohu/dictionary';
import { parseCalendarDate } from '@daohu/kernel';
import { type Cell, dayOfSerial } from '@daohu/sheets';
import { type CellReading, fault, shown, value } from './cell-reading.ts';
import { refusedFor } from './fault.ts';

const DAY = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?(?:\d{1,2}:\d{2}(?::\d{2})?)?$/;
const COMPACT_DAY = /^(\d{4})(\d{2})(\d{2})$/;
const MONTH = /^(\d{4})[-/.年](\d{1,2})月?$/;
const COMPACT_MONTH = /^(\d{4})(\d{2})$/;
const YEAR = /^(\d{4})年?(?:度)?$/;
/** A number between these is a day serial: 1909 to 2064. A year or YYYYMM never is. */
const SERIAL_MIN = 3_500;
const SERIAL_MAX = 60_000;

/** A day by the cell's date style, as YYYY-MM-DD in any usual writing, as YYYYMMDD, or as a bare serial number. */
export function readDay(cell: Cell, text: string): CellReading {
  const day = serialDay(cell) ?? writtenDay(compactText(text));
  return day ? value(day) : fault(refusedFor('not-a-date', { text: shown(text) }));
}

/** A month as the whole number YYYYMM. A full date is read as its month. */
export function readMonth(cell: Cell, text: string): CellReading {
  const compact = compactText(text);
  const day = serialDay(cell) ?? writtenDay(compact);
  if (day) return value(Number(day.slice(0, 4)) * 100 + Number(day.slice(5, 7)));
  const parts = COMPACT_MONTH.exec(compact) ?? MONTH.exec(compact);
  if (!parts || !parseCalendarDate(`${parts[1]}-${parts[2]!.padStart(2, '0')}-01`)) {
    return fault(refusedFor('not-a-month', { text: shown(text) }));
  }
  return value(Number(parts[1]) * 100 + Number(parts[2]));
}

/** A year, as YYYY or as the year of a date. */
export function readYear(cell: Cell, text: string): CellReading {
  const compact = compactText(text);
  const parts = YEAR.exec(compact);
  const year = parts ? Number(parts[1]) : Number((serialDay(cell) ?? writtenDay(compact))?.slice(0, 4));
  return year >= 1900 && year <= 2100 ? value(year) : fault(refusedFor('not-a-year', { text: shown(text) }));
}

function serialDay(cell: Cell): string | null {
  if (typeof cell !== 'object' || cell === null) return null;
  if (cell.kind === 'date') return dayOfSerial(cell.serial);
  if (cell.kind === 'number' && cell.value >= SERIAL_MIN && cell.value <= SERIAL_MAX) return dayOfSerial(cell.value);
  return null;
}

function writtenDay(text: string): string | null {
  const parts = COMPACT_DAY.exec(text) ?? (/[-/.年]/.test(text) ? DAY.exec(text) : null);
  if (!parts) return null;
  return parseCalendarDate(`${parts[1]}-${parts[2]!.padStart(2, '0')}-${parts[3]!.padStart(2, '0')}`);
}
