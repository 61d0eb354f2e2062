import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newPath, rawWorkbook, removeMadeFiles, workbookOfRows } from './raw-workbook.fixture.ts';

afterAll(removeMadeFiles);

/** Memory that reading any file may add to a process that read a file of one row. */
const ALLOWED_MEGABYTES = 120;
const MEGABYTE = 1024 * 1024;

interface Weighed {
  readonly rows: number;
  readonly code: string | null;
  readonly peakMegabytes: number;
  readonly place?: { readonly address: string | null };
}

async function weigh(path: string): Promise<Weighed> {
  const script = fileURLToPath(new URL('./read-and-weigh.fixture.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script, path]);
  return JSON.parse(stdout) as Weighed;
}

let baseline = 0;

beforeAll(async () => {
  baseline = (await weigh(await workbookOfRows('<row><c><v>1</v></c></row>'))).peakMegabytes;
});

async function expectBounded(path: string): Promise<Weighed> {
  const weighed = await weigh(path);
  await rm(path);
  expect(weighed.peakMegabytes - baseline).toBeLessThan(ALLOWED_MEGABYTES);
  return weighed;
}

/** `count` copies of a piece between a beginning and an end, never whole in memory. */
function repeated(begin: string, piece: (index: number) => string, count: number, end: string): () => Readable {
  return () =>
    Readable.from(
      (function* () {
        let text = begin;
        for (let index = 0; index < count; index++) {
          text += piece(index);
          if (text.length < MEGABYTE) continue;
          yield Buffer.from(text);
          text = '';
        }
        yield Buffer.from(text + end);
      })(),
    );
}

const sheet = (rows: () => Readable) => rawWorkbook({ 'xl/worksheets/sheet1.xml': rows });
const BEGIN = '<worksheet><sheetData>';
const END = '</sheetData></worksheet>';

test('a cell of 500 MB is refused by its name, in bounded memory', async () => {
  const text = 'A'.repeat(MEGABYTE);
  const begin = `${BEGIN}<row r="7"><c r="C7" t="inlineStr"><is><t>`;
  const path = await sheet(repeated(begin, () => text, 500, `</t></is></c></row>${END}`));
  expect(await expectBounded(path)).toMatchObject({ code: 'cell-too-long', place: { address: 'C7' } });
}, 120_000);

test('a shared string of 500 MB is refused in bounded memory', async () => {
  const text = 'A'.repeat(MEGABYTE);
  const strings = repeated('<sst><si><t>', () => text, 500, '</t></si></sst>');
  expect(await expectBounded(await rawWorkbook({ 'xl/sharedStrings.xml': strings }))).toMatchObject({
    code: 'cell-too-long',
  });
}, 120_000);

test('a zip bomb is refused in bounded memory', async () => {
  const row = `<row x="${'a'.repeat(2_000)}"/>`;
  const path = await sheet(repeated(BEGIN, () => row, 200_000, END));
  expect(await expectBounded(path)).toMatchObject({ code: 'inflates-too-far' });
}, 120_000);

test('two million formatted empty rows cost no memory, and the row above them is read', async () => {
  const begin = `${BEGIN}<row r="1"><c r="A1"><v>1</v></c></row>`;
  const blank = (index: number) => `<row r="${index + 2}" ht="15"><c r="A${index + 2}" s="1"/></row>`;
  const path = await sheet(repeated(begin, blank, 2_000_000, END));
  expect(await expectBounded(path)).toMatchObject({ code: null, rows: 1 });
}, 120_000);

test('shared strings without number are refused at their limit, in bounded memory', async () => {
  const strings = repeated('<sst>', (index) => `<si><t>王秀英${index}</t></si>`, 4_000_000, '</sst>');
  expect(await expectBounded(await rawWorkbook({ 'xl/sharedStrings.xml': strings }))).toMatchObject({
    code: 'too-many-shared-strings',
  });
}, 120_000);

test.each([
  ['quoted and never closed', 'a,"'],
  ['bare', 'a,'],
])(
  'a CSV cell of 500 MB, %s, is refused in bounded memory',
  async (_, begin) => {
    const path = newPath('cell.csv');
    const text = 'A'.repeat(MEGABYTE);
    await pipeline(repeated(begin, () => text, 500, '')(), createWriteStream(path));
    expect((await expectBounded(path)).code).toMatch(/^(cell-too-long|quote-not-closed)$/);
  },
  120_000,
);
