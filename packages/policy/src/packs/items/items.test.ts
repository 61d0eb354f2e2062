import { describe, expect, test } from 'vitest';
import { divisionChain } from '../division-chain.ts';
import type { ItemOf } from './item.ts';
import { itemsAt } from './items-at.ts';
import { dueDays } from './report-item.ts';
import { HERE, PROMOTION, problemsOf, read } from './school.fixture.ts';
import { countsByYear } from './target-item.ts';

describe('a procedure', () => {
  const library = read({ 'school/procedures/promotion.yaml': PROMOTION });
  const procedure = library.packs[0]!.items[0] as ItemOf<'procedure'>;

  test('has its steps in their order, each after the one before unless it says otherwise', () => {
    expect(procedure.steps.map(({ id, by, after }) => [id, by, after])).toEqual([
      ['list', 'village', []],
      ['notice', 'township', ['list']],
      ['check', null, ['notice']],
      ['enter', 'county', ['list']],
    ]);
  });

  test('leaves the days of a notice open when the text does, as a setting that an office fills in', () => {
    const days = () => library.parameter('promotion.notice.days', HERE, '2016-01-01');
    expect(days()).toMatchObject({ value: null, state: 'unset', unit: '天', clauses: ['school/1'] });
    const filled = library.withSettings([
      { parameter: 'promotion.notice.days', division: HERE.at(-2)!.code, from: '2015-06-01', value: 7 },
    ]);
    expect(filled.parameter('promotion.notice.days', HERE, '2016-01-01')).toMatchObject({ value: 7, state: 'set' });
  });

  test('states a rate that the text gives as law, with the clause of the step', () => {
    const rate = library.parameter('promotion.check.sampleRate', HERE, '2016-01-01');
    expect(rate).toMatchObject({ value: 20, state: 'law', clauses: ['school/2'] });
  });

  test.each([
    ['a notice that says nothing of its days', 'days: null, ', '', '7 missing-key'],
    ['a step that says nothing of its level', 'by: null, ', '', '8 missing-key'],
    ['an act that is none', 'act: enter', 'act: entre', '9 unknown-word'],
    ['a step after one that does not exist', 'after: [list]', 'after: [lst]', '9 unknown-step'],
    ['two steps of one name', 'id: check', 'id: list', '8 duplicate'],
    ['a sample of more than everything', 'sampleRate: 20', 'sampleRate: 120', '8 wrong-shape'],
    ['a day of the year that is none', 'to: 03-31', 'to: 02-31', '9 wrong-shape'],
    ['a subject that nobody knows', 'subject: pupil', 'subject: pupils', '1 unknown-word'],
    ['a clause that does not exist', 'clause: school/1', 'clause: school/9', '1 unknown-clause'],
    ['no clause at all', 'clause: school/1\n', '', '1 no-clause'],
    ['a key that is none', 'title: 升级', 'titel: 升级', '2 unknown-key'],
  ])('is refused with its place when it has %s', (_what, right, wrong, problem) => {
    const text = PROMOTION.replace(right, wrong);
    expect(text).not.toBe(PROMOTION);
    expect(problemsOf({ 'school/procedures/promotion.yaml': text })).toContain(`procedures/promotion.yaml:${problem}`);
  });
});

describe('a number that a text states', () => {
  const quantityOf = (quantity: string) => {
    const text = `role: teacher\ntitle: 老师\nclause: school/1\nwho: 老师\nduties: [教书]\nquantities:\n  - ${quantity}\n`;
    return { 'school/roles/roles.yaml': text };
  };
  test.each([
    ['{ name: 户数, value: 30.63, unit: 万户 }', 306_300, '户', '30.63 万户'],
    ['{ name: 投资, value: 8.5, unit: 亿元 }', 85_000_000_000, '分', '8.5 亿元'],
    ['{ name: 每村, value: 20, unit: 万元/村/年 }', 20_000_000, '分/村/年', '20 万元/村/年'],
    ['{ name: 增速, value: 9.5, unit: "%" }', 950, '‱', '9.5 %'],
    ['{ name: 比例, value: 15, unit: "%" }', 15, '%', '15 %'],
    ['{ name: 自然增长率, value: 5.9, unit: ‰ }', 59, '‱', '5.9 ‰'],
    ['{ name: 人口, value: 390, unit: 万 }', 3_900_000, '', '390 万'],
    ['{ name: 次数, value: null, unit: 次/年 }', null, '次/年', '未定 次/年'],
  ])('%s is exact', (quantity, value, unit, written) => {
    const [item] = read(quantityOf(quantity)).packs[0]!.items;
    expect(item!.quantities[0]).toMatchObject({ value, unit, written });
  });

  test('from one to two is a span', () => {
    const [item] = read(quantityOf('{ name: 人数, between: [1, 2], unit: 人/村 }')).packs[0]!.items;
    expect(item!.quantities[0]).toMatchObject({ value: 1, upTo: 2, unit: '人/村' });
  });

  test('is an open setting when the text asks for it and gives none, and none when it only rises', () => {
    const names = (quantity: string) => read(quantityOf(quantity)).packs[0]!.parameters.map(({ name }) => name);
    expect(names('{ name: 奖金, value: null, unit: 元 }')).toEqual(['role.teacher.奖金']);
    expect(names('{ name: 人数, value: null, unit: 人, is: rising }')).toEqual([]);
    expect(names('{ name: 人数, value: 3, unit: 人 }')).toEqual([]);
  });

  test.each([
    ['{ name: 面积, value: 1.5, unit: 平方米 }', 'not-exact'],
    ['{ name: 钱, value: 0.001, unit: 元 }', 'not-exact'],
    ['{ name: 钱, value: 5 }', 'no-unit'],
    ['{ name: 钱, unit: 元 }', 'missing-key'],
    ['{ name: 钱, value: 五, unit: 元 }', 'wrong-shape'],
    ['{ name: 钱, value: 5, unit: 元, is: minimum }', 'unknown-word'],
    ['{ name: 钱, value: 5, unit: 元, by: 明年 }', 'wrong-shape'],
  ])('%s is refused', (quantity, code) => {
    expect(problemsOf(quantityOf(quantity)).map((problem) => problem.split(' ')[1])).toContain(code);
  });
});

