import {
  BAIYAN_VILLAGE,
  CHENGGUAN_TOWNSHIP,
  type InventedCounty,
  inventedCounty,
  type LeavingHousehold,
  LIULIN_VILLAGE,
  loadFollowedDivisions,
  recordLeavingHousehold,
  recordLeavingVillage,
  SHIQIAO_VILLAGE,
} from '@daohu/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LINJIANG_DISTRICT } from '../divisions/index.ts';
import type { VillageVerdict } from './contract.ts';
import { explainVillage } from './explain-village.ts';
import { loadStandards, type Standards } from './standards.ts';

let county: InventedCounty;
let standards: Standards;
beforeAll(async () => {
  county = await inventedCounty();
  await loadFollowedDivisions(county.database);
  standards = await loadStandards();
});
afterAll(() => county.close());

/** 汤湖村 in 临江区, under Wuhan's law. */
const TANGHU_VILLAGE = LINJIANG_DISTRICT + 100_201;
const WOLONG = 999_921_102_201;

const office = (village: number) => county.actor('county-office', Math.floor(village / 1_000_000) * 1_000_000);

function record(village: number, households: readonly LeavingHousehold[], yearly = {}): Promise<void> {
  return county.act(office(village), async (work) => {
    await recordLeavingVillage(work, village, { yearly });
    for (const household of households) await recordLeavingHousehold(work, { village, ...household });
  });
}

function explain(division: number, asOf = '2016-12-31', actor = office(division)) {
  return county.ask(actor, (work) => explainVillage(work, standards, { division, asOf, rule: 'exit-village' }));
}

async function verdictOf(division: number): Promise<VillageVerdict> {
  const explained = await explain(division);
  if (!explained.ok) throw new Error(JSON.stringify(explained.refusal));
  return explained.value;
}

const OUT = { yearly: { exitStatus: 'exited' } };

test('a village is held back by its one poor household, which is named', async () => {
  await record(SHIQIAO_VILLAGE, [
    { ...OUT, no: 'S-1' },
    { no: 'S-2', yearly: { exitStatus: 'poor' } },
    { ...OUT, no: 'S-3' },
  ]);
  const { verdict, unmet, heldBackBy, unknownHouseholds } = await verdictOf(SHIQIAO_VILLAGE);
  expect({ verdict, unmet }).toEqual({ verdict: 'unmet', unmet: ['hubei-plan/3.3f'] });
  expect(heldBackBy).toMatchObject([{ householdNo: 'S-2', headName: '王石头', countyCode: 999_921 }]);
  expect(unknownHouseholds).toEqual([]);
});

test('a household without a status on record leaves its village open, and is named apart', async () => {
  await record(LIULIN_VILLAGE, [
    { ...OUT, no: 'L-1' },
    { no: 'L-2', yearly: { exitStatus: null } },
  ]);
  const { verdict, missing, heldBackBy, unknownHouseholds } = await verdictOf(LIULIN_VILLAGE);
  expect(verdict).toBe('unknown');
  expect(missing).toMatchObject([{ item: '脱贫属性' }]);
  expect(heldBackBy).toEqual([]);
  expect(unknownHouseholds).toMatchObject([{ householdNo: 'L-2' }]);
});

test('60,000 yuan of collective income are enough under Hubei’s law and not under Wuhan’s', async () => {
  await record(BAIYAN_VILLAGE, [OUT]);
  await record(TANGHU_VILLAGE, [OUT]);
  const [hubei, wuhan] = [await verdictOf(BAIYAN_VILLAGE), await verdictOf(TANGHU_VILLAGE)];
  expect(hubei).toMatchObject({ pack: 'hubei-plan', verdict: 'met', unmet: [] });
  expect(wuhan).toMatchObject({ pack: 'wuhan-2015', verdict: 'unmet', unmet: ['wuhan-2015/3.2e'] });
});

test('more poor households than an explanation names are all named', async () => {
  const many = Array.from({ length: 130 }, (_, at) => ({ no: `W-${at}`, members: [], incomeBefore: null }));
  await record(WOLONG, many);
  expect((await verdictOf(WOLONG)).heldBackBy).toHaveLength(130);
});

test('each household of the village comes with its own verdict', async () => {
  const { households } = await verdictOf(SHIQIAO_VILLAGE);
  expect(households).toMatchObject({ met: 3, unmet: 0, unknown: 0 });
  expect(households?.list).toMatchObject([
    { householdNo: 'S-1', exitStatus: '已脱贫', verdict: 'met' },
    { householdNo: 'S-2', exitStatus: '未脱贫', verdict: 'met' },
    { householdNo: 'S-3', exitStatus: '已脱贫', verdict: 'met' },
  ]);
});

test('a village without a household on record is not a village whose households have all left', async () => {
  const empty = 999_921_103_201;
  await record(empty, []);
  const { verdict, missing } = await verdictOf(empty);
  expect(verdict).toBe('unknown');
  expect(missing).toMatchObject([{ item: '建档立卡户' }]);
});

test('a village beyond reach is not found', async () => {
  const clerk = county.actor('township-clerk', CHENGGUAN_TOWNSHIP);
  expect(await explain(BAIYAN_VILLAGE, '2016-12-31', clerk)).toEqual({
    ok: false,
    refusal: { code: 'village-not-found' },
  });
});
