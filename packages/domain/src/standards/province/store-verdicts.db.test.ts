import { sql } from '@daohu/db';
import { compileColumns, type Results } from '@daohu/policy';
import {
  type InventedCounty,
  inventedCounty,
  loadFollowedDivisions,
  recordLeavingHousehold,
  recordLeavingVillage,
  SHIQIAO_VILLAGE,
} from '@daohu/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEMONSTRATION_CITY } from '../../divisions/index.ts';
import { fillDemonstrationStandards } from '../fill-demonstration-standards.ts';
import { MIXED_HOUSEHOLDS } from '../mixed-households.fixture.ts';
import { loadStandards, type Standards } from '../standards.ts';
import { readsOfProvince } from './ask-what-if.ts';
import { changedSince, momentOf } from './changed-since.ts';
import { hashesOf, keptResults } from './judge-all.ts';
import { judgedRules } from './judged-rules.ts';
import { loadProvince, seeOneMoment } from './load-province.ts';
import type { Province } from './province.ts';
import { refreshProvince } from './refresh-province.ts';
import { storeVerdicts } from './store-verdicts.ts';

const DAY = '2016-12-31';
let county: InventedCounty;
let standards: Standards;
const city = () => county.actor('city', DEMONSTRATION_CITY);

beforeAll(async () => {
  county = await inventedCounty();
  await loadFollowedDivisions(county.database);
  standards = await loadStandards();
  await county.act(county.actor('province', 0), (work) => fillDemonstrationStandards(work));
  await county.act(city(), async (work) => {
    await recordLeavingVillage(work, SHIQIAO_VILLAGE);
    for (const household of MIXED_HOUSEHOLDS) await recordLeavingHousehold(work, household);
  });
});
afterAll(() => county.close());

const readsNow = () => readsOfProvince(standards.packs, DAY);

function read(): Promise<{ moment: string; province: Province }> {
  return county.ask(city(), async ({ db, actor }) => {
    await seeOneMoment(db);
    const ranges = [{ low: actor.low, high: actor.high }];
    return {
      moment: await momentOf(db),
      province: await loadProvince(db, standards.packs.schema, ranges, 2016, readsNow()),
    };
  });
}

function judge(province: Province): Promise<Results> {
  return county.ask(city(), async ({ db }) => {
    const library = await standards.inForce(db);
    return keptResults(province, compileColumns(library, judgedRules(library), DAY).runNow(province.columns));
  });
}

function store(province: Province, results: Results, previous: Results | null = null) {
  const basis = { judgedFor: DAY, packs: hashesOf(standards.packs) };
  return county.act(city(), ({ db }) => storeVerdicts(db, province, results, basis, previous));
}

function kept() {
  return county.ask(city(), ({ db }) =>
    db.query<object>(sql`select subject, record_id, rule, verdict from verdict order by subject, record_id, rule`),
  );
}

test('after some changes only their villages are written, and what is kept is what judging anew would keep', async () => {
  const { moment, province } = await read();
  const before = await judge(province);
  await store(province, before);
  expect(await store(province, before, before)).toMatchObject({ sheets: 0 });

  await county.act(city(), ({ db }) =>
    db.execute(sql`update household_year set has_enough_food = case when has_enough_food then null else true end
      where year = 2016 and division = ${SHIQIAO_VILLAGE}`),
  );
  const refreshed = await county.ask(city(), async ({ db }) => {
    await seeOneMoment(db);
    const changed = (await changedSince(db, moment, [2015, 2016]))!;
    return refreshProvince(db, standards.packs.schema, province, readsNow(), changed);
  });
  const after = await judge(refreshed);
  expect((await store(refreshed, after, before)).sheets).toBe(1);

  const told = await kept();
  const anew = await read();
  expect(await store(anew.province, await judge(anew.province))).toMatchObject({ sheets: 0 });
  expect(await kept()).toEqual(told);
});

test('a rule that was not judged before makes every sheet another', async () => {
  const { province } = await read();
  const all = await judge(province);
  const few = new Map([...all].filter(([rule]) => rule !== 'exit-household'));
  await store(province, few);
  const { sheets } = await store(province, all, few);
  expect(sheets).toBeGreaterThan(1);
  expect(await kept()).toContainEqual(expect.objectContaining({ rule: 'exit-household' }));
});

test('a rule that is not judged any more makes every sheet another', async () => {
  const { province } = await read();
  const all = await judge(province);
  const few = new Map([...all].filter(([rule]) => rule !== 'exit-household'));
  await store(province, all);
  await store(province, few, all);
  const told = await kept();
  expect(told).not.toContainEqual(expect.objectContaining({ rule: 'exit-household' }));
  await store(province, few);
  expect(await kept()).toEqual(told);
});

test('dates of birth that changed are judged by their new ages', async () => {
  const { moment, province } = await read();
  const before = await judge(province);
  await county.act(city(), ({ db }) =>
    db.execute(
      sql`update person set born_on = case when born_on > '1990-01-01' then '1940-05-06'::date else '2014-05-06' end`,
    ),
  );
  const refreshed = await county.ask(city(), async ({ db }) => {
    await seeOneMoment(db);
    const changed = (await changedSince(db, moment, [2015, 2016]))!;
    return refreshProvince(db, standards.packs.schema, province, readsNow(), changed);
  });
  const after = await judge(refreshed);
  expect(after).toEqual(await judge((await read()).province));
  expect(after).not.toEqual(before);
});
