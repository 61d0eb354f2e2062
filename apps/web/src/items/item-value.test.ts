import { getItem, items } from '@daohu/dictionary';
import { expect, test } from 'vitest';
import { codeText, itemFigure, itemValueText } from './item-value.ts';

test('money, land, floor area and distance are read in the units of the form', () => {
  expect(itemValueText(getItem('household.netIncomePerHead'), 295250, 2016, 'zh-CN')).toBe('2,952.50 元');
  expect(itemValueText(getItem('household.cultivatedLand'), 250, 2016, 'zh-CN')).toBe('2.5 亩');
  expect(itemValueText(getItem('household.houseArea'), 8000, 2016, 'en')).toBe('80 m²');
  expect(itemValueText(getItem('household.distanceToMainRoad'), 1500, 2016, 'zh-CN')).toBe('1.5 公里');
});

test('a village’s collective income is counted in 万元, in English in yuan', () => {
  const income = getItem('village.collectiveIncome');
  expect(itemValueText(income, 4_850_000, 2016, 'zh-CN')).toBe('4.85 万元');
  expect(itemValueText(income, 4_850_000, 2016, 'en')).toBe('48,500 yuan');
});

test('no, zero and not recorded are three different answers', () => {
  expect(itemValueText(getItem('household.isDangerousHouse'), false, 2016, 'zh-CN')).toBe('否');
  expect(itemValueText(getItem('household.wageIncome'), 0, 2016, 'zh-CN')).toBe('0 元');
  expect(itemValueText(getItem('household.wageIncome'), null, 2016, 'zh-CN')).toBeNull();
  expect(itemValueText(getItem('household.wageIncome'), undefined, 2016, 'zh-CN')).toBeNull();
});

test('a code is worded as in the year of the record', () => {
  const attribute = getItem('household.povertyAttribute');
  expect(codeText(attribute, 'tekunPoor', 2016)).toBe('五保贫困户');
  expect(codeText(attribute, 'tekunPoor', 2019)).toBe('特困供养贫困户');
});

test('every whole-number item of the dictionary can be shown', () => {
  for (const item of items) if (item.unit) expect(itemFigure(item, 1_234_567, 'zh-CN'), item.id).not.toBeNull();
});
