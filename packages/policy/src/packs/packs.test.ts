import { expect, test } from 'vitest';
import {
  buildLibrary,
  checkPackFiles,
  divisionChain,
  type Explanation,
  type Library,
  type PackFile,
  type Problem,
  packHash,
} from '../index.ts';
import { schoolSchema } from '../test-schema.ts';

const clauses = {
  document: { key: 'state', title: '校规' },
  clauses: [
    { id: 'state/1', ref: '一', quote: '班费不少于五百元', kind: 'criterion', subject: 'class' },
    { id: 'state/2', ref: '二', quote: '学生都到课', kind: 'criterion', subject: 'class' },
  ],
};
const city = { document: { key: 'city', title: '市校规' }, clauses: [{ ...clauses.clauses[0], id: 'city/1' }] };

const RULE = `rule: keep-class
title: 班级保留
subject: class
holdsFrom: 2015-01-01
all:
  - title: 班费
    clause: state/1
    feel: 班.班费 >= 班费下限
  - title: 学生都到课
    clause: state/2
    feel: every 生 in 班.学生 satisfies 生.到课
  - title: 力争全部参保
    kind: aim
    clause: state/2
    feel: every 生 in 班.学生 satisfies 生.参保
`;
const PARAMETERS = `班费下限:
  unit: 分/年
  values:
    - { from: 2015-01-01, until: 2015-12-31, value: 50000, clause: state/1 }
    - { from: 2016-01-01, value: 60000, clause: state/1 }
`;
const CASES = `- name: 正好够
  facts: { 班费: 50000, 学生: [{ 到课: true, 参保: true }] }
  expect: { verdict: met }
`;

function pack(key: string, code: string, more: string): PackFile {
  const head = `pack: ${key}\ntitle: ${key}\njurisdiction: { name: ${key}, code: '${code}' }\n`;
  return { path: `${key}/pack.yaml`, text: `${head}${more}` };
}

/** The state’s pack, with some of its files replaced or added. */
function files(changes: Record<string, string | null> = {}): PackFile[] {
  const all: Record<string, string | null> = {
    'state/pack.yaml': pack('state', '420000', 'inForce: { from: 2015-01-01 }\n').text,
    'state/clauses.json': JSON.stringify(clauses),
    'state/parameters/class.yaml': PARAMETERS,
    'state/keep-class.yaml': RULE,
    'state/keep-class.cases.yaml': CASES,
    ...changes,
  };
  return Object.entries(all).flatMap(([path, text]) => (text === null ? [] : [{ path, text }]));
}

function library(changes: Record<string, string | null> = {}): Library {
  const problems: Problem[] = [];
  const made = buildLibrary(files(changes), schoolSchema, problems);
  expect(problems).toEqual([]);
  return made;
}

function problemsOf(changes: Record<string, string | null>): string[] {
  return checkPackFiles(files(changes), schoolSchema).problems.map(
    (one) => `${one.file}:${one.line}:${one.column} ${one.code}`,
  );
}

function withFeel(feel: string): string[] {
  return problemsOf({ 'state/keep-class.yaml': RULE.replace('班.班费 >= 班费下限', feel) });
}

const village = divisionChain(420821101201);
function explain(made: Library, facts: Record<string, unknown>, date = '2015-06-01', chain = village): Explanation {
  const evaluator = made.evaluator('keep-class', chain, date);
  if (!evaluator.ok) throw new Error(evaluator.refusal.code);
  return evaluator.value.explain(facts);
}

const pupil = (name: string, present: boolean | null, insured: boolean | null = true) => ({ name, present, insured });

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

const CITY = {
  'city/pack.yaml': pack('city', '420800', 'inForce: { from: 2015-07-01 }\nparents: [state]\n').text,
  'city/clauses.json': JSON.stringify(city),
  'city/parameters/class.yaml':
    '班费下限:\n  unit: 分/年\n  values: [{ from: 2015-07-01, value: 90000, clause: city/1 }]\n',
};

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

const FIGURES = {
  'state/series/mean-fee.yaml': `series: mean-fee
title: 平均学费
unit: 分/年
values: [{ division: '420821', year: 2014, value: 40000, status: unverified, source: 年鉴 }]
`,
  'state/keep-class.yaml': RULE.replace('班.班费 >= 班费下限', '班.班费 >= 班.所在县.上年.平均学费'),
};

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

const PATHS = RULE.replace(
  '  - title: 学生都到课',
  `  - title: 两条路
    clause: state/2
    any:
      - { title: 开班, clause: state/2, feel: 班.开班 }
      - { title: 住校班看座位, clause: state/1, when: 班.类别 = "住校", feel: 班.座位 > 0 }
  - title: 学生都到课`,
);

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
