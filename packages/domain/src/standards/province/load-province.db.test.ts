import { compileColumns } from '@daohu/policy';
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
import type { State } from '../contract.ts';
import { evaluateDivision, type JudgedVillage } from '../evaluate-division.ts';
import { fillDemonstrationStandards } from '../fill-demonstration-standards.ts';
import { MIXED_HOUSEHOLDS } from '../mixed-households.fixture.ts';
import { loadStandards, type Standards } from '../standards.ts';
import { loadProvince, seeOneMoment } from './load-province.ts';
import type { Province } from './province.ts';

const ASKED = '2016-12-31';
const STATES: readonly State[] = ['unmet', 'met', 'unknown'];
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

async function judgedInColumns(
  rule: string,
  actor = city(),
): Promise<{ province: Province; states: Map<number, State> }> {
  return county.ask(actor, async (work) => {
    await seeOneMoment(work.db);
    const program = compileColumns(await standards.inForce(work.db), [rule], ASKED);
    const ranges = [{ low: actor.low, high: actor.high }];
    const province = await loadProvince(work.db, standards.packs.schema, ranges, 2016, program.reads);
    const result = program.runNow(province.columns).get(rule)!;
    const ids = province.ids.get(result.subject)!;
    const states = new Map([...ids].map((id, row) => [id, STATES[result.states![row]!]!]));
    return { province, states };
  });
}

test('every household judged in columns has the verdict that it has one by one', async () => {
  const one = new Map<number, State>();
  await county.ask(city(), (work) =>
    evaluateDivision(
      work,
      standards,
      { asOf: ASKED, rule: 'exit-household' },
      {
        onVerdict: (each) => void ('householdId' in each && one.set(each.householdId, each.verdict)),
      },
    ),
  );
  const { states } = await judgedInColumns('exit-household');
  expect(new Set(one.values())).toEqual(new Set(STATES));
  expect(states).toEqual(one);
});

test('every village judged in columns has the verdict that it has one by one', async () => {
  const one = new Map<number, State>();
  await county.ask(city(), (work) =>
    evaluateDivision(
      work,
      standards,
      { asOf: ASKED, rule: 'exit-village' },
      {
        onVerdict: (each) => void one.set(each.division, (each as JudgedVillage).verdict),
      },
    ),
  );
  const { states } = await judgedInColumns('exit-village');
  expect(one.size).toBeGreaterThan(2);
  expect(Object.fromEntries(states)).toEqual(Object.fromEntries(one));
});

test('what is loaded is what the asker may see, and nothing of the next county', async () => {
  const all = await judgedInColumns('exit-household');
  const own = await judgedInColumns('exit-household', county.actor('county-office'));
  expect(all.province.counties.map(({ countyCode }) => countyCode)).toEqual([999902, 999921]);
  expect(own.province.counties.map(({ countyCode }) => countyCode)).toEqual([999921]);
  expect(own.states.size).toBe(
    MIXED_HOUSEHOLDS.filter(({ village }) => Math.floor(village! / 1_000_000) === 999921).length,
  );
  for (const [id, state] of own.states) expect(all.states.get(id)).toBe(state);
});
