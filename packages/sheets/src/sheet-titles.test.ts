import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSheets } from './open-sheets.ts';
import { writeCsv } from './write-csv.ts';
import { writeXlsx } from './write-xlsx.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daohu-titles-'));
});
afterAll(() => rm(folder, { recursive: true }));

const sheet = {
  name: '2016年',
  titles: ['青石县2016年', '单位：元'],
  columns: [{ header: '姓名' }, { header: '人数' }],
  rows: [[['王石头', '3']]],
};

test.each(['xlsx', 'csv'])('titles stand above the header, each in a row of its own (%s)', async (kind) => {
  const path = join(folder, `titles.${kind}`);
  await (kind === 'csv' ? writeCsv(path, sheet) : writeXlsx(path, [sheet]));
  const opened = await openSheets(path);
  if (!opened.ok) throw new Error(opened.refusal.code);
  const head = await opened.value.sheets[0]?.peek(9);
  await opened.value.close();
  expect(head?.ok && head.value.rows.map((row) => [row.rowNumber, ...row.cells])).toEqual([
    [1, '青石县2016年'],
    [2, '单位：元'],
    [3, '姓名', '人数'],
    [4, '王石头', '3'],
  ]);
});
