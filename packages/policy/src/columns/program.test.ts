import { expect, test } from 'vitest';
import { divisionChain, type FactRecord, type Library } from '../index.ts';
import { columnsOfRecords, compileColumns, NO_RULE, type PlacedRecords, type Results } from './index.ts';
import { schoolLibrary } from './school-library.fixture.ts';

const DATE = '2016-12-31';
const PROVINCE = divisionChain(420_821_101_201);
const CITY = divisionChain(420_105_001_001);
const ELSEWHERE = divisionChain(440_105_001_001);

const PARAMETERS = `每生补助:
  unit: 分/年
  by: [{ item: 班.类别 }]
  values: [{ from: 2015-01-01, clause: state/1, table: { 走读: 100, 住校: 300 } }]
班费下限:
  unit: 分/年
  range: [0, 1000000]
  values: [{ from: 2015-01-01, value: 500, clause: state/1 }]
`;
const RULES = {
  'pupil-ok': `name: 合格
subject: pupil
all:
  - { title: 到课, clause: state/1, feel: 生.到课 }
  - { title: 参保, clause: state/1, feel: 生.参保, when: 生.年龄 > 1 }
`,
  grant: `name: 补助
kind: entitlement
subject: class
clause: state/1
all:
  - { title: 开班, clause: state/1, feel: 班.开班 }
amount: 每生补助(班.类别)
unit: 分/年
`,
  'class-ok': `name: 良好
subject: class
all:
  - { title: 学生合格, clause: state/1, feel: every 生 in 班.学生 satisfies 合格(生) }
  - { title: 班费, clause: state/1, feel: 班.班费 + 补助(班) >= 班费下限 }
  - { title: 力争, kind: aim, clause: state/1, feel: count(班.学生) > 0 }
`,
  total: `kind: quantity
subject: class
clause: state/1
value: sum(for 生 in 班.学生 return 生.学费) + 补助(班)
unit: 分/年
`,
};

const CLASSES: readonly FactRecord[] = [
  { isOpen: true, kind: 'day', budget: 400, pupils: [{ present: true, insured: true, fee: 7, age: 9 }] },
  {
    isOpen: true,
    kind: 'boarding',
    budget: 199,
    pupils: [
      { present: true, age: 1, fee: 7 },
      { present: true, age: 1 },
    ],
  },
  { isOpen: false, kind: 'day', budget: 500, pupils: [] },
  { isOpen: true, budget: 400, pupils: [{ present: false, fee: 1 }, {}] },
  { kind: 'day', budget: 400, pupils: [{ present: true, insured: null, age: 2 }] },
  { budget: 1_000 },
];

function run(library: Library, rules: readonly string[], places: readonly PlacedRecords[], aims = false): Results {
  const program = compileColumns(library, rules, DATE, { aims });
  return program.runNow(columnsOfRecords(library.schema, program.reads, places));
}

/** States and amounts must be those of the closures, place by place. */
function agrees(library: Library, results: Results, places: readonly PlacedRecords[]): void {
  const names = ['unmet', 'met', 'unknown'];
  for (const { rule, subject, states, amounts } of results.values()) {
    let row = 0;
    for (const { chain, subjects } of places) {
      const bound = library.evaluator(rule, chain, DATE);
      for (const facts of subjects[subject] ?? []) {
        if (states) expect(names[states[row]!]).toBe(bound.ok ? bound.value.state(facts) : undefined);
        if (amounts) expect(amounts[row]).toBe(bound.ok ? (bound.value.amount(facts) ?? Number.NaN) : Number.NaN);
        row++;
      }
    }
  }
}

test('rules over pupils, a table and an entitlement inside rules over classes', () => {
  const library = schoolLibrary({ state: { code: '420000', parameters: PARAMETERS, rules: RULES } });
  const places = [{ chain: PROVINCE, subjects: { class: CLASSES } }];
  const results = run(library, ['grant', 'class-ok', 'total'], places);
  agrees(library, results, places);
  expect([...results.get('grant')!.states!]).toEqual([1, 1, 0, 1, 2, 2]);
  expect([...results.get('grant')!.amounts!]).toEqual([100, 300, 0, Number.NaN, Number.NaN, Number.NaN]);
  expect([...results.get('class-ok')!.states!]).toEqual([1, 0, 1, 0, 2, 2]);
  expect(results.get('total')!.states).toBeNull();
});

