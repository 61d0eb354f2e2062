import { expect, test } from 'vitest';
import { divisionChain, type FactRecord, type Library, type State } from '../index.ts';
import { columnsOfRecords, compileColumns } from './index.ts';
import { schoolLibrary } from './school-library.fixture.ts';

const CHAIN = divisionChain(420_821_101_201);
const DATE = '2016-12-31';
const PARAMETERS = `班费下限:
  unit: 分/年
  values: [{ from: 2015-01-01, value: 60000, clause: state/1 }]
学费上限:
  unit: 分/年
  values: [{ from: 2015-01-01, value: null, clause: state/1 }]
`;

function libraryOf(rules: Record<string, string>): Library {
  return schoolLibrary({ state: { code: '420000', parameters: PARAMETERS, rules } });
}

const STATES: readonly State[] = ['unmet', 'met', 'unknown'];

/** The verdicts by columns, which must be those of the closures. */
function judged(library: Library, rule: string, classes: readonly FactRecord[]): State[] {
  const program = compileColumns(library, [rule], DATE);
  const columns = columnsOfRecords(library.schema, program.reads, [{ chain: CHAIN, subjects: { class: classes } }]);
  const { states } = program.runNow(columns).get(rule)!;
  const byColumns = classes.map((_, row) => STATES[states![row]!]!);
  const bound = library.evaluator(rule, CHAIN, DATE);
  if (!bound.ok) throw new Error(bound.refusal.code);
  expect(byColumns).toEqual(classes.map((facts) => bound.value.state(facts)));
  return byColumns;
}

function judgedBy(feel: string, classes: readonly FactRecord[]): State[] {
  const text = `subject: class\nall:\n  - title: 甲\n    clause: state/1\n    feel: >-\n      ${feel}\n`;
  return judged(libraryOf({ 'keep-class': text }), 'keep-class', classes);
}

test('a value at the threshold passes, one less does not, and one nobody recorded is unknown', () => {
  const classes = [{ budget: 60_000 }, { budget: 59_999 }, {}, { budget: null }, { budget: -1 }, { budget: 1.5 }];
  expect(judgedBy('班.班费 >= 班费下限', classes)).toEqual([
    'met',
    'unmet',
    'unknown',
    'unknown',
    'unknown',
    'unknown',
  ]);
});

test('a false part decides, whatever else is unknown', () => {
  const classes = [{ isOpen: false }, { isOpen: true }, { isOpen: true, seats: 3 }, { seats: 0 }];
  expect(judgedBy('班.开班 and 班.座位 > 1', classes)).toEqual(['unmet', 'unknown', 'met', 'unmet']);
  expect(judgedBy('班.开班 or not(班.座位 > 1)', classes)).toEqual(['unknown', 'met', 'met', 'met']);
});

test('a parameter that the law leaves open keeps everything unknown that needs it', () => {
  const pupils = [{ fee: 10 }];
  expect(judgedBy('every 生 in 班.学生 satisfies 生.学费 <= 学费上限', [{ pupils }, { pupils: [] }, {}])).toEqual([
    'unknown',
    'met',
    'unknown',
  ]);
});

test('lists: every and some, sums, counts and the greatest, of empty lists and of lists nobody recorded too', () => {
  const classes: FactRecord[] = [
    {
      budget: 100,
      pupils: [
        { present: true, fee: 50, age: 9 },
        { present: true, fee: 50 },
      ],
    },
    {
      budget: 100,
      pupils: [
        { present: true, fee: 60, age: 9 },
        { present: false, fee: 50, age: 8 },
      ],
    },
    { budget: 100, pupils: [{ fee: 1, age: 3 }, { present: false }] },
    { budget: 100, pupils: [] },
    { budget: 100 },
  ];
  judgedBy('every 生 in 班.学生 satisfies 生.到课', classes);
  judgedBy('some 生 in 班.学生 satisfies 生.到课', classes);
  judgedBy('sum(for 生 in 班.学生 return 生.学费) <= 班.班费', classes);
  judgedBy('max(for 生 in 班.学生 return 生.年龄) < 9', classes);
  judgedBy('count(班.学生) = 0', classes);
  judgedBy('count(班.学生) > 1 and (some 生 in 班.学生 satisfies 生.年龄 = null)', classes);
  judgedBy('班.学生 = null or min(for 生 in 班.学生 return 生.学费) = 50', classes);
});

