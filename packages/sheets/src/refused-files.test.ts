import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import type { SheetLimits } from './limits.ts';
import { openSheets } from './open-sheets.ts';
import {
  newPath,
  type RawParts,
  rawWorkbook,
  readWhole,
  removeMadeFiles,
  sheetXml,
  workbookOfRows,
} from './raw-workbook.fixture.ts';
import { refusalSentenceEn } from './refusal-sentences.en.ts';
import { refusalSentence } from './refusal-sentences.zh-cn.ts';
import type { SheetRefusal } from './sheet-refusal.ts';

afterAll(removeMadeFiles);

function file(name: string, content: string | Buffer): string {
  const path = newPath(name);
  writeFileSync(path, content);
  return path;
}

async function refusalOf(path: string, limits: Partial<SheetLimits> = {}): Promise<SheetRefusal | null> {
  return (await readWhole(path, { limits })).refusal;
}

/** An OLE compound file whose directory names this stream. */
function compoundFile(stream: string): Buffer {
  const bytes = Buffer.alloc(4_096);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes);
  bytes.writeUInt16LE(9, 0x1e);
  bytes.writeUInt32LE(1, 0x30);
  bytes.write(stream, 1_024 + 128, 'utf16le');
  return bytes;
}

test.each<[string, string | Buffer, Partial<Extract<SheetRefusal, { found: unknown }>> | { code: string }, RegExp]>([
  ['an old workbook', compoundFile('Workbook'), { code: 'wrong-kind', found: 'xls' }, /另存为 \.xlsx/],
  ['a workbook with a password', compoundFile('EncryptedPackage'), { code: 'encrypted' }, /去掉密码/],
  ['a web page named .xls', '<html><table><tr><td>姓名', { code: 'wrong-kind', found: 'html' }, /网页表格/],
  [
    'a web page with a mark',
    '\ufeff\r\n<META charset=utf-8><table>',
    { code: 'wrong-kind', found: 'html' },
    /网页表格/,
  ],
  [
    'Excel 2003 XML',
    '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
    { code: 'wrong-kind', found: 'xml-spreadsheet' },
    /另存为 \.xlsx/,
  ],
  ['a PDF', '%PDF-1.7', { code: 'wrong-kind', found: 'pdf' }, /PDF/],
  [
    'a picture',
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 1, 0, 0, 0, 1, 2]),
    { code: 'wrong-kind', found: 'binary' },
    /不是表格/,
  ],
  ['an empty file', '', { code: 'empty-file' }, /空的/],
  ['a file of zeros', Buffer.alloc(9_000), { code: 'empty-file' }, /空的/],
  [
    'an empty zip',
    Buffer.from('504b0506000000000000000000000000000000000000', 'hex'),
    { code: 'wrong-kind', found: 'zip' },
    /压缩包/,
  ],
  ['a zip that ends at once', 'PK\x03\x04', { code: 'damaged' }, /损坏/],
])('%s is refused with what to do', async (_, content, refusal, advice) => {
  const found = await refusalOf(file('x.xlsx', content));
  expect(found).toMatchObject(refusal);
  expect(refusalSentence(found!)).toMatch(advice);
});

test('a path to nothing and a folder are refused, not thrown', async () => {
  expect(await refusalOf('/nowhere/名单.xlsx')).toEqual({ code: 'file-not-found', path: '/nowhere/名单.xlsx' });
  expect(await refusalOf('/tmp')).toEqual({ code: 'not-a-file', path: '/tmp' });
});

