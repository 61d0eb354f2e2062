import { expect, test } from 'vitest';
import { amountText, ruleValueText } from './rule-number.ts';

test('a threshold in fen is read in yuan, with what it is counted by', () => {
  expect(amountText(295200, '分/人/年', 'zh-CN')).toBe('2,952 元/人/年');
  expect(amountText(295250, '分/人/年', 'en')).toBe('2,952.50 yuan/person/year');
});

test('a percent keeps its sign and a plain count has no unit', () => {
  expect(amountText(70, '%', 'zh-CN')).toBe('70%');
  expect(amountText(3, '', 'zh-CN')).toBe('3');
});

test('a value of a data item is written as the dictionary writes it', () => {
  const income = { entity: 'household', key: 'netIncomePerHead', unit: '分/年', year: 2016 };
  expect(ruleValueText(312000, income, 'zh-CN')).toBe('3,120 元');
  expect(ruleValueText(null, income, 'zh-CN')).toBeNull();
  expect(ruleValueText(false, { unit: '', year: 2016 }, 'zh-CN')).toBe('否');
});
