import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ROUNDINGS, splitTotal } from './split-total.ts';

test.each([
  ['25、65、10 % of 37 counties', 37, [25, 65, 10], [9, 24, 4]],
  ['30、30、20、20 % of 4613 villages', 4613, [30, 30, 20, 20], [1384, 1384, 923, 922]],
  ['30、40、30 % of 271 villages', 271, [30, 40, 30], [81, 109, 81]],
  ['35、35、25、5 % of 3.9 million persons', 3_900_000, [35, 35, 25, 5], [1_365_000, 1_365_000, 975_000, 195_000]],
  ['6 : 3 : 1 of 20000 yuan in fen', 2_000_000, [6, 3, 1], [1_200_000, 600_000, 200_000]],
  ['equal shares of two among three: the earlier first', 2, [1, 1, 1], [1, 1, 0]],
])('%s by largest remainder', (_what, total, weights, parts) => {
  expect(splitTotal(total, weights, 'largest-remainder')).toEqual(parts);
});

test.each([
  // 9.25 → 9, 33.3 → 33, 37
  [37, [25, 65, 10], [9, 24, 4]],
  // 1383.9 → 1384, 2767.8 → 2768, 3690.4 → 3690, 4613
  [4613, [30, 30, 20, 20], [1384, 1384, 922, 923]],
  // 0.5 is rounded up
  [1, [50, 50], [1, 0]],
])('%i by the running total', (total, weights, parts) => {
  expect(splitTotal(total, weights, 'running-total')).toEqual(parts);
});

test.each([
  [37, [25, 65, 10], [10, 25, 2]],
  [4613, [30, 30, 20, 20], [1384, 1384, 923, 922]],
  // The total does not last: nobody gets what is not there.
  [2, [1, 1, 1, 1], [1, 1, 0, 0]],
  [3, [1, 1, 0], [2, 1, 0]],
])('%i rounded up one by one', (total, weights, parts) => {
  expect(splitTotal(total, weights, 'ceiling')).toEqual(parts);
});

test('nothing is lost or counted twice, and nobody without a weight gets a part', () => {
  const weights = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 ** 12 }), weights, fc.constantFrom(...ROUNDINGS), (total, given, how) => {
      fc.pre(given.some((weight) => weight > 0));
      const parts = splitTotal(total, given, how);
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total);
      expect(parts.every((part, index) => part >= 0 && (part === 0 || given[index]! > 0))).toBe(true);
    }),
  );
});

test('by largest remainder no part is a whole one away from its exact share', () => {
  const weights = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 10 });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100_000 }), weights, (total, given) => {
      const sum = given.reduce((all, weight) => all + weight, 0);
      const parts = splitTotal(total, given, 'largest-remainder');
      for (const [index, part] of parts.entries()) {
        expect(Math.abs(part * sum - total * given[index]!)).toBeLessThan(sum);
      }
    }),
  );
});
