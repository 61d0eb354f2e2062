/**
 * Reading and writing files of rows: 200,000 rows of 27 columns, as the register's list of persons has them. Prints
 * rows per second and peak memory of each reader in a process of its own, and the ratio to exceljs streaming the same
 * file in the same run.
 *
 *   npx tsx bench/read-sheets.ts [rows]
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openSheets, textOf, writeCsv, writeXlsx } from '@daohu/sheets';
import ExcelJS from 'exceljs';

const COLUMNS = 27;
const BATCH = 500;
const ROUNDS = 3;

/** Invented rows: many values come again and again, names and identifiers do not. */
function* inventedRows(count: number): Generator<(string | number)[][]> {
  let state = 20_161_013;
  const next = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state % below;
  };
  const surnames = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗';
  const given = '伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰';
  const words = [
    '是',
    '否',
    '因病',
    '因残',
    '缺技术',
    '小学',
    '初中',
    '汉族',
    '一般贫困户',
    '普通劳动力',
    '长期慢性病',
  ];
  for (let from = 0; from < count; from += BATCH) {
    const batch: (string | number)[][] = [];
    for (let row = from; row < Math.min(from + BATCH, count); row++) {
      const cells: (string | number)[] = [row + 1, '青石县', '东山镇', '清泉村', `${next(20)}组`];
      cells.push(`999901${String(1_000_000 + row)}`, `9999${String(10_000_000 + row)}`);
      cells.push(surnames[next(20)]! + given[next(20)]! + given[next(20)]!);
      cells.push(`9999011980${String(10_000_000 + next(89_999_999))}`, 1 + next(7));
      while (cells.length < COLUMNS - 2) cells.push(words[next(words.length)]!);
      cells.push(next(10_000_00) / 100, `1${String(3_000_000_000 + next(999_999_999))}`);
      batch.push(cells);
    }
    yield batch;
  }
}

const columns = Array.from({ length: COLUMNS }, (_, index) => ({ header: `列${index + 1}` }));

/** Work that runs in a process of its own, by name. Each gives the rows it saw. */
const WORK: Record<string, (path: string, rows: number) => Promise<number>> = {
  async 'read with sheets'(path) {
    const opened = await openSheets(path);
    if (!opened.ok) throw new Error(opened.refusal.code);
    let rows = 0;
    for await (const batch of opened.value.sheets[0]!.rows()) {
      if (!batch.ok) throw new Error(batch.refusal.code);
      for (const { cells } of batch.value) if (textOf(cells[0]) !== '') rows++;
    }
    return rows;
  },
  async 'read with exceljs'(path) {
    let rows = 0;
    if (path.endsWith('.csv')) throw new Error('exceljs does not stream CSV');
    const reader = new ExcelJS.stream.xlsx.WorkbookReader(path, { sharedStrings: 'cache', styles: 'cache' });
    for await (const sheet of reader) for await (const row of sheet) if (row.getCell(1).text !== '') rows++;
    return rows;
  },
  async 'write with sheets'(path, rows) {
    if (path.endsWith('.csv')) await writeCsv(path, { columns, rows: inventedRows(rows) });
    else await writeXlsx(path, [{ name: '人员', columns, rows: inventedRows(rows) }]);
    return rows + 1;
  },
  async 'write GB18030'(path, rows) {
    await writeCsv(path, { columns, rows: inventedRows(rows) }, { encoding: 'gb18030' });
    return rows + 1;
  },
  async 'write with exceljs'(path, rows) {
    const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({
      filename: path,
      useSharedStrings: true,
      useStyles: true,
    });
    const sheet = workbook.addWorksheet('人员');
    sheet.addRow(columns.map(({ header }) => header)).commit();
    for (const batch of inventedRows(rows)) for (const row of batch) sheet.addRow(row).commit();
    await workbook.commit();
    return rows + 1;
  },
};

interface Measured {
  readonly rows: number;
  readonly seconds: number;
  readonly peakMegabytes: number;
}

async function work(name: string, path: string, rows: number): Promise<void> {
  const started = performance.now();
  const seen = await WORK[name]!(path, rows);
  const seconds = (performance.now() - started) / 1000;
  console.log(JSON.stringify({ rows: seen, seconds, peakMegabytes: process.resourceUsage().maxRSS / 1024 }));
}

function measure(name: string, path: string, rows: number, rounds: number): Measured {
  const script = fileURLToPath(import.meta.url);
  const results = Array.from({ length: rounds }, () => {
    const args = ['--import', 'tsx', script, '--work', name, path, String(rows)];
    return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as Measured;
  });
  return results.sort((a, b) => a.seconds - b.seconds)[Math.floor(results.length / 2)]!;
}

function compare(rows: number): void {
  console.log(
    `${rows} rows × ${COLUMNS} columns; ${cpus().length} × ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}, load ${loadavg()[0]!.toFixed(1)}`,
  );
  console.log('| work | rows/s | peak MB | against exceljs |\n| --- | --- | --- | --- |');
  const folder = mkdtempSync(join(tmpdir(), 'read-sheets-'));
  mkdirSync(folder, { recursive: true });
  const path = (name: string) => join(folder, name);
  const line = (label: string, name: string, file: string, against?: Measured, rounds = ROUNDS): Measured => {
    const measured = measure(name, file, rows, rounds);
    if (measured.rows !== rows + 1) throw new Error(`${label}: ${measured.rows} rows instead of ${rows + 1}`);
    const ratio = against ? `× ${(against.seconds / measured.seconds).toFixed(1)}` : '';
    const size = existsSync(file) ? `, ${Math.round(statSync(file).size / 2 ** 20)} MB file` : '';
    console.log(
      `| ${label}${size} | ${Math.round(measured.rows / measured.seconds)} | ${Math.round(measured.peakMegabytes)} | ${ratio} |`,
    );
    return measured;
  };
  try {
    const slowWrite = line(
      'write .xlsx with exceljs, shared strings',
      'write with exceljs',
      path('shared.xlsx'),
      undefined,
      1,
    );
    line('write .xlsx', 'write with sheets', path('values.xlsx'), slowWrite);
    line('write CSV, UTF-8', 'write with sheets', path('utf8.csv'));
    line('write CSV, GB18030', 'write GB18030', path('gb.csv'));
    const slowShared = line(
      'read .xlsx with exceljs, shared strings',
      'read with exceljs',
      path('shared.xlsx'),
      undefined,
      1,
    );
    line('read .xlsx, shared strings (as Excel writes)', 'read with sheets', path('shared.xlsx'), slowShared);
    const slowInline = line(
      'read .xlsx with exceljs, text values',
      'read with exceljs',
      path('values.xlsx'),
      undefined,
      1,
    );
    line('read .xlsx, text values (as we write)', 'read with sheets', path('values.xlsx'), slowInline);
    line('read CSV, UTF-8', 'read with sheets', path('utf8.csv'));
    line('read CSV, GB18030', 'read with sheets', path('gb.csv'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const [first, name, path, rows] = process.argv.slice(2);
if (first === '--work') await work(name!, path!, Number(rows));
else compare(Number(first ?? 200_000));
