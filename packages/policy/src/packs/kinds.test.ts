import { expect, test } from 'vitest';
import { type FactRecord, type Library, openValuesOf, readsOf } from '../index.ts';
import { problemsIn, stateLibrary, stateProblems, village } from './state-pack.fixture.ts';

const GRANTS = {
  'state/parameters/grants.yaml': `资助标准:
  title: 按类别的资助标准
  unit: 分/年
  by: [{ item: 班.类别 }]
  values:
    - from: 2015-01-01
      clause: state/1
      table: { 走读: 10000, 住校: { value: 30000, clause: state/2 } }
奖励标准:
  unit: 分/年
  by: [{ item: 班.类别 }, { categories: [甲等, 乙等] }]
  values:
    - from: 2015-01-01
      clause: state/1
      table: { 走读: { 甲等: 500, 乙等: null } }
      otherwise: 0
出勤下限: { unit: '%', values: [{ from: 2015-01-01, value: 90, clause: state/1 }] }
`,
  'state/grant.yaml': `rule: grant
name: 应得资助
kind: entitlement
title: 班级资助
subject: class
holdsFrom: 2015-01-01
clause: state/1
all:
  - { title: 到课, clause: state/2, feel: 班.到课率 >= 出勤下限 }
amount: 资助标准(班.类别)
unit: 分/年
amountIs: at-least
period: 每学年
provider: 教育局
`,
  'state/grant.cases.yaml': `date: 2015-06-01
base: { 到课率: 90, 类别: 走读 }
cases:
  - { name: 走读班, expect: { verdict: met, amount: 10000 } }
  - { name: 住校班, facts: { 类别: 住校 }, expect: { amount: 30000 } }
  - { name: 到课不够的班没有资助, facts: { 到课率: 89 }, expect: { verdict: unmet, amount: 0, because: [state/2] } }
  - { name: 类别不明, facts: { 类别: null }, expect: { verdict: met, amount: null, missing: [类别] } }
`,
};

function evaluator(library: Library, rule: string, date = '2015-06-01') {
  const found = library.evaluator(rule, village, date);
  if (!found.ok) throw new Error(found.refusal.code);
  return found.value;
}

test('an entitlement says who is owed it and how much, by category', () => {
  expect(stateProblems(GRANTS)).toEqual([]);
  const grant = evaluator(stateLibrary(GRANTS), 'grant');
  const told = grant.explain({ share: 95, kind: 'boarding' });
  expect(told).toMatchObject({
    kind: 'entitlement',
    verdict: 'met',
    amount: { value: 30_000, unit: '分/年', is: 'at-least' },
    explainedAmount: {
      words: '【资助标准】（类别）',
      inputs: [{ item: '类别', value: 'boarding', valueLabel: '寄宿' }],
      parameters: [{ name: '资助标准(住校)', value: 30_000, state: 'law', clauses: ['state/2'] }],
    },
    entitlement: { period: '每学年', provider: '教育局' },
  });
  expect(grant.amount({ share: 89, kind: 'day' })).toBe(0);
  expect(grant.amount({ share: 89 })).toBe(0);
  expect(grant.amount({ kind: 'day' })).toBeNull();
});

test('a category that the law leaves open is unknown until an office sets that one', () => {
  const text = GRANTS['state/parameters/grants.yaml'].replace('走读: 10000', '走读: null');
  const library = stateLibrary({ ...GRANTS, 'state/parameters/grants.yaml': text });
  const day: FactRecord = { share: 95, kind: 'day' };
  expect(evaluator(library, 'grant').judge(day)).toMatchObject({
    verdict: 'met',
    amount: { value: null },
    missing: [{ is: 'parameter', item: '资助标准(走读)', state: 'unset' }],
  });
  const [table] = library.packs[0]!.parameters;
  expect(openValuesOf(table!)).toMatchObject([
    {
      parameter: { name: '资助标准(走读)', title: '按类别的资助标准(走读)' },
      gap: { from: '2015-01-01', clauses: ['state/1'] },
    },
  ]);
  const setting = { parameter: '资助标准(走读)', division: 420_000_000_000, from: '2015-01-01', value: 12_000 };
  expect(evaluator(library.withSettings([setting]), 'grant').amount(day)).toBe(12_000);
  expect(evaluator(library.withChanges({ '资助标准(走读)': 1 }), 'grant').amount(day)).toBe(1);
});

test('a category that the law does not list is unknown, and says which it is', () => {
  const text = GRANTS['state/parameters/grants.yaml'].replace('走读: 10000, ', '');
  const cases = GRANTS['state/grant.cases.yaml'];
  const library = stateLibrary({ ...GRANTS, 'state/parameters/grants.yaml': text, 'state/grant.cases.yaml': cases });
  expect(evaluator(library, 'grant').judge({ share: 95, kind: 'day' }).missing).toMatchObject([
    { is: 'parameter', item: '资助标准(走读)', state: 'not-listed' },
  ]);
});

