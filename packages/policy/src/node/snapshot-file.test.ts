import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { schoolLibrary } from '../columns/school-library.fixture.ts';
import { columnsOfRecords, compileColumns, divisionChain } from '../index.ts';
import { ColumnThreads } from './column-threads.ts';
import { loadSnapshot, saveSnapshot } from './snapshot-file.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'daohu-snapshot-'));
const threads = new ColumnThreads(2);
afterAll(async () => {
  await threads.close();
  rmSync(folder, { recursive: true, force: true });
});

const library = schoolLibrary({
  state: {
    code: '420000',
    rules: { open: 'subject: class\nall:\n  - { title: 甲, clause: state/1, feel: 班.开班 and 班.座位 > 1 }\n' },
  },
});
const program = compileColumns(library, ['open'], '2016-12-31');
const columns = columnsOfRecords(library.schema, program.reads, [
  {
    chain: divisionChain(420_821_101_201),
    subjects: { class: [{ isOpen: true, seats: 2 }, { isOpen: true }, { seats: 1 }] },
  },
]);

test('columns from a file are judged by threads like those that were saved, and only the owner may read it', async () => {
  const file = path.join(folder, 'province');
  await saveSnapshot(file, library.schema, columns, { year: 2015 });
  await saveSnapshot(file, library.schema, columns, { year: 2016 });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(['province']);
  const read = await loadSnapshot(file, library.schema);
  if (!read.ok) throw new Error(read.refusal.code);
  expect(read.value.note).toEqual({ year: 2016 });
  const results = await program.run(read.value.columns, { on: threads });
  expect([...results.get('open')!.states!]).toEqual([1, 2, 0]);
});

test('a file that is something else is refused', async () => {
  const file = path.join(folder, 'else');
  writeFileSync(file, 'not columns at all, and long enough');
  expect(await loadSnapshot(file, library.schema)).toEqual({ ok: false, refusal: { code: 'not-a-snapshot' } });
});
