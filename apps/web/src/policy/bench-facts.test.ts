import type { DraftInputs } from '@daohu/domain/standards/contract';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { factsFor, withFact } from './bench-facts.ts';
import { caseFile } from './case-file.ts';

const item = (name: string) => ({ name, label: name, type: 'integer' as const, unit: '', codes: [] });
const inputs: DraftInputs = {
  entity: 'household',
  items: [item('收入')],
  related: [
    { name: '成员', label: '人', many: true, inputs: { entity: 'person', items: [item('年龄')], related: [] } },
    { name: '上年', label: '户', many: false, inputs: { entity: 'household', items: [item('收入')], related: [] } },
  ],
};

test('only what the rule reads is sent', () => {
  const facts = { 收入: 1, 住房: true, 成员: [{ 年龄: 6, 姓名: 'x' }], 上年: { 收入: 2, 其他: 3 }, 全省: { 收入: 9 } };
  expect(factsFor(inputs, facts)).toEqual({ 收入: 1, 成员: [{ 年龄: 6 }], 上年: { 收入: 2 } });
});

test('an empty list is known to be empty, a list that is not there is not recorded', () => {
  expect(factsFor(inputs, { 成员: [] })).toEqual({ 成员: [] });
  expect(factsFor(inputs, {})).toEqual({});
});

test('zero and no are recorded, nothing is not', () => {
  expect(withFact({ 收入: 1 }, '收入', 0)).toEqual({ 收入: 0 });
  expect(withFact({ 收入: 1 }, '收入', null)).toEqual({});
  expect(withFact({}, '住房', false)).toEqual({ 住房: false });
});

test('a kept case is read again as it was', () => {
  const facts = { 收入: 295_200, 出生日期: '1978-03-01', 类别: '低保户', 成员: [{ 年龄: 6 }], 上年: {}, 住房: false };
  const kept = {
    name: '正好：不算超过',
    date: '2016-12-31',
    division: '420821',
    facts,
    verdict: 'unmet' as const,
    amount: 0,
  };
  expect(parse(caseFile('exit-household', [kept]))).toEqual({
    rule: 'exit-household',
    cases: [
      {
        name: '正好：不算超过',
        date: '2016-12-31',
        division: '420821',
        facts,
        expect: { verdict: 'unmet', amount: 0 },
      },
    ],
  });
});
