/**
 * From PostgreSQL and back: a province the size of Hubei (1.9 million households, 5.9 million persons, 24,000 villages,
 * two years) is read into columns, judged by every rule of the packs that holds there, and the verdicts are written; then
 * one household in a hundred is changed and the same is done again. The database is the embedded one with its usual
 * settings; the role is the application's, under row-level security.
 *
 * The yardstick of the same run is the bare COPY out of the same statements, whose bytes are thrown away as they come,
 * and the bare COPY in of the same bytes that the verdicts are written by, into a table without index or policy.
 * The bars: first run ≤ 1.2 × the yardstick; ≤ 3 s after one household in a hundred has changed; a what-if on what is
 * held ≤ 1 s. Beside the seconds stand those of CPU, of the bench and its servers: on a busy machine they tell more.
 *
 *   npx tsx bench/policy-end-to-end.ts [--households 1900000] [--rounds 3] [--data DIR] [--packs DIR]
 *
 * With `--data` the data folder stays and is used again.
 */
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import {
  BinaryCopy,
  type Connection,
  type Database,
  inTransaction,
  migrate,
  openDatabase,
  openInstance,
  personalDataCipher,
  raw,
  SYSTEM_REACH,
  sql,
  type Work,
} from '@daohu/db';
import { localOperator } from '@daohu/domain/access';
import { loadDivisions } from '@daohu/domain/divisions';
import {
  askWhatIf,
  bytesOf,
  changedSince,
  HeldProvinces,
  hashesOf,
  judgedRules,
  keptResults,
  loadProvince,
  loadStandards,
  momentOf,
  type Province,
  packsFolder,
  readsOfProvince,
  refreshProvince,
  type Standards,
  seeOneMoment,
  storeVerdicts,
} from '@daohu/domain/standards';
import { systemClock } from '@daohu/kernel';
import { compileColumns, type Results } from '@daohu/policy';
import { ColumnThreads } from '@daohu/policy/node';
import { inventProvince } from './province-in-sql.ts';

const YEAR = 2016;
const DAY = `${YEAR}-12-31`;
const BAR_RATIO = 1.2;
const BAR_SECONDS = 3;

const { values: options } = parseArgs({
  options: {
    households: { type: 'string', default: '1900000' },
    rounds: { type: 'string', default: '3' },
    data: { type: 'string' },
    packs: { type: 'string', default: packsFolder },
  },
});

/** Reads past what it is given: what the server and the socket cost by themselves. */
class ThrownAway extends BinaryCopy {
  bytes = 0;

  override read(_piece: Buffer, from: number, to: number): void {
    this.bytes += to - from;
  }

  override end(): void {}
}

/** Notes the COPY statements of a run and the bytes of its COPY in, to do nothing but these again. */
interface Noted {
  readonly out: string[];
  readonly in: { readonly text: string; readonly bytes: Buffer[] }[];
}

function noting(db: Connection, noted: Noted): Connection {
  return {
    ...db,
    copyInto(text, into) {
      noted.out.push(text);
      return db.copyInto(text, into);
    },
    copyIn(text, chunks) {
      const own: Buffer[] = [];
      noted.in.push({ text, bytes: own });
      return db.copyIn(
        text,
        (async function* () {
          for await (const chunk of chunks) {
            own.push(Buffer.from(chunk as Buffer));
            yield chunk;
          }
        })(),
      );
    },
  };
}

interface Part {
  readonly name: string;
  readonly seconds: number;
  /** Of this process and of the servers that work for it; what others do on the machine is not in it. */
  readonly cpu: number;
}

/** Of this process and of its connections' servers, which all live as long as the bench. */
function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  const ticks = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .reduce((sum, pid) => sum + ticksOf(pid), 0);
  return (user + system) / 1e6 + ticks / 100;
}

/** Of a server process of this bench's database; 0 of any other process. */
function ticksOf(pid: string): number {
  try {
    if (!readlinkSync(`/proc/${pid}/cwd`).startsWith(data)) return 0;
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    return Number(fields[11]) + Number(fields[12]);
  } catch {
    return 0;
  }
}

class Stopwatch {
  readonly parts: Part[] = [];

  async time<Result>(name: string, run: () => Promise<Result>): Promise<Result> {
    const started = performance.now();
    const before = cpuSeconds();
    const result = await run();
    this.parts.push({ name, seconds: (performance.now() - started) / 1000, cpu: cpuSeconds() - before });
    return result;
  }

  get cpu(): number {
    return this.parts.reduce((sum, part) => sum + part.cpu, 0);
  }

  get seconds(): number {
    return this.parts.reduce((sum, part) => sum + part.seconds, 0);
  }

  toString(): string {
    return this.parts.map(({ name, seconds, cpu }) => `${name} ${seconds.toFixed(1)} / ${cpu.toFixed(1)}`).join(' + ');
  }
}

