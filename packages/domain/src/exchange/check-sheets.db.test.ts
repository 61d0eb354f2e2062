import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from '@daohu/db';
import { findItem, findSheetSet, idCheckDigit } from '@daohu/dictionary';
import { openSheets, textOf } from '@daohu/sheets';
import { BAIYAN_VILLAGE, type InventedCounty, inventedCounty, loadFollowedDivisions } from '@daohu/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { explainHousehold, explainVillage, loadStandards, type Standards } from '../standards/index.ts';
import { applyImport, confirmImport, exportRegister, listImportRows, readImport, uploadImport } from './index.ts';

let county: InventedCounty;
let standards: Standards;
let folder: string;
const QINGSHI = 999_921_000_000;
const AT = '青石县,城关镇,石桥村';

beforeAll(async () => {
  county = await inventedCounty();
  await loadFollowedDivisions(county.database);
  standards = await loadStandards();
  folder = await mkdtemp(join(tmpdir(), 'daohu-check-sheets-'));
});
afterAll(async () => {
  await county.close();
  await rm(folder, { recursive: true });
});

const office = () => county.actor('county-office');
const must = <Value>(outcome: { ok: true; value: Value } | { ok: false; refusal: unknown }): Value => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
  return outcome.value;
};

let files = 0;
async function previewed(rows: readonly (readonly string[])[]) {
  const path = join(folder, `${++files}.csv`);
  const text = rows.map((row) => row.join(',')).join('\n');
  await writeFile(path, text);
  const file = { path, name: '2016年.csv', bytes: text.length, sha256: randomBytes(32) };
  const { importId } = must(await county.act(office(), (work) => uploadImport(work, file)));
  must(await county.act(office(), (work) => confirmImport(work, { importId, within: QINGSHI })));
  const { counts } = must(await county.act(office(), (work) => readImport(work, importId, path)));
  return { importId, counts };
}

async function imported(...lines: readonly string[]) {
  const { importId, counts } = await previewed(lines.map((line) => line.split(',')));
  if (counts.refused > 0) {
    const { rows } = must(await county.ask(office(), (work) => listImportRows(work, importId, 'refused', 0)));
    throw new Error(JSON.stringify(rows));
  }
  must(await county.act(office(), (work) => applyImport(work, importId)));
}

async function exportedRows(set: string): Promise<string[][]> {
  const path = join(folder, `${++files}.xlsx`);
  const query = { set, division: QINGSHI, year: 2016, format: 'xlsx' as const, unmasked: false };
  must(await county.ask(office(), (work) => exportRegister(work, query, path)));
  const workbook = must(await openSheets(path));
  const rows: string[][] = [];
  for await (const batch of workbook.sheets[0]!.rows()) {
    rows.push(...must(batch).map((row) => Array.from(row.cells, (cell) => textOf(cell ?? null))));
  }
  await workbook.close();
  const width = rows[0]!.length;
  return rows.map((row) => Array.from({ length: width }, (_, at) => row[at] ?? ''));
}

/** Fills in what stands under these headers, in every row of a sheet. */
function filled(rows: readonly string[][], values: Readonly<Record<string, string>>): string[][] {
  const [header, ...data] = rows as [string[], ...string[][]];
  return [header, ...data.map((row) => row.map((cell, at) => values[header[at]!] ?? cell))];
}

function idNumber(birth: string, sequence: number): string {
  const seventeen = `429921${birth}${sequence}`;
  return seventeen + idCheckDigit(seventeen);
}

