/**
 * The import of R1 rows into the embedded PostgreSQL with its usual settings (every commit waits for the disk): read,
 * clean, check, stage and preview; then apply with encryption, name tokens, history and audit. Every size runs in a
 * process and a database of its own. The yardstick of the same run is a bare COPY of the same cells, as text, into a
 * table of two columns without keys: what the database needs merely to take the bytes.
 *
 * `shared` is the .xlsx as Excel writes it, every text once and the cells pointing to it; `xlsx` is as we write it.
 *
 *   npx tsx bench/import.ts [--rows 200000] [--formats csv,xlsx,shared]
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import {
  chunked,
  copyLine,
  type DatabaseAddress,
  inTransaction,
  migrate,
  openDatabase,
  openInstance,
  personalDataCipher,
  raw,
  sql,
  type Work,
} from '@daohu/db';
import { type Actor, actorOf } from '@daohu/domain/access';
import { loadDivisions } from '@daohu/domain/divisions';
import { applyImport, confirmImport, findImport, readImport, uploadImport } from '@daohu/domain/exchange';
import { systemClock } from '@daohu/kernel';
import { openSheets, textOf } from '@daohu/sheets';
import { loadPlaces, writeProvince } from '@daohu/synth';
import ExcelJS from 'exceljs';

const HUBEI = 420_000_000_000;
const YEAR = 2016;
const SMALL = 20_000;
const PERSONS_PER_HOUSEHOLD = 3.06;

interface Measured {
  readonly rows: number;
  readonly previewSeconds: number;
  readonly applySeconds: number;
  readonly againSeconds: number;
  readonly previewMegabytes: number;
  readonly peakMegabytes: number;
  readonly bareSeconds: number;
}

const province: Actor = actorOf({
  accountId: 1,
  name: '省扶贫办',
  role: 'province',
  division: HUBEI,
  divisionLevel: 'province',
});

/** In a process of its own: preview, apply, and the same file once more. */
async function measure(address: DatabaseAddress, file: string): Promise<Measured> {
  const database = openDatabase(address, personalDataCipher(Buffer.alloc(32, 1)));
  const act = <Result>(body: (work: Work<Actor>) => Promise<Result>) =>
    inTransaction(database, systemClock, province, { readOnly: false }, body);
  const must = <Value>(outcome: { ok: true; value: Value } | { ok: false; refusal: unknown }): Value => {
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
    return outcome.value;
  };
  const seconds = async (run: () => Promise<unknown>): Promise<number> => {
    const started = performance.now();
    await run();
    return (performance.now() - started) / 1000;
  };
  const peak = () => process.resourceUsage().maxRSS / 1024;
  const preview = async (): Promise<number> => {
    const sha256 = createHash('sha256').update(file).digest();
    const { importId } = must(
      await act((work) =>
        uploadImport(work, { path: file, name: path.basename(file), bytes: statSync(file).size, sha256 }),
      ),
    );
    must(await act((work) => confirmImport(work, { importId, year: YEAR, within: HUBEI })));
    must(await act((work) => readImport(work, importId, file)));
    return importId;
  };

  try {
    let importId = 0;
    const previewSeconds = await seconds(async () => {
      importId = await preview();
    });
    const previewMegabytes = peak();
    const counts = (await act((work) => findImport(work.db, importId)))?.counts;
    if (!counts || counts.new !== counts.rows) throw new Error(`not every row is new: ${JSON.stringify(counts)}`);
    const applySeconds = await seconds(async () => must(await act((work) => applyImport(work, importId))));
    const peakMegabytes = peak();
    let again = 0;
    const againSeconds = await seconds(async () => {
      again = await preview();
    });
    const same = (await act((work) => findImport(work.db, again)))?.counts?.same;
    if (same !== counts.rows) throw new Error(`the same file again changes something: ${same} of ${counts.rows}`);
    const bareSeconds = await seconds(() => bareCopy(database, file));
    return {
      rows: counts.rows,
      previewSeconds,
      applySeconds,
      againSeconds,
      previewMegabytes,
      peakMegabytes,
      bareSeconds,
    };
  } finally {
    await database.close();
  }
}

/** The cells of the file, read by the same reader, into a table that checks nothing. */
async function bareCopy(database: ReturnType<typeof openDatabase>, file: string): Promise<void> {
  const opened = await openSheets(file);
  if (!opened.ok) throw new Error(opened.refusal.code);
  const { value: workbook } = opened;
  async function* lines(): AsyncGenerator<string> {
    for await (const batch of workbook.sheets[0]!.rows()) {
      if (!batch.ok) throw new Error(batch.refusal.code);
      for (const row of batch.value) yield copyLine([row.rowNumber, row.cells.map(textOf)]);
    }
  }
  await database.asOwner(async (owner) => {
    await owner.execute(sql`create table bare (row_number integer, cells text[])`);
    await owner.copyIn('copy bare from stdin', chunked(lines()));
  });
  await workbook.close();
}

