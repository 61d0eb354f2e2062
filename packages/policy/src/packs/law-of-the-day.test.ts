import { expect, test } from 'vitest';
import { divisionChain } from '../index.ts';
import { CASES, CITY, explain, library, PARAMETERS, pack, RULE, village } from './school-packs.fixture.ts';

const FIGURES = {
  'state/series/mean-fee.yaml': `series: mean-fee
title: 平均学费
unit: 分/年
values: [{ division: '420821', year: 2014, value: 40000, status: unverified, source: 年鉴 }]
`,
  'state/keep-class.yaml': RULE.replace('班.班费 >= 班费下限', '班.班费 >= 班.所在县.上年.平均学费'),
};

test('the law of the day is used, and a superseded value stays readable', () => {
  const made = library();
  expect(explain(made, { budget: 50_000, pupils: [] }, '2015-12-31').verdict).toBe('met');
  expect(explain(made, { budget: 50_000, pupils: [] }, '2016-01-01').verdict).toBe('unmet');
  expect(made.parameter('班费下限', village, '2015-12-31').value).toBe(50_000);
});

test('a day before the first rule has no law, which is said and not judged', () => {
  expect(library().evaluator('keep-class', village, '2014-12-31')).toEqual({
    ok: false,
    refusal: { code: 'no-rule', rule: 'keep-class', date: '2014-12-31' },
  });
});

test('the city’s value beats the state’s within the city, from its day on, and nowhere else', () => {
  const made = library(CITY);
  const facts = { budget: 60_000, pupils: [] };
  expect(explain(made, facts, '2015-06-30').verdict).toBe('met');
  expect(explain(made, facts, '2015-07-01').verdict).toBe('unmet');
  expect(explain(made, facts, '2015-07-01', divisionChain(420921101201)).verdict).toBe('met');
  expect(explain(made, facts, '2016-07-01').tree.parts[0]).toMatchObject({
    parameters: [{ value: 90_000, pack: 'city', clauses: ['city/1'], state: 'law' }],
  });
});

test('an invented county follows the law of the division it names', () => {
  const facts = { budget: 55_000, pupils: [] };
  expect(library().evaluator('keep-class', divisionChain(999901101201), '2015-06-01').ok).toBe(false);
  const chain = divisionChain(999901101201, { follows: 420800000000 });
  expect(explain(library(CITY), facts, '2015-08-01', chain).verdict).toBe('unmet');
});

test('a later document of the same jurisdiction supersedes where both speak', () => {
  const plan = {
    'plan/pack.yaml': pack(
      'plan',
      '420000',
      'inForce: { from: 2016-06-01 }\nparents: [state]\nsupersedes: [{ pack: state, from: 2016-06-01 }]\n',
    ).text,
    'plan/parameters/class.yaml':
      '班费下限:\n  unit: 分/年\n  values: [{ from: 2016-06-01, value: 70000, clause: state/1 }]\n',
  };
  const made = library(plan);
  expect(made.parameter('班费下限', village, '2016-05-31').value).toBe(60_000);
  expect(made.parameter('班费下限', village, '2016-06-01').value).toBe(70_000);
  expect(made.packsFor(village, '2016-06-01').map((one) => one.key)).toEqual(['plan', 'state']);
});

test('what the text leaves open is unknown until an office sets it, and says so', () => {
  const open = PARAMETERS.replace('value: 60000', 'value: null');
  const made = library({ 'state/parameters/class.yaml': open });
  const facts = { budget: 60_000, pupils: [] };
  const before = explain(made, facts, '2016-06-01');
  expect(before.verdict).toBe('unknown');
  expect(before.missing).toEqual([{ is: 'parameter', item: '班费下限', state: 'unset', pack: 'state' }]);
  const set = made.withSettings([
    { parameter: '班费下限', division: 420000000000, from: '2016-01-01', value: 60_000, setBy: '省教育厅' },
  ]);
  expect(explain(set, facts, '2016-06-01').verdict).toBe('met');
  expect(explain(set, facts, '2016-06-01').tree.parts[0]).toMatchObject({
    parameters: [{ state: 'set', source: '省教育厅' }],
  });
  expect(explain(set, facts, '2016-06-01', divisionChain(430121000000, { follows: 420821000000 })).verdict).toBe('met');
});

