import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editDistance } from './edit-distance.ts';

test.each([
  ['白岩', '白岩', 0],
  ['白崖', '白岩', 1],
  ['李家沟', '李家', 1],
  ['李家', '李家沟', 1],
  ['青山口', '青石口子', 2],
  ['一二三四', '甲乙丙丁', 3],
])('%s and %s are %i apart, counted no further than 3', (a, b, far) => {
  expect(editDistance(a, b, 2)).toBe(far);
});

test('the way back is as long as the way there, and never shorter than the difference in length', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), (a, b) => {
      expect(editDistance(a, b, 9)).toBe(editDistance(b, a, 9));
      expect(editDistance(a, b, 9)).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
      expect(editDistance(a, b, 9) === 0).toBe(a === b);
    }),
  );
});
