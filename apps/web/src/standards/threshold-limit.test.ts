import { expect, test } from 'vitest';
import { limitOf } from './threshold-limit.ts';

test('an income that must exceed 2,952 yuan is met by one fen more, and the line says 2,952', () => {
  expect(limitOf({ op: '>', needed: 295_201 })).toBe(295_200);
});

test('a limit that may be reached is itself the limit', () => {
  expect(limitOf({ op: '>=', needed: 5_000_000 })).toBe(5_000_000);
  expect(limitOf({ op: '<=', needed: 20 })).toBe(20);
  expect(limitOf({ op: '<', needed: 19 })).toBe(20);
});