describe('a target', () => {
  const TARGET = `target: readers
title: 会读书的学生
clause: school/1
subject: pupil
measure: 会读书的学生
base: { value: 271, unit: 人 }
shares:
  2016: 30
  2017: { value: 40, clause: school/2 }
  2018: 30
rounding: largest-remainder
`;
  const problems = (text: string) => problemsOf({ 'school/targets/readers.yaml': text });

  test('has its years in order, each with its clause', () => {
    const [target] = read({ 'school/targets/readers.yaml': TARGET }).packs[0]!.items as [ItemOf<'target'>];
    expect(target.years.map(({ year, share, clauses }) => [year, share, clauses])).toEqual([
      [2016, 30, []],
      [2017, 40, ['school/2']],
      [2018, 30, []],
    ]);
  });

  test('is refused when its shares are not the whole', () => {
    expect(problems(TARGET.replace('2018: 30', '2018: 29'))).toEqual(['targets/readers.yaml:1 shares-disagree']);
    expect(problems(`${TARGET.replace('2018: 30', '2018: 29')}partial: true\n`)).toEqual([]);
  });

  test('that adds up year upon year must not fall', () => {
    const running = `${TARGET.replace('2017: { value: 40, clause: school/2 }', '2017: 75').replace('2018: 30', '2018: 100')}cumulative: true\n`;
    expect(problems(running)).toEqual([]);
    expect(problems(running.replace('2017: 75', '2017: 25'))).toEqual(['targets/readers.yaml:1 shares-disagree']);
  });

  test('must say how its shares are rounded', () => {
    expect(problems(TARGET.replace('rounding: largest-remainder\n', ''))).toContain(
      'targets/readers.yaml:1 missing-key',
    );
  });

  test('becomes whole numbers by the rounding that it states, and none is lost', () => {
    const countsOf = (text: string) => {
      const [target] = read({ 'school/targets/readers.yaml': text }).packs[0]!.items as [ItemOf<'target'>];
      return countsByYear(target);
    };
    expect(countsOf(TARGET)).toEqual([81, 109, 81]);
    // 75 % by 2017 and all by 2018: each year includes the one before.
    const running = TARGET.replace('2016: 30', '2016: 0')
      .replace('value: 40', 'value: 75')
      .replace('2018: 30', '2018: 100');
    expect(countsOf(`${running}cumulative: true\n`)).toEqual([0, 203, 271]);
    // Of what is left for other years nothing goes to those that are named.
    expect(countsOf(`${TARGET.replace('  2018: 30\n', '')}partial: true\n`)).toEqual([81, 109]);
  });

  test('by numbers must add up to its base', () => {
    const counts = `target: readers
title: 会读书的学生
clause: school/1
subject: pupil
measure: 会读书的学生
base: { value: 176.5, unit: 万人 }
counts:
  2016: { value: 50, unit: 万人 }
  2017: { value: 60, unit: 万人 }
  2018: { value: 66.5, unit: 万人 }
`;
    expect(problems(counts)).toEqual([]);
    expect(problems(counts.replace('value: 60,', 'value: 61,'))).toEqual(['targets/readers.yaml:1 shares-disagree']);
    expect(problems(counts.replace('60, unit: 万人', '60, unit: 万户'))).toEqual([
      'targets/readers.yaml:1 unit-disagrees',
    ]);
  });
});

