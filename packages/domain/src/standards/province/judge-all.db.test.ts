import { sql } from '@daohu/db';
import {
  type InventedCounty,
  inventedCounty,
  loadFollowedDivisions,
  recordLeavingHousehold,
  recordLeavingVillage,
  SHIQIAO_VILLAGE,
} from '@daohu/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEMONSTRATION_CITY, QINGSHI_COUNTY } from '../../divisions/index.ts';
import { evaluateDivision } from '../evaluate-division.ts';
import { fillDemonstrationStandards } from '../fill-demonstration-standards.ts';
import { MIXED_HOUSEHOLDS } from '../mixed-households.fixture.ts';
import { loadStandards, type Standards } from '../standards.ts';
import { HeldProvinces } from './held-provinces.ts';
import { judgeAll } from './judge-all.ts';

let county: InventedCounty;
let standards: Standards;
let provinces: HeldProvinces;
const city = () => county.actor('city', DEMONSTRATION_CITY);

beforeAll(async () => {
  county = await inventedCounty();
  await loadFollowedDivisions(county.database);
  standards = await loadStandards();
  provinces = new HeldProvinces(county.database, county.clock, standards.packs.schema);
  await county.act(county.actor('province', 0), (work) => fillDemonstrationStandards(work));
  await county.act(city(), async (work) => {
    await recordLeavingVillage(work, SHIQIAO_VILLAGE);
    for (const household of MIXED_HOUSEHOLDS) await recordLeavingHousehold(work, household);
  });
});
afterAll(() => county.close());

async function judge(actor = city()) {
  const outcome = await county.act(actor, (work) => judgeAll(work, standards, provinces, { asOf: '2016-12-31' }));
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.value;
}

function kept(actor = city()) {
  return county.ask(actor, ({ db }) =>
    db.query<{ id: number; verdict: string }>(sql`select record_id as id, verdict from verdict
      where rule = 'exit-household' and year = 2016 order by record_id`),
  );
}

test('what is kept of each household is what evaluating finds', async () => {
  const evaluated: { id: number; verdict: string }[] = [];
  await county.ask(city(), (work) =>
    evaluateDivision(
      work,
      standards,
      { asOf: '2016-12-31', rule: 'exit-household' },
      {
        onVerdict: (each) =>
          void ('householdId' in each && evaluated.push({ id: each.householdId, verdict: each.verdict })),
      },
    ),
  );
  const judged = await judge();
  expect(await kept()).toEqual(evaluated.sort((a, b) => a.id - b.id));
  const { met, unmet, unknown } = judged.rules.find(({ rule }) => rule === 'exit-household')!;
  expect(met + unmet + unknown).toBe(MIXED_HOUSEHOLDS.length);
  expect(judged.sheets).toBeGreaterThan(3);
});

test('judging again writes nothing; judging after a change writes the village of the change', async () => {
  await judge();
  expect(await judge()).toMatchObject({ sheets: 0 });
  await county.act(city(), ({ db }) =>
    db.execute(sql`update household_year set has_enough_food = case when has_enough_food then null else true end
      where year = 2016 and household_id = (select min(household_id) from household_year where year = 2016)`),
  );
  expect(await judge()).toMatchObject({ sheets: 1 });
});

test('a village where nobody is on record any more keeps no verdict', async () => {
  await judge();
  const before = await kept();
  await county.act(city(), ({ db }) =>
    db.execute(sql`update household_year set retired_act = 1
    where year = 2016 and division = (select max(division) from household_year where year = 2016)`),
  );
  await judge();
  const now = await kept();
  expect(now.length).toBeLessThan(before.length);
});

test('an office keeps and reads the verdicts of its own county alone', async () => {
  await judge();
  const { counties } = await judge(county.actor('county-office'));
  expect(counties).toBe(1);
  const divisions = await county.ask(county.actor('county-office'), ({ db }) =>
    db.query<{ county: number }>(sql`select distinct county_code as county from verdict`),
  );
  expect(divisions).toEqual([{ county: Math.floor(QINGSHI_COUNTY / 1_000_000) }]);
});

test('what a verdict rests on is kept beside it: the day and the hash of every pack', async () => {
  await judge();
  const [row] = await county.ask(city(), ({ db }) =>
    db.query<{ judgedFor: string; packs: Record<string, string> }>(
      sql`select distinct judged_for as "judgedFor", packs from verdict where rule = 'exit-household'`,
    ),
  );
  expect(row!.judgedFor).toBe('2016-12-31');
  expect(row!.packs['hubei-plan']).toMatch(/^[0-9a-f]{64}$/);
});

test('what is owed is summed up by village: the sums of the sheets are those of the rule', async () => {
  await judge();
  const rows = await county.ask(city(), ({ db }) =>
    db.query<{ met: number; total: number }>(sql`
      select sum(s.counts[3 * r.place - 1])::integer as met, sum(cardinality(l.record_ids))::integer as total
      from verdict_sheet s join verdict_run v using (county_code, year, subject)
        join verdict_roll l using (county_code, year, subject, division),
        unnest(v.rules) with ordinality as r (rule, place) where r.rule = 'exit-household'`),
  );
  const met = (await kept()).filter(({ verdict }) => verdict === 'met').length;
  expect(rows[0]).toEqual({ met, total: (await kept()).length });
});
