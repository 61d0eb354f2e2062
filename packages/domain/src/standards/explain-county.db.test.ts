import { type InventedCounty, inventedCounty, loadFollowedDivisions } from '@daohu/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEMONSTRATION_CITY, LINJIANG_DISTRICT, QINGSHI_COUNTY } from '../divisions/index.ts';
import { enterCountyFigures, showCounty } from '../register/index.ts';
import type { CountyVerdict } from './contract.ts';
import { enterReferenceValue } from './enter-reference-value.ts';
import { explainCounty } from './explain-county.ts';
import { fillSetting } from './fill-setting.ts';
import { loadStandards, type Standards } from './standards.ts';

let county: InventedCounty;
let standards: Standards;
beforeAll(async () => {
  county = await inventedCounty();
  await loadFollowedDivisions(county.database);
  standards = await loadStandards();
});
afterAll(() => county.close());

const office = () => county.actor('county-office', QINGSHI_COUNTY);
const city = () => county.actor('city', DEMONSTRATION_CITY);

function enter(year: number, values: Record<string, number | boolean | null>, division = QINGSHI_COUNTY) {
  return county.act(office(), (work) => enterCountyFigures(work, { division, year, values }));
}

function explain(asOf: string | undefined, law?: string, division = QINGSHI_COUNTY) {
  return county.ask(office(), (work) =>
    explainCounty(work, standards, {
      division,
      rule: 'exit-county',
      ...(asOf === undefined ? {} : { asOf }),
      ...(law === undefined ? {} : { law }),
    }),
  );
}

async function verdictOf(asOf: string | undefined, law?: string): Promise<CountyVerdict> {
  const explained = await explain(asOf, law);
  if (!explained.ok) throw new Error(JSON.stringify(explained.refusal));
  return explained.value;
}

const STANDARDS = { 县贫困发生率上限: 2, 县摘帽收入标准: 800_000, 县摘帽预算收入标准: 100_000 };

async function publishStandards(): Promise<void> {
  for (const [parameter, value] of Object.entries(STANDARDS)) {
    const filled = await county.act(city(), (work) =>
      fillSetting(work, standards, {
        parameter,
        value,
        division: QINGSHI_COUNTY,
        holdsFrom: '2016-04-18',
        holdsUntil: null,
        basis: '国家标准（虚构）',
      }),
    );
    if (!filled.ok) throw new Error(filled.refusal.code);
  }
  const entered = await county.act(city(), (work) =>
    enterReferenceValue(work, standards, {
      series: 'rural-disposable-income',
      division: QINGSHI_COUNTY,
      year: 2016,
      value: 893_000,
      source: '统计公报（虚构）',
    }),
  );
  if (!entered.ok) throw new Error(entered.refusal.code);
}

test('a county that has reported nothing cannot be judged, and is told so', async () => {
  expect(await explain('2016-12-31')).toEqual({
    ok: false,
    refusal: { code: 'not-on-record', year: 2016, years: [] },
  });
});

test('what a county has reported is judged by the standards that have been filled in', async () => {
  await enter(2016, { poorPersons: 4_000, ruralPopulation: 200_000, budgetRevenuePerHead: 100_000 });
  const open = await verdictOf('2016-12-31');
  expect(open.verdict).toBe('unknown');
  expect(open.missing.map(({ item }) => item)).toContain('县贫困发生率上限');
  await publishStandards();
  expect(await verdictOf('2016-12-31')).toMatchObject({
    verdict: 'met',
    missing: [],
    countyName: '青石县',
    asIf: null,
  });
});

test('one poor person too many keeps a county on the list', async () => {
  await enter(2016, { poorPersons: 4_001 });
  expect(await verdictOf('2016-12-31')).toMatchObject({ verdict: 'unmet', unmet: ['hubei-plan/3.3i'] });
  await enter(2016, { poorPersons: 4_000 });
});

test('figures that are not named stay, and null takes one back', async () => {
  await enter(2016, { ruralPopulation: 300_000 });
  const shown = () => county.ask(office(), (work) => showCounty(work, { division: QINGSHI_COUNTY, year: 2016 }));
  expect(await shown()).toMatchObject({
    ok: true,
    value: { name: '青石县', years: [2016], yearly: { poorPersons: 4_000, ruralPopulation: 300_000 } },
  });
  await enter(2016, { ruralPopulation: null });
  expect(await verdictOf('2016-12-31')).toMatchObject({ verdict: 'unknown', missing: [{ item: '农村户籍人口数' }] });
  await enter(2016, { ruralPopulation: 200_000 });
});

test('without a day the latest year that was reported is judged', async () => {
  expect((await verdictOf(undefined)).judged).toMatchObject({ year: 2016, judgedFor: '2016-12-31' });
});

test('under Hunan’s document the other national indicators are asked for as well, as a trial', async () => {
  const trial = await verdictOf('2016-12-31', 'hunan-2016');
  expect(trial).toMatchObject({ verdict: 'unknown', pack: 'hunan-2016', asIf: { pack: 'hunan-2016' } });
  expect(trial.missing.map(({ item }) => item)).toContain('其他退出指标达标');
});

test('a figure that cannot be is refused with what would do', async () => {
  expect(await enter(2016, { poorPersons: -1 })).toMatchObject({
    ok: false,
    refusal: { code: 'county-figure-unfit', item: '贫困人口数', takes: { low: 0, unit: '人' } },
  });
  expect(await enter(2016, { isPovertyCounty: 1 })).toMatchObject({
    ok: false,
    refusal: { code: 'county-figure-unfit', takes: 'yes-or-no' },
  });
  expect(await enter(2016, { poorPersons: true })).toMatchObject({ refusal: { code: 'county-figure-unfit' } });
  expect(await enter(2016, { county_code: 1 })).toMatchObject({ refusal: { code: 'county-item-unknown' } });
  expect(await enter(2016, { ruralDisposableIncomePerHead: 1 })).toMatchObject({
    refusal: { code: 'county-item-unknown', field: 'ruralDisposableIncomePerHead' },
  });
});

test('a figure that is refused leaves the others of the same form unwritten', async () => {
  await enter(2015, { ruralPopulation: 5, poorPersons: -1 });
  expect(await county.ask(office(), (work) => showCounty(work, { division: QINGSHI_COUNTY }))).toMatchObject({
    value: { years: [2016] },
  });
});

test('the neighbour’s county is not found, for writing, reading and judging', async () => {
  const refusal = { ok: false, refusal: { code: 'county-not-found' } };
  expect(await enter(2016, { poorPersons: 1 }, LINJIANG_DISTRICT)).toEqual(refusal);
  expect(await explain('2016-12-31', undefined, LINJIANG_DISTRICT)).toEqual(refusal);
  expect(await county.ask(office(), (work) => showCounty(work, { division: LINJIANG_DISTRICT }))).toEqual(refusal);
});

test('a rule of households does not judge a county', async () => {
  const asked = { division: QINGSHI_COUNTY, rule: 'exit-household' };
  expect(await county.ask(office(), (work) => explainCounty(work, standards, asked))).toMatchObject({
    refusal: { code: 'rule-unknown', known: ['exit-county'] },
  });
});
