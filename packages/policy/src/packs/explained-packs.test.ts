import { expect, test } from 'vitest';
import { packHash } from '../index.ts';
import { CASES, CITY, explain, library, PARAMETERS, pupil, RULE, village } from './school-packs.fixture.ts';

const PATHS = RULE.replace(
  '  - title: 学生都到课',
  `  - title: 两条路
    clause: state/2
    any:
      - { title: 开班, clause: state/2, feel: 班.开班 }
      - { title: 住校班看座位, clause: state/1, when: 班.类别 = "住校", feel: 班.座位 > 0 }
  - title: 学生都到课`,
);

test('the explanation names the pupils that hold the class back, not those who are fine', () => {
  const told = explain(library(), {
    budget: 50_000,
    pupils: [pupil('甲', true), pupil('乙', false), pupil('丙', true)],
  });
  expect(told).toMatchObject({ verdict: 'unmet', unmet: ['state/2'], missing: [] });
  const condition = told.tree.parts[1];
  expect(condition).toMatchObject({
    verdict: 'unmet',
    words: '学生中每个生都满足：生的到课',
    clauses: [{ id: 'state/2', document: '校规', ref: '二', quote: '学生都到课' }],
    elements: {
      list: '班.学生',
      checked: 3,
      deciding: [{ record: { name: '乙', position: 2 }, outcome: 'unmet' }],
      more: 0,
    },
    inputs: [{ path: '生.到课', value: false, record: { name: '乙' } }],
  });
});

test('a missing item is named with the record it is missing from, and only where it decides', () => {
  const unknown = explain(library(), { budget: 50_000, pupils: [pupil('甲', true), pupil('乙', null)] });
  expect(unknown).toMatchObject({
    verdict: 'unknown',
    missing: [
      {
        is: 'item',
        item: '到课',
        key: 'present',
        entity: 'pupil',
        record: { name: '乙', position: 2 },
        year: 2015,
        cause: 'absent',
      },
    ],
  });
  const decided = explain(library(), { budget: 50_000, pupils: [pupil('甲', false), pupil('乙', null)] });
  expect(decided).toMatchObject({ verdict: 'unmet', missing: [] });
});

test('an explanation names the texts it rests on: other words, another hash; other examples, the same', () => {
  const told = explain(library(CITY), { budget: 1, pupils: [] }, '2015-07-01');
  expect(told).toMatchObject({ version: 1, division: 420821101201, packs: [{ key: 'city' }, { key: 'state' }] });
  const [, state] = told.packs;
  expect(state!.hash).toMatch(/^[0-9a-f]{64}$/);
  const hashOf = (changes: Record<string, string>): string => packHash(library(changes).pack('state')!);
  expect(hashOf({})).toBe(state!.hash);
  expect(hashOf({ 'state/keep-class.yaml': RULE.replaceAll('\n', '\r\n') })).toBe(state!.hash);
  expect(hashOf({ 'state/keep-class.cases.yaml': `${CASES}# 说明\n` })).toBe(state!.hash);
  expect(hashOf({ 'state/parameters/class.yaml': PARAMETERS.replace('60000', '60001') })).not.toBe(state!.hash);
});

test('an aim is reported and never blocks', () => {
  const told = explain(library(), { budget: 50_000, pupils: [pupil('甲', true, false)] });
  expect(told).toMatchObject({ verdict: 'met', aims: [{ clauses: ['state/2'], verdict: 'unmet' }] });
});

test('the explanation says which value would just do, and how far it is', () => {
  const told = explain(library(), { budget: 49_999, pupils: [] });
  expect(told.tree.parts[0]).toMatchObject({
    threshold: { item: '班费', op: '>=', needed: 50_000, actual: 49_999, shortBy: 1, unit: '分/年' },
  });
});

test('where no single item decides, the sum or the count says how far it is', () => {
  const partOf = (feel: string, facts: Record<string, unknown>) => {
    const made = library({
      'state/keep-class.yaml': RULE.replace('班.班费 >= 班费下限', feel),
      'state/keep-class.cases.yaml': null,
    });
    return explain(made, { pupils: [{}, {}], ...facts }).tree.parts[0];
  };
  expect(partOf('班.班费 + 班.月费 * 12 >= 班费下限', { budget: 20_000, monthly: 1_000 })).toMatchObject({
    threshold: { item: '班费 + 月费 × 12', op: '>=', needed: 50_000, actual: 32_000, shortBy: 18_000, unit: '分/年' },
  });
  expect(partOf('count(班.学生) > count(班.学生) + 1', {})).toMatchObject({
    threshold: { item: '学生的个数', op: '>', needed: 4, actual: 2, shortBy: 2, unit: '人' },
  });
  expect(
    partOf('班费下限 <= sum(for 生 in 班.学生 return 生.学费)', { pupils: [{ fee: 1 }, { fee: 2 }] }),
  ).toMatchObject({
    threshold: { op: '>=', needed: 50_000, actual: 3, shortBy: 49_997 },
  });
});

test('a value outside its declared range is unknown, not a no', () => {
  const told = explain(library(), { budget: -5, pupils: [] });
  expect(told).toMatchObject({ verdict: 'unknown', missing: [{ item: '班费', cause: 'out-of-range' }] });
});

test('of alternative paths one is enough, and a path that does not apply is left out', () => {
  const made = library({ 'state/keep-class.yaml': PATHS });
  const verdict = (facts: Record<string, unknown>) => explain(made, { budget: 50_000, pupils: [], ...facts }).verdict;
  expect(verdict({ isOpen: true, kind: 'day' })).toBe('met');
  expect(verdict({ isOpen: false, kind: 'day', seats: 9 })).toBe('unmet');
  expect(verdict({ isOpen: false, kind: 'boarding', seats: 9 })).toBe('met');
  expect(verdict({ isOpen: false, seats: 9 })).toBe('unknown');
  expect(verdict({ isOpen: false, seats: 0 })).toBe('unmet');
  expect(explain(made, { budget: 1, pupils: [], isOpen: false, kind: 'day' }).unmet).toEqual(['state/1', 'state/2']);
});

test('state, judge and explain say the same', () => {
  const made = library({ 'state/keep-class.yaml': PATHS });
  const found = made.evaluator('keep-class', village, '2015-06-01');
  if (!found.ok) throw new Error('the rule holds');
  const maybe = [true, false, null];
  for (const isOpen of maybe) {
    for (const kind of ['day', 'boarding', null]) {
      for (const present of maybe) {
        for (const budget of [50_000, 49_999, null]) {
          const facts = { budget, isOpen, kind, seats: 9, pupils: [pupil('甲', present), pupil('乙', true)] };
          expect(found.value.state(facts)).toBe(found.value.explain(facts).verdict);
          expect(found.value.judge(facts).verdict).toBe(found.value.state(facts));
        }
      }
    }
  }
});