/** A father and a child at school, with an income that has doubled: all that R1, R3 and R4 can say for them. */
async function importWithoutCheck(no: string, sequence: number, at = AT, status = '未脱贫'): Promise<void> {
  const [father, child] = [idNumber('19780301', sequence), idNumber('20060520', sequence)];
  const r4 = '县,乡,村,户编号,年度,家庭人口数,是否危房户,人均纯收入,是否解决安全饮用水,低保金,五保金';
  await imported(r4, `${at},${no},2015,2,否,2000,是,0,0`, `${at},${no},2016,2,否,4000,是,0,0`);
  await imported(
    '县,乡,村,户编号,人口编号,姓名,证件号码,年度,与户主关系,文化程度,在校生状况,劳动技能,是否参加新型农村合作医疗（城乡居民基本医疗保险）',
    `${at},${no},${no}1,王石头,${father},2016,户主,初中,非在校生,普通劳动力,是`,
    `${at},${no},${no}2,王小草,${child},2016,之女,,小学,无劳动力,是`,
  );
  await imported(
    '县(市、区、旗),乡(镇),行政村,户编号,人编号,姓名,证件号码,年度,与户主关系,脱贫属性,贫困户属性',
    `${at},${no},${no}1,王石头,${father},2016,户主,${status},一般贫困户`,
    `${at},${no},${no}2,王小草,${child},2016,之女,${status},一般贫困户`,
  );
}

async function verdictOf(no: string) {
  const key = await county.ask(office(), (work) =>
    work.db.one<{ countyCode: number; householdId: number }>(
      sql`select county_code as "countyCode", household_id as "householdId" from household where household_no = ${no}`,
    ),
  );
  const asked = { ...key, rule: 'exit-household', asOf: '2016-12-31' };
  return must(await county.ask(office(), (work) => explainHousehold(work, standards, asked)));
}

/** What is kept of the members of a household for 2016. */
async function peopleOf(no: string): Promise<Record<string, unknown>[]> {
  const rows = await county.ask(office(), (work) =>
    work.db.query<{ row: Record<string, unknown> }>(sql`
      select to_jsonb(p) || to_jsonb(y) as row
      from person_year y
        join person p using (county_code, person_id)
        join household h on h.county_code = y.county_code and h.household_id = y.household_id
      where h.household_no = ${no} and y.year = 2016 order by p.person_no`),
  );
  return rows.map(({ row }) => row);
}

const E3_ASKS = ['是否符合农村低保五保供养条件', '是否失学辍学', '残疾等级'];

const FOUND_WELL = {
  不愁吃: '是',
  不愁穿: '是',
  '增收主业项数（项）': '1',
  '就业创业技能门数（门）': '1',
  养老是否有保障: '是',
};

test('a household known from R1, R3 and R4 alone is unknown; its check sheet decides', async () => {
  await importWithoutCheck('A1', 997);
  const before = await verdictOf('A1');
  expect(before.verdict).toBe('unknown');
  expect(before.missing.map(({ item }) => item).sort()).toEqual(
    ['不愁吃', '不愁穿', '增收主业项数', '就业创业技能门数', '养老有保障'].sort(),
  );

  const sheet = await exportedRows('E1');
  expect(sheet.map((row) => row.slice(0, 6))).toEqual([
    ['县(市、区、旗)', '乡(镇)', '行政村', '户编号', '户主姓名', '年度'],
    ['青石县', '城关镇', '石桥村', 'A1', '王石头', '2016'],
  ]);
  const { importId, counts } = await previewed(filled(sheet, FOUND_WELL));
  expect(counts).toMatchObject({ rows: 1, changed: 1, new: 0, refused: 0 });
  must(await county.act(office(), (work) => applyImport(work, importId)));
  expect(await verdictOf('A1')).toMatchObject({ verdict: 'met', missing: [] });

  // The clerk finds one thing otherwise: the other answers, left blank this time, stay.
  await imported('县,乡,村,户编号,年度,不愁吃,不愁穿', `${AT},A1,2016,,否`);
  expect(await verdictOf('A1')).toMatchObject({ verdict: 'unmet', unmet: ['hubei-plan/2.1a'], missing: [] });
});

