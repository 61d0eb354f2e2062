import { sql } from '@daohu/db';
import {
  type InventedCounty,
  inventedCounty,
  loadFollowedDivisions,
  type RecordedHousehold,
  recordLeavingHousehold,
} from '@daohu/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../access/index.ts';
import { DEMONSTRATION_CITY, DEMONSTRATION_PROVINCE, LINJIANG_DISTRICT, QINGSHI_COUNTY } from '../divisions/index.ts';
import type { EnterReferenceValue, FillSetting, OpenSettings } from './contract.ts';
import { enterReferenceValue } from './enter-reference-value.ts';
import { explainHousehold } from './explain-household.ts';
import { fillDemonstrationStandards } from './fill-demonstration-standards.ts';
import { fillDemonstrationSteps } from './fill-demonstration-steps.ts';
import { fillSetting } from './fill-setting.ts';
import { listOpenSettings } from './list-open-settings.ts';
import { loadStandards, type Standards } from './standards.ts';
import { storeFigure, storeSetting } from './store.ts';

let county: InventedCounty;
let standards: Standards;
/** In 临江区, under Wuhan's law, which leaves the line to the city. */
let home: RecordedHousehold;
beforeAll(async () => {
  county = await inventedCounty();
  await loadFollowedDivisions(county.database);
  standards = await loadStandards();
  home = await county.act(district(), (work) =>
    recordLeavingHousehold(work, { village: LINJIANG_DISTRICT + 100_201, netIncomePerHead: 700_000 }),
  );
});
afterAll(() => county.close());

const district = () => county.actor('county-office', LINJIANG_DISTRICT);
const city = () => county.actor('city', DEMONSTRATION_CITY);
const qingshi = () => county.actor('county-office', QINGSHI_COUNTY);

const LINE: FillSetting = {
  parameter: '扶贫标准',
  division: LINJIANG_DISTRICT,
  value: 480_000,
  holdsFrom: '2016-01-01',
  holdsUntil: null,
  basis: '市扶贫办 2016 年文件（虚构）',
};
const MEAN: EnterReferenceValue = {
  series: 'rural-disposable-income',
  division: LINJIANG_DISTRICT,
  year: 2016,
  value: 1_000_000,
  source: '区统计公报（虚构）',
};

function fill(input: Partial<FillSetting> = {}, actor: Actor = city()) {
  return county.act(actor, (work) => fillSetting(work, standards, { ...LINE, ...input }));
}
function enter(input: Partial<EnterReferenceValue> = {}, actor: Actor = city()) {
  return county.act(actor, (work) => enterReferenceValue(work, standards, { ...MEAN, ...input }));
}
function open(actor: Actor, division?: number): Promise<OpenSettings> {
  const asked = division === undefined ? {} : { division };
  return county.ask(actor, (work) => listOpenSettings(work, standards, asked));
}
/** 扶贫标准 among what is open; the documents leave much else open besides. */
function linesOf({ settings }: OpenSettings): OpenSettings['settings'] {
  return settings.filter(({ parameter }) => parameter === '扶贫标准');
}
async function incomeOverLine(asOf: string): Promise<unknown> {
  const { countyCode, householdId } = home;
  const asked = { countyCode, householdId, asOf, rule: 'exit-household' };
  const explained = await county.ask(district(), (work) => explainHousehold(work, standards, asked));
  if (!explained.ok) throw new Error(JSON.stringify(explained.refusal));
  const found = conditions(explained.value.tree).find(({ title }) => title.includes('市级确定的扶贫标准'));
  return found && { verdict: found.verdict, value: found.parameters[0]?.value, state: found.parameters[0]?.state };
}
type Part = {
  is: string;
  title: string;
  verdict: string;
  parts?: Part[];
  parameters: { value: unknown; state: string }[];
};
function conditions(part: unknown): Part[] {
  const { is, parts } = part as Part;
  return is === 'group' ? (parts ?? []).flatMap(conditions) : [part as Part];
}

test('what Wuhan’s decision leaves open is listed with its clause and why, where its law holds', async () => {
  const settings = linesOf(await open(district()));
  expect(settings).toMatchObject([
    {
      parameter: '扶贫标准',
      division: LINJIANG_DISTRICT,
      divisionName: '临江区',
      pack: 'wuhan-2015',
      unit: '分/人/年',
    },
  ]);
  expect(settings[0]).toMatchObject({ filled: [], mayFill: true, openFrom: '2015-10-16' });
  expect(settings[0]?.clauses.map(({ id }) => id)).toEqual(['wuhan-2015/3.1.1c', 'wuhan-2015/3.1.5b']);
  expect(settings[0]?.clauses[0]?.quote).toContain('市级确定的扶贫标准');
});

