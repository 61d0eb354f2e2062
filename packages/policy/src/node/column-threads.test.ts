import { afterAll, expect, test } from 'vitest';
import { buildLibrary, columnsOfRecords, compileColumns, divisionChain, type Problem, type Task } from '../index.ts';
import { schoolSchema } from '../test-schema.ts';
import { ColumnThreads } from './column-threads.ts';

const threads = new ColumnThreads(2);
afterAll(() => threads.close());

const RULE = `rule: keep-class
title: 保留
subject: class
holdsFrom: 2015-01-01
all:
  - { title: 到课, clause: state/1, feel: every 生 in 班.学生 satisfies 生.到课 }
  - { title: 座位, clause: state/1, feel: 班.座位 >= 1 or 班.开班 }
`;
const FILES = [
  {
    path: 'state/pack.yaml',
    text: "pack: state\ntitle: 校规\njurisdiction: { name: 省, code: '0' }\ninForce: { from: 2015-01-01 }\n",
  },
  {
    path: 'state/clauses.json',
    text: JSON.stringify({
      document: { key: 'state', title: '校规' },
      clauses: [{ id: 'state/1', ref: '一', quote: '略', kind: 'criterion', subject: 'class' }],
    }),
  },
  { path: 'state/keep-class.yaml', text: RULE },
];

function manyClasses() {
  const problems: Problem[] = [];
  const library = buildLibrary(FILES, schoolSchema, problems);
  expect(problems).toEqual([]);
  const program = compileColumns(library, ['keep-class'], '2016-12-31');
  const places = Array.from({ length: 9 }, (_, county) => ({
    chain: divisionChain((420_801 + county) * 1_000_000),
    subjects: {
      class: Array.from({ length: 20 + county }, (_, row) => ({
        seats: (row * 7 + county) % 3 === 0 ? null : row % 2,
        isOpen: row % 5 === 0 ? null : row % 3 === 0,
        pupils: Array.from({ length: row % 4 }, (_, pupil) => ({
          present: (row + pupil) % 6 === 0 ? null : row % 7 > 0,
        })),
      })),
    },
  }));
  return { program, columns: columnsOfRecords(library.schema, program.reads, places) };
}

test('threads find what one thread finds, run after run and at once', async () => {
  const { program, columns } = manyClasses();
  const alone = program.runNow(columns).get('keep-class')!.states;
  expect(new Set(alone)).toEqual(new Set([0, 1, 2]));
  const runs = await Promise.all([1, 2, 3].map(() => program.run(columns, { on: threads })));
  for (const run of runs) expect(run.get('keep-class')!.states).toEqual(alone);
  const again = await program.run(columns, { on: threads, into: runs[0]! });
  expect(again.get('keep-class')!.states).toBe(runs[0]!.get('keep-class')!.states);
  expect(again.get('keep-class')!.states).toEqual(alone);
});

test('progress counts the segments', async () => {
  const { program, columns } = manyClasses();
  for (const on of [threads, undefined]) {
    const seen: number[] = [];
    const onProgress = (done: number, total: number) => seen.push(done * 100 + total);
    await program.run(columns, { onProgress, ...(on && { on }) });
    expect(seen).toEqual([109, 209, 309, 409, 509, 609, 709, 809, 909]);
  }
});

test('a cancelled run ends with the reason, and the threads serve the next', async () => {
  const { program, columns } = manyClasses();
  for (const on of [threads, undefined]) {
    const stop = new AbortController();
    const options = { signal: stop.signal, onProgress: () => stop.abort(new Error('不算了')), ...(on && { on }) };
    await expect(program.run(columns, options)).rejects.toThrow('不算了');
  }
  await expect(
    program.run(columns, { on: threads, signal: AbortSignal.abort(new Error('早就不算了')) }),
  ).rejects.toThrow('早就');
  await program.run(columns, { on: threads });
});

test('a thread that breaks is an error with its cause, and the next run has a new one', async () => {
  const { program, columns } = manyClasses();
  const task = (text: string): Task => ({ text, arrays: [], numbers: new Float64Array(), from: 0, to: 1 });
  const broken = threads.run([[task('throw new Error("坏了")')], [task('')]], {});
  await expect(broken).rejects.toMatchObject({
    message: expect.stringContaining('核查线程中断'),
    cause: { message: '坏了' },
  });
  await expect(threads.run([[task('process.exit(3)')]], {})).rejects.toThrow('核查线程中断');
  await program.run(columns, { on: threads });
});

test('columns that threads cannot share are refused, not copied', async () => {
  const arrays = [new Uint8Array(2_000_000)];
  await expect(threads.run([[{ text: '', arrays, numbers: new Float64Array(), from: 0, to: 1 }]], {})).rejects.toThrow(
    'shared memory',
  );
});
