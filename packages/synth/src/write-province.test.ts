import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readIdentityDocument, recogniseSheet } from '@daohu/dictionary';
import { invariant } from '@daohu/kernel';
import { openSheets, textOf } from '@daohu/sheets';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MISTAKES, type Mistake } from './file-mistakes.ts';
import { type CountyPlace, loadPlaces } from './places.ts';
import { type WriteProvince, writeProvince } from './write-province.ts';

let folder: string;
let places: CountyPlace[];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'daohu-synth-'));
  places = await loadPlaces({ province: 99 });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function write(more: Partial<WriteProvince>) {
  return writeProvince({
    places,
    households: 200,
    seed: 7,
    year: 2017,
    folder,
    sets: ['R1'],
    format: 'csv',
    split: 'whole',
    ...more,
  });
}

async function rowsOf(file: string): Promise<string[][]> {
  const opened = await openSheets(file);
  invariant(opened.ok, 'our own file opens');
  const rows: string[][] = [];
  for await (const batch of opened.value.sheets[0]?.rows() ?? []) {
    invariant(batch.ok, 'our own file is read');
    for (const row of batch.value) rows.push(Array.from(row.cells, (cell) => (cell === null ? '' : textOf(cell))));
  }
  await opened.value.close();
  return rows;
}

test.each(['csv', 'xlsx'] as const)(
  'all four sets are written as %s and recognised by their headers',
  async (format) => {
    const { files, households, persons } = await write({ sets: ['R1', 'R3', 'R4', 'R7'], format });
    expect(households).toBe(200);
    const sizes: Record<string, number> = {};
    for (const file of files) {
      const [header = [], ...rows] = await rowsOf(file);
      const match = recogniseSheet(header);
      expect(match?.unknown).toEqual([]);
      sizes[match?.set.id ?? '?'] = rows.length;
    }
    expect(sizes).toMatchObject({ R1: persons, R3: persons, R4: 200 });
    expect(sizes.R7).toBeGreaterThan(20);
  },
);

test('one file per county and set when asked, named by code, county and year', async () => {
  await write({ sets: ['R1', 'R4'], split: 'county' });
  expect((await readdir(folder)).sort()).toEqual([
    'R1-999902临江区-2017.csv',
    'R1-999921青石县-2017.csv',
    'R4-999902临江区-2017.csv',
    'R4-999921青石县-2017.csv',
  ]);
});

test('a titled file has its header in row 3', async () => {
  const { files } = await write({ titled: true, format: 'xlsx' });
  const rows = await rowsOf(files[0] ?? '');
  expect(rows[0]?.[0]).toContain('2017年度');
  expect(recogniseSheet(rows[2] ?? [])?.set.id).toBe('R1');
});

test('without mistakes every ID in the file is valid; with them exactly the told rows differ', async () => {
  const clean = await rowsOf((await write({})).files[0] ?? '');
  const column = clean[0]?.indexOf('证件号码') ?? -1;
  expect(clean.slice(1).every((row) => readIdentityDocument(row[column] ?? '').ok)).toBe(true);

  const told: Mistake[] = [];
  const spoilt = await rowsOf(
    (await write({ mistakes: { rate: 0.3 }, onMistake: (one) => told.push(one) })).files[0] ?? '',
  );
  const differing = spoilt.flatMap((row, at) => (row.join('|') === clean[at]?.join('|') ? [] : [at]));
  expect(differing).toEqual(told.map((one) => one.row).sort((a, b) => a - b));
  expect(told.length).toBeGreaterThan(30);
});

test.each(MISTAKES.map((kind) => [kind] as const))('the mistake “%s” can be put in', async (kind) => {
  const told: Mistake[] = [];
  await write({ mistakes: { rate: 0.3, kinds: [kind] }, onMistake: (one) => told.push(one) });
  expect(told.length).toBeGreaterThan(0);
  expect(told.every((one) => one.kind === kind && one.header !== '')).toBe(true);
});

test('a cancelled run leaves no half file behind', async () => {
  const stop = new AbortController();
  const run = write({ households: 20_000, signal: stop.signal, onProgress: () => stop.abort() });
  await expect(run).rejects.toThrow();
  expect(await readdir(folder)).toEqual([]);
});

test('a file that cannot be written is an error that ends the run, not a wait', async () => {
  await mkdir(path.join(folder, 'R4-示范省-2017.csv.part'));
  await expect(write({ households: 20_000, sets: ['R1', 'R4'] })).rejects.toThrow(/EISDIR/);
  expect(await readdir(folder)).toEqual(['R4-示范省-2017.csv.part']);
});