test('a check sheet changes what it asks and nothing else', async () => {
  await importWithoutCheck('A2', 996);
  const yearly = () =>
    county.ask(office(), (work) =>
      work.db.one<{ row: Record<string, unknown> }>(sql`
        select to_jsonb(y) as row from household_year y join household h using (county_code, household_id)
        where h.household_no = 'A2' and y.year = 2016`),
    );
  const { row: before } = await yearly();
  await imported('县,乡,村,户编号,年度,不愁吃,不愁穿', `${AT},A2,2016,是,`);
  expect((await yearly()).row).toEqual({ ...before, has_enough_food: true });
});

test('a household that is not on record in the year of the check is refused, and none is made', async () => {
  await importWithoutCheck('A3', 998);
  const { importId, counts } = await previewed([
    ['县', '乡', '村', '户编号', '年度', '不愁吃', '不愁穿'],
    [...AT.split(','), 'NOBODY', '2016', '是', '是'],
    [...AT.split(','), 'A3', '2017', '是', '是'],
    [...AT.split(','), 'A3', '2016', '是', '是'],
  ]);
  expect(counts).toMatchObject({ rows: 3, new: 0, changed: 1, refused: 2 });
  const { rows } = must(await county.ask(office(), (work) => listImportRows(work, importId, 'refused', 0)));
  expect(rows.map(({ rowNumber, faults }) => [rowNumber, faults[0]?.reason])).toEqual([
    [2, '台账中没有这个户编号，核查表不能新增户。'],
    [3, '该户在2017年度没有登记，核查表不能新增户。'],
  ]);
  must(await county.act(office(), (work) => applyImport(work, importId)));
  const made = await county.ask(office(), (work) =>
    work.db.query(sql`select from household where household_no = 'NOBODY'`),
  );
  expect(made).toEqual([]);
});

test('the check of villages lists a village that has reported nothing but has a household on record, and decides', async () => {
  const asked = { division: BAIYAN_VILLAGE, rule: 'exit-village', asOf: '2016-12-31' };
  const explain = async () =>
    must(await county.ask(office(), (work) => explainVillage(work, standards, asked))).missing.map(({ item }) => item);
  await importWithoutCheck('A4', 999, '青石县,青石镇,白岩村', '已脱贫');
  const sheet = (await exportedRows('E2')).filter(([county, , village]) => county !== '青石县' || village === '白岩村');
  expect(sheet.map((row) => row.slice(0, 4))).toEqual([
    ['县(市、区、旗)', '乡(镇)', '行政村', '年度'],
    ['青石县', '青石镇', '白岩村', '2016'],
  ]);
  const judged = sheet[0]!.slice(4).filter((label) => !/（/.test(label));
  expect(await explain()).toContain('有主导产业');
  const values = { ...Object.fromEntries(judged.map((label) => [label, '是'])), '村居民人均可支配收入（元）': '9000' };
  const { importId } = await previewed(filled(sheet, values));
  must(await county.act(office(), (work) => applyImport(work, importId)));
  expect(await explain()).toEqual(['集体经济收入']);
  const again = filled(sheet, values);
  expect((await previewed(again)).counts).toMatchObject({ rows: 1, same: 1, refused: 0 });
});

test('the check of persons goes out without an ID number, is found by its numbers, and decides', async () => {
  await importWithoutCheck('A5', 995);
  const sheet = (await exportedRows('E3')).filter(([, , , no]) => no === '户编号' || no === 'A5');
  expect(sheet).toEqual([
    ['县(市、区、旗)', '乡(镇)', '行政村', '户编号', '户主姓名', '人口编号', '姓名', '年度', ...E3_ASKS],
    ['青石县', '城关镇', '石桥村', 'A5', '王石头', 'A51', '王石头', '2016', '', '', ''],
    ['青石县', '城关镇', '石桥村', 'A5', '王石头', 'A52', '王小草', '2016', '', '', ''],
  ]);
  const before = await peopleOf('A5');
  const { importId, counts } = await previewed(filled(sheet, { 是否符合农村低保五保供养条件: '否', 残疾等级: '二级' }));
  expect(counts).toMatchObject({ rows: 2, changed: 2, new: 0, refused: 0 });
  must(await county.act(office(), (work) => applyImport(work, importId)));
  const checked = { is_guarantee_eligible: false, disability_grade: 'second' };
  expect(await peopleOf('A5')).toEqual(before.map((person) => ({ ...person, ...checked })));
  expect((await previewed((await exportedRows('E3')).map((row) => row))).counts).toMatchObject({
    changed: 0,
    refused: 0,
  });
});

