/**
 * The list of verdicts of one county of Hubei, invented, in the embedded PostgreSQL with its usual settings: a page of
 * those who do not pass, with the reasons; the same further on and for one condition; the counts by condition. The
 * yardstick of the same run is `evaluateDivision`, which judges the whole county to find the same households.
 *
 *   npx tsx bench/list-verdicts.ts [--households 20000]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { inTransaction, migrate, openDatabase, openInstance, personalDataCipher, raw } from '@daohu/db';
import { actorOf } from '@daohu/domain/access';
import { loadDivisions } from '@daohu/domain/divisions';
import {
  countVerdicts,
  evaluateDivision,
  fillDemonstrationStandards,
  listVerdicts,
  loadStandards,
} from '@daohu/domain/standards';
import { CountVerdicts, ListVerdicts } from '@daohu/domain/standards/contract';
import { systemClock } from '@daohu/kernel';
import { generateHouseholds, loadPlaces, loadRegister } from '@daohu/synth';

const YEAR = 2016;
const ASKED = { asOf: `${YEAR}-12-31`, rule: 'exit-household' };
const TIMES = 20;
const cipher = personalDataCipher(Buffer.alloc(32, 1));

async function main(households: number): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'daohu-bench-verdicts-'));
  const instance = await openInstance(path.join(folder, 'data'), { mode: 'server' });
  const { owner, app } = instance.address;
  const admin = openDatabase(instance.address, cipher);
  try {
    const machine = `${cpus().length} × ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`;
    console.log(`${machine}, load ${loadavg()[0]!.toFixed(1)}; ${households} households of one county, ${ASKED.rule}`);
    await admin.asOwner((db) => db.execute(raw('create database bench_verdicts')));
    const address = { owner: { ...owner, database: 'bench_verdicts' }, app: { ...app, database: 'bench_verdicts' } };
    await migrate(address.owner);
    const database = openDatabase(address, cipher);
    const [place] = (await loadPlaces({ province: 42 })).slice(20, 21);
    await database.asOwner(async (db) => {
      await loadDivisions(db, { provinces: [42] });
      const invented = generateHouseholds({ households, places: [place!], seed: 20_161_013 });
      await loadRegister(db, { households: invented, years: [YEAR - 1, YEAR], cipher });
      await db.execute(raw('vacuum analyze'));
    });
    const division = place!.code * 1_000_000;
    const office = actorOf({
      accountId: 1,
      name: '县扶贫办',
      role: 'county-office',
      division,
      divisionLevel: 'county',
    });
    const province = { ...office, role: 'province' as const, low: 0, high: 999_999_999_999 };
    const standards = await loadStandards();
    await inTransaction(database, systemClock, province, { readOnly: false }, (work) =>
      fillDemonstrationStandards(work),
    );
    const ask = <Answer>(body: Parameters<typeof inTransaction<typeof office, Answer>>[4]) =>
      inTransaction(database, systemClock, office, { readOnly: true }, body);

    const page = (more: object) => () =>
      ask(async (work) => {
        const listed = await listVerdicts(work, standards, ListVerdicts.parse({ ...ASKED, ...more }));
        if (!listed.ok) throw new Error(JSON.stringify(listed.refusal));
        return listed.value;
      });
    const count = () =>
      ask(async (work) => {
        const counted = await countVerdicts(work, standards, CountVerdicts.parse(ASKED));
        if (!counted.ok) throw new Error(JSON.stringify(counted.refusal));
        return counted.value;
      });
    const counts = await count();
    const { met, unmet, unknown, causes } = counts;
    console.log(`met ${met}, unmet ${unmet}, unknown ${unknown}`);
    const rarest = [...causes].filter((one) => one.unmet > 0).sort((a, b) => a.unmet - b.unmet)[0]!;
    const middle = { direction: 'after', place: `after.${division + 8_000_000 / 10}.0` };

    console.log('\n| | p50 ms | p95 ms |\n| --- | --- | --- |');
    await time('first page of the unmet, 50 rows with reasons', page({ state: 'unmet' }));
    await time('first page of the unknown', page({ state: 'unknown' }));
    await time('first page of the met', page({ state: 'met' }));
    await time('a page in the middle of the county', page({ state: 'unmet', from: middle.place }));
    await time(`those of the rarest condition (${rarest.unmet})`, page({ state: 'unmet', cause: rarest.key }));
    await time('counts by condition, the whole county', count, 5);
    const evaluate = () => ask((work) => evaluateDivision(work, standards, ASKED));
    await time('evaluating the whole county', evaluate, 3);
    const evaluated = await evaluate();
    if (!evaluated.ok || evaluated.value.unmet !== unmet || evaluated.value.unknown !== unknown) {
      throw new Error('the counts are not those of evaluating');
    }
    await database.close();
  } finally {
    await admin.close();
    await instance.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function time(name: string, run: () => Promise<unknown>, times = TIMES): Promise<void> {
  await run();
  const took: number[] = [];
  for (let n = 0; n < times; n++) {
    const started = performance.now();
    await run();
    took.push(performance.now() - started);
  }
  took.sort((one, other) => one - other);
  const at = (share: number) => took[Math.min(times - 1, Math.floor(times * share))]!.toFixed(1);
  console.log(`| ${name} | ${at(0.5)} | ${at(0.95)} |`);
}

const { values } = parseArgs({ options: { households: { type: 'string' } } });
await main(Number(values.households ?? 20_000));
