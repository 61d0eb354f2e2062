import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from '@daohu/db';
import { idCheckDigit } from '@daohu/dictionary';
import { afterAll, beforeAll, expect, test } from 'vitest';
import yazl from 'yazl';
import { type CommandLine, commandLine } from './test-command.ts';

/** 导入 by the real command: a process of its own, the embedded PostgreSQL with its usual settings, real files. */
let daohu: CommandLine;
beforeAll(async () => {
  daohu = await commandLine();
}, 180_000);
afterAll(() => daohu.close());

/** What the issue allows for 200,000 rows; a hostile file gets no more. */
const ALLOWED_MEGABYTES = 400;
const MEGABYTE = 1024 * 1024;
/** Enough for the work to last longer than a kill takes. */
const PERSONS = 5_000;
const CONTEXT = ['--year', '2016', '--within', '青石县'];
const LABELS = ['县', '乡', '行政村', '户编号', '人编号', '姓名', '证件号码', '与户主关系', '致贫原因'];

/** Invented: county 429921 does not exist, and no person has a sequence number from 996 on. */
function idNumber(person: number): string {
  const day = new Date(Date.UTC(1950, 0, 1) + Math.floor(person / 4) * 86_400_000).toISOString().slice(0, 10);
  const seventeen = `429921${day.replaceAll('-', '')}${996 + (person % 4)}`;
  return seventeen + idCheckDigit(seventeen);
}

/** A list of persons, each the head of a household, from the n-th invented person on. */
function* rowsOf(household: string, count: number, from: number): Generator<string> {
  yield `${LABELS.join(',')}\n`;
  for (let n = 0; n < count; n++) {
    yield `青石县,城关镇,石桥村,${household}${n},${household}${n}-1,陈大山,${idNumber(from + n)},户主,因病\n`;
  }
}

async function fileOf(name: string, pieces: Iterable<string>): Promise<string> {
  const file = path.join(daohu.folder, name);
  await pipeline(Readable.from(pieces), createWriteStream(file));
  return file;
}