test('a county under Hubei’s law has no line to fill, and sets the days of the notices that Hubei leaves open', async () => {
  const opened = await open(qingshi());
  expect(linesOf(opened)).toEqual([]);
  expect(opened.settings.find(({ parameter }) => parameter === 'exit-person.village-notice.days')).toMatchObject({
    title: '贫困人口脱贫销号：村公示的天数',
    pack: 'hubei-plan',
    unit: '天',
    divisionName: '青石县',
    mayFill: true,
  });
});

test('the means that a verdict would need and nobody has are listed by division and year', async () => {
  const { missingFigures } = await open(city(), LINJIANG_DISTRICT);
  expect(missingFigures).toMatchObject([
    { level: 'city', divisionName: '示范市', years: [2014, 2015, 2016], mayFill: true },
    { level: 'county', divisionName: '临江区', years: [2015, 2016], mayFill: true },
  ]);
});

test('filling the city’s line turns unknown into an answer from that day on, and not before', async () => {
  await county.act(city(), (work) =>
    work.db.execute(sql`update household_year set net_income_per_head = 700000 where year = 2015`),
  );
  expect(await incomeOverLine('2016-12-31')).toEqual({ verdict: 'unknown', value: null, state: 'unset' });
  expect(await fill()).toMatchObject({ ok: true });
  expect(await incomeOverLine('2016-12-31')).toEqual({ verdict: 'met', value: 480_000, state: 'set' });
  expect(await incomeOverLine('2015-12-31')).toEqual({ verdict: 'unknown', value: null, state: 'unset' });
});

test('a line filled a second time replaces the first, which stays on record', async () => {
  expect(await fill({ value: 700_000 })).toMatchObject({ ok: true });
  expect(await incomeOverLine('2016-12-31')).toEqual({ verdict: 'unmet', value: 700_000, state: 'set' });
  const rows = await county.ask(city(), (work) =>
    work.db.query(sql`select value, superseded_act is null as current from policy_setting order by policy_setting_id`),
  );
  expect(rows).toEqual([
    { value: 480_000, current: false },
    { value: 700_000, current: true },
  ]);
});

test('what one place has filled is not shown as filled at another', async () => {
  const settings = linesOf(await open(county.actor('province', 0)));
  expect(settings.map(({ divisionName, filled }) => [divisionName, filled.length])).toEqual([
    ['武汉市', 0],
    ['临江区', 1],
  ]);
});

test('who may not fill a setting is not offered to', async () => {
  const { settings, missingFigures } = await open(county.actor('auditor', LINJIANG_DISTRICT));
  expect(settings.length).toBeGreaterThan(0);
  expect(missingFigures.length).toBeGreaterThan(0);
  expect([...settings, ...missingFigures].filter(({ mayFill }) => mayFill)).toEqual([]);
});

test('a line that was being filled when the act failed is forgotten', async () => {
  const failing = county.act(city(), async (work) => {
    await fillSetting(work, standards, { ...LINE, value: 100 });
    await standards.inForce(work.db);
    throw new Error('the act fails');
  });
  await expect(failing).rejects.toThrow('the act fails');
  expect(await incomeOverLine('2016-12-31')).toMatchObject({ value: 700_000 });
});

test('an office cannot fill what lies beyond its reach', async () => {
  expect(await fill({}, qingshi())).toEqual({ ok: false, refusal: { code: 'place-out-of-reach' } });
  expect(await enter({}, qingshi())).toEqual({ ok: false, refusal: { code: 'place-out-of-reach' } });
});

test('the database itself refuses a figure or a setting beyond reach', async () => {
  const figure = { ...MEAN, status: 'entered', recordedBy: 'x' } as const;
  const setting = { ...LINE, status: 'entered', recordedBy: 'x' } as const;
  await expect(county.act(qingshi(), (work) => storeFigure(work.db, work.act, figure))).rejects.toThrow('row-level');
  await expect(county.act(qingshi(), (work) => storeSetting(work.db, work.act, setting))).rejects.toThrow('row-level');
});

test('what the law has settled is not open to any office', async () => {
  const refused = {
    ok: false,
    refusal: {
      code: 'parameter-not-open',
      parameter: '村集体经济收入下限',
      open: expect.arrayContaining(['扶贫标准']),
    },
  };
  expect(await fill({ parameter: '村集体经济收入下限' })).toEqual(refused);
  expect(await fill({ division: QINGSHI_COUNTY })).toMatchObject({
    refusal: { code: 'parameter-not-open', open: expect.not.arrayContaining(['扶贫标准']) },
  });
});

