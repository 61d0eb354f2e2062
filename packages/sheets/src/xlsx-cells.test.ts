import { Readable } from 'node:stream';
import { afterAll, expect, test } from 'vitest';
import { type Cell, dayOfSerial, textOf } from './cell.ts';
import { openSheets } from './open-sheets.ts';
import { firstRow, rawWorkbook, readWhole, removeMadeFiles, sheetXml, workbookOfRows } from './raw-workbook.fixture.ts';

afterAll(removeMadeFiles);

const STYLES =
  '<styleSheet><numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts>' +
  '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>' +
  '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/><xf numFmtId="10"/></cellXfs></styleSheet>';
const STRINGS =
  '<sst><si><t>张三</t></si><si><r><t>青石</t></r><r><rPr><b/></rPr><t xml:space="preserve"> 县</t></r>' +
  '<rPh sb="0" eb="2"><t>qīngshí</t></rPh></si><si><t/></si><si><t>a_x000D_\nb_x005F_x0041_</t></si></sst>';

async function cellsOf(cells: string): Promise<readonly Cell[]> {
  const parts = { 'xl/styles.xml': STYLES, 'xl/sharedStrings.xml': STRINGS };
  return firstRow(await workbookOfRows(`<row r="1">${cells}</row>`, parts));
}

const number = (raw: string) => ({ kind: 'number', raw, value: Number(raw), formula: false });

test.each<[string, string, unknown]>([
  ['a shared string', '<c r="A1" t="s"><v>0</v></c>', '张三'],
  ['rich text, without its phonetic guide', '<c r="A1" t="s"><v>1</v></c>', '青石 县'],
  ['a carriage return and an escaped underscore', '<c r="A1" t="s"><v>3</v></c>', 'a\r\nb_x0041_'],
  ['an inline string', '<c r="A1" t="inlineStr"><is><t> 前后 </t></is></c>', ' 前后 '],
  [
    'inline rich text',
    '<c r="A1" t="inlineStr"><is><r><t>甲</t></r><r><t>乙</t></r><rPh><t>x</t></rPh></is></c>',
    '甲乙',
  ],
  ['entities and CDATA', '<c r="A1" t="inlineStr"><is><t>&lt;&#x4E2D;&amp;<![CDATA[<国>]]></t></is></c>', '<中&<国>'],
  ['an ID stored as a number', '<c r="A1"><v>4.2088219630512E+17</v></c>', number('4.2088219630512E+17')],
  ['a number said to be one', '<c r="A1" t="n" s="0"><v> 12.50 </v></c>', number('12.50')],
  ['a truth', '<c r="A1" t="b"><v>1</v></c>', { kind: 'boolean', value: true, formula: false }],
  ['an error', '<c r="A1" t="e"><v>#N/A</v></c>', { kind: 'error', error: '#N/A', formula: false }],
  ['a computed number', '<c r="A1"><f>1+1</f><v>2</v></c>', { ...number('2'), formula: true }],
  ['a computed text', '<c r="A1" t="str"><f>A2</f><v>是</v></c>', { kind: 'text', text: '是', formula: true }],
  ['a text without formula as some programs write it', '<c r="A1" t="str"><v>是</v></c>', '是'],
  ['a shared formula not computed', '<c r="A1"><f t="shared" si="0"/></c>', { kind: 'uncomputed', formula: true }],
])('%s is read as it was stored', async (_, xml, expected) => {
  const [cell] = await cellsOf(xml);
  if (typeof expected === 'object') expect(cell).toMatchObject(expected as object);
  else expect(cell).toBe(expected);
});

test('a date is known by its style, and a style of the named kind is not mistaken for one of a cell', async () => {
  const [day, month, percent, plain] = await cellsOf(
    '<c r="A1" s="1"><v>42370</v></c><c r="B1" s="2"><v>42370</v></c><c r="C1" s="3"><v>0.125</v></c><c r="D1" s="0"><v>42370</v></c>',
  );
  expect([day, month, percent, plain].map(textOf)).toEqual(['2016-01-01', '2016-01', '12.5%', '42370']);
  expect(day).toMatchObject({ kind: 'date', serial: 42_370, raw: '42370' });
  expect(plain).toMatchObject({ kind: 'number' });
});

test('ISO dates of strict workbooks are dates', async () => {
  const [day, moment, none] = await cellsOf(
    '<c r="A1" t="d"><v>2016-01-01</v></c><c r="B1" t="d"><v>2016-01-01T12:00:00</v></c><c r="C1" t="d"><v>2016年</v></c>',
  );
  expect([day, moment, none].map(textOf)).toEqual(['2016-01-01', '2016-01-01 12:00:00', '2016年']);
});

