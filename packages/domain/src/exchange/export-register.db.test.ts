import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from '@daohu/db';
import { openSheets, textOf } from '@daohu/sheets';
import { BAIYAN_VILLAGE, type InventedCounty, inventedCounty, QINGSHI_TOWNSHIP, SHIQIAO_VILLAGE } from '@daohu/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ExportQuery } from './contract.ts';
import { confirmImport, exportRegister, readImport, uploadImport } from './index.ts';

let county: InventedCounty;
let folder: string;
const QINGSHI = 999_921_000_000;
const HEAD_ID = '42999919650312019X';
const CHILD_ID = '429999200801020014';

beforeAll(async () => {
  county = await inventedCounty();
  folder = await mkdtemp(join(tmpdir(), 'daohu-export-'));
  await county.record({
    no: '4299990001',
    identity: { firstIdentifiedMonth: 201401 },
    yearly: {
      size: 2,
      exitStatus: 'poor',
      povertyAttribute: 'generalPoor',
      mainCause: 'illness',
      otherCauses: ['schooling', 'fundsShortage'],
      netIncomePerHead: 295_250,
      netIncome: 590_500,
      wageIncome: -100,
      isDangerousHouse: false,
      hasSafeWater: true,
      hasWaterDifficulty: false,
      naturalVillage: '上湾',
      phone: '13912345678',
      bankCard: '6222021234567890128',
      cultivatedLand: 325,
      distanceToMainRoad: 1250,
      houseArea: 8050,
      accessRoadKind: 'gravel',
      identificationStandard: 'national',
    },
    members: [
      {
        name: '王小宝',
        identity: { personNo: '429999000102', idNumber: CHILD_ID, bornOn: '2008-01-02', sex: 'male' },
        yearly: { relation: 'son', schoolStatus: 'primary', health: ['healthy'], hasResidentMedicalInsurance: true },
      },
      {
        name: '王石头',
        identity: { personNo: '429999000101', idNumber: HEAD_ID, bornOn: '1965-03-12', sex: 'male', ethnicity: 'han' },
        yearly: { relation: 'head', laborSkill: 'ordinary', workMonths: 8, health: ['chronicIllness'], isDibao: true },
      },
    ],
  });
  await county.record({
    no: '4299990002',
    village: BAIYAN_VILLAGE,
    yearly: { size: 1, exitStatus: 'exited' },
    members: [{ name: '=cmd|calc', identity: { personNo: '429999000201' }, yearly: { relation: 'head' } }],
  });
  await county.act(county.actor('county-office'), (work) =>
    work.db.execute(sql`insert into village_year
      (county_code, division, year, households, collective_income, has_bus, has_exited, office_phone)
      values (999921, ${SHIQIAO_VILLAGE}, 2016, 120, 5200001, true, false, '0710-1234567')`),
  );
});
afterAll(async () => {
  await county.close();
  await rm(folder, { recursive: true });
});

let files = 0;
async function exported(query: Partial<ExportQuery>, actor = county.actor('county-office')) {
  const format = query.format ?? 'xlsx';
  const path = join(folder, `${++files}.${format}`);
  const asked = { set: 'R1', division: QINGSHI, year: 2016, unmasked: false, ...query, format } as ExportQuery;
  const outcome = await county.ask(actor, (work) => exportRegister(work, asked, path));
  return { path, outcome };
}

async function rowsOf(path: string): Promise<string[][]> {
  const opened = await openSheets(path);
  if (!opened.ok) throw new Error(opened.refusal.code);
  const rows: string[][] = [];
  for await (const batch of opened.value.sheets[0]?.rows() ?? []) {
    if (batch.ok) rows.push(...batch.value.map((row) => row.cells.map((cell) => textOf(cell))));
  }
  await opened.value.close();
  return rows;
}

const whole = { unmasked: true, reason: '上级核查' };

/** Reads a file back as the import does and says what it found. */
async function importedBack(path: string, within = QINGSHI) {
  const actor = county.actor('county-office');
  const file = { path, name: '青石县2016年.xlsx', bytes: (await stat(path)).size, sha256: randomBytes(32) };
  const uploaded = await county.act(actor, (work) => uploadImport(work, file));
  if (!uploaded.ok) return uploaded.refusal;
  const { importId } = uploaded.value;
  const confirmed = await county.act(actor, (work) => confirmImport(work, { importId, within }));
  if (!confirmed.ok) return confirmed.refusal;
  const read = await county.act(actor, (work) => readImport(work, importId, path));
  if (!read.ok) return read.refusal;
  const faults = await county.ask(actor, (work) =>
    work.db.query(
      sql`select row_number, cell, label, reason from import_fault where import_id = ${importId} and severity = 'refused'`,
    ),
  );
  return { ...read.value.counts, faults };
}

