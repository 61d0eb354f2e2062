import { expect, test } from 'vitest';
import { divisionChain } from '../index.ts';
import { indexSchema } from '../schema.ts';
import { schoolSchema } from '../test-schema.ts';
import { ColumnsBuilder, compileColumns, unknownOf } from './index.ts';
import { schoolLibrary } from './school-library.fixture.ts';

const CHAIN = divisionChain(420_821_101_201);
const schema = indexSchema(schoolSchema);

function starts(...rows: readonly number[]): Uint32Array {
  return Uint32Array.from(rows);
}

/** A class table of three rows with five pupils, changed before it is built. */
function built(change: (builder: ColumnsBuilder, tables: ReturnType<typeof classAndPupils>) => void) {
  const builder = new ColumnsBuilder(schema);
  change(builder, classAndPupils(builder));
  return builder.build();
}

function classAndPupils(builder: ColumnsBuilder) {
  return { classes: builder.table('class', 3), pupils: builder.table('pupil', 5) };
}

test('a value written straight into an array is admitted like any other', () => {
  const columns = built((_, { classes, pupils }) => {
    const budget = classes.column('budget');
    for (const [row, value] of [100_000_000, 100_000_001, -1].entries()) budget.values[row] = value;
    classes.column('isOpen').values.set([1, 0, 7]);
    classes.column('kind').values.set([1, 2, 99]);
    classes.column('foundedOn').values.set([20_160_229, 20_150_229, 0]);
    const vast = classes.column('vast').values;
    for (const [row, value] of [1.5, Number.POSITIVE_INFINITY, -0].entries()) vast[row] = value;
    const age = pupils.column('age');
    for (const [row, raw] of [3, 151, Number.NaN, '3', true].entries()) age.set(row, raw);
  });
  const knownOf = (table: string, key: string): unknown[] => {
    const column = columns.tables.get(table)!.columns.get(key)!;
    expect(column.complete).toBe(false);
    return [...column.values].map((value) => (Object.is(value, unknownOf(column)) ? null : value));
  };
  expect(knownOf('class', 'budget')).toEqual([100_000_000, null, null]);
  expect(knownOf('class', 'isOpen')).toEqual([1, 0, null]);
  expect(knownOf('class', 'kind')).toEqual([1, null, null]);
  expect(knownOf('class', 'foundedOn')).toEqual([20_160_229, null, null]);
  expect(knownOf('class', 'vast')).toEqual([null, null, -0]);
  expect(knownOf('pupil', 'age')).toEqual([3, null, null, null, null]);
});

test.each<[string, RegExp, Parameters<typeof built>[0]]>([
  [
    'a list without an end',
    /class.pupils has 3 starts/,
    (_, { classes }) => classes.list('pupils', { starts: starts(0, 1, 2) }),
  ],
  [
    'a list that goes back',
    /class.pupils of row 2 starts before/,
    (_, { classes }) => classes.list('pupils', { starts: starts(0, 3, 2, 5) }),
  ],
  [
    'a list beyond its records',
    /class.pupils ends at 6/,
    (_, { classes }) => classes.list('pupils', { starts: starts(0, 1, 2, 6) }),
  ],
  [
    'a list of other rows',
    /class.pupils leads beyond/,
    (_, { classes }) => classes.list('pupils', { starts: starts(0, 1, 1, 1), rows: starts(5) }),
  ],
  [
    'a link to nowhere',
    /class.county leads to no table/,
    (_, { classes }) => classes.link('county', new Int32Array(3)),
  ],
  ['a table twice', /class is there already/, (builder) => builder.table('class', 1)],
  ['a table of nothing', /teacher is no entity/, (builder) => builder.table('teacher', 1)],
  ['a field that is not there', /class has no field wall/, (_, { classes }) => classes.column('wall')],
  [
    'an array of another kind',
    /is kept in a Uint8Array, not a Int32Array/,
    (_, { pupils }) => pupils.given('age', 0, { values: new Int32Array(5) }),
  ],
  [
    'an array of another length',
    /pupil.age has 4 values for 5 rows/,
    (_, { pupils }) => pupils.given('age', 0, { values: new Uint8Array(4) }),
  ],
  ['a segment of no table', /rows of teacher/, (builder) => builder.segment(CHAIN, { teacher: [0, 1] })],
  ['a segment beyond the table', /overlap or leave the table/, (builder) => builder.segment(CHAIN, { class: [0, 4] })],
  [
    'segments that overlap',
    /overlap or leave the table/,
    (builder) => {
      builder.segment(CHAIN, { class: [0, 2] });
      builder.segment(CHAIN, { class: [1, 3] });
    },
  ],
  [
    'a list that leaves its segment',
    /leads out of its segment/,
    (builder, { classes }) => {
      classes.list('pupils', { starts: starts(0, 2, 3, 5) });
      builder.segment(CHAIN, { class: [0, 2], pupil: [0, 2] });
    },
  ],
  [
    'a list in another order that leaves its segment',
    /leads out of its segment/,
    (builder, { classes }) => {
      classes.list('pupils', { starts: starts(0, 1, 2, 2), rows: starts(1, 4) });
      builder.segment(CHAIN, { class: [0, 2], pupil: [0, 2] });
      builder.segment(CHAIN, { class: [2, 3], pupil: [2, 5] });
    },
  ],
])('%s is a bug of the caller and named', (_, message, change) => {
  expect(() => built(change)).toThrow(message);
});

test('a column that a rule reads and nobody loaded is named, and not taken for unknown', () => {
  const rules = { keep: 'subject: class\nall:\n  - { title: 甲, clause: state/1, feel: 班.开班 }\n' };
  const library = schoolLibrary({ state: { code: '420000', rules } });
  const program = compileColumns(library, ['keep'], '2016-12-31');
  const columns = built((builder) => builder.segment(CHAIN, { class: [0, 3], pupil: [0, 5] }));
  expect(() => program.runNow(columns)).toThrow('class has no column isOpen');
});