test('a person is checked only when number, name, household and year are those on record', async () => {
  await importWithoutCheck('A6', 993);
  await importWithoutCheck('A7', 991);
  const father = idNumber('19780301', 993);
  const nobody = idNumber('19780301', 989);
  const reasons = async (...rows: readonly (readonly string[])[]) => {
    const header = ['县', '乡', '村', '户编号', '人口编号', '姓名', '证件号码', '年度', '是否失学辍学'];
    const lines = rows.map(([no, person, name, id, year]) => [...AT.split(','), no, person, name, id, year, '否']);
    const { importId } = await previewed([header, ...(lines as string[][])]);
    const refused = must(await county.ask(office(), (work) => listImportRows(work, importId, 'refused', 0)));
    return Object.fromEntries(refused.rows.map(({ rowNumber, faults }) => [rowNumber, faults[0]!.reason]));
  };

  expect(
    await reasons(
      ['A6', 'A61', '', '', '2016'],
      ['A6', 'A69', '王石头', '', '2016'],
      ['A6', 'A62', '王石头', '', '2016'],
      ['A6', 'A62', '王小草', '', '2017'],
      ['A7', 'A71', '王石头', nobody, '2016'],
      ['A7', '', '王小花', idNumber('20060520', 991), '2016'],
      ['NOBODY', 'NOBODY1', '王石头', '', '2016'],
    ),
  ).toEqual({
    3: '台账中没有这个人口编号，核查表不能新增人员。',
    4: '所填的姓名（台账中是“王小草”）与台账中这个人的不同。',
    5: '此人在2017年度没有登记，核查表不能新增人员。',
    6: '所填的证件号码与台账中这个人的不同。',
    7: '所填的姓名（台账中是“王小草”）与台账中这个人的不同。',
    8: '台账中没有这个人口编号，核查表不能新增人员。',
  });
  expect(await reasons(['A6', '', '', father, '2016'], ['A7', 'A62', '', '', '2016'])).toEqual({
    3: '此人在台账中已登记在另一户（户编号 A6），导入不会替您迁移成员。',
  });
});

test('a row of the check that gives a number alone is listed under the name on record', async () => {
  await importWithoutCheck('A8', 987);
  const { importId } = await previewed([
    ['县', '乡', '村', '户编号', '人口编号', '年度', '是否失学辍学'],
    [...AT.split(','), 'A8', 'A82', '2016', '否'],
  ]);
  const { rows } = must(await county.ask(office(), (work) => listImportRows(work, importId, 'changed', 0)));
  expect(rows.map(({ subject }) => subject)).toEqual(['王小草（户编号A8）']);
});

// A rule about a household may ask for its village too, so every subject may wait for any sheet.
const SHEETS = ['R1', 'R3', 'R4', 'R7', 'E1', 'E2', 'E3'];
test.each(['household', 'person', 'village'])(
  'whatever a rule about a %s asks of the register stands in one of the sheets',
  (subject) => {
    const carried = new Set<string>();
    for (const set of SHEETS) {
      for (const column of findSheetSet(set)!.columns) if (column.role === 'item') carried.add(column.item);
    }
    const rules = standards.ruleIds().filter((rule) => rule.subject === subject);
    expect(rules.length).toBeGreaterThan(3);
    for (const { id } of rules) {
      const asked = standards
        .readsOf(id)
        .fields.flatMap(({ entity, key, derivedFrom }) =>
          derivedFrom.length > 0 ? [] : [findItem(`${entity}.${key}`)?.id ?? null],
        );
      const missing = asked.filter((item) => item !== null && !carried.has(item));
      expect(missing, `${id} waits for what no sheet can say`).toEqual([]);
    }
  },
);