const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PARTS = {
  '_rels/.rels': `<Relationships><Relationship Id="r" Type="${RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns:r="${RELATION}"><sheets><sheet name="人员" sheetId="1" r:id="s1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="s1" Type="${RELATION}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
};

/** A workbook 人员 with the header in row 1, and below it whatever XML comes. */
async function workbookOf(name: string, below: Iterable<string>): Promise<string> {
  const file = path.join(daohu.folder, name);
  const zip = new yazl.ZipFile();
  for (const [part, content] of Object.entries(PARTS)) zip.addBuffer(Buffer.from(content), part);
  const pieces = function* () {
    yield `<worksheet><sheetData><row r="1">${LABELS.map(textCell).join('')}</row>`;
    yield* below;
    yield '</sheetData></worksheet>';
  };
  zip.addReadStreamLazy('xl/worksheets/sheet1.xml', (give) => give(null, Readable.from(pieces())));
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(file));
  return file;
}

const textCell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
const personRow = (row: number, no: string, person: number, name = '陈大山') =>
  `<row r="${row}">${['青石县', '城关镇', '石桥村', no, `${no}-1`, name, idNumber(person), '户主', '因病'].map(textCell).join('')}</row>`;

function* times(count: number, piece: string): Generator<string> {
  for (let n = 0; n < count; n++) yield piece;
}

/** Rows of the register and rows that wait for a decision. */
function onRecord(): Promise<{ households: number; staged: number; faults: number }> {
  return daohu.system.database.asOwner((owner) =>
    owner.one(sql`
      select (select count(*) from household) as households, (select count(*) from import_fault_row) as faults,
        (select count(*) from staged_person_row) + (select count(*) from staged_household_row) as staged`),
  );
}

const NOTHING = { households: 0, staged: 0, faults: 0 };

test('a cell of 500 MB is refused by file, sheet and cell, in bounded memory', async () => {
  const long = function* () {
    yield personRow(2, 'A1', 0);
    yield `<row r="3">${LABELS.slice(0, 5).map(textCell).join('')}<c r="F3" t="inlineStr"><is><t>`;
    yield* times(500, 'A'.repeat(MEGABYTE));
    yield '</t></is></c></row>';
  };
  const ended = await daohu.run('import', await workbookOf('长单元格.xlsx', long()), ...CONTEXT, '--apply');
  expect(ended).toMatchObject({ exitCode: 4, json: { refused: { code: 'file-unreadable' } } });
  expect((ended.json as { message: string }).message).toContain(
    '工作表“人员”的 F3 单元格：单元格内容超过 32767 个字符',
  );
  expect(ended.peakMegabytes).toBeLessThan(ALLOWED_MEGABYTES);
  expect(await onRecord()).toEqual(NOTHING);
}, 120_000);

test('a zip bomb is refused as what it is, in bounded memory', async () => {
  const bomb = times(200, `<row x="${'a'.repeat(2_000)}"/>`.repeat(1_000));
  const ended = await daohu.run('import', await workbookOf('名册.xlsx', bomb), ...CONTEXT, '--apply');
  expect(ended).toMatchObject({ exitCode: 4, json: { refused: { code: 'file-unreadable' } } });
  expect((ended.json as { message: string }).message).toMatch(/worksheets\/sheet1\.xml 解压后膨胀超过 300 倍/);
  expect(ended.peakMegabytes).toBeLessThan(ALLOWED_MEGABYTES);
  expect(await onRecord()).toEqual(NOTHING);
}, 120_000);

test('two million empty rows are passed over, and the row above them is read', async () => {
  const empty = times(200, '<row ht="15"><c s="1"/></row>'.repeat(10_000));
  const file = await workbookOf('空行.xlsx', [personRow(2, 'B1', 0), ...empty]);
  const ended = await daohu.run('import', file, ...CONTEXT);
  expect(ended).toMatchObject({ exitCode: 0, json: { state: 'previewed', counts: { rows: 1, new: 1, refused: 0 } } });
  expect(ended.peakMegabytes).toBeLessThan(ALLOWED_MEGABYTES);
}, 120_000);

test('a formula in a cell stays a text: it is shown as it was written, and an export does not set it off', async () => {
  const formula = '=HYPERLINK("http://x","陈")';
  const xml = personRow(2, 'F1', 1, '=HYPERLINK(&quot;http://x&quot;,&quot;陈&quot;)');
  const refused = `<row r="3">${['青石县', '城关镇', '石桥村', 'F2', 'F2-1', '@SUM(A1)', '=1+1', '户主'].map(textCell).join('')}</row>`;
  const ended = await daohu.run('import', await workbookOf('公式.xlsx', [xml, refused]), ...CONTEXT, '--apply');
  expect(ended).toMatchObject({
    exitCode: 0,
    json: {
      state: 'applied',
      counts: { rows: 2, new: 1, refused: 1 },
      refused: [{ rowNumber: 3, faults: [{ cell: 'G3', label: '证件号码' }] }],
    },
  });
  const target = path.join(daohu.folder, '导出.csv');
  expect(
    await daohu.run('export', '--set', 'R1', '--division', '青石县', '--year', '2016', '--out', target),
  ).toMatchObject({ exitCode: 0 });
  const exported = await readFile(target, 'utf8');
  expect(exported).toContain(`"'${formula.replaceAll('"', '""')}"`);
  expect(exported).not.toMatch(/(^|,)"?[=@]/m);
}, 120_000);

test.each([
  ['reading', [], 'C', 100],
  ['applying', ['--apply'], 'D', 10_100],
] as const)(
  'an import killed while %s is told by the next command, leaves nothing half done, and the same file comes in again',
  async (state, options, no, person) => {
    const before = await onRecord();
    const file = await fileOf(`${state}.csv`, rowsOf(no, PERSONS, person));
    const running = daohu.start('import', file, ...CONTEXT, ...options);
    await untilState(state);
    running.process.kill('SIGKILL');
    expect(await running.ended).toMatchObject({ signal: 'SIGKILL' });

    const { json } = await daohu.run('imports');
    const [killed] = (json as { imports: { importId: number; state: string; failure: string }[] }).imports;
    expect(killed).toMatchObject({
      state: state === 'reading' ? 'failed' : 'previewed',
      failure: '系统在处理过程中停止，这次操作没有生效，请重新进行。',
    });
    const { households, staged } = await onRecord();
    expect(households).toBe(before.households);
    if (state === 'reading') expect(staged).toBe(before.staged);

    expect(await daohu.run('import', file, ...CONTEXT, '--apply', '--rows', '0')).toMatchObject({
      exitCode: 0,
      json: { state: 'applied', counts: { rows: PERSONS, new: PERSONS, refused: 0 }, failure: null },
    });
    expect((await onRecord()).households).toBe(before.households + PERSONS);
  },
  180_000,
);

async function untilState(state: string): Promise<void> {
  for (;;) {
    const found = await daohu.system.database.asOwner((owner) =>
      owner.query(sql`select from import where state = ${state}`),
    );
    if (found.length > 0) return;
    await pause(10);
  }
}
