import { expect, test } from 'vitest';
import { problemsIn, stateProblems } from './state-pack.fixture.ts';

/** Each of these is a problem with its place; none may be thrown, and none may keep the check busy. */
const rule = (feel: string): string =>
  `rule: r\ntitle: r\nsubject: class\nholdsFrom: 2015-01-01\nall:\n  - title: t\n    clause: state/1\n    feel: ${feel}\n`;
const said = (files: Record<string, string>): string[] => stateProblems(files).slice(0, 2);
const only = (feel: string): string | undefined => stateProblems({ 'state/r.yaml': rule(feel) })[0];

test('a small file that stands for a huge one is refused where it refers to itself', () => {
  const levels = 'bcdefghij'.split('').map((name, index) => {
    const above = 'abcdefghi'[index]!;
    return `${name}: &${name} [${Array.from({ length: 9 }, () => `*${above}`).join(', ')}]`;
  });
  const bomb = ['a: &a [1, 1, 1]', ...levels].join('\n');
  expect(said({ 'state/parameters/a.yaml': bomb })[0]).toMatch(/^state\/parameters\/a\.yaml:\d+:\d+ yaml-error$/);
  const circle = `${rule('班.开班').replace('all:', 'all: &x')}  - { title: a, clause: state/1, all: *x }\n`;
  expect(said({ 'state/r.yaml': circle })).toEqual(['state/r.yaml:9:39 yaml-error']);
  const many = `a: &a 1\nb: [${Array.from({ length: 200 }, () => '*a').join(', ')}]\n`;
  expect(said({ 'state/parameters/a.yaml': many })).toHaveLength(1);
});

test('ten thousand brackets, in the file or in an expression', () => {
  const [first] = problemsIn({ 'state/r.yaml': `a: ${'['.repeat(10_000)}${']'.repeat(10_000)}` });
  expect(first).toMatchObject({ file: 'state/r.yaml', line: 1, code: 'yaml-error' });
  expect(first?.zh).toContain('嵌套');
  const flat = `rule: r\nall: ${'[{ all: '.repeat(150)}1${' }]'.repeat(150)}`;
  expect(said({ 'state/r.yaml': flat })[0]).toMatch(/^state\/r\.yaml:\d+:\d+ yaml-error$/);
  expect(only(`"${'('.repeat(10_000)}1${')'.repeat(10_000)}"`)).toBe('state/r.yaml:8:12 too-deep');
});

test('an expression of a megabyte, and a file of more', () => {
  expect(only(`"${'x'.repeat(990_000)}"`)).toBe('state/r.yaml:8:12 too-long');
  expect(only(Array.from({ length: 200_000 }, () => '1').join('+'))).toBe('state/r.yaml:8:11 too-long');
  expect(only(`"${'x'.repeat(1_100_000)}"`)).toBe('state/r.yaml:1:1 file-too-large');
});

test('names of the language underneath are names like any other', () => {
  const one = '{ unit: "", values: [{ from: 2015-01-01, value: 1, clause: state/1 }] }';
  const parameters = `__proto__: ${one}\nconstructor: ${one}\ntoString: ${one}\n`;
  const own = rule('count(班.学生) * constructor > toString * count(班.学生)');
  const cases = '- { name: a, facts: { 学生: [{}] }, expect: { verdict: unmet } }\n';
  const files = { 'state/parameters/p.yaml': parameters, 'state/r.yaml': own, 'state/r.cases.yaml': cases };
  expect(stateProblems(files)).toEqual(['state/parameters/p.yaml:1:1 wrong-shape']);
  expect(only('班.__proto__ = 1')).toBe('state/r.yaml:8:13 unknown-field');
  expect(only('班.constructor')).toBe('state/r.yaml:8:13 unknown-field');
  expect(only('hasOwnProperty > 1')).toBe('state/r.yaml:8:11 unknown-name');
  const table = `t: { unit: "", by: [{ categories: [__proto__, constructor] }],
  values: [{ from: 2015-01-01, clause: state/1, table: { __proto__: 1, constructor: 2 } }] }\n`;
  const compared = {
    'state/parameters/t.yaml': table,
    'state/r.yaml': rule('t("__proto__") < t("constructor")'),
    'state/r.cases.yaml': '- { name: a, facts: {}, expect: { verdict: met } }\n',
  };
  expect(stateProblems(compared)).toEqual([]);
  const polluting =
    '- name: a\n  facts: { __proto__.开班: true, constructor.prototype.开班: true }\n  expect: { verdict: unknown }\n';
  const found = problemsIn({ 'state/r.yaml': rule('班.开班'), 'state/r.cases.yaml': polluting });
  expect(found.map((problem) => problem.zh).join()).toMatch(/没有「__proto__」.*没有「constructor」/);
  expect(({} as { 开班?: unknown }).开班).toBeUndefined();
  const keys = `${rule('班.开班')}__proto__: { x: 1 }\nconstructor: 3\n`;
  expect(said({ 'state/r.yaml': keys })).toContain('state/r.yaml:9:1 unknown-key');
});

