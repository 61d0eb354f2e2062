import { expect, test } from 'vitest';
import { divisionChain, draftRule, type Library, loadPackFiles } from '../index.ts';
import { schoolSchema } from '../test-schema.ts';

const clauses = {
  document: { key: 'state', title: '校规' },
  clauses: [{ id: 'state/1', ref: '一', quote: '班费不少于五百元', kind: 'criterion', subject: 'class' }],
};
const KEEP = `rule: keep-class
name: 可保留
title: 班级保留
subject: class
holdsFrom: 2015-01-01
all:
  - { title: 班费, clause: state/1, feel: 班.班费 >= 班费下限 }
`;
const AWARD = `rule: award
name: 可评优
title: 评优
subject: class
holdsFrom: 2015-01-01
all:
  - { title: 可保留, clause: state/1, feel: 可保留(班) }
`;

const library: Library = loadPackFiles(
  [
    {
      path: 'state/pack.yaml',
      text: "pack: state\ntitle: state\njurisdiction: { name: 州, code: '420000' }\ninForce: { from: 2015-01-01 }\n",
    },
    { path: 'state/clauses.json', text: JSON.stringify(clauses) },
    {
      path: 'state/parameters/class.yaml',
      text: '班费下限:\n  unit: 分/年\n  values: [{ from: 2015-01-01, value: 50000, clause: state/1 }]\n',
    },
    { path: 'state/keep-class.yaml', text: KEEP },
    { path: 'state/award.yaml', text: AWARD },
  ],
  schoolSchema,
);

const draft = (conditions: string, head = 'rule: tried\ntitle: 试写\nsubject: class\nholdsFrom: 2015-01-01\n') =>
  draftRule(library, 'state', `${head}all:\n${conditions}`);

test('a rule that nobody has put into a pack can be judged by', () => {
  const { rule, problems } = draft('  - { title: 座位, clause: state/1, feel: 班.班费 > 班费下限 and 可保留(班) }\n');
  expect(problems).toEqual([]);
  const bound = library.bind(rule!, divisionChain(420821_000_000), '2016-12-31');
  expect(bound.state({ budget: 50_001 })).toBe('met');
  expect(bound.state({ budget: 50_000 })).toBe('unmet');
  expect(bound.state({})).toBe('unknown');
});

test('the library does not learn the rule', () => {
  draft('  - { title: 开班, clause: state/1, feel: 班.开班 }\n');
  expect(library.ruleIds().map(({ id }) => id)).toEqual(['keep-class', 'award']);
});

test('a misspelt name is told with where it stops and what could stand there', () => {
  const { rule, problems } = draft(
    '  - title: 班费\n    clause: state/1\n    feel: |-\n      班.班费\n      >= 班费下线\n',
  );
  expect(rule).toBeNull();
  expect(problems).toMatchObject([{ code: 'unknown-name', line: 10, column: 10, end: { line: 10, column: 14 } }]);
  expect(problems[0]?.mend).toContain('班费下限');
});

test('a code that does not exist is mended with its quotes', () => {
  const { problems } = draft('  - { title: 类别, clause: state/1, feel: 班.类别 = "走校" }\n');
  expect(problems[0]).toMatchObject({ code: 'unknown-code', mend: expect.arrayContaining(['"走读"']) });
});

test('what a pack check finds in a rule is found in a draft', () => {
  const codes = (conditions: string) => draft(conditions).problems.map(({ code }) => code);
  expect(codes('  - { title: 座位, clause: state/1, feel: 班.座位 >= 30 }\n')).toEqual(['number-in-rule']);
  expect(codes('  - { title: 座位, clause: state/9, feel: 班.开班 }\n')).toEqual(['unknown-clause']);
  expect(codes('  - { title: 座位, feel: 班.开班 }\n')).toContain('no-clause');
});

test('a rule that ends up calling itself is refused', () => {
  const itself = KEEP.replace('班.班费 >= 班费下限', '可评优(班)');
  expect(draftRule(library, 'state', itself).problems).toMatchObject([{ code: 'cyclic-rules' }]);
});

test('whatever stands in the file, there is a problem and no crash', () => {
  const texts = [
    '',
    ' ',
    '规则',
    '- 1',
    'rule: x',
    '{',
    '&a [*a]',
    'rule: __proto__\nsubject: constructor\n',
    'a: '.repeat(9_999),
  ];
  for (const text of texts) {
    const { rule, problems } = draftRule(library, 'state', text);
    expect(rule).toBeNull();
    expect(problems.length).toBeGreaterThan(0);
  }
  expect(draftRule(library, 'nowhere', KEEP).rule).toBeNull();
});
