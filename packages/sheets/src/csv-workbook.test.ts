import { writeFileSync } from 'node:fs';
import iconv from 'iconv-lite';
import { afterAll, expect, test } from 'vitest';
import { openSheets } from './open-sheets.ts';
import { newPath, readWhole, removeMadeFiles } from './raw-workbook.fixture.ts';

afterAll(removeMadeFiles);

function csv(content: string | Buffer): string {
  const path = newPath('名单.csv');
  writeFileSync(path, content);
  return path;
}

async function rowsOf(content: string | Buffer) {
  const { rows, refusal } = await readWhole(csv(content));
  expect(refusal).toBeNull();
  return rows.map(({ rowNumber, cells }) => [rowNumber, ...cells]);
}

async function understanding(content: string | Buffer) {
  const opened = await openSheets(csv(content));
  return opened.ok ? opened.value.csv : opened.refusal;
}

const TEXT = '姓名,证件号码\r\n王秀英,999901198001010017\r\n';
const ROWS = [
  [1, '姓名', '证件号码'],
  [2, '王秀英', '999901198001010017'],
];

test.each([
  ['UTF-8', Buffer.from(TEXT), 'utf-8'],
  ['UTF-8 with its mark', Buffer.from(`\ufeff${TEXT}`), 'utf-8'],
  ['GBK', iconv.encode(TEXT, 'gbk'), 'gb18030'],
  ['GB18030 with a mark', iconv.encode(`\ufeff${TEXT}`, 'gb18030'), 'gb18030'],
  ['UTF-16 of Excel’s “Unicode text”', Buffer.from(`\ufeff${TEXT}`, 'utf16le'), 'utf-16le'],
  ['UTF-16, the other order', Buffer.from(`\ufeff${TEXT}`, 'utf16le').swap16(), 'utf-16be'],
])('a file in %s is read without a wrong character', async (_, content, encoding) => {
  expect(await understanding(content)).toEqual({ encoding, delimiter: ',' });
  expect(await rowsOf(content)).toEqual(ROWS);
});

test('the encoding is told by the first Chinese characters, however far down they stand', async () => {
  const ascii = 'name,id\r\n'.repeat(100_000);
  for (const [encoding, found] of [
    ['gbk', 'gb18030'],
    ['utf8', 'utf-8'],
  ] as const) {
    const content = Buffer.concat([Buffer.from(ascii), iconv.encode('王秀英,1\r\n', encoding)]);
    expect(await understanding(content)).toMatchObject({ encoding: found });
    const rows = await rowsOf(content);
    expect(rows.at(-1)).toEqual([100_001, '王秀英', '1']);
  }
});

test('short GBK text whose bytes could be UTF-8 is GBK', async () => {
  expect(await rowsOf(iconv.encode('级,拢\n', 'gbk'))).toEqual([[1, '级', '拢']]);
});

test('a rare name outside GBK survives in GB18030', async () => {
  expect(await rowsOf(iconv.encode('𠮷田,冮山\n', 'gb18030'))).toEqual([[1, '𠮷田', '冮山']]);
});

test('bytes that change encoding half-way are refused with the row, never guessed', async () => {
  const content = Buffer.concat([Buffer.from('王秀英,1\n'.repeat(150_000)), iconv.encode('李军,2\n', 'gbk')]);
  const { rows, refusal } = await readWhole(csv(content));
  expect(refusal).toMatchObject({ code: 'encoding-broken', encoding: 'utf-8' });
  expect(rows.length).toBeLessThanOrEqual(150_000);
});

test('bytes that are text in no known encoding are refused', async () => {
  expect(await understanding(Buffer.from([0x61, 0x2c, 0xff, 0xff, 0xff, 0x0a]))).toEqual({
    code: 'encoding-unknown',
    byteOffset: 2,
  });
});

