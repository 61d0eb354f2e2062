import { sql } from '@daohu/db';
import { LINJIANG_DISTRICT, QINGSHI_COUNTY } from '@daohu/domain/divisions';
import {
  HEPING_VILLAGE,
  type InventedCounty,
  inventedCounty,
  type LeavingHousehold,
  loadCountiesOfOtherProvinces,
  loadFollowedDivisions,
  type RecordedHousehold,
  RONGSHU_VILLAGE,
  recordLeavingHousehold,
  XIANGXI_COUNTY,
} from '@daohu/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EvaluationSummary, ExplainHousehold, HouseholdVerdict, StandardsRefusal } from './contract.ts';
import { evaluateDivision } from './evaluate-division.ts';
import { explainHousehold } from './explain-household.ts';
import { loadStandards, type Standards } from './standards.ts';

let county: InventedCounty;
let standards: Standards;
beforeAll(async () => {
  county = await inventedCounty();
  await loadFollowedDivisions(county.database);
  await loadCountiesOfOtherProvinces(county.database);
  standards = await loadStandards();
});
afterAll(() => county.close());

const nation = () => county.actor('province', 0);
const LINE_OF_2016 = 295_200;

function record(household: LeavingHousehold = {}): Promise<RecordedHousehold> {
  return county.act(nation(), (work) =>
    recordLeavingHousehold(work, {
      ...household,
      yearly: { isEducationAssured: true, hasMedicalAccess: true, ...household.yearly },
    }),
  );
}

type Asked = Partial<Pick<ExplainHousehold, 'asOf' | 'law'>>;

function explain({ countyCode, householdId }: RecordedHousehold, asked: Asked) {
  return county.ask(nation(), (work) =>
    explainHousehold(work, standards, { countyCode, householdId, rule: 'exit-household', ...asked }),
  );
}

async function verdictOf(home: RecordedHousehold, asked: Asked = { asOf: '2016-12-31' }): Promise<HouseholdVerdict> {
  const explained = await explain(home, asked);
  if (!explained.ok) throw new Error(JSON.stringify(explained.refusal));
  return explained.value;
}

async function refusalOf(home: RecordedHousehold, asked: Asked): Promise<StandardsRefusal> {
  const explained = await explain(home, asked);
  if (explained.ok) throw new Error(`judged by ${explained.value.pack}`);
  return explained.refusal;
}

/** 迁居: the household keeps its number in the county it comes to; the years before stay with the county it left. */
async function moveTo(home: RecordedHousehold, village: number, year: number): Promise<RecordedHousehold> {
  const countyCode = Math.floor(village / 1_000_000);
  return county.act(nation(), async ({ db }) => {
    await db.execute(sql`insert into household (county_code, household_id, division, household_no)
      values (${countyCode}, ${home.householdId}, ${village}, ${home.householdNo})`);
    await db.execute(sql`insert into household_year
      (county_code, household_id, division, year, head_name, member_count, net_income_per_head)
      values (${countyCode}, ${home.householdId}, ${village}, ${year}, '王石头', 0, 500000)`);
    return { ...home, countyCode, division: village };
  });
}

describe('a household is judged by the law of the place it lives in', () => {
  test('in Hubei by Hubei’s plan, in Wuhan by Wuhan’s decision, in Hunan and Guangdong by theirs', async () => {
    const packs = [];
    for (const village of [undefined, LINJIANG_DISTRICT + 100_201, HEPING_VILLAGE, RONGSHU_VILLAGE]) {
      packs.push((await verdictOf(await record(village === undefined ? {} : { village }))).pack);
    }
    expect(packs).toEqual(['hubei-plan', 'wuhan-2015', 'hunan-2016', 'guangdong-2016']);
  });

  test('exactly on the poverty line Hunan lets a household go and Hubei keeps it', async () => {
    const onTheLine = { netIncomePerHead: LINE_OF_2016 };
    expect((await verdictOf(await record({ ...onTheLine, village: HEPING_VILLAGE }))).verdict).toBe('met');
    expect(await verdictOf(await record(onTheLine))).toMatchObject({ verdict: 'unmet', unmet: ['hubei-plan/3.3c'] });
  });

  test('who moves from Hunan to Guangdong is under Hunan’s law for the year before and Guangdong’s after', async () => {
    const inHunan = await record({ village: HEPING_VILLAGE });
    const inGuangdong = await moveTo(inHunan, RONGSHU_VILLAGE, 2017);
    for (const askedAs of [inHunan, inGuangdong]) {
      expect(await verdictOf(askedAs, { asOf: '2016-12-31' })).toMatchObject({
        pack: 'hunan-2016',
        division: HEPING_VILLAGE,
      });
      expect(await verdictOf(askedAs, { asOf: '2017-12-31' })).toMatchObject({
        pack: 'guangdong-2016',
        division: RONGSHU_VILLAGE,
      });
    }
    expect(await refusalOf(inHunan, { asOf: '2014-12-31' })).toMatchObject({ code: 'not-on-record', year: 2014 });
  });

  test('where somebody moved to beyond one’s reach is not told', async () => {
    const inHunan = await record({ village: HEPING_VILLAGE });
    await moveTo(inHunan, RONGSHU_VILLAGE, 2017);
    const clerk = county.actor('county-office', XIANGXI_COUNTY);
    const asked = { ...inHunan, rule: 'exit-household', asOf: '2017-12-31' };
    expect(await county.ask(clerk, (work) => explainHousehold(work, standards, asked))).toMatchObject({
      ok: false,
      refusal: { code: 'not-on-record', year: 2017, years: [2016, 2015] },
    });
  });
});

