import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import type { Cell, SheetRow } from './cell.ts';
import { openSheets } from './open-sheets.ts';
import { packRows, unpackRows } from './packed-rows.ts';
import { rawWorkbook, readWhole, removeMadeFiles, sheetXml, workbookOfRows } from './raw-workbook.fixture.ts';
import { refusalSentence } from './refusal-sentences.zh-cn.ts';

afterAll(removeMadeFiles);

const APART = { apartFromBytes: 0 };
const IN_PLACE = { apartFromBytes: Number.POSITIVE_INFINITY };

const ROWS = Array.from(
  { length: 3_000 },
  (_, i) =>
    `<row r="${i + 1}"><c t="s"><v>${i % 2}</v></c><c/><c><v>${i / 4}</v></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c>` +
    `<c t="str"><f>A1</f><v>户${i}</v></c><c t="inlineStr"><is><t>李四</t></is></c></row>`,
).join('');
const STRINGS = { 'xl/sharedStrings.xml': '<sst><si><t>张三</t></si><si><t>王五</t></si></sst>' };

async function opened(path: string) {
  const outcome = await openSheets(path, APART);
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.value;
}

test('a workbook read in a thread of its own gives the very rows that it gives in place', async () => {
  const path = await workbookOfRows(ROWS, STRINGS);
  const apart = await readWhole(path, { ...APART, batchRows: 100 });
  expect(apart.rows).toHaveLength(3_000);
  expect(apart).toEqual(await readWhole(path, IN_PLACE));
});

test('its name, its visibility and its first rows are known before the rest is read', async () => {
  const path = await workbookOfRows(ROWS, STRINGS);
  const workbook = await opened(path);
  const [sheet] = workbook.sheets;
  expect(sheet).toMatchObject({ name: '表', visibility: 'visible' });
  const head = await sheet!.peek(3);
  expect(head).toMatchObject({ ok: true, value: { rows: [{ rowNumber: 1 }, { rowNumber: 2 }, { rowNumber: 3 }] } });
  await workbook.close();
});

test('a refusal in the thread names the cell as one in place does', async () => {
  const path = await workbookOfRows(
    `<row r="7"><c r="C7" t="inlineStr"><is><t>${'长'.repeat(40_000)}</t></is></c></row>`,
  );
  const { refusal } = await readWhole(path, APART);
  expect(refusal && refusalSentence(refusal)).toMatch(/^工作表“表”的 C7 单元格：/);
  const damaged = await openSheets(await rawWorkbook({ 'xl/workbook.xml': '<workbook>' }), APART);
  expect(damaged).toMatchObject({ ok: false, refusal: { code: 'damaged', part: 'xl/workbook.xml' } });
});

test('reading that is cancelled, left or closed ends, and does not look like the end of the file', async () => {
  const path = await workbookOfRows(ROWS, STRINGS);
  const workbook = await opened(path);
  const stop = new AbortController();
  const cancelled = async () => {
    for await (const _ of workbook.sheets[0]!.rows({ batchRows: 100, signal: stop.signal })) {
      stop.abort(new Error('cancelled'));
    }
  };
  await expect(cancelled()).rejects.toThrow('cancelled');

  let batches = 0;
  for await (const _ of workbook.sheets[0]!.rows({ batchRows: 100 })) if (++batches === 2) break;
  expect(batches).toBe(2);

  const closed = async () => {
    for await (const _ of workbook.sheets[0]!.rows({ batchRows: 100 })) await workbook.close();
  };
  await expect(closed()).rejects.toThrow('closed while it was being read');
});

test('rows that crossed to another thread are the rows that were sent', () => {
  const cell: fc.Arbitrary<Cell> = fc.oneof(
    fc.constant(null),
    fc.string({ unit: 'binary' }),
    fc.string(),
    fc.constant({ kind: 'boolean', value: true, formula: false } as const),
    fc.record({ kind: fc.constant('error' as const), error: fc.string(), formula: fc.boolean() }),
  );
  const row: fc.Arbitrary<SheetRow> = fc.record({ rowNumber: fc.nat(10_000_000), cells: fc.array(cell) });
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      expect(unpackRows(structuredClone(packRows(rows)))).toEqual(rows);
    }),
  );
});

test('a small workbook is read in place, where no thread has to start first', async () => {
  const path = await rawWorkbook({ 'xl/worksheets/sheet1.xml': sheetXml('<row><c><v>1</v></c></row>') });
  const outcome = await openSheets(path);
  expect(outcome.ok && outcome.value.sheets[0]?.constructor.name).toBe('XlsxSheet');
});