test('a law cell that nobody filled in leaves unknown who needs it, and the others not', () => {
  const parameters = PARAMETERS.replace('住校: 300', '住校: null');
  const library = schoolLibrary({ state: { code: '420000', parameters, rules: RULES } });
  const places = [{ chain: PROVINCE, subjects: { class: CLASSES } }];
  const results = run(library, ['grant'], places);
  agrees(library, results, places);
  expect([...results.get('grant')!.amounts!].slice(0, 3)).toEqual([100, Number.NaN, 0]);
  const changed = library.withChanges({ '每生补助(住校)': 350 });
  expect([...run(changed, ['grant'], places).get('grant')!.amounts!].slice(0, 3)).toEqual([100, 350, 0]);
});

test('each place is judged by its own version of a rule, its own parameters, or by none', () => {
  const library = schoolLibrary({
    state: { code: '420000', parameters: PARAMETERS, rules: RULES },
    city: {
      code: '420100',
      parameters:
        '班费下限: { unit: 分/年, range: [0, 1000000], values: [{ from: 2015-01-01, value: 900, clause: state/1 }] }\n',
      rules: { grant: RULES.grant.replace('feel: 班.开班 }', 'feel: not(班.开班) }') },
    },
  });
  const places = [
    { chain: CITY, subjects: { class: CLASSES } },
    { chain: ELSEWHERE, subjects: { class: CLASSES.slice(0, 2) } },
    { chain: PROVINCE, subjects: { class: CLASSES } },
  ];
  const results = run(library, ['grant', 'class-ok', 'total'], places);
  agrees(library, results, [places[0]!]);
  expect([...results.get('grant')!.states!]).toEqual([0, 0, 1, 0, 2, 2, NO_RULE, NO_RULE, 1, 1, 0, 1, 2, 2]);
  expect([...results.get('total')!.amounts!].slice(6, 8)).toEqual([Number.NaN, Number.NaN]);
  expect([...results.get('class-ok')!.states!]).toEqual([0, 0, 0, 0, 2, 2, NO_RULE, NO_RULE, 1, 0, 1, 0, 2, 2]);
});

test('a record that no place has was not judged, so whoever needs its verdict is unknown', () => {
  const library = schoolLibrary({ state: { code: '420000', parameters: PARAMETERS, rules: RULES } });
  const program = compileColumns(library, ['class-ok'], DATE);
  const classes = [{ ...CLASSES[0]!, isOpen: true, budget: 900 }];
  const columns = columnsOfRecords(library.schema, program.reads, [{ chain: PROVINCE, subjects: { class: classes } }]);
  expect([...program.runNow(columns).get('class-ok')!.states!]).toEqual([1]);
  const segments = [{ chain: PROVINCE, ranges: { class: [0, 1] as const } }];
  expect([...program.runNow({ ...columns, segments }).get('class-ok')!.states!]).toEqual([2]);
});

test('what the office of one county sets holds in that county, and the next goes on waiting', () => {
  const parameters = PARAMETERS.replace('value: 500', 'value: null');
  const next = divisionChain(420_822_101_201);
  const places = [PROVINCE, next].map((chain) => ({ chain, subjects: { class: CLASSES.slice(0, 3) } }));
  const open = schoolLibrary({ state: { code: '420000', parameters, rules: RULES } });
  expect(open.lawKey(PROVINCE)).toBe(open.lawKey(next));
  const setting = { parameter: '班费下限', division: 420_821_000_000, from: '2015-01-01', value: 500 };
  const library = open.withSettings([setting]);
  const results = run(library, ['class-ok'], places);
  expect([...results.get('class-ok')!.states!]).toEqual([1, 0, 1, 2, 2, 2]);
  agrees(library, results, places);
});

test('a rule that no pack has is named', () => {
  const library = schoolLibrary({ state: { code: '420000', parameters: PARAMETERS, rules: RULES } });
  expect(() => compileColumns(library, ['grants'], DATE)).toThrow('no pack has a rule grants');
  expect(
    compileColumns(library, ['grant'], '2014-12-31').runNow(
      columnsOfRecords(library.schema, compileColumns(library, ['grant'], DATE).reads, []),
    ).size,
  ).toBe(0);
});

test('an aim is reported when asked for and never decides', () => {
  const library = schoolLibrary({ state: { code: '420000', parameters: PARAMETERS, rules: RULES } });
  const places = [{ chain: PROVINCE, subjects: { class: CLASSES } }];
  const with_ = run(library, ['class-ok'], places, true).get('class-ok')!;
  expect(with_.states).toEqual(run(library, ['class-ok'], places).get('class-ok')!.states);
  expect([...with_.aims.values()].map((states) => [...states])).toEqual([[1, 1, 0, 1, 1, 2]]);
});