test('a table by two items; what it does not list has the value it says', () => {
  const quantity = `rule: prize
name: 奖励
kind: quantity
title: 奖励
subject: class
holdsFrom: 2015-01-01
clause: state/1
value: 奖励标准(班.类别, if 班.到课率 >= 出勤下限 then "甲等" else "乙等")
unit: 分/年
`;
  const cases = `date: 2015-06-01
cases:
  - { name: 甲等, facts: { 类别: 走读, 到课率: 90 }, expect: { value: 500 } }
  - { name: 乙等没有写明, facts: { 类别: 走读, 到课率: 89 }, expect: { value: null, missing: [【奖励标准(走读、乙等)】] } }
  - { name: 没有列的类别, facts: { 类别: 住校, 到课率: 89 }, expect: { value: 0 } }
`;
  const files = { ...GRANTS, 'state/prize.yaml': quantity, 'state/prize.cases.yaml': cases };
  expect(stateProblems(files)).toEqual([]);
  const refused = (value: string) =>
    stateProblems({ ...files, 'state/prize.yaml': quantity.replace(/value: .*/, `value: ${value}`) })[0];
  expect(refused('奖励标准(班.类别, "丙等")')).toBe('state/prize.yaml:8:19 unknown-code');
  expect(refused('奖励标准("通学", "甲等")')).toBe('state/prize.yaml:8:13 unknown-code');
  expect(refused('奖励标准("走读", "甲等")')).toContain('case-fails');
  expect(refused('奖励标准(班.类别)')).toBe('state/prize.yaml:8:8 wrong-arguments');
  expect(refused('奖励标准(班.班费, "甲等")')).toBe('state/prize.yaml:8:13 wrong-type');
  expect(refused('奖励标准')).toBe('state/prize.yaml:8:8 wrong-arguments');
  expect(refused('出勤下限(班.类别)')).toBe('state/prize.yaml:8:8 wrong-arguments');
  expect(refused('奖厉标准(班.类别, "甲等")')).toBe('state/prize.yaml:8:8 unknown-function');
  const tabled = (text: string) =>
    stateProblems({ ...GRANTS, 'state/parameters/t.yaml': `t:\n  unit: 分/年\n  by: ${text}\n` })[0];
  const value = (table: string) => `  values: [{ from: 2015-01-01, clause: state/1, table: ${table} }]`;
  expect(tabled('[{ item: 班.类型 }]')).toBe('state/parameters/t.yaml:3:16 unknown-field');
  expect(tabled('[{ item: 班.班费 }]')).toBe('state/parameters/t.yaml:3:16 unknown-field');
  expect(tabled('[]')).toBe('state/parameters/t.yaml:3:7 wrong-shape');
  expect(tabled(`[{ item: 班.类别 }]\n${value('{ 通学: 1 }')}`)).toBe('state/parameters/t.yaml:4:58 unknown-code');
  expect(tabled(`[{ item: 班.类别 }]\n${value('{ 住校: 1, 寄宿: 2 }')}`)).toBe(
    'state/parameters/t.yaml:4:65 duplicate',
  );
  expect(tabled(`[{ item: 班.类别 }]\n${value('{ 住校: 1.5 }')}`)).toBe('state/parameters/t.yaml:4:62 wrong-shape');
  expect(tabled(`[{ categories: [甲, 乙, 甲] }]\n${value('{ 甲: 1 }')}`)).toBe(
    'state/parameters/t.yaml:3:22 duplicate',
  );
  expect(refused('班.捐款')).toBe('state/prize.yaml:8:8 wrong-unit');
});

const PUPILS = {
  'state/insured.yaml': `rule: insured-pupil
name: 合格
title: 学生合格
subject: pupil
holdsFrom: 2015-01-01
all:
  - { title: 参保, clause: state/1, feel: 生.参保 }
  - { title: 到课, clause: state/2, feel: 生.到课 }
`,
  'state/insured-pupil.cases.yaml': `- { name: 都好, facts: { 参保: true, 到课: true }, expect: { verdict: met } }
`,
  'state/keep-class.yaml': `rule: keep-class
title: 班级保留
subject: class
holdsFrom: 2015-01-01
all:
  - { title: 学生都合格, clause: state/3, feel: every 生 in 班.学生 satisfies 合格(生) }
`,
  'state/keep-class.cases.yaml': `- name: 一名学生不合格
  facts: { 学生: [{ 参保: true, 到课: true }, { 参保: false, 到课: true }] }
  expect: { verdict: unmet, because: [state/3] }
- name: 一名学生说不清
  facts: { 学生: [{ 参保: true, 到课: true }, { 到课: true }] }
  expect: { verdict: unknown, missing: [参保] }
`,
};

