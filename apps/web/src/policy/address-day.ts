import dayjs from 'dayjs';

/** A day in an address, or null where there is none or it is no day of the calendar. */
export function dayOf(text: string | null): string | null {
  if (text === null || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  return dayjs(text).isValid() && dayjs(text).format('YYYY-MM-DD') === text ? text : null;
}
