import { sql } from '@daohu/db';
import {
  BAIYAN_VILLAGE,
  type InventedCounty,
  inventedCounty,
  LIULIN_VILLAGE,
  loadFollowedDivisions,
  QINGSHI_TOWNSHIP,
  recordLeavingHousehold,
  recordLeavingVillage,
  SHIQIAO_VILLAGE,
} from '@daohu/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEMONSTRATION_CITY, QINGSHI_COUNTY } from '../../divisions/index.ts';
import {
  CountVerdicts,
  type JudgedHousehold,
  type ListedVerdict,
  ListVerdicts,
  type VerdictPage,
} from '../contract.ts';
import { evaluateDivision, type JudgedVillage } from '../evaluate-division.ts';
import { fillDemonstrationStandards } from '../fill-demonstration-standards.ts';
import { MIXED_HOUSEHOLDS } from '../mixed-households.fixture.ts';
import { loadStandards, type Standards } from '../standards.ts';
import { countVerdicts } from './count-verdicts.ts';
import { listVerdicts } from './list-verdicts.ts';

let county: InventedCounty;
let standards: Standards;

beforeAll(async () => {
  county = await inventedCounty();
  await loadFollowedDivisions(county.database);
  standards = await loadStandards();
  await county.act(county.actor('province', 0), (work) => fillDemonstrationStandards(work));
  await county.act(city(), async (work) => {
    for (const household of MIXED_HOUSEHOLDS) await recordLeavingHousehold(work, household);
    await recordLeavingVillage(work, SHIQIAO_VILLAGE);
    await recordLeavingVillage(work, LIULIN_VILLAGE, { yearly: { collectiveIncome: null } });
    await recordLeavingVillage(work, BAIYAN_VILLAGE, { yearly: { hasLeadingIndustry: null } });
    await recordLeavingVillage(work, QINGSHI_COUNTY + 100_299, { yearly: { isPoorVillage: false } });
  });
});
afterAll(() => county.close());

const city = () => county.actor('city', DEMONSTRATION_CITY);
const STATES = ['met', 'unmet', 'unknown'] as const;

async function page(asked: Partial<ListVerdicts>, actor = city()): Promise<VerdictPage> {
  const input = ListVerdicts.parse({ asOf: '2016-12-31', ...asked });
  const listed = await county.ask(actor, (work) => listVerdicts(work, standards, input));
  if (!listed.ok) throw new Error(JSON.stringify(listed.refusal));
  return listed.value;
}

async function counts(asked: Partial<CountVerdicts> = {}) {
  const input = CountVerdicts.parse({ asOf: '2016-12-31', ...asked });
  const counted = await county.ask(city(), (work) => countVerdicts(work, standards, input));
  if (!counted.ok) throw new Error(JSON.stringify(counted.refusal));
  return counted.value;
}

async function evaluated(rule: string, asOf = '2016-12-31'): Promise<(JudgedHousehold | JudgedVillage)[]> {
  const judged: (JudgedHousehold | JudgedVillage)[] = [];
  await county.ask(city(), (work) =>
    evaluateDivision(work, standards, { rule, asOf }, { onVerdict: (one) => void judged.push(one) }),
  );
  return judged;
}

const idOf = (one: { readonly division: number; readonly householdId?: number | null }): string =>
  `${one.division}/${one.householdId ?? ''}`;

for (const rule of ['exit-household', 'exit-village'] as const) {
  test(`the lists of ${rule} hold those whom evaluating gives the verdict, with what is missing`, async () => {
    const judged = await evaluated(rule);
    for (const state of STATES) {
      const { rows } = await page({ rule, state, size: 200 });
      const wanted = judged.filter(({ verdict }) => verdict === state);
      expect(rows.map(idOf)).toEqual(wanted.map(idOf));
      expect(rows.map(({ missing }) => missing)).toEqual(wanted.map(({ missing }) => missing));
    }
  });

  test(`the counts of ${rule} are the lengths of the lists, by condition too`, async () => {
    const { causes, ...all } = await counts({ rule });
    expect(all.total).toBe(all.met + all.unmet + all.unknown);
    for (const state of STATES) expect((await page({ rule, state, size: 200 })).rows).toHaveLength(all[state]);
    for (const state of ['unmet', 'unknown'] as const) {
      const { rows } = await page({ rule, state, size: 200 });
      for (const { key, ...line } of causes) {
        const because = rows.filter((row) => row.causes.some((cause) => cause.key === key));
        expect([key, line[state]]).toEqual([key, because.length]);
        expect((await page({ rule, state, cause: key, size: 200 })).rows).toEqual(because);
      }
    }
    expect(causes.some(({ unmet }) => unmet > 0) && causes.some(({ unknown }) => unknown > 0)).toBe(true);
  });
}