test('rows of no place are not judged', () => {
  const library = schoolLibrary({ state: { code: '420000', parameters: PARAMETERS, rules: RULES } });
  const program = compileColumns(library, ['grant'], DATE);
  const columns = columnsOfRecords(library.schema, program.reads, [{ chain: PROVINCE, subjects: { class: CLASSES } }]);
  const segments = [{ chain: PROVINCE, ranges: { class: [1, 3] as const } }];
  expect([...program.runNow({ ...columns, segments }).get('grant')!.states!]).toEqual([3, 1, 0, 3, 3, 3]);
});

test('rules too many for one function are judged by several, and the same', () => {
  const condition = (feel: string): string => `  - { title: 甲, clause: state/1, feel: ${feel} }\n`;
  const seats = ['班.座位 > 1 or 班.开班', '班.座位 * 100 > 班.到课率 * 班.座位 or 班.开班']
    .map(condition)
    .join('')
    .repeat(4);
  const rule = (number: number): string => {
    const before = number > 0 ? condition(`多${number - 1}(班) or 班.座位 = 0`) : '';
    return `name: 多${number}\nsubject: class\nall:\n${seats}${before}`;
  };
  const many = Object.fromEntries(Array.from({ length: 40 }, (_, number) => [`many-${number}`, rule(number)]));
  const library = schoolLibrary({ state: { code: '420000', rules: many } });
  const classes = [0, 1, 2, null].flatMap((seats) =>
    [3, 100].map((share) => ({ seats, share, isOpen: share > 3 || null })),
  );
  const places = [{ chain: PROVINCE, subjects: { class: classes } }];
  agrees(library, run(library, Object.keys(many), places), places);
});

test('a formula is computed for many inputs at once', () => {
  const formula = `formula: share
title: 分成
clause: state/1
holdsFrom: 2015-01-01
inputs:
  今年: { unit: 分, range: [0, 1000000] }
  去年: { unit: 分, range: [0, 1000000] }
unit: 分
value: if 今年 > 去年 then round half up((今年 - 去年) / 2, 0) else 0
`;
  const library = schoolLibrary({ state: { code: '420000', parameters: PARAMETERS, rules: { share: formula } } });
  const program = compileColumns(library, ['share'], DATE);
  const { subject } = library.packs[0]!.rules.find(({ id }) => id === 'share')!;
  const [now, before] = [...subject.fields.values()].map(({ key }) => key) as [string, string];
  const inputs = [
    [9, 4],
    [4, 9],
    [9, null],
    [9, -1],
  ].map(([a, b]) => ({ [now]: a, [before]: b }));
  const places = [{ chain: PROVINCE, subjects: { [subject.key]: inputs } }];
  const results = program.runNow(columnsOfRecords(program.schema, program.reads, places));
  expect([...results.get('share')!.amounts!]).toEqual([3, 0, Number.NaN, Number.NaN]);
  agrees(library, results, places);
});

test('nothing of a pack is ever text of the program: it may hold any name and any word', async () => {
  const parameters = `${PARAMETERS}process: { unit: 分/年, values: [{ from: 2015-01-01, value: 5, clause: state/1 }] }\n`;
  const condition = '班.成立日 = date("2016-01-01") or 班.类别 = "寄宿" or 班.班费 > process or 每生补助(班.类别) = 1';
  const rules = {
    // The name of a rule and its title may be anything at all.
    exit: `name: eval\nsubject: class\nall:\n  - { title: "];exit(1)//", clause: state/1, feel: '${condition}' }\n`,
  };
  const library = schoolLibrary({ state: { code: '420000', parameters, rules } });
  const program = compileColumns(library, Object.keys(rules), DATE);
  const columns = columnsOfRecords(program.schema, program.reads, [{ chain: PROVINCE, subjects: { class: CLASSES } }]);
  const texts: string[] = [];
  await program.run(columns, {
    on: {
      run: async (work) => {
        texts.push(...work.flat().map(({ text }) => text));
      },
    },
  });
  expect(texts.length).toBe(1);
  const words = new Set(texts[0]!.match(/[\p{L}_$]+/gu));
  expect([...words].sort()).toEqual(['NaN', 'P', 'T', 'const', 'for', 'from', 'i', 'let', 'p', 't', 'to', 'v']);
});