class Bench {
  private readonly database: Database;
  private readonly standards: Standards;
  private readonly threads = new ColumnThreads();

  constructor(database: Database, standards: Standards) {
    this.database = database;
    this.standards = standards;
  }

  async run(rounds: number): Promise<void> {
    const ratios: number[] = [];
    const after: number[] = [];
    console.log('| round | first run, s / CPU s | bare COPY out + in | ratio | ratio of CPU | after 1 % | load |');
    console.log('| --- | --- | --- | --- | --- | --- | --- |');
    for (let round = 1; round <= rounds; round++) {
      await this.database.asOwner((owner) => owner.execute(raw('truncate verdict_roll, verdict_sheet, verdict_run')));
      const noted: Noted = { out: [], in: [] };
      const first = new Stopwatch();
      const held = await this.firstRun(first, noted);
      const bare = await this.bare(noted);
      ratios.push(first.seconds / bare.seconds);
      await this.changeOnePercent(round);
      const second = new Stopwatch();
      const changed = await this.secondRun(second, held);
      after.push(second.seconds);
      const load = loadavg()[0]!.toFixed(1);
      console.log(
        `| ${round} | ${first.seconds.toFixed(1)} / ${first.cpu.toFixed(1)} (${first}) | ${bare.seconds.toFixed(1)} / ${bare.cpu.toFixed(1)} (${bare}) | ${ratios.at(-1)!.toFixed(2)} | ${(first.cpu / bare.cpu).toFixed(2)} | ${second.seconds.toFixed(2)} / ${second.cpu.toFixed(2)} (${second}) | ${load} |`,
      );
      console.error(changed);
    }
    if (rounds > 0) console.log('');
    await this.whatIf();
    await this.threads.close();
    const best = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1]!;
    console.log(
      `\nmedian: first run ${best(ratios).toFixed(2)} × the bare COPY (bar ${BAR_RATIO}), ${best(after).toFixed(2)} s after 1 % (bar ${BAR_SECONDS})`,
    );
  }

  /** A slider over the poverty line, on the province that is held for whoever asks. */
  private async whatIf(): Promise<void> {
    const provinces = new HeldProvinces(this.database, systemClock, this.standards.packs.schema);
    const ask = (value: number, by: 'county' | 'village') =>
      inTransaction(this.database, systemClock, localOperator, { readOnly: true }, (work) => {
        const changes = [{ parameter: '扶贫标准', value }];
        const asked = { rule: 'exit-household', changes, by, asOf: DAY };
        return askWhatIf(work, this.standards, provinces, asked, { on: this.threads });
      });
    await ask(290_000, 'county');
    for (const by of ['county', 'village'] as const) {
      const times = new Stopwatch();
      for (let step = 0; step < 9; step++) await times.time('', () => ask(300_000 + step * 10_000, by));
      const middle = (of: (part: Part) => number) => times.parts.map(of).sort((a, b) => a - b)[4]!;
      console.log(
        `what if, by ${by}: median ${(middle(({ seconds }) => seconds) * 1000).toFixed(0)} ms, ${(middle(({ cpu }) => cpu) * 1000).toFixed(0)} ms of CPU (bar 1000 ms)`,
      );
    }
  }

  private async firstRun(watch: Stopwatch, noted: Noted) {
    const library = await this.ask((work) => this.standards.inForce(work.db));
    const reads = readsOfProvince(library, DAY);
    const read = await watch.time('read', () =>
      this.ask(async ({ db, actor }) => {
        await seeOneMoment(db);
        const moment = await momentOf(db);
        const ranges = [{ low: actor.low, high: actor.high }];
        const { schema } = this.standards.packs;
        return { moment, province: await loadProvince(noting(db, noted), schema, ranges, YEAR, reads) };
      }),
    );
    const results = await watch.time('judge', () => this.judge(read.province));
    await watch.time('write', () =>
      this.act(({ db }) => storeVerdicts(noting(db, noted), read.province, results, this.basis())),
    );
    this.tell(read.province, results, noted);
    return { ...read, reads, results };
  }

  private async judge(province: Province): Promise<Results> {
    const library = await this.ask((work) => this.standards.inForce(work.db));
    const program = compileColumns(library, judgedRules(library), DAY);
    return keptResults(province, await program.run(province.columns, { on: this.threads }));
  }

  private async bare({ out, in: bytes }: Noted): Promise<Stopwatch> {
    const watch = new Stopwatch();
    await watch.time('out', () =>
      this.ask(async ({ db }) => {
        const into = new ThrownAway([]);
        for (const text of out) await db.copyInto(text, into);
      }),
    );
    await this.database.asOwner(async (owner) => {
      for (const { text, bytes: own } of bytes) {
        const staging = text.split(' ')[1]!;
        const table = staging === 'roll_staging' ? 'verdict_roll' : 'verdict_sheet';
        const columns =
          table === 'verdict_roll'
            ? '*'
            : 'county_code, division, year, subject, states, counts, sums, unknown_amounts';
        await owner.execute(raw('drop table if exists bare'));
        await owner.execute(
          raw(`create table bare with (toast_tuple_target = 8160) as select ${columns} from ${table} where false`),
        );
        await owner.execute(
          raw(
            `alter table bare alter column ${table === 'verdict_roll' ? 'record_ids' : 'states'} set storage external`,
          ),
        );
        await watch.time('in', () => owner.copyIn('copy bare from stdin (format binary)', own));
        await owner.execute(raw('drop table bare'));
      }
    });
    return watch;
  }

  /** A day's work: an income, and whether a member is insured, in the households of one in a hundred. */
  private async changeOnePercent(round: number): Promise<void> {
    await this.act(async ({ db }) => {
      await db.execute(sql`update household_year set net_income_per_head = coalesce(net_income_per_head, 0) + 5000
        where year = ${YEAR}::smallint and household_id % 100 = ${round}`);
      await db.execute(sql`update person_year set has_resident_medical_insurance = not coalesce(has_resident_medical_insurance, false)
        where year = ${YEAR}::smallint and household_id % 100 = ${round} and person_id % 8 = 1`);
    });
  }

  private async secondRun(watch: Stopwatch, held: Awaited<ReturnType<Bench['firstRun']>>): Promise<string> {
    const { schema } = this.standards.packs;
    const { changes, province } = await watch.time('read', () =>
      this.ask(async ({ db }) => {
        await seeOneMoment(db);
        const changed = await changedSince(db, held.moment, [YEAR, YEAR - 1]);
        if (!changed) throw new Error('a county was recoded');
        const refreshed = await refreshProvince(db, schema, held.province, held.reads, changed);
        return { changes: changed.length, province: refreshed };
      }),
    );
    const results = await watch.time('judge', () => this.judge(province));
    const { sheets } = await watch.time('write', () =>
      this.act(({ db }) => storeVerdicts(db, province, results, this.basis(), held.results)),
    );
    return `${changes} records changed, ${sheets} sheets written`;
  }

  private told = false;

  private tell(province: Province, results: Results, { out, in: bytes }: Noted): void {
    if (this.told) return;
    this.told = true;
    const rows = [...province.columns.tables.values()].map(({ name, count }) => `${count} ${name}`).join(', ');
    const subjects = [...results.values()].map(({ subject }) => subject);
    const of = (name: string) => `${subjects.filter((subject) => subject === name).length} over ${name}s`;
    console.error(
      `${rows}; ${(bytesOf(province) / 1e6).toFixed(0)} MB of columns by ${out.length} COPY; ${results.size} rules: ${of('household')}, ${of('person')}, ${of('village')}; ${(bytes.flatMap((one) => one.bytes).reduce((sum, one) => sum + one.length, 0) / 1e6).toFixed(0)} MB of verdicts`,
    );
  }

  private basis() {
    return { judgedFor: DAY, packs: hashesOf(this.standards.packs) };
  }

  private ask<Result>(run: (work: Work) => Promise<Result>): Promise<Result> {
    return inTransaction(this.database, systemClock, SYSTEM_REACH, { readOnly: true }, run);
  }

  private act<Result>(run: (work: Work) => Promise<Result>): Promise<Result> {
    return inTransaction(this.database, systemClock, SYSTEM_REACH, { readOnly: false }, run);
  }
}

const data = options.data ?? mkdtempSync(path.join(tmpdir(), 'daohu-bench-'));
const instance = await openInstance(data, { mode: 'attach-or-start' });
try {
  await migrate(instance.address.owner);
  const database = openDatabase(instance.address, personalDataCipher(Buffer.alloc(32, 1)));
  const isNew = await database.asOwner((owner) =>
    owner.one<{ isNew: boolean }>(sql`select not exists (select from household) as "isNew"`),
  );
  if (isNew.isNew) {
    const started = performance.now();
    await database.asOwner(async (owner) => {
      await loadDivisions(owner, { edition: 2016 });
      await inventProvince(owner, { households: Number(options.households), years: [YEAR - 1, YEAR] });
    });
    console.error(`invented in ${((performance.now() - started) / 1000).toFixed(0)} s`);
  }
  console.error(
    `${cpus().length} × ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}, load ${loadavg()[0]!.toFixed(1)}`,
  );
  await new Bench(database, await loadStandards(options.packs)).run(Number(options.rounds));
  await database.close();
} finally {
  await instance.stop();
  if (!options.data) rmSync(data, { recursive: true, force: true });
}
process.exit();
