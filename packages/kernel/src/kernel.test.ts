import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  ageOn,
  ancestorsByDigits,
  calendarDate,
  countyOf,
  divisionCode,
  fenToYuanText,
  formatDivisionCode,
  isWithin,
  levelOfCode,
  parseCalendarDate,
  parseDivisionCode,
  rangeOfDivision,
  yuanTextToFen,
} from './index.ts';

test('29 February exists in 2016 and 2000, not in 2015 and 1900', () => {
  expect(parseCalendarDate('2016-02-29')).toBe('2016-02-29');
  expect(parseCalendarDate('2000-02-29')).toBe('2000-02-29');
  expect(parseCalendarDate('2015-02-29')).toBeNull();
  expect(parseCalendarDate('1900-02-29')).toBeNull();
});

test('a child turns six on the birthday, not the day before', () => {
  expect(ageOn(calendarDate('2010-09-02'), calendarDate('2016-09-01'))).toBe(5);
  expect(ageOn(calendarDate('2010-09-02'), calendarDate('2016-09-02'))).toBe(6);
});

test('a county code of six digits is the same division as its twelve digits', () => {
  expect(parseDivisionCode('420821')).toBe(420821000000);
  expect(formatDivisionCode(420821000000)).toBe('420821000000');
  expect(parseDivisionCode('42082')).toBeNull();
  expect(levelOfCode(divisionCode('420821101201'))).toBe('village');
  expect(countyOf(420821101201)).toBe(420821);
});

test('a village lies within its township, county, city and province, and in no neighbour', () => {
  const village = divisionCode('420821101201');
  expect(ancestorsByDigits(village)).toEqual([420821101000, 420821000000, 420800000000, 420000000000]);
  for (const up of ancestorsByDigits(village)) expect(isWithin(village, rangeOfDivision(up))).toBe(true);
  expect(isWithin(village, rangeOfDivision(420822000000))).toBe(false);
});

test('yuan and fen turn into each other exactly', () => {
  expect(yuanTextToFen('2952')).toBe(295200);
  expect(yuanTextToFen('2952.5')).toBe(295250);
  expect(yuanTextToFen('0.10000')).toBe(10);
  expect(yuanTextToFen('1.005')).toBeNull();
  fc.assert(
    fc.property(fc.integer({ min: -9_000_000_000_000, max: 9_000_000_000_000 }), (fen) => {
      expect(yuanTextToFen(fenToYuanText(fen))).toBe(fen);
    }),
  );
});
