import { invariant } from './invariant.ts';

/** A calendar day as `YYYY-MM-DD`, without time or zone. Compares correctly as text. */
export type CalendarDate = string & { readonly __brand: 'CalendarDate' };

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The day that `text` names, or null when it is no day that exists (2015-02-29 is none). */
export function parseCalendarDate(text: string): CalendarDate | null {
  const parts = SHAPE.exec(text);
  if (!parts) return null;
  return dateExists(Number(parts[1]), Number(parts[2]), Number(parts[3])) ? (text as CalendarDate) : null;
}

export function calendarDate(text: string): CalendarDate {
  const date = parseCalendarDate(text);
  invariant(date !== null, `${text} is not a calendar date`);
  return date;
}

/** Whether the Gregorian calendar has this day. `month` counts from 1. */
export function dateExists(year: number, month: number, day: number): boolean {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) return false;
  return day <= daysInMonth(year, month);
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

export function yearOf(date: CalendarDate): number {
  return Number(date.slice(0, 4));
}

/** Completed years of age on `on`; a birthday on 29 February counts from 1 March in other years. */
export function ageOn(bornOn: CalendarDate, on: CalendarDate): number {
  const years = yearOf(on) - yearOf(bornOn);
  return on.slice(5) < bornOn.slice(5) ? years - 1 : years;
}
