import { sql } from '@daohu/db';
import {
  CHILD,
  FATHER,
  type InventedCounty,
  inventedCounty,
  type LeavingHousehold,
  LIULIN_VILLAGE,
  loadFollowedDivisions,
  QINGSHI_TOWNSHIP,
  recordLeavingHousehold,
  recordLeavingVillage,
  SHIQIAO_VILLAGE,
} from '@daohu/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEMONSTRATION_CITY, LINJIANG_DISTRICT, QINGSHI_COUNTY } from '../divisions/index.ts';
import type { EvaluationSummary } from './contract.ts';
import { type EvaluationOptions, evaluateDivision } from './evaluate-division.ts';
import { loadStandards, type Standards } from './standards.ts';

let county: InventedCounty;
let standards: Standards;

/** Every kind of household that comes out differently, in three villages and two jurisdictions. */
const HOUSEHOLDS: readonly LeavingHousehold[] = [
  { no: 'A-1' },
  { no: 'A-2', netIncomePerHead: 295_200 },
  { no: 'A-3', netIncomePerHead: null },
  { no: 'A-4', incomeBefore: null, village: LIULIN_VILLAGE },
  { no: 'A-5', members: [], village: LIULIN_VILLAGE },
  { no: 'A-6', yearly: { hasSafeWater: false, hasEnoughFood: null } },
  { no: 'A-7', yearly: { povertyAttribute: 'dibaoPoor', dibaoGrant: 700_000, mainBusinesses: 0 } },
  { no: 'A-8', members: [FATHER, { ...CHILD, yearly: { ...CHILD.yearly, schoolStatus: null } }] },
  { no: 'B-1', village: LINJIANG_DISTRICT + 100_201 },
  { no: 'B-2', village: LINJIANG_DISTRICT + 100_201, yearly: { isHouseSafe: false } },
];

beforeAll(async () => {
  county = await inventedCounty();
  await loadFollowedDivisions(county.database);
  standards = await loadStandards();
  await county.act(city(), async (work) => {
    for (const household of HOUSEHOLDS) await recordLeavingHousehold(work, household);
    await recordLeavingVillage(work, SHIQIAO_VILLAGE);
    await recordLeavingVillage(work, LIULIN_VILLAGE, { yearly: { isPoorVillage: false } });
  });
});
afterAll(() => county.close());

const city = () => county.actor('city', DEMONSTRATION_CITY);

async function evaluate(
  asked: { division?: number; rule?: string; asOf?: string } = {},
  options: EvaluationOptions = {},
  actor = city(),
): Promise<EvaluationSummary> {
  const input = { rule: 'exit-household', asOf: '2016-12-31', ...asked };
  const evaluated = await county.ask(actor, (work) => evaluateDivision(work, standards, input, options));
  if (!evaluated.ok) throw new Error(JSON.stringify(evaluated.refusal));
  return evaluated.value;
}

test('the counts add up, by county and township, by law and by what is missing', async () => {
  const summary = await evaluate();
  const { total, met, unmet, unknown } = summary;
  expect({ total, met, unmet, unknown }).toEqual({ total: 10, met: 2, unmet: 3, unknown: 5 });
  const counties = summary.byDivision.filter(({ level }) => level === 'county');
  expect(counties).toMatchObject([
    { division: LINJIANG_DISTRICT, name: '临江区', met: 0, unmet: 1, unknown: 1 },
    { division: QINGSHI_COUNTY, name: '青石县', met: 2, unmet: 2, unknown: 4 },
  ]);
  expect(summary.packs).toMatchObject([
    { pack: 'wuhan-2015', subjects: 2 },
    { pack: 'hubei-plan', subjects: 8 },
  ]);
  expect(summary.years).toEqual([{ year: 2016, judgedFor: '2016-12-31', subjects: 10 }]);
  expect(summary.missing).toContainEqual(
    expect.objectContaining({ is: 'item', item: '人均纯收入', year: 2016, subjects: 1 }),
  );
});

test('a township clerk evaluates the own township and nothing else', async () => {
  const clerk = county.actor('township-clerk', QINGSHI_TOWNSHIP);
  const evaluated = await county.ask(clerk, (work) =>
    evaluateDivision(work, standards, { division: QINGSHI_COUNTY, asOf: '2016-12-31', rule: 'exit-household' }),
  );
  expect(evaluated).toMatchObject({ ok: false, refusal: { code: 'not-on-record' } });
});

test('progress is told in households and ends at all of them', async () => {
  const told: [number, number][] = [];
  await evaluate({}, { onProgress: (done, total) => void told.push([done, total]) });
  expect(told.at(-1)).toEqual([10, 10]);
});

test('a village that is not a poor village is not asked whether it may leave', async () => {
  const summary = await evaluate({ division: QINGSHI_COUNTY, rule: 'exit-village' });
  expect(summary).toMatchObject({ subject: 'village', total: 1, unmet: 1 });
});

test('a rule that no pack knows is refused with those that are known, the nearest first', async () => {
  const input = { rule: 'exit-househld', asOf: '2016-12-31' };
  const evaluated = await county.ask(city(), (work) => evaluateDivision(work, standards, input));
  expect(evaluated).toMatchObject({ ok: false, refusal: { code: 'rule-unknown' } });
  expect(!evaluated.ok && evaluated.refusal.code === 'rule-unknown' && evaluated.refusal.known[0]).toBe(
    'exit-household',
  );
});

test('on a day before the law the households are counted as without a rule', async () => {
  const summary = await evaluate({ asOf: '2015-06-30' });
  expect(summary).toMatchObject({ total: 0 });
  expect(summary.withoutRule.map(({ name }) => name)).toEqual(['临江区', '青石县']);
});

test('in the middle of a year each village is judged on the register that it has', async () => {
  await county.act(city(), (work) =>
    work.db.execute(sql`insert into household_year (county_code, household_id, year, division, net_income_per_head)
      select county_code, household_id, 2017, division, 500000 from household_year
      where year = 2016 and division = ${LIULIN_VILLAGE}`),
  );
  const { years } = await evaluate({ asOf: '2017-06-30', division: QINGSHI_COUNTY });
  expect(years).toEqual([
    { year: 2016, judgedFor: '2016-12-31', subjects: 6 },
    { year: 2017, judgedFor: '2017-06-30', subjects: 2 },
  ]);
});
