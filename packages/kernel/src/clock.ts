import type { CalendarDate } from './calendar-date.ts';

/** The only source of time: given by the composition root, fixed in tests, never read from the system inside a noun. */
export interface Clock {
  now(): Date;
  /** The day in China (UTC+8, no summer time), where every deadline of the documents runs. */
  today(): CalendarDate;
}

export const systemClock: Clock = { now: () => new Date(), today: () => dayInChina(new Date()) };

export function fixedClock(iso: string): Clock {
  return { now: () => new Date(iso), today: () => dayInChina(new Date(iso)) };
}

export function dayInChina(at: Date): CalendarDate {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10) as CalendarDate;
}
