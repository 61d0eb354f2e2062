import { type Connection, sql } from '@daohu/db';
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
import { MIXED_HOUSEHOLDS } from '../mixed-households.fixture.ts';
import { loadStandards, type Standards } from '../standards.ts';
import { readsOfProvince } from './ask-what-if.ts';
import { changedSince, momentOf } from './changed-since.ts';
import { loadProvince, seeOneMoment } from './load-province.ts';
import type { Province } from './province.ts';
import { refreshProvince } from './refresh-province.ts';

let county: InventedCounty;
let standards: Standards;
const city = () => county.actor('city', DEMONSTRATION_CITY);

beforeAll(async () => {
  county = await inventedCounty();
  await loadFollowedDivisions(county.database);
  standards = await loadStandards();
  await county.act(city(), async (work) => {
    await recordLeavingVillage(work, SHIQIAO_VILLAGE);
    for (const household of MIXED_HOUSEHOLDS) await recordLeavingHousehold(work, household);
  });
});
afterAll(() => county.close());

function read(): Promise<{ province: Province; moment: string }> {
  return county.ask(city(), async ({ db, actor }) => {
    await seeOneMoment(db);
    const { schema } = standards.packs;
    const reads = readsOfProvince(standards.packs, '2016-12-31');
    const ranges = [{ low: actor.low, high: actor.high }];
    return { moment: await momentOf(db), province: await loadProvince(db, schema, ranges, 2016, reads) };
  });
}

/** How many records were changed, and the province as it was brought up to date. */
function refresh({ province, moment }: Awaited<ReturnType<typeof read>>) {
  return county.ask(city(), async ({ db }) => {
    await seeOneMoment(db);
    const changed = (await changedSince(db, moment, [2015, 2016]))!;
    const reads = readsOfProvince(standards.packs, '2016-12-31');
    const { schema } = standards.packs;
    return { changed, province: await refreshProvince(db, schema, province, reads, changed) };
  });
}

/** Everything that a rule could read, as plain arrays. */
function contentsOf({ columns, ids, counties, villageOfHousehold }: Province) {
  const tables = [...columns.tables].map(([name, table]) => ({
    name,
    ids: [...ids.get(name)!],
    columns: [...table.columns].map(([key, { values }]) => [key, [...values]]),
    lists: [...table.lists].map(([key, { starts, missing }]) => [key, [...starts], [...(missing ?? [])]]),
    links: [...table.links].map(([key, { rows }]) => [key, [...rows]]),
    present: [...table.present].map(([years, flags]) => [years, [...flags]]),
  }));
  return { tables, counties, villageOfHousehold: [...villageOfHousehold] };
}

const CHANGES: readonly [string, (db: Connection) => Promise<unknown>][] = [
  ['nothing', async () => {}],
  [
    'values of households, this year and the year before',
    (db) =>
      db.execute(sql`update household_year set net_income_per_head = net_income_per_head + 1, skills = null
        where household_id % 3 = 0`),
  ],
  [
    'values of members, and when they were born',
    async (db) => {
      await db.execute(sql`update person_year set labor_skill = 'skilled', has_resident_medical_insurance = null
        where person_id % 2 = 0`);
      await db.execute(sql`update person set born_on = '1961-02-03' where person_id % 5 = 0`);
    },
  ],
  [
    'what a village reports',
    (db) => db.execute(sql`update village_year set collective_income = 1, has_clean_energy = null`),
  ],
  [
    'a person who moved to another household',
    (db) =>
      db.execute(sql`update person_year y set household_id = (select min(household_id) from household_year h
        where h.county_code = y.county_code and h.year = 2016)
      where person_id = (select max(person_id) from person_year where year = 2016)`),
  ],
  [
    'a household that was struck off',
    (db) =>
      db.execute(sql`update household_year set retired_act = 1 where year = 2016
      and household_id = (select max(household_id) from household_year where year = 2016)`),
  ],
  [
    'a village that reports for the first time',
    (db) =>
      db.execute(sql`insert into village_year (county_code, division, year, collective_income)
      values (999921, 999921100210, 2016, 7)`),
  ],
  [
    'what the county reports',
    (db) =>
      db.execute(
        sql`insert into county_year (county_code, year, division, rural_population) values (999921, 2016, 999921000000, 5)`,
      ),
  ],
];

test.each(CHANGES)(
  'a province that is brought up to date is the one that would be read anew: %s',
  async (_, change) => {
    const before = await read();
    await county.act(city(), ({ db }) => change(db));
    const { province } = await refresh(before);
    expect(contentsOf(province)).toEqual(contentsOf((await read()).province));
  },
);

test('households that came since are there, and what came in an act that is not over is not', async () => {
  const before = await read();
  let finish = (): void => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  let begun = (): void => {};
  const isBegun = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const slow = county.act(city(), async (work) => {
    await recordLeavingHousehold(work, { no: 'SLOW' });
    begun();
    await finished;
  });
  await isBegun;
  await county.act(city(), (work) => recordLeavingHousehold(work, { no: 'QUICK' }));
  const between = await read();
  const first = await refresh(before);
  expect(contentsOf(first.province)).toEqual(contentsOf(between.province));
  finish();
  await slow;
  const later = await refresh(between);
  expect(later.changed.length).toBeGreaterThan(0);
  expect(contentsOf(later.province)).toEqual(contentsOf((await read()).province));
});