test.each([0.5, -1, 9_000_001, '480000', true])('%s is no line in fen a year', async (value) => {
  expect(await fill({ value })).toMatchObject({ ok: false, refusal: { code: 'value-not-fitting', unit: '分/人/年' } });
});

test('a value cannot end before it begins', async () => {
  expect(await fill({ holdsUntil: '2015-12-31' })).toMatchObject({ ok: false, refusal: { code: 'dates-reversed' } });
});

test('a county’s mean that was entered is used, shown with its source, and no longer missing', async () => {
  expect(await enter()).toMatchObject({ ok: true });
  const { missingFigures, enteredFigures } = await open(city(), LINJIANG_DISTRICT);
  expect(missingFigures.find(({ level }) => level === 'county')?.years).toEqual([2015]);
  expect(enteredFigures).toMatchObject([
    {
      divisionName: '临江区',
      year: 2016,
      value: 1_000_000,
      unit: '分/人/年',
      source: '区统计公报（虚构）',
      status: 'entered',
    },
  ]);
});

test('a mean income is kept for counties and above, not for a village', async () => {
  const village = LINJIANG_DISTRICT + 100_201;
  expect(await enter({ division: village })).toEqual({
    ok: false,
    refusal: { code: 'level-not-asked', series: MEAN.series, levels: ['nation', 'province', 'city', 'county'] },
  });
});

test('two offices that fill in the same figure at the same moment leave one that holds', async () => {
  const both = await Promise.all([enter({ year: 2010, value: 1 }), enter({ year: 2010, value: 2 }, district())]);
  expect(both.map(({ ok }) => ok)).toEqual([true, true]);
  const { enteredFigures } = await open(city(), LINJIANG_DISTRICT);
  expect(enteredFigures.filter(({ year }) => year === 2010)).toHaveLength(1);
});

test('a mean in yuan instead of fen times a hundred is out of range one way, and refused the other', async () => {
  expect(await enter({ value: 9_000_001 })).toMatchObject({ ok: false, refusal: { code: 'figure-out-of-range' } });
  expect(await enter({ series: 'urban-income' })).toMatchObject({ ok: false, refusal: { code: 'series-unknown' } });
});

test('the demonstration fills what is open, marked as invented, and leaves what an office entered', async () => {
  const everything = county.actor('province', 0);
  await county.act(everything, (work) => fillDemonstrationStandards(work));
  await county.act(everything, (work) => fillDemonstrationStandards(work));
  const opened = await open(county.actor('province', DEMONSTRATION_PROVINCE));
  const { missingFigures, enteredFigures } = opened;
  expect(missingFigures).toEqual([]);
  expect(linesOf(opened)[0]?.filled.map(({ holdsFrom, status }) => [holdsFrom, status])).toEqual([
    ['2018-01-01', 'demonstration'],
    ['2017-01-01', 'demonstration'],
    ['2016-01-01', 'entered'],
    ['2015-10-16', 'demonstration'],
  ]);
  expect(enteredFigures.filter(({ status, year }) => status === 'entered' && year === 2016)).toHaveLength(1);
  expect(enteredFigures.find(({ status }) => status === 'demonstration')?.source).toContain('演示值');
});

test('the demonstration gives notices and spot checks usual numbers, marked as invented, and leaves what an office set', async () => {
  const parameter = 'exit-person.village-notice.days';
  const everything = county.actor('province', 0);
  const set = await fill({ parameter, division: QINGSHI_COUNTY, value: 10, basis: '虚构文件' }, qingshi());
  expect(set).toMatchObject({ ok: true });
  await county.act(everything, (work) => fillDemonstrationSteps(work, standards));
  await county.act(everything, (work) => fillDemonstrationSteps(work, standards));
  const { settings } = await open(county.actor('province', DEMONSTRATION_PROVINCE));
  const filledAt = (name: string, division: number) =>
    settings
      .find((one) => one.parameter === name && one.division === division)!
      .filled.map(({ value, status }) => [value, status]);
  expect(filledAt(parameter, QINGSHI_COUNTY)).toEqual([[10, 'entered']]);
  expect(filledAt('exit-person.county-check.sampleRate', QINGSHI_COUNTY)).toEqual([[10, 'demonstration']]);
  expect(filledAt(parameter, LINJIANG_DISTRICT)).toEqual([[7, 'demonstration']]);
});