test('the sum of an empty list is unknown, also where every list is recorded', () => {
  const classes = [{ pupils: [] }, { pupils: [{ fee: 1 }] }];
  expect(judgedBy('sum(for 生 in 班.学生 return 生.学费) >= 0', classes)).toEqual(['unknown', 'met']);
  expect(judgedBy('班.学生 != null and count(班.学生) = 0', classes)).toEqual(['met', 'unmet']);
});

test('what each pupil is compared with may be a sum over all of them, and that again', () => {
  const pupils = (...fees: readonly number[]) => ({
    budget: 9,
    pupils: fees.map((fee) => ({ fee, present: fee > 1 })),
  });
  const classes = [pupils(4, 4), pupils(1, 9), pupils(5), pupils(0, 0, 1)];
  const half = '生.学费 * 2 <= sum(for 丁 in 班.学生 return 丁.学费)';
  expect(judgedBy(`every 生 in 班.学生 satisfies ${half}`, classes)).toEqual(['met', 'unmet', 'unmet', 'unmet']);
  const most = `every 生 in 班.学生 satisfies 生.到课 or (some 戊 in 班.学生 satisfies not(${half.replaceAll('生.学费', '戊.学费')}))`;
  expect(judgedBy(most, classes)).toEqual(['met', 'met', 'met', 'met']);
});

test('the year before stands on the row of this year', () => {
  const classes = [
    { budget: 5, lastYear: { budget: 4 } },
    { budget: 5, lastYear: { budget: 5, lastYear: { budget: 1 } } },
    { budget: 5, lastYear: null },
    { budget: 5 },
    { lastYear: {}, budget: 5 },
  ];
  expect(judgedBy('班.班费 > 班.上年.班费', classes)).toEqual(['met', 'unmet', 'unknown', 'unknown', 'unknown']);
  expect(judgedBy('班.上年 = null', classes)).toEqual(['unmet', 'unmet', 'met', 'met', 'unmet']);
  expect(judgedBy('班.上年.上年.班费 = 1', classes)).toEqual(['unknown', 'met', 'unknown', 'unknown', 'unknown']);
});

test('codes by any of their labels, dates, and a date that does not exist', () => {
  const classes = [
    { kind: 'day', foundedOn: '2016-04-18' },
    { kind: 'boarding', foundedOn: '2016-04-17' },
    { kind: 'other', foundedOn: '2016-02-30' },
    {},
  ];
  expect(judgedBy('班.类别 = "寄宿"', classes)).toEqual(['unmet', 'met', 'unknown', 'unknown']);
  expect(judgedBy('班.类别 != "住校"', classes)).toEqual(['met', 'unmet', 'unknown', 'unknown']);
  expect(judgedBy('班.成立日 >= date("2016-04-18")', classes)).toEqual(['met', 'unmet', 'unknown', 'unknown']);
});

test('quotients are rounded exactly, and one by nothing is unknown', () => {
  const classes = [{ budget: 7, seats: 2 }, { budget: 7, seats: 0 }, { budget: 8, seats: 2 }, { seats: 3 }];
  for (const mode of ['round half up', 'round half down', 'round up', 'round down']) {
    judgedBy(`${mode}(班.班费 / 班.座位, 0) * 班.座位 > 班.班费`, classes);
    judgedBy(`${mode}(班.班费 / 班.座位, 0) * 班.座位 < 班.班费`, classes);
  }
  expect(judgedBy('floor(班.班费 / 班.座位) * 班.座位 = 班.班费', classes)).toEqual([
    'unmet',
    'unknown',
    'met',
    'unknown',
  ]);
});

test('a part that does not apply is left out, and one of which nobody knows cannot decide', () => {
  const library = libraryOf({
    'keep-class': `subject: class
all:
  - { title: 甲, clause: state/1, feel: 班.开班 }
  - title: 乙
    clause: state/1
    any:
      - { title: 丙, clause: state/1, when: 班.类别 = "走读", feel: 班.座位 > 5 }
      - { title: 丁, clause: state/1, kind: aim, feel: 班.座位 > 500 }
      - { title: 戊, clause: state/1, when: 班.类别 = "寄宿", feel: 班.座位 > 50 }
`,
  });
  const kinds = ['day', 'boarding', null];
  const classes = kinds.flatMap((kind) => [0, 6, 51, null].map((seats) => ({ kind, seats, isOpen: true })));
  expect(new Set(judged(library, 'keep-class', classes))).toEqual(new Set(STATES));
});