test('a workbook that counts from 1904 gives the same days', async () => {
  const path = await workbookOfRows('<row r="1"><c r="A1" s="1"><v>40908</v></c></row>', {
    'xl/styles.xml': STYLES,
    'xl/workbook.xml':
      '<workbook xmlns:r="x"><workbookPr date1904="1"/><sheets><sheet name="表" sheetId="1" r:id="s1"/></sheets></workbook>',
  });
  const [cell] = await firstRow(path);
  expect(cell).toMatchObject({ kind: 'date', serial: 42_370, raw: '40908' });
  expect(dayOfSerial(42_370)).toBe('2016-01-01');
});

test('rows and cells without references stand where they follow, sparse ones where they say', async () => {
  const path = await workbookOfRows(
    '<row><c><v>1</v></c><c/><c t="inlineStr"><is><t>三</t></is></c></row>' +
      '<row r="5"><c r="D5"><v>4</v></c><c><v>5</v></c></row><row><c><v>6</v></c></row>',
  );
  const { rows } = await readWhole(path);
  expect(rows.map(({ rowNumber, cells }) => [rowNumber, cells.map(textOf)])).toEqual([
    [1, ['1', '', '三']],
    [5, ['', '', '', '4', '5']],
    [6, ['6']],
  ]);
});

test('blank rows and styled blank cells are not given, and the row ends at its last value', async () => {
  const path = await workbookOfRows(
    '<row r="1"><c r="A1" s="1"/></row><row r="2"/><row r="3"><c r="B3" t="inlineStr"><is><t/></is></c></row>' +
      '<row r="4"><c r="B4"><v>1</v></c><c r="Z4" s="1"/></row>',
  );
  const { rows } = await readWhole(path);
  expect(rows).toMatchObject([{ rowNumber: 4, cells: [null, { raw: '1' }] }]);
});

test('namespace prefixes, a byte order mark and UTF-16 are read', async () => {
  const prefixed =
    '\ufeff<?xml version="1.0"?><x:worksheet xmlns:x="m" xmlns:y="n"><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr">' +
    '<x:is><x:t>甲</x:t></x:is></x:c><y:c r="B1"/></x:row></x:sheetData></x:worksheet>';
  expect(await firstRow(await rawWorkbook({ 'xl/worksheets/sheet1.xml': prefixed }))).toEqual(['甲']);
  const utf16 = Buffer.from(
    `\ufeff${sheetXml('<row><c t="inlineStr"><is><t>乙</t></is></c></row>').replace('UTF-8', 'UTF-16')}`,
    'utf16le',
  );
  expect(await firstRow(await rawWorkbook({ 'xl/worksheets/sheet1.xml': utf16 }))).toEqual(['乙']);
});

test('zip64 archives, and sizes that stand behind their data, are read', async () => {
  const rows = () => Readable.from([Buffer.from(sheetXml('<row><c><v>1</v></c></row>'))]);
  for (const zip64 of [true, false]) {
    const path = await rawWorkbook({ 'xl/worksheets/sheet1.xml': rows }, zip64);
    expect(await firstRow(path)).toMatchObject([{ raw: '1' }]);
  }
});

test('hidden sheets are flagged, chart sheets left out, and parts are found wherever the relations point', async () => {
  const path = await rawWorkbook({
    '_rels/.rels':
      '<Relationships><Relationship Id="r" Type="x/officeDocument" Target="/book/main.xml"/></Relationships>',
    'book/main.xml':
      '<workbook xmlns:r="x"><sheets><sheet name="贫困户" r:id="a"/><sheet name="代码" state="hidden" r:id="b"/>' +
      '<sheet name="图" r:id="c"/><sheet name="底稿" state="veryHidden" r:id="d"/></sheets></workbook>',
    'book/_rels/main.xml.rels':
      '<Relationships><Relationship Id="a" Type="x/worksheet" Target="../Tables/One.xml"/>' +
      '<Relationship Id="b" Type="x/worksheet" Target="\\Tables\\two.xml"/>' +
      '<Relationship Id="c" Type="x/chartsheet" Target="chart.xml"/>' +
      '<Relationship Id="d" Type="x/worksheet" Target="/tables/two.xml"/></Relationships>',
    'tables/one.xml': sheetXml('<row><c><v>1</v></c></row>'),
    'tables/two.xml': sheetXml(''),
  });
  const opened = await openSheets(path);
  if (!opened.ok) throw new Error(JSON.stringify(opened));
  expect(opened.value.sheets.map(({ name, visibility }) => [name, visibility])).toEqual([
    ['贫困户', 'visible'],
    ['代码', 'hidden'],
    ['底稿', 'veryHidden'],
  ]);
  for (const sheet of opened.value.sheets) for await (const batch of sheet.rows()) expect(batch.ok).toBe(true);
  await opened.value.close();
});

