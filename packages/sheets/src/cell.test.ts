import { calendarDate } from '@daohu/kernel';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Cell, dayOfSerial, hasLostDigits, type NumberCell, serialOfDay, textOf } from './cell.ts';
import { cellAddress, columnFromLetters, columnLetters, columnOfReference, parseCellRange } from './cell-address.ts';
import { styleOfBuiltIn, styleOfFormat } from './number-style.ts';

function stored(raw: string, format = 'General'): Cell {
  const style = styleOfFormat(format);
  return style.kind === 'number'
    ? { kind: 'number', raw, value: Number(raw), style, formula: false }
    : { kind: 'date', raw, serial: Number(raw), style, formula: false };
}

test('the columns of a sheet are lettered A to Z, then AA, and the last is XFD', () => {
  expect([0, 25, 26, 51, 52, 701, 702, 16_383].map(columnLetters)).toEqual([
    'A',
    'Z',
    'AA',
    'AZ',
    'BA',
    'ZZ',
    'AAA',
    'XFD',
  ]);
  expect(cellAddress(7, 2)).toBe('C7');
  fc.assert(
    fc.property(fc.nat(16_383), (column) => {
      expect(columnFromLetters(columnLetters(column))).toBe(column);
      expect(columnOfReference(`${columnLetters(column)}12`)).toBe(column);
    }),
  );
});

test('what is no cell is no range', () => {
  expect(parseCellRange('$B$2:D4')).toEqual({ firstRow: 2, lastRow: 4, firstColumn: 1, lastColumn: 3 });
  expect(parseCellRange('C3')).toEqual({ firstRow: 3, lastRow: 3, firstColumn: 2, lastColumn: 2 });
  for (const none of ['', 'A0', 'B2:A1', '1A', 'A1:B', '表1']) expect(parseCellRange(none)).toBeNull();
  for (const none of ['', '12', 'AAAA1', 'A', '表1']) expect(columnOfReference(none)).toBe(-1);
});

test.each([
  ['2952', '2952'],
  ['2952.0999999999999', '2952.1'],
  ['0.30000000000000004', '0.3'],
  ['-0.5', '-0.5'],
  ['1E-7', '0.0000001'],
  ['4.2088219630512E+17', '420882196305120000'],
  ['123456789012345678', '123456789012346000'],
  ['1.5E+3', '1500'],
])('the number %s is shown as %s, never with an exponent', (raw, shown) => {
  expect(textOf(stored(raw))).toBe(shown);
});

test('a format shows percent, and the leading zeros of a code kept as a number', () => {
  expect(textOf(stored('0.125', '0.0%'))).toBe('12.5%');
  expect(textOf(stored('0.07', '0%'))).toBe('7%');
  expect(textOf(stored('123', '000000'))).toBe('000123');
  expect(textOf(stored('-5', '000000'))).toBe('-5');
});

test('an ID number stored as a number has lost its digits, one of fifteen digits has not', () => {
  expect(hasLostDigits(stored('4.2088219630512E+17'))).toBe(true);
  expect(hasLostDigits(stored('999901800101001'))).toBe(false);
  expect(hasLostDigits(stored('1000000000000000'))).toBe(true);
  expect(hasLostDigits('4.20882E+17')).toBe(true);
  expect(hasLostDigits('4.20882E+14')).toBe(false);
  expect(hasLostDigits('999901198001010017')).toBe(false);
  expect(hasLostDigits(null)).toBe(false);
});

test.each([
  ['yyyy/m/d', 'day'],
  ['yyyy"年"m"月"d"日"', 'day'],
  ['[$-804]yyyy"年"m"月";@', 'month'],
  ['yyyymm', 'month'],
  ['h:mm', 'time'],
  ['[h]:mm:ss', 'time'],
  ['yyyy-mm-dd hh:mm:ss', 'moment'],
  ['m"月"d"日"', 'day'],
  ['[红色]yyyy\\-mm\\-dd', 'day'],
])('the format %s shows a date: %s', (code, shows) => {
  expect(styleOfFormat(code)).toMatchObject({ kind: 'date', shows });
});

test.each([
  'General',
  '0.00',
  '#,##0',
  '0.00E+00',
  '@',
  '#,##0"元"',
  '"day"0',
  '[Red]0',
  'G/通用格式',
  '0\\d',
  '000000',
])('the format %s shows a number', (code) => {
  expect(styleOfFormat(code).kind).toBe('number');
});

test('the built-in date formats of Chinese Excel are dates', () => {
  for (const id of [14, 22, 27, 31, 36, 50, 57, 58]) expect(styleOfBuiltIn(id).kind).toBe('date');
  for (const id of [0, 1, 2, 9, 49, 163]) expect(styleOfBuiltIn(id).kind).toBe('number');
});

test('serial 1 is New Year 1900, 60 is a day that never was, 61 is 1 March 1900, 42370 is New Year 2016', () => {
  expect([1, 59, 60, 61, 42_370, 42_370.75, 2_958_465].map(dayOfSerial)).toEqual([
    '1900-01-01',
    '1900-02-28',
    null,
    '1900-03-01',
    '2016-01-01',
    '2016-01-01',
    '9999-12-31',
  ]);
  for (const none of [0, 0.5, -1, 2_958_466, Number.NaN]) expect(dayOfSerial(none)).toBeNull();
  expect(serialOfDay(calendarDate('1899-12-31'))).toBeNull();
});

test('a day and its serial turn into each other', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2_958_465 }), (serial) => {
      fc.pre(serial !== 60);
      expect(serialOfDay(dayOfSerial(serial)!)).toBe(serial);
    }),
  );
});

test('a date is shown as far as its format goes', () => {
  expect(textOf(stored('42370', 'yyyy/m/d'))).toBe('2016-01-01');
  expect(textOf(stored('42370', 'yyyy"年"m"月"'))).toBe('2016-01');
  expect(textOf(stored('42370.5', 'yyyy-mm-dd hh:mm'))).toBe('2016-01-01 12:00:00');
  expect(textOf(stored('42370.999999999', 'yyyy-mm-dd hh:mm'))).toBe('2016-01-02');
  expect(textOf(stored('0.75', 'h:mm'))).toBe('18:00:00');
  expect(textOf(stored('60', 'yyyy/m/d'))).toBe('60');
});

test('the raw text of a number is kept beside its value', () => {
  expect((stored('4.2088219630512E+17') as NumberCell).raw).toBe('4.2088219630512E+17');
});
