import { testDatabase } from '@daohu/testkit';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  BinaryCopy,
  CopyRows,
  type Database,
  inTransaction,
  openDatabase,
  personalDataCipher,
  raw,
  SYSTEM_REACH,
} from './index.ts';

let database: Database;
let drop: () => Promise<void>;
const clock = { now: () => new Date(0), today: () => '2017-01-01' as never };

beforeAll(async () => {
  const address = await testDatabase();
  drop = () => address.drop();
  database = openDatabase(address, personalDataCipher(Buffer.alloc(32, 7)));
});
afterAll(async () => {
  await database.close();
  await drop();
});

const COLUMNS = [
  { is: 'integer' },
  { is: 'integer' },
  { is: 'integer' },
  { is: 'truth' },
  { is: 'date' },
  { is: 'code', words: ['poor', 'exited', '贫'] },
] as const;

function copyOut(select: string, into: BinaryCopy): Promise<void> {
  return inTransaction(database, clock, SYSTEM_REACH, { readOnly: true }, ({ db }) =>
    db.copyInto(`copy (${select}) to stdout (format binary)`, into),
  );
}

const rowsOf = (into: BinaryCopy, columns: number) =>
  Array.from({ length: into.count }, (_, row) =>
    Array.from({ length: columns }, (__, column) => into.column(column)[row]),
  );

test('every kind of value comes as its number, and what is null or no known word as none', async () => {
  const into = new BinaryCopy(COLUMNS);
  await copyOut(
    `values (1::smallint, -70000::integer, 999921103204::bigint, true, date '2016-12-31', 'exited'),
      (-2::smallint, 0, -9007199254740991, false, date '1949-10-01', '贫'),
      (null, null, null, null, null, 'unheard of')`,
    into,
  );
  expect(rowsOf(into, 6)).toEqual([
    [1, -70_000, 999_921_103_204, 1, 20_161_231, 1],
    [-2, 0, -9_007_199_254_740_991, 0, 19_491_001, 2],
    [Number.NaN, Number.NaN, Number.NaN, Number.NaN, Number.NaN, Number.NaN],
  ]);
});

test('many rows come whole, whatever the size of the pieces, and the next COPY begins anew', async () => {
  const into = new BinaryCopy([{ is: 'integer' }, { is: 'code', words: ['a', 'b'] }]);
  await copyOut(`select i, case when i % 2 = 0 then 'a' else 'b' end from generate_series(1, 100000) i`, into);
  expect(into.count).toBe(100_000);
  expect(into.column(0).every((value, row) => value === row + 1)).toBe(true);
  expect(into.column(1).every((value, row) => value === (row + 1) % 2)).toBe(true);
  await copyOut(`select 7, 'b'`, into);
  expect(rowsOf(into, 2)).toEqual([[7, 1]]);
  await copyOut(`select 7, 'b' where false`, into);
  expect(into.count).toBe(0);
});

test('a COPY cut anywhere reads the same', () => {
  const written = new CopyRows();
  for (let row = 0; row < 50; row++) {
    written.row(2);
    written.bigint(row * 1_000_000_007);
    written.text(row % 3 === 0 ? 'poor' : 'exited');
  }
  const bytes = Buffer.concat(written.pieces(true));
  const columns = [{ is: 'integer' }, { is: 'code', words: ['poor', 'exited'] }] as const;
  const expected = Array.from({ length: 50 }, (_, row) => [row * 1_000_000_007, row % 3 === 0 ? 0 : 1]);
  fc.assert(
    fc.property(fc.array(fc.nat(bytes.length), { maxLength: 30 }), (cuts) => {
      const into = new BinaryCopy(columns);
      into.begin();
      const ends = [...cuts, bytes.length].sort((a, b) => a - b);
      for (const [index, end] of ends.entries()) into.read(bytes, ends[index - 1] ?? 0, end);
      into.end();
      expect(rowsOf(into, 2)).toEqual(expected);
    }),
    { numRuns: 200 },
  );
});

test('a COPY that the database refuses is an error, and the connection goes on', async () => {
  await expect(
    copyOut('select 1 / (i - 3) from generate_series(1, 9) i', new BinaryCopy([{ is: 'integer' }])),
  ).rejects.toThrow(/division by zero/);
  await expect(copyOut('select nothing', new BinaryCopy([{ is: 'integer' }]))).rejects.toThrow(/nothing/);
  const into = new BinaryCopy([{ is: 'integer' }]);
  await Promise.all(Array.from({ length: 30 }, () => copyOut('select 5', new BinaryCopy([{ is: 'integer' }]))));
  await copyOut('select 5', into);
  expect(rowsOf(into, 1)).toEqual([[5]]);
});

test('rows that do not fit what was asked for are a mistake that is told, and the connection goes on', async () => {
  await inTransaction(database, clock, SYSTEM_REACH, { readOnly: true }, async ({ db }) => {
    const wrong = new BinaryCopy([{ is: 'integer' }]);
    const text = 'copy (select i, i from generate_series(1, 5000) i) to stdout (format binary)';
    await expect(db.copyInto(text, wrong)).rejects.toThrow(/as many fields/);
    expect(await db.one(raw('select 1 as one'))).toEqual({ one: 1 });
  });
});

test('rows written for a COPY arrive as they were: numbers, bytes, lists with nothing in them and with nulls', async () => {
  await inTransaction(database, clock, SYSTEM_REACH, { readOnly: false }, async ({ db }) => {
    await db.execute(
      raw(
        `create temp table arrived (a integer, b bigint, c smallint, d text, e bigint[], f bytea, g integer[]) on commit drop`,
      ),
    );
    const rows = new CopyRows();
    for (let row = 0; row < 3; row++) {
      rows.row(7);
      rows.integer(-row);
      rows.bigint(-9_007_199_254_740_991 + row);
      rows.smallint(2016);
      rows.text('村'.repeat(row));
      rows.bigints([new Float64Array(row).fill(999_921_103_204), Float64Array.of(...(row === 2 ? [Number.NaN] : []))]);
      rows.bytea([Uint8Array.of(0, 255), new Uint8Array(row)]);
      rows.integers(new Int32Array(row).fill(-7));
    }
    await db.copyIn('copy arrived from stdin (format binary)', rows.pieces(true));
    expect(
      await db.query(
        raw('select a, b, c, d, e::text as e, encode(f, $$hex$$) as f, g::text as g from arrived order by a desc'),
      ),
    ).toEqual([
      { a: 0, b: -9_007_199_254_740_991, c: 2016, d: '', e: '{}', f: '00ff', g: '{}' },
      { a: -1, b: -9_007_199_254_740_990, c: 2016, d: '村', e: '{999921103204}', f: '00ff00', g: '{-7}' },
      {
        a: -2,
        b: -9_007_199_254_740_989,
        c: 2016,
        d: '村村',
        e: '{999921103204,999921103204,NULL}',
        f: '00ff0000',
        g: '{-7,-7}',
      },
    ]);
  });
});
