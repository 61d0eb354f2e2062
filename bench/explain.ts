/**
 * Verdicts on invented households of one county of Hubei, in the embedded PostgreSQL with its usual settings.
 *
 * One household: its explanation once the facts are loaded (the bar is 0.5 ms), the same through the database, and the
 * engine's mere verdict. The yardstick of the same run is `feelin`, an interpreter of FEEL, on the same condition texts
 * and the same values; where a condition has a known answer the two must agree.
 * Many: `evaluateDivision` over the county, households per second and peak memory, in a process of its own per size.
 *
 *   npx tsx bench/explain.ts [--households 20000]
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import {
  type DatabaseAddress,
  inTransaction,
  migrate,
  openDatabase,
  openInstance,
  personalDataCipher,
  raw,
  type Work,
} from '@daohu/db';
import { type Actor, actorOf } from '@daohu/domain/access';
import { loadDivisions } from '@daohu/domain/divisions';
import {
  evaluateDivision,
  explainHousehold,
  jurisdictionChain,
  loadHouseholdFacts,
  loadStandards,
} from '@daohu/domain/standards';
import { rangeOfDivision, systemClock } from '@daohu/kernel';
import { generateHouseholds, loadPlaces, loadRegister } from '@daohu/synth';
import { conditionsOf, type FeelinCondition, feelinContext } from './feelin-context.ts';

const YEAR = 2016;
const AS_OF = `${YEAR}-12-31`;
const RULE = 'exit-household';
const SAMPLE = 1_000;
const cipher = personalDataCipher(Buffer.alloc(32, 1));

interface Evaluated {
  readonly households: number;
  readonly seconds: number;
  readonly peakMegabytes: number;
  readonly idleMegabytes: number;
}

function officeOf(county: number): Actor {
  return actorOf({ accountId: 1, name: '县扶贫办', role: 'county-office', division: county, divisionLevel: 'county' });
}

/** In a process of its own. */
async function evaluate(address: DatabaseAddress, county: number): Promise<Evaluated> {
  const database = openDatabase(address, cipher);
  const standards = await loadStandards();
  const run = () =>
    inTransaction(database, systemClock, officeOf(county), { readOnly: true }, (work) =>
      evaluateDivision(work, standards, { asOf: AS_OF, rule: RULE }),
    );
  const idleMegabytes = process.resourceUsage().maxRSS / 1024;
  const started = performance.now();
  const evaluated = await run();
  const seconds = (performance.now() - started) / 1000;
  await database.close();
  if (!evaluated.ok) throw new Error(JSON.stringify(evaluated.refusal));
  return {
    households: evaluated.value.total,
    seconds,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
    idleMegabytes,
  };
}

function evaluateApart(address: DatabaseAddress, county: number): Evaluated {
  const self = fileURLToPath(import.meta.url);
  const out = execFileSync(
    process.execPath,
    ['--import', 'tsx', self, '--evaluate', JSON.stringify({ address, county })],
    { encoding: 'utf8', maxBuffer: 1 << 20 },
  );
  return JSON.parse(out.trim().split('\n').at(-1)!) as Evaluated;
}

/** Milliseconds of each run, sorted. */
function timed<Item>(items: readonly Item[], run: (item: Item) => unknown): number[] {
  return items
    .map((item) => {
      const started = performance.now();
      run(item);
      return performance.now() - started;
    })
    .sort((one, other) => one - other);
}

const at = (sorted: readonly number[], share: number): string =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!.toFixed(3);