test('a value can be asked for as it was known on an earlier day', () => {
  const corrected = PARAMETERS.replace(
    '    - { from: 2016-01-01, value: 60000, clause: state/1 }',
    '    - { from: 2016-01-01, value: 60000, clause: state/1 }\n    - { from: 2016-01-01, knownSince: 2016-09-01, value: 65000, clause: state/1 }',
  );
  const made = library({ 'state/parameters/class.yaml': corrected });
  expect(made.parameter('班费下限', village, '2016-06-01').value).toBe(65_000);
  expect(made.parameter('班费下限', village, '2016-06-01', '2016-08-31').value).toBe(60_000);
});

test('what-if changes a parameter everywhere without touching the library', () => {
  const made = library();
  const changed = made.withChanges({ 班费下限: 1 });
  expect(explain(changed, { budget: 1, pupils: [] }).verdict).toBe('met');
  expect(explain(made, { budget: 1, pupils: [] }).verdict).toBe('unmet');
});

test('a figure of the county is used for its year, with its source and status; a missing one is unknown', () => {
  const made = library(FIGURES);
  const told = explain(made, { budget: 50_000, pupils: [] });
  expect(told.tree.parts[0]).toMatchObject({
    figures: [{ division: 420821000000, year: 2014, value: 40_000, status: 'unverified', source: '年鉴' }],
  });
  const nextYear = explain(made, { budget: 50_000, pupils: [] }, '2016-06-01');
  expect(nextYear.missing).toEqual([
    { is: 'figure', item: '平均学费', series: 'mean-fee', level: 'county', division: 420821000000, year: 2015 },
  ]);
  const entered = made.withFigures([
    { series: 'mean-fee', division: 420821000000, year: 2015, value: 50_001, source: '县统计局' },
  ]);
  expect(explain(entered, { budget: 50_000, pupils: [] }, '2016-06-01').verdict).toBe('unmet');
});

test('what a decision rested on can be asked for as it was known on its day', () => {
  const corrected = PARAMETERS.replace(
    'value: 50000, clause: state/1 }',
    'value: 50000, clause: state/1 }\n    - { from: 2015-01-01, until: 2015-12-31, knownSince: 2015-09-01, value: 40000, clause: state/1 }',
  );
  const made = library({
    'state/parameters/class.yaml': corrected,
    'state/keep-class.cases.yaml': CASES.replace('50000', '40000'),
  });
  const facts = { budget: 45_000, pupils: [] };
  expect(explain(made, facts).verdict).toBe('met');
  const then = explain(made.asKnownOn('2015-08-31'), facts);
  expect(then).toMatchObject({ verdict: 'unmet', tree: { parts: [{ parameters: [{ value: 50_000 }] }, {}, {}] } });
  expect(explain(made.asKnownOn('2015-09-01'), facts).verdict).toBe('met');
});

test('the year before the year before is asked for like any other', () => {
  const made = library({
    'state/keep-class.yaml': RULE.replace('班.班费 >= 班费下限', '班.上年.上年.班费 >= 班费下限'),
    'state/keep-class.cases.yaml': CASES.replace('班费: 50000', '上年: { 上年: { 班费: 50000 } }'),
  });
  expect(explain(made, { lastYear: { lastYear: { budget: 50_000 } }, pupils: [] }).verdict).toBe('met');
  expect(explain(made, { budget: 50_000, lastYear: { budget: 50_000 }, pupils: [] }).missing).toMatchObject([
    { item: '班费', year: 2013, cause: 'record-absent' },
  ]);
});
