/**
 * A province judged from columns in memory: 1.9 million households, 5.9 million persons, 26,000 villages in 100 counties,
 * 21 rules over persons, households and villages (the two exit rules of Hubei's plan and 19 of the bench's own), once
 * with 1 % of the inputs unknown and once with none.
 *
 * Engines, in turns: the rules written by hand as fused loops over the same arrays, on one thread; the generated program
 * on one thread and on two; DuckDB on two threads over the same columns in its memory. The results of all are compared
 * by checksum, rule by rule. Then: how long 20 and 100 rules take from the text of their files to functions, in a fresh
 * process; and one household explained, with the verdict that the batch gave.
 *
 *   npx tsx bench/policy.ts [--scale 1] [--rounds 7] [--no-duckdb]
 */
import { execFileSync } from 'node:child_process';
import { cpus, loadavg, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compileColumns, type FactColumns, type Library, type Results } from '@daohu/policy';
import { ColumnThreads } from '@daohu/policy/node';
import { benchLibrary, DATE, RULES } from './policy/bench-rules.ts';
import * as byHand from './policy/by-hand.ts';
import * as byHandKnown from './policy/by-hand-known.ts';
import { type Compiled, compileManyRules } from './policy/compile-rules.ts';
import { explainSample } from './policy/explain-sample.ts';
import { checksum, checksumsByHand, checksumsOf, handInput } from './policy/hand-input.ts';
import { inventProvince } from './policy/province.ts';

const COUNTIES = 100;
const { values: options } = parseArgs({
  options: {
    scale: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '7' },
    'no-duckdb': { type: 'boolean', default: false },
    compile: { type: 'string' },
  },
});

interface Timed {
  readonly seconds: number;
  readonly cpu: number;
}

async function timed(run: () => unknown): Promise<Timed> {
  const usage = process.cpuUsage();
  const started = performance.now();
  await run();
  const seconds = (performance.now() - started) / 1_000;
  const { user, system } = process.cpuUsage(usage);
  return { seconds, cpu: (user + system) / 1_000_000 };
}

const middle = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[numbers.length >> 1]!;

/** Every engine once a round, so that all meet the same other work on the machine. */
async function compare(library: Library, unknown: number, size: Parameters<typeof inventProvince>[2]): Promise<void> {
  const program = compileColumns(library, RULES, DATE);
  const columns = inventProvince(library.schema, program.reads, size, unknown);
  const rows = [...columns.tables.values()].map(({ name, count }) => `${count} ${name}`).join(', ');
  console.log(`\n${unknown * 100} % of the inputs unknown: ${rows}, ${megabytes(columns)} MB of columns`);

  const input = handInput(library, columns, columns.segments[0]!.chain);
  const { judgePersons, judgeHouseholds, judgeVillages } = unknown === 0 ? byHandKnown : byHand;
  const threads = new ColumnThreads(2);
  let alone: Results = program.runNow(columns);
  let together: Results = await program.run(columns, { on: threads });
  const engines: [string, () => unknown][] = [
    [
      'by hand, one thread',
      () => {
        for (const { ranges } of columns.segments) {
          judgePersons(input, ...ranges.person!);
          judgeHouseholds(input, ...ranges.household!);
          judgeVillages(input, ...ranges.village!);
        }
      },
    ],
    [
      'columns, one thread',
      () => {
        alone = program.runNow(columns, alone);
      },
    ],
    [
      'columns, two threads',
      async () => {
        together = await program.run(columns, { on: threads, into: together });
      },
    ],
  ];
  const found: [string, readonly string[]][] = [];
  const duck = options['no-duckdb'] ? null : await import('./policy/in-duckdb.ts');
  const connection = duck && (await duck.openDuckDb(columns, 2));
  if (duck && connection) {
    const texts = duck.statements(input);
    engines.push([
      'DuckDB, two threads',
      async () => {
        for (const text of texts) await connection.run(text);
      },
    ]);
  }
  const times = new Map(engines.map(([name]) => [name, [] as Timed[]]));
  for (let round = 0; round <= Number(options.rounds); round++) {
    for (const [name, run] of engines) {
      if (name.startsWith('DuckDB')) await duck!.dropResults(connection!);
      const time = await timed(run);
      // The first round is for the engines to warm up.
      if (round > 0) times.get(name)!.push(time);
    }
  }
  found.push(['by hand', checksumsByHand(input)], ['one thread', checksumsOf(alone)], ['two', checksumsOf(together)]);
  if (duck && connection) {
    const sums: string[] = [];
    for (const rule of RULES) sums.push(`${rule} ${checksum(...(await duck.resultsInDuckDb(connection, rule)))}`);
    found.push(['DuckDB', sums]);
    connection.closeSync();
  }
  await threads.close();
  for (const [name, sums] of found.slice(1)) {
    const differing = sums.filter((sum, index) => sum !== found[0]![1][index]);
    if (differing.length > 0) throw new Error(`${name} differs: ${differing.join(', ')}`);
  }
  console.log(`${found.length} engines agree on every result of ${RULES.length} rules.`);
  printTimes(times);
  explainSample(library, columns, alone);
}

