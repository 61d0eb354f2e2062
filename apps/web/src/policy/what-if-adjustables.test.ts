import type { ParameterInForce } from '@daohu/domain/standards/contract';
import { expect, test } from 'vitest';
import { adjustablesOf } from './what-if-adjustables.ts';

const parameter = (more: Partial<ParameterInForce>): ParameterInForce => ({
  name: '扶贫标准',
  title: null,
  unit: '分/人/年',
  value: 295_200,
  table: null,
  state: 'law',
  pack: 'national',
  from: '2016-01-01',
  until: null,
  clauses: [],
  source: null,
  status: 'clause',
  note: null,
  reading: null,
  ...more,
});

test('a line of 2,952 yuan moves in tens of yuan up to twice what it is', () => {
  expect(adjustablesOf([parameter({})])).toMatchObject([{ now: 295_200, high: 590_400, step: 1_000 }]);
});

test('a percent moves by ones, and has room up to a hundred', () => {
  expect(adjustablesOf([parameter({ unit: '%', value: 70 })])).toMatchObject([{ high: 140, step: 1 }]);
  expect(adjustablesOf([parameter({ unit: '%', value: 2 })])).toMatchObject([{ high: 100, step: 1 }]);
});

test('what nobody has set can still be tried; a day cannot', () => {
  expect(adjustablesOf([parameter({ value: null, state: 'unset' })])).toMatchObject([{ now: null, high: 10 }]);
  expect(adjustablesOf([parameter({ value: '2016-01-01' })])).toEqual([]);
});
