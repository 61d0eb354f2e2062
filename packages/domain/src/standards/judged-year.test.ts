import { calendarDate } from '@daohu/kernel';
import { expect, test } from 'vitest';
import { judgedYear, latestJudgedYear } from './judged-year.ts';

const never = () => false;
const always = () => true;

test.each([
  ['2016-12-31', never, 2016, '2016-12-31', 'asked-year'],
  ['2016-12-31', always, 2016, '2016-12-31', 'asked-year'],
  ['2016-12-30', always, 2016, '2016-12-30', 'asked-year'],
  ['2016-12-30', never, 2015, '2015-12-31', 'year-before'],
  ['2017-01-01', never, 2016, '2016-12-31', 'year-before'],
  ['2017-01-01', always, 2017, '2017-01-01', 'asked-year'],
] as const)(
  'asked for %s, with that year on record or not: the year %3$s as at %4$s',
  (asked, isOnRecord, year, judgedFor, basis) => {
    expect(judgedYear(calendarDate(asked), isOnRecord)).toEqual({ asked, year, judgedFor, basis });
  },
);

test('without a day the latest year is judged at its end, the running one today', () => {
  const today = calendarDate('2017-05-31');
  expect(latestJudgedYear(2016, today)).toMatchObject({ year: 2016, judgedFor: '2016-12-31' });
  expect(latestJudgedYear(2017, today)).toMatchObject({ year: 2017, judgedFor: '2017-05-31' });
});