function printTimes(times: ReadonlyMap<string, readonly Timed[]>): void {
  const hand = times.get('by hand, one thread')!;
  const one = times.get('columns, one thread')!;
  const two = times.get('columns, two threads')!;
  console.log('\n| engine | seconds (median) | least | CPU seconds | ÷ by hand | CPU ÷ by hand |');
  console.log('| --- | --- | --- | --- | --- | --- |');
  for (const [name, rounds] of times) {
    const ratio = middle(rounds.map(({ seconds }, round) => seconds / hand[round]!.seconds));
    const cpuRatio = middle(rounds.map(({ cpu }, round) => cpu / hand[round]!.cpu));
    const cells = [
      middle(rounds.map(({ seconds }) => seconds)).toFixed(3),
      Math.min(...rounds.map(({ seconds }) => seconds)).toFixed(3),
      middle(rounds.map(({ cpu }) => cpu)).toFixed(3),
      ratio.toFixed(2),
      cpuRatio.toFixed(2),
    ];
    console.log(`| ${name} | ${cells.join(' | ')} |`);
  }
  const faster = (slow: readonly Timed[], fast: readonly Timed[]): string =>
    middle(slow.map(({ seconds }, round) => seconds / fast[round]!.seconds)).toFixed(2);
  const duckDb = times.get('DuckDB, two threads');
  console.log(
    `two threads ÷ one: × ${faster(one, two)}${duckDb ? `; DuckDB ÷ two threads: × ${faster(duckDb, two)}` : ''}`,
  );
}

function megabytes({ tables }: FactColumns): number {
  const bytes = [...tables.values()].flatMap((table) => [
    ...[...table.columns.values()].map(({ values }) => values.byteLength),
    ...[...table.lists.values()].map(({ starts }) => starts.byteLength),
  ]);
  return Math.round(bytes.reduce((a, b) => a + b, 0) / 2 ** 20);
}

function compileApart(rules: number): Compiled {
  const self = fileURLToPath(import.meta.url);
  const args = ['--import', 'tsx', self, '--compile', String(rules)];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }).trim().split('\n').at(-1)!);
}

if (options.compile) {
  console.log(JSON.stringify(compileManyRules(Number(options.compile))));
} else {
  console.log(
    `${cpus().length} × ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}, load ${loadavg()[0]!.toFixed(1)}; ${RULES.length} rules, ${options.rounds} rounds`,
  );
  const scale = Number(options.scale);
  const size = { villages: 26_000 * scale, households: 1_900_000 * scale, counties: COUNTIES };
  const library = benchLibrary();
  for (const unknown of [0.01, 0]) await compare(library, unknown, size);

  const runs = new Map([1, 20, 100].map((rules) => [rules, [] as ReturnType<typeof compileApart>[]]));
  for (let round = 0; round < 5; round++) for (const [rules, times] of runs) times.push(compileApart(rules));
  // What the packs cost by themselves (clauses, series, parameters and one rule) is not the rules' doing.
  const [packs, packsCpu] = [runs.get(1)!.map((run) => run.library), runs.get(1)!.map((run) => run.libraryCpu)].map(
    middle,
  );
  console.log(
    '\n| rules | texts of all files → library s | of it the rules s | library → functions s | rules compiled s | CPU s |',
  );
  console.log('| --- | --- | --- | --- | --- | --- |');
  for (const [rules, times] of runs) {
    const [library, program] = [middle(times.map((run) => run.library)), middle(times.map((run) => run.program))];
    const own = Math.max(0, library - packs!);
    const cpu =
      Math.max(0, middle(times.map((run) => run.libraryCpu)) - packsCpu!) + middle(times.map((run) => run.programCpu));
    console.log(`| ${rules} | ${[library, own, program, own + program, cpu].map((s) => s.toFixed(3)).join(' | ')} |`);
  }
  console.log(`load at the end ${loadavg()[0]!.toFixed(1)}`);
}