test('a rule uses the result of another for each of its members, and names whose item is missing', () => {
  expect(stateProblems(PUPILS)).toEqual([]);
  const told = evaluator(stateLibrary(PUPILS), 'keep-class').explain({
    pupils: [
      { name: '甲', insured: true, present: true },
      { name: '乙', present: true },
    ],
  });
  expect(told.missing).toMatchObject([{ item: '参保', record: { name: '乙', position: 2 } }]);
  expect(told.tree.parts[0]).toMatchObject({
    words: '学生中每个生都满足：生的“合格”',
    elements: { checked: 2, deciding: [{ record: { name: '乙' }, outcome: 'unknown' }] },
    inputs: [{ path: '合格(生)', item: '合格', rule: 'insured-pupil', label: '学生合格', record: { name: '乙' } }],
  });
});

test('the number of a rule can be used in another, in its unit', () => {
  const total = `rule: total
kind: quantity
title: 合计
subject: class
holdsFrom: 2015-01-01
clause: state/1
value: 应得资助(班) + 班.班费
unit: 分/年
`;
  const cases = `- { name: 合计, facts: { 到课率: 90, 类别: 走读, 班费: 5 }, expect: { value: 10005 } }
- { name: 没有资助, facts: { 到课率: 89, 类别: 走读, 班费: 5 }, expect: { value: 5 } }
- { name: 资助不明, facts: { 到课率: 90, 班费: 5 }, expect: { value: null, missing: [类别] } }
`;
  const files = { ...GRANTS, 'state/total.yaml': total, 'state/total.cases.yaml': cases };
  expect(stateProblems(files)).toEqual([]);
  const wrong = total.replace('班.班费', '班.捐款');
  expect(stateProblems({ ...files, 'state/total.yaml': wrong })[0]).toBe('state/total.yaml:7:8 wrong-unit');
  const lastYear = total.replace('应得资助(班)', '应得资助(班.上年)');
  expect(stateProblems({ ...files, 'state/total.yaml': lastYear })[0]).toBe('state/total.yaml:7:13 wrong-type');
});

test('what a rule reads counts what the rules read that it uses', () => {
  const library = stateLibrary(PUPILS);
  const { rule } = evaluator(library, 'keep-class');
  expect(readsOf([rule], library).fields.map((read) => read.key)).toEqual(['insured', 'present']);
  expect(readsOf([rule]).fields).toEqual([]);
});

test('how far the number of another rule, or a value against a table, is from turning the verdict', () => {
  const compares = (feel: string) => {
    const rule = `rule: r\ntitle: r\nsubject: class\nholdsFrom: 2015-01-01\nall: [{ title: t, clause: state/1, feel: '${feel}' }]\n`;
    const found = evaluator(stateLibrary({ ...GRANTS, 'state/r.yaml': rule }), 'r');
    return found.explain({ share: 95, kind: 'day', budget: 9_000 }).tree.parts[0];
  };
  expect(compares('应得资助(班) >= 资助标准("住校")')).toMatchObject({
    verdict: 'unmet',
    threshold: {
      item: '应得资助',
      path: '应得资助(班)',
      unit: '分/年',
      needed: 30_000,
      actual: 10_000,
      shortBy: 20_000,
    },
    inputs: [{ path: '应得资助(班)', rule: 'grant' }],
    parameters: [{ name: '资助标准(住校)', value: 30_000 }],
  });
  expect(compares('班.班费 >= 资助标准(班.类别)')).toMatchObject({ threshold: { item: '班费', shortBy: 1_000 } });
});

test('where no version of a rule holds, what calls it is unknown and says so', () => {
  const later = PUPILS['state/insured.yaml'].replace('2015-01-01', '2016-01-01');
  const library = stateLibrary({ ...PUPILS, 'state/insured.yaml': later });
  const facts = { pupils: [{ insured: true, present: true }] };
  expect(evaluator(library, 'keep-class').judge(facts)).toMatchObject({
    verdict: 'unknown',
    missing: [{ is: 'rule', item: '合格', rule: 'insured-pupil', cause: 'not-in-force' }],
  });
  expect(evaluator(library, 'keep-class', '2016-06-01').state(facts)).toBe('met');
});

