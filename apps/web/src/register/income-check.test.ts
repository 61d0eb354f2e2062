import { getItem } from '@daohu/dictionary';
import { expect, test } from 'vitest';
import { checkSum } from './income-check.ts';

const parts = { wageIncome: 1_200_000, businessIncome: 300_000, propertyIncome: 0, transferIncome: 50_000 };

test('a yearly income that is the sum of its four kinds agrees', () => {
  expect(checkSum(getItem('household.annualIncome'), { ...parts, annualIncome: 1_550_000 })).toEqual({ is: 'agrees' });
});

test('one fen more or less is named with what the items give', () => {
  expect(checkSum(getItem('household.annualIncome'), { ...parts, annualIncome: 1_550_001 })).toEqual({
    is: 'differs',
    expected: 1_550_000,
  });
});

test('the expense is taken off the net income', () => {
  const values = { annualIncome: 1_550_000, businessExpense: 100_000, netIncome: 1_450_000 };
  expect(checkSum(getItem('household.netIncome'), values)).toEqual({ is: 'agrees' });
});

test('a kind of income that nobody recorded is not taken for zero', () => {
  const { transferIncome: _, ...rest } = parts;
  expect(checkSum(getItem('household.annualIncome'), { ...rest, annualIncome: 1_500_000 })).toMatchObject({
    is: 'parts-missing',
    parts: [{ field: 'transferIncome' }],
  });
});

test('an average rounded to whole yuan agrees, one beyond that does not', () => {
  const perHead = getItem('household.netIncomePerHead');
  expect(checkSum(perHead, { netIncome: 1_000_000, size: 3, netIncomePerHead: 333_300 })).toEqual({ is: 'agrees' });
  expect(checkSum(perHead, { netIncome: 1_000_000, size: 3, netIncomePerHead: 333_200 })).toEqual({
    is: 'differs',
    expected: 333_333,
  });
});

test('a sum without any recorded part is left alone', () => {
  expect(checkSum(getItem('household.transferIncome'), { transferIncome: 50_000 })).toBeNull();
});
