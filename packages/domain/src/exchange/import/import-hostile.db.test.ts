import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { sql } from '@daohu/db';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CellText, csv, type ImportOffice, idNumber, importOffice } from './test-office.ts';

let office: ImportOffice;
beforeAll(async () => {
  office = await importOffice();
});
afterAll(() => office.close());

const LABELS = ['县', '乡', '行政村', '户编号', '人编号', '姓名', '证件号码', '与户主关系', '致贫原因'];
const row = (no: string, id: string, name = '陈大山'): CellText[] => [
  '青石县',
  '城关镇',
  '石桥村',
  no,
  `${no}-1`,
  name,
  id,
  '户主',
  '因病',
];

async function streamed(name: string, pieces: Iterable<string>): Promise<string> {
  const file = path.join(office.folder, name);
  await pipeline(Readable.from(pieces), createWriteStream(file));
  return file;
}

/** Growth of the process while `body` runs, in MB. */
async function growth(body: () => Promise<unknown>): Promise<number> {
  const before = process.memoryUsage().rss;
  await body();
  return (process.memoryUsage().rss - before) / 2 ** 20;
}

test('half a million empty rows are passed over, and the row behind them is read', async () => {
  const file = await streamed('empty.csv', [
    csv(LABELS),
    ...Array.from({ length: 50 }, () => `${',,,,,,,,\n'.repeat(10_000)}`),
    csv(row('Z1', idNumber('19700101'))),
  ]);
  const grown = await growth(async () => {
    expect((await office.preview(file)).counts).toMatchObject({ rows: 1, new: 1, refused: 0 });
  });
  expect(grown).toBeLessThan(150);
}, 60_000);

test('a cell of 200 MB is refused before it fills the memory', async () => {
  const file = await streamed('cell.csv', [
    csv(LABELS),
    '青石县,城关镇,石桥村,Z2,Z2-1,"',
    ...Array.from({ length: 200 }, () => '陈'.repeat(350_000)),
    '",x,户主,因病\n',
  ]);
  const grown = await growth(async () => {
    // The clerk's own name of the file, not the one it is stored under.
    const refused = { code: 'file-unreadable', reason: expect.stringMatching(/^工作表“2016年石桥村”第 \d+ 行：/) };
    expect(await office.refusal(file, { name: '2016年石桥村.csv' })).toMatchObject(refused);
  });
  expect(grown).toBeLessThan(150);
}, 60_000);

test('a refused file leaves nothing staged, however far it was read', async () => {
  const rows = Array.from({ length: 6_000 }, (_, n) => row(`Y${n}`, idNumber('19700101', 997)));
  const file = await streamed('late.csv', [csv(LABELS, ...rows), `${'x'.repeat(2_000_000)}\n`]);
  expect(await office.refusal(file)).toMatchObject({ code: 'file-unreadable' });
  const staged = await office.county.database.asOwner((db) =>
    db.query(sql`select from staged_person_row where household_no like 'Y%'`),
  );
  expect(staged).toEqual([]);
}, 60_000);

test('ten thousand rows of one person are told apart in seconds', async () => {
  const id = idNumber('19710101');
  const rows = Array.from({ length: 10_000 }, (_, n) => row(`X${n % 2}`, id));
  const started = performance.now();
  const { counts } = await office.preview(await office.write('same.csv', csv(LABELS, ...rows)));
  expect(counts).toMatchObject({ rows: 10_000, refused: 10_000 });
  expect(performance.now() - started).toBeLessThan(20_000);
}, 60_000);

test('ten thousand villages that do not exist are refused one by one', async () => {
  const rows = Array.from({ length: 10_000 }, (_, n) => row(`W${n}`, idNumber('19720101')).with(2, `无此村${n}村`));
  const { counts } = await office.preview(await office.write('nowhere.csv', csv(LABELS, ...rows)));
  expect(counts).toMatchObject({ rows: 10_000, refused: 10_000 });
}, 60_000);

test('a file that is no table is refused by what it is, not by its name', async () => {
  for (const content of ['%PDF-1.7 …', 'PK\u0003\u0004broken', '\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1']) {
    const refused = await office.refusal(await office.write('名册.xlsx', Buffer.from(content, 'latin1')));
    expect(refused).toMatchObject({ code: expect.stringMatching(/file-unreadable|set-not-recognised/) });
  }
});
