import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatDate, formatInstant, formatMonth } from './format-date.ts';
import { formatBytes, formatCount, formatSteps, formatYuan } from './format-number.ts';

test('yuan are shown with two decimals, and without any when there are no fen', () => {
  expect(formatYuan(295200)).toBe('2,952');
  expect(formatYuan(295250)).toBe('2,952.50');
  expect(formatYuan(5)).toBe('0.05');
  expect(formatYuan(-1234567)).toBe('−12,345.67');
});

test('a hundredth of a mu keeps only the decimals that say something', () => {
  expect(formatSteps(250, 2, 'all')).toBe('2.5');
  expect(formatSteps(300, 2, 'all')).toBe('3');
  expect(formatSteps(1, 2, 'all')).toBe('0.01');
});

test('no digit of an amount is lost or invented on the screen', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.integer({ min: 0, max: 6 }), (steps, places) => {
      const shown = formatSteps(steps, places).replaceAll(',', '').replace('.', '').replace('−', '-');
      expect(BigInt(shown)).toBe(BigInt(steps));
    }),
  );
});

test('counts have a separator at the thousands', () => {
  expect(formatCount(0)).toBe('0');
  expect(formatCount(999)).toBe('999');
  expect(formatCount(100000)).toBe('100,000');
});

test('a day reads as it is spoken in either language', () => {
  expect(formatDate('2017-11-02', 'zh-CN')).toBe('2017年11月2日');
  expect(formatDate('2017-11-02', 'en')).toBe('2 Nov 2017');
  expect(formatDate('不详', 'zh-CN')).toBe('不详');
  expect(formatMonth(201402, 'zh-CN')).toBe('2014年2月');
  expect(formatMonth(201402, 'en')).toBe('Feb 2014');
});

test('an act late in the evening of London belongs to the next day in China', () => {
  expect(formatInstant('2017-11-01T16:30:00Z', 'zh-CN')).toBe('2017年11月2日 00:30');
  expect(formatInstant('2017-11-01T15:59:00Z', 'en')).toBe('1 Nov 2017 23:59');
});

test('a file size is never rounded down to nothing', () => {
  expect(formatBytes(1)).toBe('1 B');
  expect(formatBytes(1025)).toBe('2 KB');
  expect(formatBytes(13_000_000)).toBe('12.4 MB');
});
