import { expect, test } from 'vitest';
import { commonUnit, missingFactor, parseUnit, perUnit, timesUnit } from './unit.ts';

const meet = (a: string, b: string, factors: number[] = []) =>
  commonUnit(parseUnit(a), factors, parseUnit(b), []) !== null;

test('a unit is the same however its parts are ordered', () => {
  expect(parseUnit('分/人/年').key).toBe(parseUnit('分/年/人').key);
  expect(timesUnit(parseUnit('分/人/年'), parseUnit('人')).key).toBe('分/年');
  expect(perUnit(parseUnit('分/年'), parseUnit('人')).key).toBe('分/人/年');
  expect(perUnit(parseUnit('人'), parseUnit('人')).key).toBe('');
});

test('yuan meets fen only when the writer multiplies it by 100', () => {
  expect(meet('元', '分')).toBe(false);
  expect(meet('元', '分', [100])).toBe(true);
  expect(meet('分', '元', [100])).toBe(false);
  expect(meet('元/年', '分/年', [7, 100])).toBe(true);
  expect(meet('万元', '元', [10_000])).toBe(true);
});

test('a ratio meets a percent only times 100, a month meets a year only times 12', () => {
  expect(meet('分/年', '%·分/年')).toBe(false);
  expect(meet('分/年', '%·分/年', [100])).toBe(true);
  expect(meet('分/月', '分/年', [12])).toBe(true);
  expect(meet('人', '户', [100])).toBe(false);
});

test('the refusal can say which factor is wanting, and on which side', () => {
  expect(missingFactor(parseUnit('元'), parseUnit('分'))).toEqual({ factor: 100, side: 'left' });
  expect(missingFactor(parseUnit('分'), parseUnit('元'))).toEqual({ factor: 100, side: 'right' });
  expect(missingFactor(parseUnit('人'), parseUnit('户'))).toBeNull();
});
