import fc from 'fast-check';
import { expect, test } from 'vitest';
import { figureText, isConvertible, scaleFigure, stepsPer } from './figure-units.ts';

test('2952.5 元 is 295250 fen, and 5.2 万元 is 5200000 fen', () => {
  expect(scaleFigure('2952.5', stepsPer('fen/year', '元'))).toEqual({ value: 295_250, isRounded: false });
  expect(scaleFigure('5.2', stepsPer('fen/year', '万元'))).toEqual({ value: 5_200_000, isRounded: false });
  expect(scaleFigure('-0.01', stepsPer('fen', '元'))).toEqual({ value: -1, isRounded: false });
});

test('half of the last step is rounded up, less is not, and both are said to be rounded', () => {
  expect(scaleFigure('3.335', stepsPer('mu/100', '亩'))).toEqual({ value: 334, isRounded: true });
  expect(scaleFigure('3.334', stepsPer('mu/100', '亩'))).toEqual({ value: 333, isRounded: true });
  expect(scaleFigure('3.330', stepsPer('mu/100', '亩'))).toEqual({ value: 333, isRounded: false });
});

test('1.2 公里 and 1200 米 are the same distance', () => {
  expect(scaleFigure('1.2', stepsPer('m', '公里'))?.value).toBe(scaleFigure('1200', stepsPer('m', '米'))?.value);
});

test('what is no decimal number is none', () => {
  for (const text of ['', '.', '-', '1e5', '1,000', '十', '1.2.3', '99999999999999999999']) {
    expect(scaleFigure(text, 100), text).toBeNull();
  }
});

test('an area cannot be kept in fen', () => {
  expect(isConvertible('fen', '亩')).toBe(false);
  expect(isConvertible('mu/100', '亩')).toBe(true);
  expect(() => stepsPer('fen', '亩')).toThrow();
});

test('a stored figure written for a file and read back is the same', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.constantFrom(1, 100, 1000, 1_000_000), (value, steps) => {
      expect(scaleFigure(figureText(value, steps), steps)).toEqual({
        value: value === 0 ? 0 : value,
        isRounded: false,
      });
    }),
  );
});