async function one(work: Work, county: number): Promise<void> {
  const standards = await loadStandards();
  const library = await standards.inForce(work.db);
  const chain = await jurisdictionChain(work.db, Math.floor(county / 1_000_000));
  const bound = library.evaluator(RULE, chain, AS_OF);
  if (!bound.ok) throw new Error(bound.refusal.code);
  const evaluator = bound.value;
  const range = rangeOfDivision(county, 'county');
  const all = await loadHouseholdFacts(work.db, { range }, YEAR, standards.readsOf(RULE));
  const sample = all.filter((_, index) => index % Math.ceil(all.length / SAMPLE) === 0);

  const conditions = conditionsOf(evaluator.rule);
  const contexts = sample.map((facts) => ({ facts, context: feelinContext(library, facts, chain, AS_OF, conditions) }));
  const run = (texts: readonly FeelinCondition[], context: Record<string, unknown>) =>
    texts.map((condition) => condition.evaluate(context));
  compareAnswers(
    contexts.map(({ facts, context }) => ({ explained: evaluator.explain(facts), context })),
    conditions,
  );

  const lines: [string, number[]][] = [
    ['explanation, after load', timed(sample, (facts) => evaluator.explain(facts))],
    ['verdict with reasons, after load', timed(sample, (facts) => evaluator.judge(facts))],
    ['bare verdict, after load', timed(sample, (facts) => evaluator.state(facts))],
    ['feelin, the same conditions, bare values', timed(contexts, ({ context }) => run(conditions, context))],
  ];
  const overDatabase: number[] = [];
  for (const { countyCode, householdId } of sample.slice(0, 300)) {
    const started = performance.now();
    await explainHousehold(work, standards, { countyCode, householdId, asOf: AS_OF, rule: RULE });
    overDatabase.push(performance.now() - started);
  }
  lines.push(['explanation, loading from the database', overDatabase.sort((a, b) => a - b)]);
  console.log(`\n| one household (${sample.length} of ${all.length}) | p50 ms | p95 ms | p99 ms | ÷ explanation |`);
  console.log('| --- | --- | --- | --- | --- |');
  const middle = (sorted: readonly number[]) => sorted[Math.floor(sorted.length / 2)]!;
  for (const [name, sorted] of lines) {
    const ratio = (middle(sorted) / middle(lines[0]![1])).toFixed(2);
    console.log(`| ${name} | ${at(sorted, 0.5)} | ${at(sorted, 0.95)} | ${at(sorted, 0.99)} | ${ratio} |`);
  }
}

function compareAnswers(
  answers: readonly { explained: { tree: unknown }; context: Record<string, unknown> }[],
  conditions: readonly FeelinCondition[],
): void {
  let compared = 0;
  for (const { explained, context } of answers) {
    for (const condition of conditions) {
      const ours = condition.answerIn(explained.tree);
      if (ours === null) continue;
      const theirs = condition.evaluate(context);
      if (theirs !== ours) throw new Error(`${condition.text}: feelin says ${String(theirs)}, we say ${String(ours)}`);
      compared++;
    }
  }
  console.log(`feelin and the engine agree on ${compared} known answers.`);
}

async function main(households: number): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'daohu-bench-explain-'));
  const instance = await openInstance(path.join(folder, 'data'), { mode: 'server' });
  const { owner, app } = instance.address;
  const admin = openDatabase(instance.address, cipher);
  try {
    console.log(
      `${cpus().length} × ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}, load ${loadavg()[0]!.toFixed(1)}; rule ${RULE}, one county, ${YEAR} and the year before`,
    );
    const [place] = (await loadPlaces({ province: 42 })).slice(20, 21);
    const evaluated: Evaluated[] = [];
    for (const size of [...new Set([Math.round(households / 4), households])]) {
      const name = `bench_explain_${size}`;
      await admin.asOwner((db) => db.execute(raw(`create database ${name}`)));
      const address = { owner: { ...owner, database: name }, app: { ...app, database: name } };
      await migrate(address.owner);
      const database = openDatabase(address, cipher);
      await database.asOwner(async (db) => {
        await loadDivisions(db, { provinces: [42] });
        const invented = generateHouseholds({ households: size, places: [place!], seed: 20_161_013 });
        await loadRegister(db, { households: invented, years: [YEAR - 1, YEAR], cipher });
      });
      const county = place!.code * 1_000_000;
      evaluated.push(evaluateApart(address, county));
      if (size === households) {
        await inTransaction(database, systemClock, officeOf(county), { readOnly: true }, (work) => one(work, county));
      }
      await database.close();
    }
    console.log('\n| evaluate a county | seconds | households/s | peak MB | of it before the work |');
    console.log('| --- | --- | --- | --- | --- |');
    for (const { households: count, seconds, peakMegabytes, idleMegabytes } of evaluated) {
      const line = [count, seconds.toFixed(1), Math.round(count / seconds), peakMegabytes, idleMegabytes];
      console.log(`| ${line.map((cell) => (typeof cell === 'number' ? Math.round(cell) : cell)).join(' | ')} |`);
    }
  } finally {
    await admin.close();
    await instance.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const { values } = parseArgs({ options: { households: { type: 'string' }, evaluate: { type: 'string' } } });
if (values.evaluate) {
  const { address, county } = JSON.parse(values.evaluate) as { address: DatabaseAddress; county: number };
  console.log(JSON.stringify(await evaluate(address, county)));
} else {
  await main(Number(values.households ?? 20_000));
}
