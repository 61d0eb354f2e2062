import { expect, test } from 'vitest';
import { amountTyped, typedUnit } from './typed-amount.ts';

test('a poverty line is typed in yuan and kept in fen', () => {
  expect(typedUnit('分/人/年', 'zh-CN')).toBe('元/人/年');
  expect(amountTyped('4,800.50', '分/人/年')).toBe(480_050);
  expect(amountTyped('4800', '分/人/年')).toBe(480_000);
});

test('days of notice are typed as they are kept, and half a day is refused', () => {
  expect(amountTyped(' 7 ', '天')).toBe(7);
  expect(amountTyped('7.5', '天')).toBeNull();
});

test('a unit typed with the number, or nothing, is refused rather than guessed', () => {
  expect(amountTyped('4800元', '分/人/年')).toBeNull();
  expect(amountTyped('', '分/人/年')).toBeNull();
});
