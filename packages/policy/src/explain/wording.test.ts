import { expect, test } from 'vitest';
import { shownNumber } from './shown-number.ts';
import { missingInEnglish, thresholdInEnglish } from './wording.en.ts';
import { missingInChinese, thresholdInChinese, valueInChinese } from './wording.zh-cn.ts';

test('fen are shown as yuan, exactly', () => {
  expect(shownNumber(295_200, '分/人/年')).toEqual({ number: '2,952.00', unit: '元/人/年' });
  expect(shownNumber(-5, '分')).toEqual({ number: '-0.05', unit: '元' });
  expect(shownNumber(1_234_567, '0.01亩')).toEqual({ number: '12,345.67', unit: '亩' });
  expect(shownNumber(70, '%')).toEqual({ number: '70', unit: '%' });
});

test('a value nobody recorded is said to be missing, not zero', () => {
  expect(valueInChinese(null, '分')).toBe('未登记');
  expect(valueInChinese(0, '分')).toBe('0.00 元');
});

test('a threshold says what must be reached and how far it is', () => {
  const threshold = {
    item: '班费',
    path: '班.班费',
    unit: '分/年',
    op: '>',
    needed: 50_001,
    actual: 50_000,
    shortBy: 1,
  } as const;
  expect(thresholdInChinese(threshold)).toBe('「班费」至少要 500.01 元/年，现在是 500.00 元/年，还差 0.01 元/年。');
  expect(thresholdInEnglish(threshold)).toBe(
    '班费 must be at least 500.01 元/年; it is 500.00 元/年, short by 0.01 元/年.',
  );
});

test('a missing item is named with its record and year, and what it follows from', () => {
  const record = { entity: 'pupil', id: '7', name: '乙', position: 2 };
  const missing = {
    is: 'item',
    item: '年龄',
    label: '年龄',
    key: 'age',
    entity: 'pupil',
    record,
    year: 2015,
    cause: 'absent',
    from: ['出生日期'],
  } as const;
  expect(missingInChinese(missing)).toBe('乙，2015 年「年龄」没有登记（由出生日期得出）。');
  expect(missingInEnglish(missing)).toBe('乙: 年龄 of 2015 is not recorded (follows from 出生日期).');
});
