export {
  ageOn,
  type CalendarDate,
  calendarDate,
  dateExists,
  daysInMonth,
  parseCalendarDate,
  yearOf,
} from './calendar-date.ts';
export { type Clock, dayInChina, fixedClock, systemClock } from './clock.ts';
export type { CountyRecoded } from './county-recoded.ts';
export {
  ancestorsByDigits,
  type CountyCode,
  countyOf,
  type DivisionCode,
  type DivisionLevel,
  type DivisionRange,
  divisionCode,
  formatDivisionCode,
  isWithin,
  levelOfCode,
  parseDivisionCode,
  rangeOfDivision,
} from './division-code.ts';
export { type Fen, fenToYuanText, yuanTextToFen } from './fen.ts';
export { assertNever, InvariantBroken, invariant } from './invariant.ts';
export { type Done, done, type Outcome, type Refused, refuse } from './outcome.ts';