describe('试算: the same household under another document', () => {
  test('is judged by the document that is asked for, and the answer says that it binds nobody', async () => {
    const onTheLine = await record({ netIncomePerHead: LINE_OF_2016 });
    const asked = { asOf: '2016-12-31', law: 'hunan-2016' };
    expect(await verdictOf(onTheLine, asked)).toMatchObject({
      verdict: 'met',
      pack: 'hunan-2016',
      asIf: { pack: 'hunan-2016', title: expect.stringContaining('湖南') },
    });
    expect(await verdictOf(onTheLine)).toMatchObject({ verdict: 'unmet', pack: 'hubei-plan', asIf: null });
  });

  test('mean incomes stay those of the place it lives in', async () => {
    const { tree } = await verdictOf(await record(), { asOf: '2016-12-31', law: 'guangdong-2016' });
    expect(JSON.stringify(tree)).toContain('"division":420000000000');
    expect(JSON.stringify(tree)).not.toContain('"division":440000000000');
  });

  test('the law of the place asked for by name is the binding answer', async () => {
    expect(await verdictOf(await record(), { asOf: '2016-12-31', law: 'hubei-plan' })).toMatchObject({
      pack: 'hubei-plan',
      asIf: null,
    });
  });

  test('the decision of 2015 can be asked after the plan has taken its place', async () => {
    const home = await record();
    expect(await verdictOf(home, { asOf: '2016-12-31', law: 'hubei-2015' })).toMatchObject({
      pack: 'hubei-2015',
      asIf: { pack: 'hubei-2015' },
    });
    expect((await verdictOf(home, { asOf: '2016-12-31' })).pack).toBe('hubei-plan');
  });

  test('an unknown document is refused with the nearest name first', async () => {
    const refusal = await refusalOf(await record(), { law: 'hunan-2015' });
    expect(refusal).toMatchObject({ code: 'pack-not-found', pack: 'hunan-2015' });
    expect(refusal.code === 'pack-not-found' && refusal.known[0]).toBe('hunan-2016');
  });

  test('before a document holds nothing can be tried under it, and the refusal names the day', async () => {
    const asked = { asOf: '2015-12-31', law: 'hubei-plan' };
    expect(await refusalOf(await record(), asked)).toMatchObject({ code: 'law-silent', from: '2016-04-18' });
  });

  test('a whole village can be tried under another document, and the summary says so', async () => {
    await record({ netIncomePerHead: LINE_OF_2016 });
    const summary = async (law?: string): Promise<EvaluationSummary> => {
      const asked = { division: QINGSHI_COUNTY, asOf: '2016-12-31', rule: 'exit-household' };
      const found = await county.ask(nation(), (work) =>
        evaluateDivision(work, standards, { ...asked, ...(law === undefined ? {} : { law }) }),
      );
      if (!found.ok) throw new Error(found.refusal.code);
      return found.value;
    };
    const [own, hunan] = [await summary(), await summary('hunan-2016')];
    expect(own).toMatchObject({ asIf: null, title: '贫困户脱贫标准核查', packs: [{ pack: 'hubei-plan' }] });
    expect(hunan).toMatchObject({ asIf: { pack: 'hunan-2016' }, packs: [{ pack: 'hunan-2016' }], total: own.total });
    expect(hunan.met).toBeGreaterThan(own.met);
  });

  test('a document that holds nowhere on the day is refused for a village as for a household', async () => {
    await record();
    const asked = { division: QINGSHI_COUNTY, asOf: '2015-12-31', rule: 'exit-household', law: 'hunan-2016' };
    expect(await county.ask(nation(), (work) => evaluateDivision(work, standards, asked))).toMatchObject({
      ok: false,
      refusal: { code: 'law-silent', pack: 'hunan-2016', date: '2015-12-31', from: '2016-04-01' },
    });
  });
});