test.each<[string, RawParts, object]>([
  ['a Word document', { 'word/document.xml': '' }, { code: 'wrong-kind', found: 'word' }],
  ['a binary workbook', { 'xl/workbook.bin': 'x' }, { code: 'wrong-kind', found: 'xlsb' }],
  ['an OpenDocument sheet', { mimetype: 'x', 'content.xml': 'x' }, { code: 'wrong-kind', found: 'ods' }],
  ['a zip of anything', { '_rels/.rels': null, 'a.csv': 'x' }, { code: 'wrong-kind', found: 'zip' }],
  ['a workbook without sheets', { 'xl/workbook.xml': '<workbook/>' }, { code: 'no-sheets' }],
  [
    'a sheet part that is missing',
    { 'xl/worksheets/sheet1.xml': null },
    { code: 'damaged', part: 'xl/worksheets/sheet1.xml' },
  ],
  ['garbage for XML', { 'xl/worksheets/sheet1.xml': 'garbage <<<' }, { code: 'damaged' }],
  ['XML that ends too soon', { 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row>' }, { code: 'damaged' }],
  [
    'bytes that are no text',
    { 'xl/worksheets/sheet1.xml': Buffer.from([60, 97, 62, 0xff, 0xfe, 0xff]) },
    { code: 'damaged' },
  ],
  [
    'a document type, before it can expand anything',
    { 'xl/worksheets/sheet1.xml': '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>' },
    { code: 'document-type-declared', part: 'xl/worksheets/sheet1.xml' },
  ],
  ['an entity nobody declared', { 'xl/worksheets/sheet1.xml': '<worksheet>&b;</worksheet>' }, { code: 'damaged' }],
  [
    'a document type in the relations',
    { '_rels/.rels': '<!DOCTYPE x><Relationships/>' },
    { code: 'document-type-declared' },
  ],
  [
    'elements nested without end',
    { 'xl/worksheets/sheet1.xml': '<a>'.repeat(10_000) },
    { code: 'damaged', why: 'elements are nested too deeply' },
  ],
  [
    'a tag without end',
    { 'xl/worksheets/sheet1.xml': `<worksheet a="${'x'.repeat(1_000_000)}` },
    { code: 'cell-too-long' },
  ],
])('%s is refused', async (_, parts, refusal) => {
  expect(await refusalOf(await rawWorkbook(parts))).toMatchObject(refusal);
});

test.each<[string, string, object]>([
  [
    'the same row twice',
    '<row r="2"><c r="A2"><v>1</v></c></row><row r="2"/>',
    { code: 'damaged', place: { rowNumber: 2 } },
  ],
  ['a row that is no number', '<row r="zwei"/>', { code: 'damaged' }],
  [
    'the same cell twice',
    '<row r="1"><c r="B1"><v>1</v></c><c r="B1"><v>2</v></c></row>',
    { code: 'damaged', place: { address: 'B1' } },
  ],
  ['a cell that is none', '<row r="1"><c r="1B"><v>1</v></c></row>', { code: 'damaged' }],
  [
    'a number that is none',
    '<row r="3"><c r="C3"><v>12abc</v></c></row>',
    { code: 'damaged', place: { sheet: '表', rowNumber: 3, address: 'C3' } },
  ],
  [
    'a shared string that does not exist',
    '<row r="1"><c r="A1" t="s"><v>7</v></c></row>',
    { code: 'damaged', place: { address: 'A1' } },
  ],
  ['a value in row 1,048,577', '<row r="1048577"><c><v>1</v></c></row>', { code: 'too-many-rows', limit: 1_048_576 }],
  [
    'a value in column AMK',
    '<row r="1"><c r="AMK1"><v>1</v></c></row>',
    { code: 'too-many-columns', place: { address: 'AMK1' } },
  ],
])('%s is refused with its place', async (_, rows, refusal) => {
  const found = await refusalOf(await workbookOfRows(rows));
  expect(found).toMatchObject(refusal);
});

test('styled blank cells and rows beyond the limits are no reason to refuse', async () => {
  const path = await workbookOfRows(
    '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row><row r="1048577"><c s="1"/></row>',
  );
  expect(await refusalOf(path)).toBeNull();
});

test('a cell of 32,767 characters is read, one more is refused', async () => {
  const cell = (length: number) =>
    workbookOfRows(`<row r="1"><c r="A1" t="inlineStr"><is><t>${'字'.repeat(length)}</t></is></c></row>`);
  expect(await refusalOf(await cell(32_767))).toBeNull();
  const refusal = await refusalOf(await cell(32_768));
  expect(refusal).toMatchObject({ code: 'cell-too-long', limit: 32_767, place: { sheet: '表', address: 'A1' } });
  expect(refusalSentence(refusal!)).toBe('工作表“表”的 A1 单元格：单元格内容超过 32767 个字符，请缩短后再试。');
});

test('shared strings over their limit are refused', async () => {
  const path = await workbookOfRows('<row/>', {
    'xl/sharedStrings.xml': `<sst>${'<si><t/></si>'.repeat(1_000)}</sst>`,
  });
  expect(await refusalOf(path, { maxSharedStringsBytes: 3_999 })).toEqual({
    code: 'too-many-shared-strings',
    limitBytes: 3_999,
  });
  expect(await refusalOf(path, { maxSharedStringsBytes: 4_000 })).toBeNull();
});

test('a part that inflates beyond its bytes or its ratio is refused', async () => {
  const path = await workbookOfRows('<row/>'.repeat(100_000));
  expect(await refusalOf(path, { maxInflatedBytes: 100_000 })).toMatchObject({ code: 'inflates-too-far', by: 'bytes' });
  expect(await refusalOf(path, { inflateRatioFrom: 100_000, maxInflateRatio: 50 })).toMatchObject({
    code: 'inflates-too-far',
    by: 'ratio',
  });
});

test('too many zip entries or sheets are refused before they are listed', async () => {
  const parts = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`x${index}`, 'x']));
  expect(await refusalOf(await rawWorkbook(parts), { maxZipEntries: 40 })).toEqual({
    code: 'too-many-entries',
    limit: 40,
    found: 54,
  });
  const sheets = '<sheet name="x" r:id="s1"/>'.repeat(20);
  const path = await rawWorkbook({ 'xl/workbook.xml': `<workbook xmlns:r="x"><sheets>${sheets}</sheets></workbook>` });
  expect(await refusalOf(path, { maxSheets: 10 })).toMatchObject({ code: 'too-many-sheets' });
});