test('rules that call each other in a circle are refused, and the circle is named', () => {
  const circle = {
    ...PUPILS,
    'state/insured.yaml': PUPILS['state/insured.yaml'].replace('feel: 生.到课', 'feel: 甲(生) and 生.到课'),
    'state/a.yaml': `rule: a
name: 甲
title: 甲
subject: pupil
holdsFrom: 2015-01-01
all: [{ title: 合格, clause: state/1, feel: 合格(生) }]
`,
    'state/a.cases.yaml': '- { name: 甲, facts: {}, expect: { verdict: unknown } }\n',
  };
  const problems = problemsIn(circle);
  expect(problems.map((one) => one.code)).toEqual(['cyclic-rules']);
  expect(problems[0]?.zh).toContain('「合格」（state/insured.yaml:1） → 「甲」（state/a.yaml:1） → 「合格」');
  const itself = PUPILS['state/insured.yaml'].replace('feel: 生.到课', 'feel: 合格(生)');
  expect(stateProblems({ ...PUPILS, 'state/insured.yaml': itself })).toEqual(['state/insured.yaml:1:1 cyclic-rules']);
});

test('a check is met where it is suspicious, and says a sentence with the values of the record', () => {
  const check = `rule: too-young
kind: check
title: 年龄可疑
subject: pupil
holdsFrom: 2015-01-01
severity: warning
source: 校务处的经验
feel: 生.年龄 < 最小年龄
message: 年龄 {生.年龄}，学费 {生.学费}，请核对
`;
  const files = {
    'state/parameters/age.yaml': '最小年龄: { unit: 岁, values: [{ from: 2015-01-01, value: 3, source: 经验 }] }\n',
    'state/too-young.yaml': check,
    'state/too-young.cases.yaml': `- name: 两岁
  facts: { 年龄: 2, 学费: 12345 }
  expect: { suspicious: true, message: '年龄 2 岁，学费 123.45 元/年，请核对' }
- { name: 三岁, facts: { 年龄: 3 }, expect: { suspicious: false } }
- { name: 不知道几岁, facts: {}, expect: { suspicious: null, missing: [年龄] } }
`,
  };
  expect(stateProblems(files)).toEqual([]);
  expect(stateProblems({ ...files, 'state/too-young.yaml': check.replace('{生.学费}', '{生.学废}') })).toEqual([
    'state/too-young.yaml:9:26 unknown-field',
  ]);
  const whole = check.replace('{生.学费}', '{生}');
  expect(stateProblems({ ...files, 'state/too-young.yaml': whole })).toEqual(['state/too-young.yaml:9:24 wrong-type']);
  const open = check.replace('{生.学费}', '{生.学费');
  expect(stateProblems({ ...files, 'state/too-young.yaml': open })).toContain('state/too-young.yaml:9:10 wrong-shape');
});

test('a rule as a whole has no when: who does not apply would be met', () => {
  const grant = GRANTS['state/grant.yaml'].replace('all:', 'when: 班.开班\nall:');
  expect(stateProblems({ ...GRANTS, 'state/grant.yaml': grant })).toEqual(['state/grant.yaml:8:1 unknown-key']);
  const keep = PUPILS['state/keep-class.yaml'].replace('all:', 'when: 班.开班\nall:');
  expect(stateProblems({ ...PUPILS, 'state/keep-class.yaml': keep })).toContain(
    'state/keep-class.yaml:5:1 unknown-key',
  );
});

test('a formula has inputs of its own', () => {
  const formula = `formula: of-increment
title: 增收提取
clause: state/1
holdsFrom: 2015-01-01
inputs:
  当年收入: { unit: 分, range: [0, 9000000000000] }
  上年收入: { unit: 分, range: [0, 9000000000000] }
unit: 分
value: if 当年收入 > 上年收入 then round half up((当年收入 - 上年收入) * 提取比例 / 100, 0) else 0
`;
  const files = {
    'state/parameters/share.yaml': `提取比例: { unit: '%', range: [0, 100], values: [{ from: 2015-01-01, value: 15, clause: state/1 }] }\n`,
    'state/funds/of-increment.yaml': formula,
    'state/funds/of-increment.cases.yaml': `- { name: 增收一百元, facts: { 当年收入: 30000, 上年收入: 20000 }, expect: { value: 1500 } }
- { name: 没有增收, facts: { 当年收入: 20000, 上年收入: 20000 }, expect: { value: 0 } }
- { name: 上年没有数, facts: { 当年收入: 20000 }, expect: { value: null, missing: [上年收入] } }
`,
  };
  expect(stateProblems(files)).toEqual([]);
  const inPercent = formula.replace(' / 100', ' / 10');
  expect(stateProblems({ ...files, 'state/funds/of-increment.yaml': inPercent })[0]).toContain('wrong-unit');
  const undated = formula.replace('holdsFrom: 2015-01-01\n', '');
  expect(stateProblems({ ...files, 'state/funds/of-increment.yaml': undated })).toEqual([]);
  const undeclared = formula.replace('当年收入 >', '当月收入 >');
  expect(stateProblems({ ...files, 'state/funds/of-increment.yaml': undeclared })).toEqual([
    'state/funds/of-increment.yaml:9:11 unknown-name',
  ]);
});