/** The same rows in a workbook written by exceljs. */
async function withSharedStrings(file: string): Promise<string> {
  const target = file.replace('.xlsx', '-shared.xlsx');
  const writer = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: target, useSharedStrings: true, useStyles: true });
  const sheet = writer.addWorksheet('人员');
  const opened = await openSheets(file);
  if (!opened.ok) throw new Error(opened.refusal.code);
  for await (const batch of opened.value.sheets[0]!.rows()) {
    if (!batch.ok) throw new Error(batch.refusal.code);
    for (const { cells } of batch.value) {
      sheet
        .addRow(
          cells.map((cell) =>
            typeof cell === 'object' && cell?.kind === 'number' ? cell.value : textOf(cell) || null,
          ),
        )
        .commit();
    }
  }
  await writer.commit();
  await opened.value.close();
  return target;
}

async function compare(rows: number, formats: readonly string[]): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'daohu-bench-import-'));
  const instance = await openInstance(path.join(folder, 'data'), { mode: 'server' });
  const { owner, app } = instance.address;
  const admin = openDatabase(instance.address, personalDataCipher(Buffer.alloc(32, 1)));
  try {
    await admin.asOwner((db) => db.execute(raw('create database bench_template')));
    const template = { owner: { ...owner, database: 'bench_template' }, app };
    await migrate(template.owner);
    const loading = openDatabase(template, personalDataCipher(Buffer.alloc(32, 1)));
    await loading.asOwner((db) => loadDivisions(db, { provinces: [42] }));
    await loading.close();
    const places = (await loadPlaces({ province: 42 })).slice(0, 12);

    console.log(
      `${cpus().length} × ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}, load ${loadavg()[0]!.toFixed(1)}; R1, ${places.length} counties, embedded PostgreSQL with its usual settings`,
    );
    console.log(
      '| file | rows | preview rows/s | apply rows/s | same file again rows/s | bare COPY of the cells rows/s | preview ÷ bare | peak MB preview | peak MB apply | load of the machine |',
    );
    console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |');
    for (const format of formats) {
      for (const size of [...new Set([Math.min(SMALL, rows), rows])]) {
        const out = path.join(folder, `${format}-${size}`);
        mkdirSync(out);
        const written = await writeProvince({
          households: Math.round(size / PERSONS_PER_HOUSEHOLD),
          places,
          seed: 20_161_013,
          year: YEAR,
          folder: out,
          sets: ['R1'],
          format: format === 'csv' ? 'csv' : 'xlsx',
          split: 'whole',
        });
        const file = format === 'shared' ? await withSharedStrings(written.files[0]!) : written.files[0]!;
        const name = `bench_${format}_${size}`;
        await admin.asOwner((db) => db.execute(raw(`create database ${name} template bench_template`)));
        const address = { owner: { ...owner, database: name }, app: { ...app, database: name } };
        const m = measureApart(address, file);
        const perSecond = (seconds: number) => Math.round(m.rows / seconds);
        console.log(
          `| ${format}, ${(statSync(file).size / 2 ** 20).toFixed(0)} MB | ${m.rows} | ${perSecond(m.previewSeconds)} | ${perSecond(m.applySeconds)} | ${perSecond(m.againSeconds)} | ${perSecond(m.bareSeconds)} | × ${(m.previewSeconds / m.bareSeconds).toFixed(1)} | ${Math.round(m.previewMegabytes)} | ${Math.round(m.peakMegabytes)} | ${loadavg()[0]!.toFixed(1)} |`,
        );
        await admin.asOwner((db) => db.execute(raw(`drop database ${name} with (force)`)));
        rmSync(out, { recursive: true, force: true });
      }
    }
  } finally {
    await admin.close();
    await instance.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function measureApart(address: DatabaseAddress, file: string): Measured {
  const script = fileURLToPath(import.meta.url);
  const profile = process.env.BENCH_CPU_PROFILE;
  const args = ['--import', 'tsx', ...(profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : []), script];
  const answer = execFileSync(process.execPath, [...args, '--work', JSON.stringify({ address, file })], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(answer) as Measured;
}

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '200000' },
    formats: { type: 'string', default: 'csv,xlsx,shared' },
    work: { type: 'string' },
  },
});
if (values.work) {
  const { address, file } = JSON.parse(values.work) as { address: DatabaseAddress; file: string };
  console.log(JSON.stringify(await measure(address, file)));
} else {
  const rows = Number(values.rows);
  if (!Number.isSafeInteger(rows) || rows < 100) throw new Error('--rows must be a whole number from 100 on');
  await compare(rows, values.formats.split(','));
}
