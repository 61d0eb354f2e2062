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
import type { AskWhatIf, WhatIf } from '../contract.ts';
import { evaluateDivision } from '../evaluate-division.ts';
import { fillDemonstrationStandards } from '../fill-demonstration-standards.ts';
import { MIXED_HOUSEHOLDS } from '../mixed-households.fixture.ts';
import { loadStandards, type Standards } from '../standards.ts';
import { askWhatIf } from './ask-what-if.ts';
import { HeldProvinces } from './held-provinces.ts';

const LINE = [{ parameter: '扶贫标准', value: 350_000 }];
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
    await recordLeavingHousehold(work, { no: 'ON-THE-LINE', netIncomePerHead: 295_200 });
    await recordLeavingHousehold(work, { no: 'ABOVE', netIncomePerHead: 300_000 });
    await recordLeavingHousehold(work, {
      no: 'PUPIL',
      members: [
        { name: '赵春生', identity: { bornOn: '1999-05-01' }, yearly: { schoolStatus: 'secondaryVocational1' } },
      ],
    });
    await recordLeavingHousehold(work, { no: 'FAR-ABOVE', netIncomePerHead: 400_000 });
  });
});
afterAll(() => county.close());

function ask(asked: Partial<AskWhatIf>, actor = city()) {
  return county.ask(actor, (work) =>
    askWhatIf(work, standards, provinces, {
      rule: 'exit-household',
      changes: LINE,
      by: 'county',
      asOf: '2016-12-31',
      ...asked,
    }),
  );
}

async function answerOf(asked: Partial<AskWhatIf>, actor = city()): Promise<WhatIf> {
  const outcome = await ask(asked, actor);
  if (!outcome.ok || outcome.value.state !== 'ready') throw new Error(JSON.stringify(outcome));
  return outcome.value;
}

test('before is what evaluating finds, after is what evaluating would find, county by county', async () => {
  const changed: Standards = {
    ...standards,
    inForce: async (db) => (await standards.inForce(db)).withChanges({ 扶贫标准: 350_000 }),
  };
  const evaluated = (law: Standards) =>
    county.ask(city(), async (work) => {
      const outcome = await evaluateDivision(work, law, { asOf: '2016-12-31', rule: 'exit-household' });
      if (!outcome.ok) throw new Error(outcome.refusal.code);
      const { met, unmet, unknown, byDivision } = outcome.value;
      const counties = byDivision.filter(({ level }) => level === 'county');
      return { all: { met, unmet, unknown }, counties };
    });
  const [before, after] = [await evaluated(standards), await evaluated(changed)];
  const answer = await answerOf({});
  expect(answer.before).toEqual(before.all);
  expect(answer.after).toEqual(after.all);
  expect(answer.after.met).toBeLessThan(answer.before.met);
  expect(
    answer.groups.map(({ division, before: { met, unmet, unknown } }) => ({ division, met, unmet, unknown })),
  ).toEqual(before.counties.map(({ division, met, unmet, unknown }) => ({ division, met, unmet, unknown })));
  expect(answer.groups.map(({ after: { met } }) => met)).toEqual(after.counties.map(({ met }) => met));
});

test('who moves is the difference of before and after, in every division of every level', async () => {
  for (const by of ['city', 'county', 'township', 'village'] as const) {
    const { groups, total } = await answerOf({ by });
    expect(groups.reduce((sum, group) => sum + group.total, 0)).toBe(total);
    for (const { before, after, moves } of groups) {
      for (const state of ['met', 'unmet', 'unknown'] as const) {
        const came = moves.filter(({ to }) => to === state).reduce((sum, { subjects }) => sum + subjects, 0);
        const left = moves.filter(({ from }) => from === state).reduce((sum, { subjects }) => sum + subjects, 0);
        expect(before[state] - left + came).toBe(after[state]);
      }
    }
  }
});

test('what an entitlement would cost is the number of those who are owed it, times the amount', async () => {
  const answer = await answerOf({
    rule: 'vocational-grant',
    changes: [{ parameter: '职业教育补助标准', value: 500_000 }],
    division: QINGSHI_COUNTY,
  });
  expect(answer).toMatchObject({ subject: 'person', moves: [] });
  expect(answer.after.met).toBeGreaterThan(0);
  const [cost] = answer.costs.filter(({ rule }) => rule === 'vocational-grant');
  expect(cost).toMatchObject({ unit: '分/年', before: answer.after.met * 300_000, after: answer.after.met * 500_000 });
  expect(answer.groups[0]!.costs).toEqual(answer.costs);
});

test('a parameter that stays as it is moves nobody', async () => {
  const answer = await answerOf({ changes: [{ parameter: '扶贫标准', value: 295_200 }], division: QINGSHI_COUNTY });
  expect(answer.changes[0]!.now).toEqual([{ value: 295_200, counties: 1 }]);
  expect(answer.moves).toEqual([]);
});

test('an office hears of its own county and of no other', async () => {
  const answer = await answerOf({}, county.actor('county-office'));
  expect(answer.groups.map(({ division }) => division)).toEqual([QINGSHI_COUNTY]);
  const beyond = await ask({ division: 999_902_000_000 }, county.actor('county-office'));
  expect(beyond).toMatchObject({ ok: false, refusal: { code: 'division-not-found' } });
});

test('a name that no pack has is refused with the nearest, a value with the range, and what nobody uses with what is used', async () => {
  const refused = async (parameter: string, value: number | boolean | string) => {
    const outcome = await ask({ changes: [{ parameter, value }] });
    return outcome.ok ? null : outcome.refusal;
  };
  expect(await refused('扶贫标準', 1)).toMatchObject({ code: 'parameter-unknown', near: ['扶贫标准'] });
  expect(await refused('__proto__', 1)).toMatchObject({ code: 'parameter-unknown' });
  expect(await refused('扶贫标准', -1)).toMatchObject({ code: 'value-out-of-range', low: 0 });
  expect(await refused('扶贫标准', 1.5)).toMatchObject({ code: 'value-not-fitting' });
  expect(await refused('扶贫标准', '三千')).toMatchObject({ code: 'value-not-fitting' });
  expect(await refused('村集体经济收入下限', 1)).toMatchObject({ code: 'parameter-not-used' });
});

test('a household that was put right in the meantime is in the next answer', async () => {
  const before = await answerOf({ division: QINGSHI_COUNTY });
  await county.act(city(), async (work) => {
    await work.db.execute(sql`update household_year y set net_income_per_head = 400000 from household h
      where h.household_no = 'ON-THE-LINE' and y.household_id = h.household_id and y.year = 2016`);
  });
  const after = await answerOf({ division: QINGSHI_COUNTY });
  expect(after.before.met).toBe(before.before.met + 1);
  expect(after.after.met).toBe(before.after.met + 1);
});