test('R1 has its title, its headers in order and a row for each member, the head first', async () => {
  const { path, outcome } = await exported(whole);
  expect(outcome).toEqual({
    ok: true,
    value: { fileName: '青石县2016年建档立卡人口信息.xlsx', rows: 3, isMasked: false },
  });
  const [title, header, head, child] = await rowsOf(path);
  expect(title?.[0]).toBe('青石县2016年建档立卡人口信息');
  expect(header?.slice(0, 9)).toEqual([
    '序号',
    '县(市、区、旗)',
    '乡(镇)',
    '行政村',
    '自然村',
    '户编号',
    '人编号',
    '姓名',
    '证件号码',
  ]);
  expect(head?.slice(0, 9)).toEqual([
    '1',
    '青石县',
    '城关镇',
    '石桥村',
    '上湾',
    '4299990001',
    '429999000101',
    '王石头',
    HEAD_ID,
  ]);
  expect(child?.[7]).toBe('王小宝');
  expect(header?.map((label, at) => [label, head?.[at]])).toEqual(
    expect.arrayContaining([
      ['人均纯收入', '2952.5'],
      ['脱贫属性', '未脱贫'],
      ['危房户', '否'],
      ['饮水安全', '是'],
      ['主要致贫原因', '因病'],
    ]),
  );
});

test('units are those of the header: 万元 for the village, 公里 for the road', async () => {
  const village = await rowsOf((await exported({ set: 'R7', ...whole })).path);
  const value = (rows: string[][], label: string) => rows[1]?.[rows[0]?.indexOf(label) ?? -1];
  expect(value(village, '村级集体经济收入（万元）')).toBe('5.200001');
  expect(value(village, '行政村')).toBe('石桥村');
  expect(value(village, '年度')).toBe('2016');
  const household = await rowsOf((await exported({ set: 'R4', ...whole })).path);
  expect(value(household, '与村主干路距离')).toBe('1.25');
  expect(value(household, '户主证件号码')).toBe(HEAD_ID);
  expect(value(household, '村办公电话')).toBe('0710-1234567');
});

describe('what is exported whole and imported again changes nothing', () => {
  test.each(['R1', 'R3', 'R4', 'R7', 'E1', 'E3'])('%s as a workbook', async (set) => {
    const { path, outcome } = await exported({ set, ...whole });
    const rows = outcome.ok ? outcome.value.rows : 0;
    expect(await importedBack(path)).toMatchObject({ rows, same: rows, new: 0, changed: 0, refused: 0, faults: [] });
  });

  test.each(['R1', 'R3', 'R4', 'R7', 'E1', 'E3'])('%s as CSV', async (set) => {
    const { path, outcome } = await exported({ set, format: 'csv', ...whole });
    const rows = outcome.ok ? outcome.value.rows : 0;
    expect(await importedBack(path)).toMatchObject({ rows, same: rows, new: 0, changed: 0, refused: 0, faults: [] });
  });
});

describe('a masked export', () => {
  test('is what one gets without asking for more; no whole number is in it, and it says that it is masked', async () => {
    for (const set of ['R1', 'R3', 'R4'])
      for (const format of ['xlsx', 'csv'] as const) {
        const { path, outcome } = await exported({ set, format });
        expect(outcome.ok && outcome.value.fileName).toMatch(/-已脱敏\.(xlsx|csv)$/);
        const rows = await rowsOf(path);
        expect(rows[0]?.[0]).toContain('已脱敏，不可导入');
        expect(JSON.stringify(rows)).not.toMatch(new RegExp(`${HEAD_ID}|${CHILD_ID}|13912345678|6222021234567890128`));
      }
  });

  test('is refused by the import', async () => {
    expect(await importedBack((await exported({ set: 'R3' })).path)).toEqual({ code: 'masked-file' });
    expect(await importedBack((await exported({ format: 'csv' })).path)).toEqual({ code: 'masked-file' });
  });
});

test('a sheet without a number to hide is not masked: it goes out and comes back without a special right', async () => {
  for (const set of ['R7', 'E1', 'E3']) {
    const { path, outcome } = await exported({ set });
    expect(outcome).toMatchObject({ value: { isMasked: false } });
    expect(await importedBack(path)).toMatchObject({ changed: 0, new: 0, refused: 0 });
  }
});

test('a clerk of one township exports the households of that township only, whatever is asked for', async () => {
  const clerk = county.actor('township-clerk', QINGSHI_TOWNSHIP);
  const { path } = await exported({ set: 'R3' }, clerk);
  expect((await rowsOf(path)).slice(2).map((row) => row[7])).toEqual(['=cmd|calc']);
  const beyond = await exported({ division: SHIQIAO_VILLAGE }, clerk);
  expect(beyond.outcome).toEqual({ ok: false, refusal: { code: 'place-out-of-reach' } });
});

test('whole numbers need a reason, and only the sets that can be read back are exported', async () => {
  expect((await exported({ unmasked: true })).outcome).toEqual({ ok: false, refusal: { code: 'reason-needed' } });
  expect((await exported({ set: 'R10' })).outcome).toEqual({
    ok: false,
    refusal: { code: 'set-not-exported', set: 'R10' },
  });
});