test('entry names that look like paths elsewhere are only names', async () => {
  const path = await rawWorkbook({
    'xl/worksheets/sheet1.xml': sheetXml('<row><c><v>1</v></c></row>'),
    'aa/bb/cc': 'x',
  });
  const bytes = readFileSync(path);
  for (let at = bytes.indexOf('aa/bb/cc'); at !== -1; at = bytes.indexOf('aa/bb/cc')) bytes.write('../../cc', at);
  expect(await readWhole(file('x.xlsx', bytes))).toMatchObject({ rows: [{ cells: [{ raw: '1' }] }], refusal: null });
});

test('a workbook cut short anywhere is refused, never read as if it were whole', async () => {
  let rows = '';
  for (let row = 1; row <= 3_000; row++)
    rows += `<row r="${row}"><c r="A${row}"><v>${(row * 7_919) % 10_007}</v></c></row>`;
  const whole = readFileSync(await workbookOfRows(rows));
  for (const part of [0.1, 0.5, 0.9, 0.99]) {
    const path = file('cut.xlsx', whole);
    truncateSync(path, Math.floor(whole.length * part));
    expect(await refusalOf(path)).toMatchObject({ code: 'damaged' });
  }
});

test('a flipped bit in the rows is refused', async () => {
  let rows = '';
  for (let row = 1; row <= 3_000; row++)
    rows += `<row r="${row}"><c r="A${row}"><v>${(row * 7_919) % 10_007}</v></c></row>`;
  const whole = readFileSync(await workbookOfRows(rows));
  const at = whole.indexOf('xl/worksheets/sheet1.xml') + 4_000;
  for (const bit of [1, 16, 128]) {
    const bytes = Buffer.from(whole);
    bytes[at] = bytes[at]! ^ bit;
    expect(await refusalOf(file('bit.xlsx', bytes))).toMatchObject({ code: 'damaged' });
  }
});

test('every refusal has a sentence that ends and says what to do', async () => {
  const place = { sheet: '表', rowNumber: 3, address: 'C3' };
  const refusals: SheetRefusal[] = [
    { code: 'too-many-rows', limit: 5, place: { ...place, address: null } },
    { code: 'too-many-columns', limit: 5, place },
    { code: 'too-many-shared-strings', limitBytes: 64 * 1024 ** 2 },
    { code: 'inflates-too-far', part: 'x', limit: 4 * 1024 ** 3, by: 'bytes' },
    { code: 'inflates-too-far', part: 'x', limit: 300, by: 'ratio' },
    { code: 'quote-not-closed', place: { ...place, address: null } },
    { code: 'encoding-broken', encoding: 'utf-8', place: { ...place, address: null } },
    { code: 'encoding-unknown', byteOffset: 0 },
    { code: 'too-many-entries', limit: 1, found: 2 },
    { code: 'too-many-sheets', limit: 1, found: 2 },
    { code: 'document-type-declared', part: 'x' },
    { code: 'damaged', part: 'x', why: 'y', place: null },
  ];
  for (const refusal of refusals) expect(refusalSentence(refusal)).toMatch(/请.+。$/);
  const english = refusals.map(refusalSentenceEn);
  for (const sentence of english) expect(sentence.replaceAll('表', '')).toMatch(/^[^\u3000-\uffef]+\.$/);
  expect(english[1]).toBe('Sheet “表”, cell C3: More than 5 columns. Delete what stands on the right.');
  expect(refusalSentence(refusals[0]!)).toBe('工作表“表”第 3 行：行数超过上限 5 行，请拆分成几个文件后再试。');
});

test('opening fails as an error, not a refusal, when the disk does', async () => {
  const opened = openSheets(`${file('x.csv', 'a')}/inside.csv`);
  await expect(opened).rejects.toThrow();
});