test('an empty file, a file of another kind, two files in one, a key that is no word', () => {
  expect(said({ 'state/r.yaml': '' })).toEqual(['state/r.yaml:1:1 wrong-shape']);
  expect(said({ 'state/r.yaml': '# only a remark\n' })).toEqual(['state/r.yaml:1:1 wrong-shape']);
  expect(said({ 'state/r.yaml': 'x' })).toEqual(['state/r.yaml:1:1 wrong-shape']);
  expect(said({ 'state/r.yaml': `${rule('班.开班')}---\nrule: x\n` })).toEqual(['state/r.yaml:9:1 yaml-error']);
  expect(said({ 'state/r.yaml': 'rule: !!js/function "function(){}"\n' })[0]).toMatch(
    /^state\/r\.yaml:1:\d+ yaml-error$/,
  );
  expect(said({ 'state/pack.yaml': '[]' })[0]).toBe('state/pack.yaml:1:1 wrong-shape');
  expect(said({ 'state/clauses.json': '{"document": null}' })[0]).toBe('state/clauses.json:1:1 file-unreadable');
});

test('a pack of a newer format is refused with what to do', () => {
  const head = (format: string) => `pack: state
format: ${format}
title: a
jurisdiction: { name: a, code: '420000' }
inForce: { from: 2015-01-01 }
`;
  const [problem] = problemsIn({ 'state/pack.yaml': head('2'), 'state/r.yaml': rule('班.没有') });
  expect(problem).toMatchObject({ file: 'state/pack.yaml', line: 2, column: 9, code: 'newer-pack' });
  expect(problem?.zh).toContain('请升级程序');
  expect(said({ 'state/pack.yaml': head("'2'") })).toEqual(['state/pack.yaml:2:9 wrong-shape']);
  expect(said({ 'state/pack.yaml': head('0') })).toEqual(['state/pack.yaml:2:9 wrong-shape']);
});

test('a case that names a parameter, a day or a place that does not exist', () => {
  const cases = (more: string) => ({
    'state/r.yaml': rule('班.开班'),
    'state/r.cases.yaml': `- { name: a, facts: { 开班: true }, expect: { verdict: met }, ${more} }\n`,
  });
  expect(said(cases(''))).toEqual([]);
  expect(said(cases('parameters: { 没有: 1 }'))).toEqual(['state/r.cases.yaml:1:3 case-fails']);
  expect(said(cases('date: 2016-02-30'))).toEqual(['state/r.cases.yaml:1:3 case-fails']);
  expect(said(cases('division: abc'))).toEqual(['state/r.cases.yaml:1:3 case-fails']);
});

test('dividing by what may be nothing or nobody knows is unknown, and says why', () => {
  const cases = `- { name: 没有座位, facts: { 班费: 5, 座位: 0 }, expect: { verdict: unknown, missing: [division-by-zero] } }
- { name: 座位不明, facts: { 班费: 5 }, expect: { verdict: unknown, missing: [座位] } }
- { name: 都不明, facts: {}, expect: { verdict: unknown, missing: [班费, 座位] } }
`;
  const files = { 'state/r.yaml': rule('floor(班.班费 / 班.座位) = 0'), 'state/r.cases.yaml': cases };
  expect(stateProblems(files)).toEqual([]);
});
