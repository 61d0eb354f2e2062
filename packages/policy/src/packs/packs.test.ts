import { expect, test } from 'vitest';
import { checkPackFiles } from '../index.ts';
import { schoolSchema } from '../test-schema.ts';
import {
  CASES,
  CITY,
  explain,
  files,
  library,
  PARAMETERS,
  pack,
  problemsOf,
  RULE,
  withFeel,
} from './school-packs.fixture.ts';

test('the packs of the tests are in order', () => {
  expect(problemsOf({})).toEqual([]);
});

test('a misspelt name is refused at its place in the file, with the nearest name', () => {
  const [problem] = checkPackFiles(
    files({ 'state/keep-class.yaml': RULE.replace('班.班费', '班.班废') }),
    schoolSchema,
  ).problems;
  expect(problem).toMatchObject({ file: 'state/keep-class.yaml', line: 8, column: 13, code: 'unknown-field' });
  expect(problem?.zh).toContain('是不是「班费」');
});

test('an expression folded over lines keeps its places', () => {
  const folded = RULE.replace('feel: 班.班费 >= 班费下限', 'feel: >-\n      班.班费 >= 班费下限\n      and 班.没有');
  expect(problemsOf({ 'state/keep-class.yaml': folded })).toEqual(['state/keep-class.yaml:10:13 unknown-field']);
});

test('yuan beside fen, percent beside a plain number, a month beside a year are refused', () => {
  const codes = (feel: string) =>
    withFeel(feel)
      .map((line) => line.split(' ')[1])
      .filter((code) => code !== 'case-fails');
  expect(codes('班.班费 >= 班.捐款')).toEqual(['wrong-unit']);
  expect(codes('班.班费 + 班.捐款 > 0')).toEqual(['wrong-unit']);
  expect(codes('班.月费 <= 班.班费')).toEqual(['wrong-unit']);
  expect(codes('班.月费 * 12 <= 班.班费')).toEqual([]);
  expect(codes('班.月费 * 12 + 班.班费 <= 班.班费')).toEqual([]);
  expect(codes('班.月费 * 12 + 班.班费 <= 班.月费')).toEqual(['wrong-unit']);
  expect(codes('班.班费 + 班.月费 * 12 + 班.班费 <= 班.班费')).toEqual([]);
  expect(codes('floor(班.班费 / 12) <= 班.月费')).toEqual([]);
  expect(codes('floor(班.班费 / 100) <= 班.月费')).toEqual(['wrong-unit']);
  expect(codes('floor(班.捐款 * 班.到课率 / 100) <= 班.捐款')).toEqual([]);
  expect(codes('floor(班.座位 * 100 / count(班.学生)) <= 班.到课率')).toEqual(['wrong-unit']);
  expect(codes('班.班费 >= 班.到课率 * 班.班费')).toEqual(['wrong-unit']);
  expect(codes('班.班费 * 100 >= 班.到课率 * 班.班费')).toEqual([]);
  expect(codes('班.班费 >= count(班.学生) * 100')).toEqual(['wrong-unit']);
});

test('a product that could leave the exact whole numbers is refused by the declared ranges', () => {
  expect(withFeel('班.大数 * 班.班费 > 0')[0]).toContain('overflow');
});

test('a code is compared with its label, also an older one; a label nobody knows is refused', () => {
  expect(withFeel('班.类别 = "通学"')[0]).toContain('unknown-code');
  const boarding = RULE.replace('班.班费 >= 班费下限', '班.类别 = "寄宿"');
  const made = library({ 'state/keep-class.yaml': boarding });
  expect(explain(made, { kind: 'boarding', pupils: [] }).verdict).toBe('met');
  expect(explain(made, { kind: 'day', pupils: [] }).verdict).toBe('unmet');
});