test.each([
  [',', 'a,b;c,d\n1,2,3\n'],
  [';', 'a;b;c\n1,5;2;3\n'],
  ['\t', 'a\tb\tc,d\n1\t2\t3\n'],
  [',', '"a;b;c;d",e\n1,2\n'],
  [',', '只有一列\n'],
])('the delimiter %j is found', async (delimiter, content) => {
  expect(await understanding(content)).toMatchObject({ delimiter });
});

test('Excel’s line sep=; settles the delimiter and is no row', async () => {
  expect(await rowsOf('sep=;\r\na;b,c\r\n1;2\r\n')).toEqual([
    [1, 'a', 'b,c'],
    [2, '1', '2'],
  ]);
});

test('quotes, line breaks within them, ragged rows and blank lines are read as Excel shows them', async () => {
  expect(await rowsOf('a,"b ""c"" d","e\r\nf"\r\n\r\n1\r\n,,\r\n 2 ,3,4,5,,\n6\r7')).toEqual([
    [1, 'a', 'b "c" d', 'e\r\nf'],
    [3, '1'],
    [5, ' 2 ', '3', '4', '5'],
    [6, '6'],
    [7, '7'],
  ]);
});

test('="…" cells become their text, quoted or not, and a guarding apostrophe is taken off', async () => {
  expect(
    await rowsOf('="999901198001010017","=""0012""","=""a,""""b""""""",\'=1+1,\'-5,\'王,\'\'=x,=A1,=""\n'),
  ).toEqual([[1, '999901198001010017', '0012', 'a,"b"', '=1+1', '-5', "'王", "'=x", '=A1']]);
});

test('trailing and scattered NUL characters are dropped', async () => {
  expect(await rowsOf(Buffer.concat([Buffer.from('王,1\r\n李\0,2\r\n'), Buffer.alloc(5_000)]))).toEqual([
    [1, '王', '1'],
    [2, '李', '2'],
  ]);
});

test('a quote that is never closed is refused where it opens', async () => {
  const { rows, refusal } = await readWhole(csv(`a,b\n1,"2\n${'3,4\n'.repeat(1_000)}`));
  expect(refusal).toEqual({
    code: 'quote-not-closed',
    place: { sheet: expect.any(String), rowNumber: 2, address: null },
  });
  expect(rows.map(({ rowNumber }) => rowNumber)).toEqual([]);
});

test('limits name the cell', async () => {
  const limits = { maxCellChars: 5, maxColumns: 3, maxRowsCsv: 2 };
  const refusalOf = async (content: string) => (await readWhole(csv(content), { limits })).refusal;
  expect(await refusalOf('a\nb,123456\n')).toMatchObject({ code: 'cell-too-long', place: { address: 'B2' } });
  expect(await refusalOf('a,b,c,d\n')).toMatchObject({ code: 'too-many-columns', place: { address: 'D1' } });
  expect(await refusalOf('a,b,c,\n')).toBeNull();
  expect(await refusalOf('a\nb\nc\n')).toMatchObject({ code: 'too-many-rows', place: { rowNumber: 3 } });
});

test('rows before an unreadable one still arrive in their batches', async () => {
  const path = csv(`${'1,2\n'.repeat(2_000)}3,"4\n`);
  const { rows, refusal } = await readWhole(path);
  expect(refusal).toMatchObject({ code: 'quote-not-closed', place: { rowNumber: 2_001 } });
  expect(rows.length).toBe(2_000);
});

test('reading may stop early and leaves nothing open', async () => {
  const opened = await openSheets(csv('1,2\n'.repeat(300_000)));
  if (!opened.ok) throw new Error(JSON.stringify(opened));
  let batches = 0;
  for await (const _ of opened.value.sheets[0]!.rows()) if (++batches === 3) break;
  expect(batches).toBe(3);
  const controller = new AbortController();
  const read = async () => {
    for await (const _ of opened.value.sheets[0]!.rows({ signal: controller.signal })) {
      controller.abort(new Error('cancelled by the clerk'));
    }
  };
  await expect(read()).rejects.toThrow('cancelled by the clerk');
});