test('a report says in which days of a year it is due', () => {
  const text = `report: yearly
title: 年度报告
clause: school/1
from: 班主任
to: 校长
period: yearly
window: { from: 11-11, to: 11-20 }
firstYear: 2016
content: [落实情况]
`;
  const [report] = read({ 'school/reports/reports.yaml': text }).packs[0]!.items as [ItemOf<'report'>];
  expect(dueDays(report, 2015)).toBeNull();
  expect(dueDays(report, 2016)).toEqual({ from: '2016-11-11', to: '2016-11-20' });
});

test('the weights of one assessment make a hundred, unless the text leaves some open', () => {
  const indicators = (a: string, b: string) => ({
    'school/indicators/class.yaml': [a, b]
      .map(
        (weight, index) =>
          `- { indicator: i${index}, title: 指标, clause: school/1, of: class, set: 考核, measure: 到课, weight: ${weight} }\n`,
      )
      .join(''),
  });
  expect(problemsOf(indicators('60', '40'))).toEqual([]);
  expect(problemsOf(indicators('60', 'null'))).toEqual([]);
  expect(problemsOf(indicators('60', '41'))).toEqual(['indicators/class.yaml:1 shares-disagree']);
});

test('an item that names a rule is no rule', () => {
  const target = 'target: all\ntitle: 全部\nclause: school/1\nsubject: class\nmeasure: 到课\nby: 2016\nrule: none\n';
  expect(problemsOf({ 'school/targets/all.yaml': target })).toEqual(['targets/all.yaml:1 unknown-item']);
});

test('a file says by its folder what its items are', () => {
  const text = '- { measure: lessons, title: 上课, clause: school/1, sector: teaching, for: pupil }\n';
  expect(problemsOf({ 'school/measures/teaching.yaml': text })).toEqual([]);
  expect(problemsOf({ 'school/roles/teaching.yaml': text })).toEqual(['roles/teaching.yaml:1 missing-key']);
  expect(problemsOf({ 'school/measures/teaching.yaml': text + text })).toEqual(['measures/teaching.yaml:2 duplicate']);
});

describe('a brought list of tasks', () => {
  const tasks = {
    'school/tasks.json': JSON.stringify({
      tasks: [
        {
          no: 2,
          section: '一',
          articles: [4],
          text: '打扫教室',
          units_printed: '甲班、乙班共同牵头等',
          leads: ['甲班', '乙班'],
          leads_mode: 'joint',
          participants: [],
          participants_open: '等',
          clauses: ['school/1'],
        },
      ],
    }),
  };
  test('is completed, not contradicted, by the writer', () => {
    const more = { ...tasks, 'school/tasks/more.yaml': '- { task: task-2, clause: school/2, by: 2016-06 }\n' };
    const [task] = read(more).packs[0]!.items as [ItemOf<'task'>];
    expect(task).toMatchObject({ no: 2, leadsMode: 'joint', participantsOpen: '等', by: { on: '2016-06-30' } });
    expect(task.clauses).toEqual(['school/1', 'school/2']);
    expect(
      problemsOf({ ...tasks, 'school/tasks/more.yaml': '- { task: task-2, clause: school/2, leads: [丙班] }\n' }),
    ).toEqual(['tasks/more.yaml:1 duplicate']);
  });
});

test('of two laws the nearer one gives the procedure, and each day its own', () => {
  const more = {
    'school/procedures/promotion.yaml': PROMOTION,
    'annex/pack.yaml':
      "pack: annex\ntitle: 分校规\njurisdiction: { name: 分校, code: '420821' }\ninForce: { from: 2016-01-01 }\nparents: [school]\n",
    'annex/procedures/promotion.yaml': PROMOTION.replace('title: 升级', 'title: 分校升级'),
  };
  const titles = (code: number, date: string) =>
    itemsAt(read(more), 'procedure', divisionChain(code), date).map(({ title }) => title);
  expect(titles(420821101201, '2016-06-01')).toEqual(['分校升级']);
  expect(titles(420821101201, '2015-06-01')).toEqual(['升级']);
  expect(titles(420116101201, '2016-06-01')).toEqual(['升级']);
  expect(titles(420821101201, '2014-12-31')).toEqual([]);
});

test('two laws of one place that hold the same item must say which goes before', () => {
  const rival = (more: string) => ({
    'school/procedures/promotion.yaml': PROMOTION,
    'younger/pack.yaml': `pack: younger\ntitle: 新校规\njurisdiction: { name: 某校, code: '420000' }\ninForce: { from: 2016-01-01 }\n${more}`,
    'younger/procedures/promotion.yaml': PROMOTION,
  });
  expect(problemsOf(rival(''))).toEqual(['procedures/promotion.yaml:1 ambiguous-law']);
  expect(problemsOf(rival('supersedes: [{ pack: school, from: 2016-01-01 }]\n'))).toEqual([]);
});