test('the check refuses what a pack must not hold', () => {
  const value = '    - { from: 2016-01-01, value: 60000, clause: state/1 }';
  const first = (changes: Record<string, string | null>) => problemsOf(changes)[0];
  const parameters = (text: string) =>
    first({ 'state/parameters/class.yaml': text, 'state/keep-class.cases.yaml': CASES });
  expect(parameters(PARAMETERS.replace(value, '    - { from: 2016-01-01, value: 60000 }'))).toBe(
    'state/parameters/class.yaml:5:7 no-clause',
  );
  expect(parameters(PARAMETERS.replace(value, value.replace('state/1', 'state/9')))).toBe(
    'state/parameters/class.yaml:5:7 unknown-clause',
  );
  expect(parameters(PARAMETERS.replace(value, value.replace('2016-01-01', '2015-12-31')))).toBe(
    'state/parameters/class.yaml:4:7 dates-overlap',
  );
  expect(parameters(PARAMETERS.replace(value, value.replace('2016-01-01', '2016-01-02')))).toBe(
    'state/parameters/class.yaml:4:7 dates-gap',
  );
  expect(problemsOf({ 'state/parameters/class.yaml': PARAMETERS.replace('  unit: 分/年\n', '') })).toContain(
    'state/parameters/class.yaml:1:1 no-unit',
  );
  expect(parameters(PARAMETERS.replace('60000', '600.5'))).toBe('state/parameters/class.yaml:5:34 wrong-shape');
  expect(first({ 'state/keep-class.cases.yaml': null })).toBe('state/keep-class.yaml:1:1 rule-without-cases');
  expect(first({ 'state/keep-class.cases.yaml': CASES.replace('met', 'unmet') })).toBe(
    'state/keep-class.cases.yaml:1:3 case-fails',
  );
  expect(first({ 'state/keep-class.yaml': RULE.replace('班费下限', '50000') })).toBe(
    'state/keep-class.yaml:6:5 number-in-rule',
  );
  expect(first({ 'state/keep-class.yaml': RULE.replace('    clause: state/1\n', '') })).toBe(
    'state/keep-class.yaml:6:5 no-clause',
  );
  expect(first({ 'state/keep-class.yaml': RULE.replace('subject: class', 'subject: school') })).toBe(
    'state/keep-class.yaml:1:1 unknown-subject',
  );
  expect(problemsOf({ 'state/keep-class.yaml': RULE.replace('kind: aim', 'kind: wish') })).toContain(
    'state/keep-class.yaml:13:11 wrong-shape',
  );
  expect(problemsOf({ 'state/keep-class.yaml': RULE.replace('title: 班费', 'titel: 班费') })).toContain(
    'state/keep-class.yaml:6:5 unknown-key',
  );
  expect(problemsOf({ 'state/keep-class.yaml': `${RULE}  - [` }).join()).toContain('yaml-error');
  expect(
    problemsOf({ 'state/pack.yaml': pack('state', '420000', 'inForce: { from: 2015-01-01 }\nformat: 99\n').text }),
  ).toEqual(['state/pack.yaml:5:9 newer-pack']);
  expect(
    problemsOf({
      ...CITY,
      'city/pack.yaml': pack('city', '420800', 'inForce: { from: 2015-07-01 }\nparents: [stat]\n').text,
    }),
  ).toContain('city/pack.yaml:1:1 unknown-pack');
  expect(
    problemsOf({
      ...CITY,
      'city/parameters/class.yaml':
        '班费下限:\n  unit: 元/年\n  values: [{ from: 2015-07-01, value: 900, clause: city/1 }]\n',
    }),
  ).toContain('city/parameters/class.yaml:1:1 unit-disagrees');
  expect(
    problemsOf({
      ...CITY,
      'state/pack.yaml': pack('state', '420000', 'inForce: { from: 2015-01-01 }\nparents: [city]\n').text,
    }),
  ).toContain('city/pack.yaml:1:1 cyclic-packs');
});

test('two documents that supersede each other are refused and do not hang the reader', () => {
  const plan = pack(
    'plan',
    '420000',
    'inForce: { from: 2015-01-01 }\nsupersedes: [{ pack: state, from: 2015-01-01 }]\n',
  );
  const state = pack(
    'state',
    '420000',
    'inForce: { from: 2015-01-01 }\nsupersedes: [{ pack: plan, from: 2015-01-01 }]\n',
  );
  expect(problemsOf({ 'plan/pack.yaml': plan.text, 'state/pack.yaml': state.text })).toContain(
    'state/pack.yaml:1:1 cyclic-packs',
  );
});

test('a rule that can never get its parameter is refused; one that waits for an office is not', () => {
  const ends = RULE.replace('holdsFrom: 2015-01-01', 'holdsFrom: 2015-01-01\nholdsUntil: 2015-12-31');
  const later = '班费下限:\n  unit: 分/年\n  values: [{ from: 2016-01-01, value: 60000, clause: state/1 }]\n';
  const files = { 'state/keep-class.yaml': ends, 'state/parameters/class.yaml': later };
  expect(problemsOf(files)).toContain('state/keep-class.yaml:1:1 never-in-force');
  const open = later.replace('2016-01-01', '2015-12-31').replace('60000', 'null');
  expect(problemsOf({ ...files, 'state/parameters/class.yaml': open }).join()).not.toContain('never-in-force');
});

test('a file that is no rule is not passed over in silence', () => {
  expect(problemsOf({ 'state/other.yaml': 'rul: keep-class\n' })).toEqual(['state/other.yaml:1:1 wrong-shape']);
});

test('two documents of one jurisdiction that carry the same rule must say which supersedes', () => {
  const twin = {
    'twin/pack.yaml': pack('twin', '420000', 'inForce: { from: 2015-01-01 }\nparents: [state]\n').text,
    'twin/keep-class.yaml': RULE,
    'twin/keep-class.cases.yaml': CASES,
  };
  expect(problemsOf(twin)).toContain('state/keep-class.yaml:1:1 ambiguous-law');
});