test('every rule about households or villages is counted as evaluating counts it', { timeout: 300_000 }, async () => {
  const rules = standards.ruleIds().filter(({ subject }) => subject === 'household' || subject === 'village');
  expect(rules.length).toBeGreaterThan(10);
  for (const { id } of rules) {
    for (const asOf of ['2016-12-31', '2017-03-31']) {
      const judged = await evaluated(id, asOf);
      const { met, unmet, unknown } = await counts({ rule: id, asOf });
      const count = (state: string) => judged.filter(({ verdict }) => verdict === state).length;
      expect([id, asOf, met, unmet, unknown]).toEqual([id, asOf, count('met'), count('unmet'), count('unknown')]);
    }
  }
});

test('page after page, forwards and backwards, everybody comes once and in order', async () => {
  const all = (await page({ state: 'unknown', size: 200 })).rows;
  const forwards: ListedVerdict[] = [];
  let at = await page({ state: 'unknown', size: 7 });
  expect(at.previous).toBeNull();
  for (forwards.push(...at.rows); at.next !== null; forwards.push(...at.rows)) {
    at = await page({ state: 'unknown', size: 7, from: at.next });
  }
  expect(forwards).toEqual(all);
  const backwards = [...at.rows];
  while (at.previous !== null) {
    at = await page({ state: 'unknown', size: 7, from: at.previous });
    backwards.unshift(...at.rows);
  }
  expect(backwards).toEqual(all);
});

test('a row says by which conditions, under which headings, with their clauses', async () => {
  const { rows } = await page({ state: 'unmet', size: 200 });
  expect(rows.flatMap(({ causes }) => causes)).toContainEqual({
    key: 'hubei-plan:all.1.all.0',
    pack: 'hubei-plan',
    titles: ['两不愁', '不愁吃'],
    clauses: ['hubei-plan/2.1a'],
  });
});

test('the list bears the title of the rule in force there, and says when it is judged by another document', async () => {
  const binding = await page({ division: QINGSHI_COUNTY });
  expect(binding).toMatchObject({ title: '贫困户脱贫标准核查', asIf: null });
  const tried = await page({ division: QINGSHI_COUNTY, law: 'hunan-2016' });
  expect(tried.asIf).toMatchObject({ pack: 'hunan-2016' });
  expect(tried.rows.every(({ causes }) => causes.every(({ pack }) => pack === 'hunan-2016'))).toBe(true);
});

test('a township clerk lists the own township and nothing else', async () => {
  const clerk = county.actor('township-clerk', QINGSHI_TOWNSHIP);
  for (const state of STATES) {
    expect((await page({ state, division: QINGSHI_COUNTY }, clerk)).rows).toEqual([]);
  }
  const { rows } = await page({ rule: 'exit-village', state: 'unknown', division: QINGSHI_COUNTY }, clerk);
  expect(rows.map(({ villageName }) => villageName)).toEqual(['白岩村']);
});

test('a condition of another law than the one in force finds nobody, and no text finds more', async () => {
  const { rows } = await page({ division: QINGSHI_COUNTY, cause: 'wuhan-2015:all.0', size: 200 });
  expect(rows).toEqual([]);
  expect((await page({ cause: "'; drop table household; --" })).rows).toEqual([]);
  expect((await page({ from: 'after.1.x', state: 'met' })).rows.length).toBeGreaterThan(0);
});

test('in the middle of a year each village is listed on the register that it has', async () => {
  const asOf = '2017-06-30';
  await county.act(city(), (work) =>
    work.db.execute(sql`insert into household_year (county_code, household_id, year, division, net_income_per_head)
      select county_code, household_id, 2017, division, 500000 from household_year
      where year = 2016 and division = ${LIULIN_VILLAGE}`),
  );
  const judged = await evaluated('exit-household', asOf);
  const listed = await Promise.all(STATES.map((state) => page({ asOf, state, size: 200 })));
  expect(listed[0]!.years.map(({ year }) => year)).toEqual([2016, 2017]);
  expect(listed.map(({ rows }) => rows.map(idOf))).toEqual(
    STATES.map((state) => judged.filter(({ verdict }) => verdict === state).map(idOf)),
  );
});
