import { existsSync, readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { calendarDate, refuse } from '@daohu/kernel';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { type Cell, textOf } from './cell.ts';
import { newPath, readWhole, removeMadeFiles } from './raw-workbook.fixture.ts';
import { writeCsv } from './write-csv.ts';
import { sheetNames, writeXlsx } from './write-xlsx.ts';
import type { WritableCell } from './writing.ts';

afterAll(removeMadeFiles);

/** Texts that have broken spreadsheets: formulas, guards, quotes, escapes, spaces, rare characters, delimiters. */
const hostileText = fc.oneof(
  fc.constantFrom(
    '=1+1',
    '+86',
    '-5',
    '@sum',
    "'=x",
    "''-",
    "'王",
    '="0012"',
    '_x000D_',
    '_x0041_b',
    ' 前 ',
    'a\r\nb',
    '\tx',
    '"',
    '""',
    'a,b;c\td',
    '𠮷',
    '冮',
    "=cmd|' /C calc'!A0",
    '＝1',
    'sep=;',
    '\u0001',
    '\ufffe',
    '<&>"',
    ']]>',
    '清空',
    '0012',
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
);
const text = hostileText.filter((value) => !/[\0\ufeff]|\p{Surrogate}/u.test(value));
/** Private places that GB 18030-2022 has given to characters of their own: written as the one, they are read as the other. */
const SINCE_ASSIGNED = /[\ue5e5\ue78d-\ue796\ue81e\ue826\ue82b\ue82c\ue832\ue843\ue854\ue864]/u;
const rowsOf = <T>(cell: fc.Arbitrary<T>) =>
  fc.array(fc.array(cell, { maxLength: 6 }), { minLength: 1, maxLength: 12 });

/** What reading gives for rows that were written: without blank rows, and each up to its last value. */
function asRead(rows: readonly (readonly Cell[])[], firstRow: number) {
  return rows
    .map((cells, index) => {
      const filled = cells.map((cell) => (cell === '' ? null : cell));
      while (filled.length > 0 && filled.at(-1) === null) filled.pop();
      return { rowNumber: firstRow + index, cells: filled };
    })
    .filter(({ cells }) => cells.length > 0);
}

describe('whatever is written is read back equal', () => {
  test('from a workbook', async () => {
    await fc.assert(
      fc.asyncProperty(rowsOf(fc.option(text)), async (rows) => {
        const path = newPath('round.xlsx');
        await writeXlsx(path, [{ name: '表', rows: [rows] }]);
        expect(await readWhole(path)).toEqual({ rows: asRead(rows, 1), refusal: null });
      }),
      { numRuns: 60 },
    );
  });

  test.each(['utf-8', 'gb18030'] as const)('from CSV in %s, identifiers wrapped or not', async (encoding) => {
    const encodable = encoding === 'utf-8' ? text : text.filter((value) => !SINCE_ASSIGNED.test(value));
    await fc.assert(
      fc.asyncProperty(rowsOf(fc.option(encodable)), fc.boolean(), async (rows, excelText) => {
        const path = newPath('round.csv');
        const columns = [{ header: '证件号码', identifier: true }, { header: '姓名' }];
        await writeCsv(path, { columns, rows: [rows] }, { encoding, excelText });
        const header = { rowNumber: 1, cells: ['证件号码', '姓名'] };
        expect(await readWhole(path)).toEqual({ rows: [header, ...asRead(rows, 2)], refusal: null });
      }),
      { numRuns: 60 },
    );
  });

  test('numbers, truths and days', async () => {
    const path = newPath('kinds.xlsx');
    const row: WritableCell[] = [
      12.5,
      true,
      { kind: 'day', day: calendarDate('2016-01-01') },
      { kind: 'day', day: calendarDate('1899-01-01') },
      -0.1,
      1e21,
    ];
    await writeXlsx(path, [{ name: '表', rows: [[row]] }]);
    const { rows } = await readWhole(path);
    expect(rows[0]!.cells.map(textOf)).toEqual([
      '12.5',
      'TRUE',
      '2016-01-01',
      '1899-01-01',
      '-0.1',
      '1000000000000000000000',
    ]);
    expect(rows[0]!.cells[2]).toMatchObject({ kind: 'date', serial: 42_370 });
    const again = newPath('again.xlsx');
    await writeXlsx(again, [{ name: '表', rows: [rows.map(({ cells }) => cells)] }]);
    expect((await readWhole(again)).rows).toEqual(rows);
  });
});

test('a text that looks like a formula is text to Excel too, and an ID keeps its digits', async () => {
  const path = newPath('guard.xlsx');
  await writeXlsx(path, [{ name: '表', rows: [[['=HYPERLINK("http://x")', '999901198001010017', '-1']]] }]);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(path);
  const row = workbook.getWorksheet('表')!.getRow(1);
  expect([1, 2, 3].map((column) => row.getCell(column).type)).toEqual(Array(3).fill(ExcelJS.ValueType.String));
  expect(row.getCell(2).value).toBe('999901198001010017');
  expect(row.getCell(2).numFmt).toBe('@');
});

test('header, freeze pane, widths, notes, marks and a second sheet are what another program reads', async () => {
  const path = newPath('full.xlsx');
  const outcome = await writeXlsx(path, [
    {
      name: '被拒绝的行',
      columns: [{ header: '姓名', width: 20, note: '与身份证一致' }, { header: '证件号码' }],
      rows: [[['王秀英', { kind: 'noted', cell: '9999', note: '不足18位\n请核对', marked: true }]]],
      notes: true,
    },
    { name: '被拒绝的行', rows: [[['x', { kind: 'noted', cell: null, marked: true }]]] },
  ]);
  expect(outcome).toEqual({ ok: true, value: { rows: 2 } });
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(path);
  expect(workbook.worksheets.map(({ name }) => name)).toEqual(['被拒绝的行', '被拒绝的行 (2)']);
  const sheet = workbook.worksheets[0]!;
  expect(sheet.getCell('A1')).toMatchObject({ value: '姓名', font: { bold: true } });
  expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
  expect(sheet.getColumn(1).width).toBe(20);
  expect(JSON.stringify(sheet.getCell('A1').note)).toContain('与身份证一致');
  expect(JSON.stringify(sheet.getCell('B2').note)).toContain('请核对');
  expect(sheet.getCell('B2').fill).toMatchObject({ pattern: 'solid', fgColor: { argb: 'FFFFC7CE' } });
});

test('a workbook of another program is read as it reads it itself', async () => {
  const path = newPath('exceljs.xlsx');
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('人员');
  sheet.addRow(['姓名', '收入', '识别时间', '是否', '合计', '备注']);
  sheet.addRow([
    '王秀英',
    2952.1,
    new Date(Date.UTC(2016, 0, 1)),
    true,
    { formula: 'B2*2', result: 5904.2 },
    { richText: [{ text: '甲' }, { text: '乙' }] },
  ]);
  sheet.getCell('C2').numFmt = 'yyyy"年"m"月"d"日"';
  sheet.addRow([]);
  sheet.addRow([null, { error: '#N/A' }, { formula: 'A1', result: '姓名' }]);
  sheet.mergeCells('A1:A2');
  await workbook.xlsx.writeFile(path);
  const { rows, refusal } = await readWhole(path);
  expect(refusal).toBeNull();
  expect(rows.map(({ rowNumber, cells }) => [rowNumber, ...cells.map(textOf)])).toEqual(
    [
      [1, '姓名', '收入', '识别时间', '是否', '合计', '备注'],
      [2, '姓名', '2952.1', '2016-01-01', 'TRUE', '5904.2', '甲乙'],
      [4, '', '#N/A', '姓名'],
    ].map((row) => (row[0] === 2 ? [2, ...rows[1]!.cells.slice(0, 1).map(textOf), ...row.slice(2)] : row)),
  );
  expect(rows[1]!.cells[4]).toMatchObject({ kind: 'number', formula: true });
});

test('what Excel cannot hold is refused while writing, and no file appears', async () => {
  const path = newPath('too-much.xlsx');
  const refused = await writeXlsx(path, [{ name: '表', rows: [[['x'.repeat(32_768)]]] }]);
  expect(refused).toEqual(
    refuse({ code: 'cell-too-long', limit: 32_767, place: { sheet: '表', rowNumber: 1, address: 'A1' } }),
  );
  const failing = async function* () {
    yield [['x']];
    throw new Error('the database is gone');
  };
  await expect(writeXlsx(path, [{ name: '表', rows: failing() }])).rejects.toThrow('the database is gone');
  await expect(writeCsv(path, { rows: failing() })).rejects.toThrow('the database is gone');
  expect(existsSync(path)).toBe(false);
  expect(readdirSync(dirname(path)).filter((name) => name.endsWith('.part'))).toEqual([]);
});

test('writing that is cancelled ends its rows and leaves no file', async () => {
  const path = newPath('cancelled.xlsx');
  const controller = new AbortController();
  let ended = false;
  const endless = async function* () {
    try {
      for (let row = 0; ; row++) {
        if (row === 200) controller.abort(new Error('cancelled by the clerk'));
        await new Promise(setImmediate);
        yield Array.from({ length: 100 }, () => ['王秀英', `${row}`]);
      }
    } finally {
      ended = true;
    }
  };
  await expect(writeXlsx(path, [{ name: '表', rows: endless() }], { signal: controller.signal })).rejects.toThrow();
  await expect.poll(() => ended).toBe(true);
  expect(existsSync(path)).toBe(false);
});

test('the same rows give the same file', async () => {
  const paths = [newPath('a.xlsx'), newPath('b.xlsx')];
  for (const path of paths) await writeXlsx(path, [{ name: '表', rows: [[['王秀英', 1]]] }]);
  const [one, two] = await Promise.all(paths.map(async (path) => (await import('node:fs/promises')).readFile(path)));
  expect(one!.equals(two!)).toBe(true);
});

test('sheet names are made as Excel wants them', () => {
  expect(sheetNames(['a/b', '', "'x'", 'A B', '王'.repeat(40), '王'.repeat(40)])).toEqual([
    'a b',
    'Sheet',
    'x',
    'A B (2)',
    '王'.repeat(31),
    `${'王'.repeat(27)} (2)`,
  ]);
});