test('a header of two levels is peeked with the merges that stand behind all rows', async () => {
  const text = (reference: string, value: string) => `<c r="${reference}" t="inlineStr"><is><t>${value}</t></is></c>`;
  const many = Array.from(
    { length: 20_000 },
    (_, index) => `<row r="${index + 3}"><c r="A${index + 3}"><v>1</v></c></row>`,
  );
  const path = await rawWorkbook({
    'xl/worksheets/sheet1.xml': sheetXml(
      `<row r="1">${text('A1', '姓名')}${text('B1', '收入')}</row><row r="2">${text('B2', '工资')}${text('C2', '经营')}</row>${many.join('')}`,
      '<mergeCells count="3"><mergeCell ref="A1:A2"/><mergeCell  ref = \'B1:C1\' /><mergeCell ref="A900:B900"/></mergeCells>',
    ),
  });
  const opened = await openSheets(path);
  if (!opened.ok) throw new Error(JSON.stringify(opened));
  const head = await opened.value.sheets[0]!.peek(2);
  expect(head).toEqual({
    ok: true,
    value: {
      rows: [
        { rowNumber: 1, cells: ['姓名', '收入'] },
        { rowNumber: 2, cells: [null, '工资', '经营'] },
      ],
      merges: [
        { firstRow: 1, lastRow: 2, firstColumn: 0, lastColumn: 0 },
        { firstRow: 1, lastRow: 1, firstColumn: 1, lastColumn: 2 },
      ],
    },
  });
  await opened.value.close();
});

test('values below a long run of formatted blank rows are found, in the right rows', async () => {
  const blank = (from: number, to: number) => {
    let xml = '';
    for (let row = from; row <= to; row++) xml += `<row r="${row}"><c r="A${row}" s="1"/><c r="B${row}" s="1"/></row>`;
    return xml;
  };
  const path = await workbookOfRows(
    `<row r="1"><c r="A1"><v>1</v></c></row>${blank(2, 40_000)}<row r="40001" spans="1:2"><c r="A40001" s="1"/>` +
      `<c r="B40001" t="inlineStr"><is><t>王秀英</t></is></c></row>${blank(40_002, 90_000)}<row r="90001"><c r="A90001"><f t="shared" si="1"/></c></row>${blank(90_002, 99_000)}`,
  );
  const { rows, refusal } = await readWhole(path);
  expect(refusal).toBeNull();
  expect(rows.map(({ rowNumber, cells }) => [rowNumber, cells.length])).toEqual([
    [1, 1],
    [40_001, 2],
    [90_001, 1],
  ]);
  expect(rows[1]!.cells[1]).toBe('王秀英');
});

test('skipping blank rows and parsing them give the same rows', async () => {
  let xml = '';
  for (let row = 1; row <= 30_000; row++) {
    const value = row % 7_001 === 0 ? `<c r="C${row}"><v>${row}</v></c>` : '';
    xml += `<row r="${row}" ht="15"><c r="A${row}" s="1"/>${value}</row>\n`;
  }
  const path = await workbookOfRows(xml);
  const parsed = await readWhole(path, { limits: { skipAfterBlankRows: 1_000_000 } });
  const skipped = await readWhole(path, { limits: { skipAfterBlankRows: 10 } });
  expect(parsed.rows.map(({ rowNumber }) => rowNumber)).toEqual([7_001, 14_002, 21_003, 28_004]);
  expect(skipped).toEqual(parsed);
});

test('rows arrive in batches and a reader may stop early, or read again', async () => {
  let xml = '';
  for (let row = 1; row <= 20_000; row++) xml += `<row r="${row}"><c r="A${row}"><v>${row}</v></c></row>`;
  const opened = await openSheets(await workbookOfRows(xml));
  if (!opened.ok) throw new Error(JSON.stringify(opened));
  const [sheet] = opened.value.sheets;
  let batches = 0;
  for await (const _ of sheet!.rows({ batchRows: 100 })) if (++batches === 2) break;
  const progress: number[] = [];
  let rows = 0;
  for await (const batch of sheet!.rows({ onProgress: (p) => progress.push(p.bytesRead / p.bytesTotal) })) {
    if (batch.ok) rows += batch.value.length;
  }
  expect([batches, rows, progress.at(-1)]).toEqual([2, 20_000, 1]);
  expect(progress).toEqual([...progress].sort((a, b) => a - b));
  await opened.value.close();
});

test('a reader who gives up gets the reason that was given', async () => {
  const opened = await openSheets(await workbookOfRows('<row><c><v>1</v></c></row>'));
  if (!opened.ok) throw new Error(JSON.stringify(opened));
  const signal = AbortSignal.abort(new Error('cancelled by the clerk'));
  await expect(opened.value.sheets[0]!.rows({ signal }).next()).rejects.toThrow('cancelled by the clerk');
  await opened.value.close();
});
