import { type CalendarDate, yearOf } from '@daohu/kernel';
import type { JudgedYear } from './contract.ts';

/**
 * 核查年度. Incomes, means and the poverty line are those of a whole year, so a verdict rests on one register year:
 * the year of the day asked for. Before that year is over its register may not exist yet; then the year before is judged,
 * as at its last day, and the answer says so. On 31 December nothing else than that year will do.
 */
export function judgedYear(asked: CalendarDate, isOnRecord: (year: number) => boolean): JudgedYear {
  const year = yearOf(asked);
  if (asked.endsWith('-12-31') || isOnRecord(year)) return { asked, year, judgedFor: asked, basis: 'asked-year' };
  return { asked, year: year - 1, judgedFor: lastDayOf(year - 1), basis: 'year-before' };
}

/** When no day is asked for: the latest year on record, at its end or, while it runs, today. */
export function latestJudgedYear(year: number, today: CalendarDate): JudgedYear {
  const judgedFor = yearOf(today) === year ? today : lastDayOf(year);
  return { asked: null, year, judgedFor, basis: 'latest-on-record' };
}

function lastDayOf(year: number): string {
  return `${year}-12-31`;
}
