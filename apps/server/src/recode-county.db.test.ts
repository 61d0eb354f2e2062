import { createReadStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { inTransaction, raw, type Sql, sql, type Work } from '@daohu/db';
import { idCheckDigit } from '@daohu/dictionary';
import { type Actor, actorOf, hashPassword, localOperator } from '@daohu/domain/access';
import { LINJIANG_DISTRICT, QINGSHI_COUNTY } from '@daohu/domain/divisions';
import { exportRegister } from '@daohu/domain/exchange';
import { listHouseholds, showHistory, showHousehold } from '@daohu/domain/register';
import { HouseholdQuery } from '@daohu/domain/register/contract';
import { evaluateDivision } from '@daohu/domain/standards';
import { done, fixedClock, levelOfCode, type Outcome } from '@daohu/kernel';
import {
  LIULIN_VILLAGE,
  loadFollowedDivisions,
  type RecordedHousehold,
  recordHousehold,
  SHIQIAO_VILLAGE,
} from '@daohu/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recodeCounty } from './recode-county.ts';
import { sentenceOf } from './refusals.ts';
import { type TestSystem, testSystem } from './test-system.ts';

/** 青石县 999921 becomes 青石市 999981. */
const NEW = 999_981_000_000;
const SHIFT = NEW - QINGSHI_COUNTY;
const RECODE = { from: QINGSHI_COUNTY, to: NEW, name: '青石市', on: '2018-02-24' };
const keeper: Actor = { ...localOperator, role: 'administrator' };
const HEADER =
  '县(市、区、旗),乡(镇),行政村,户编号,人编号,姓名,证件号码,人数,与户主关系,脱贫属性,贫困户属性,主要致贫原因,人均纯收入,联系电话';
/** Of a county that does not exist, so it is nobody’s. */
const HEAD_ID = '42999919650312019X';
const CHILD_ID = `42999920010303016${idCheckDigit('42999920010303016')}`;
const SPOUSE_ID = `42999919720303016${idCheckDigit('42999919720303016')}`;
const fileOf = (income: string, no = 'H-1', person = 'P-1', name = '陈大山', id = HEAD_ID) =>
  `${HEADER}\n青石县,城关镇,石桥村,${no},${person},${name},${id},1,户主,未脱贫,一般贫困户,因病,${income},13800138000\n`;

let here: TestSystem;
let earlier: RecordedHousehold;
let neighbour: RecordedHousehold;
let firstImport: number;
let secondImport: number;
let newcomers: number;
let waitingImport: number;
let cookies: Record<string, string>;
let evaluatedBefore: unknown;

const office = (county: number) =>
  actorOf({
    accountId: 7,
    name: '扶贫办',
    role: 'county-office',
    division: county,
    divisionLevel: levelOfCode(county),
  });
const run = <Result>(actor: Actor, readOnly: boolean, body: (work: Work<Actor>) => Promise<Result>) =>
  inTransaction(here.system.database, here.system.clock, actor, { readOnly }, body);
const ask = <Result>(body: (work: Work<Actor>) => Promise<Result>, actor = localOperator) => run(actor, true, body);
const owner = <Row>(statement: Sql) => here.system.database.asOwner((db) => db.query<Row>(statement));
function granted<Value>(outcome: Outcome<Value, { readonly code: string }>): Value {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
  return outcome.value;
}

beforeAll(async () => {
  here = await testSystem(fixedClock('2018-03-01T02:00:00Z'));
  await loadFollowedDivisions(here.system.database);
  firstImport = await imported(fileOf('2800.5'), QINGSHI_COUNTY, true);
  secondImport = await imported(fileOf('3100'), QINGSHI_COUNTY, true);
  newcomers = await imported(fileOf('1500', 'H-3', 'P-3', '赵小满', CHILD_ID), QINGSHI_COUNTY, true);
  waitingImport = await imported(fileOf('2000', 'H-2', 'P-2', '李秀英', SPOUSE_ID), QINGSHI_COUNTY + 100_000, false);
  earlier = await run(office(QINGSHI_COUNTY), false, (work) =>
    recordHousehold(work, { no: 'H-9', year: 2017, yearly: { exitStatus: 'poor', netIncomePerHead: 250_000 } }),
  );
  await owner(sql`update history set at = at - interval '10 days' where record_id = ${earlier.householdId} or record_id
    = ${earlier.personIds[0]}`);
  await run(office(QINGSHI_COUNTY), false, async ({ db }) => {
    for (const table of ['household', 'household_year', 'person', 'person_year']) {
      await db.execute(
        sql`update ${raw(table)} set division = ${LIULIN_VILLAGE} where household_id = ${earlier.householdId}`,
      );
    }
    await db.execute(
      sql`update household_year set net_income_per_head = 410000 where household_id = ${earlier.householdId}`,
    );
  });
  neighbour = await run(localOperator, false, (work) =>
    recordHousehold(work, { no: 'N-1', year: 2017, village: LINJIANG_DISTRICT + 100_201 }),
  );
  await run(office(QINGSHI_COUNTY), false, async ({ db }) => {
    await db.execute(sql`insert into village_year (county_code, division, year, leader) values
      (999921, ${SHIQIAO_VILLAGE}, 2017, '王支书')`);
    await db.execute(sql`insert into reference_value (series, division, year, value, status, source, recorded_by)
      values ('试用数列', ${QINGSHI_COUNTY}, 2017, 1000, 'entered', '统计公报', '扶贫办')`);
    await db.execute(sql`insert into policy_setting (parameter, division, value, holds_from, status, basis, recorded_by)
      values ('试用参数', ${QINGSHI_COUNTY}, '7', '2017-01-01', 'entered', '县办文件', '扶贫办')`);
  });
  const hash = await hashPassword('correct-horse');
  for (const [name, division, level] of [
    ['clerk', QINGSHI_COUNTY + 100_000, 'township'],
    ['neighbour', LINJIANG_DISTRICT, 'county'],
  ] as const) {
    await owner(sql`insert into account (sign_in_name, display_name, password_hash, role, division, division_level, must_change_password)
      values (${name}, ${name}, ${hash}, 'township-clerk', ${division}, ${level}, false)`);
  }
  const signedIn = await here.app.inject({
    method: 'POST',
    url: '/api/sign-in',
    headers: { 'x-daohu': '1' },
    payload: { signInName: 'clerk', password: 'correct-horse' },
  });
  cookies = { daohu_session: signedIn.cookies[0]?.value ?? '' };
  await here.system.runner.command(office(QINGSHI_COUNTY), 'exchange.exportRegister', {}, async () => done(null));
  evaluatedBefore = await evaluated(QINGSHI_COUNTY);
});
afterAll(() => here.close());

/** The whole way of a file, as the local operator; the preview only unless applied. */
async function imported(text: string, within: number, apply: boolean): Promise<number> {
  const { imports } = here.system;
  const file = path.join(here.system.dataFolder, '2017年名册.csv');
  await writeFile(file, text);
  const { importId } = granted(await imports.upload(localOperator, '2017年名册.csv', createReadStream(file)));
  granted(await imports.read(localOperator, { importId, year: 2017, within }));
  await imports.finished(importId);
  if (apply) {
    granted(await imports.apply(localOperator, importId));
    await imports.finished(importId);
  }
  return importId;
}

const shown = async (importId: number) => granted(await here.system.imports.show(localOperator, importId));

async function evaluated(division: number) {
  const summary = granted(
    await ask((work) => evaluateDivision(work, here.system.standards, { division, rule: 'exit-household' })),
  );
  const { total, met, unmet, unknown } = summary;
  return { total, met, unmet, unknown, packs: summary.packs };
}

async function listed(division: number, search?: string, actor: Actor = localOperator) {
  const page = await ask((work) => listHouseholds(work, HouseholdQuery.parse({ division, search })), actor);
  return page.rows.map((row) => [row.householdNo, row.division]);
}

async function tables(): Promise<string[]> {
  const rows = await owner<{ name: string }>(sql`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`);
  return rows.map(({ name }) => name).filter((name) => !name.startsWith('migration'));
}

/** Every row of every table, except what the attempt itself says of it. */
async function everything(): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const table of await tables()) {
    const rows = await owner<{ row: string }>(sql`select to_jsonb(t)::text as row from ${raw(table)} t order by 1`);
    found[table] = rows.map(({ row }) => row).filter((row) => !row.includes('divisions.recodeCounty'));
  }
  return found;
}

const ofNeighbour = (rows: Record<string, string[]>) =>
  Object.entries(rows).flatMap(([table, all]) => all.filter((row) => row.includes('999902')).map((row) => table + row));

test('a county is recoded by the administrator alone, and only where the act has a place in law and in the codes', async () => {
  const attempts = [
    await recodeCounty(here.system, office(QINGSHI_COUNTY), RECODE),
    await recodeCounty(here.system, { ...office(LINJIANG_DISTRICT), role: 'administrator' }, RECODE),
    await recodeCounty(here.system, keeper, { ...RECODE, on: '2018-03-02' }),
    await recodeCounty(here.system, keeper, { ...RECODE, to: LINJIANG_DISTRICT }),
  ];
  const codes = attempts.map((attempt) => (attempt.ok ? 'done' : attempt.refusal.code));
  expect(codes).toEqual(['not-permitted', 'county-not-live', 'recode-not-in-force', 'code-taken']);
  for (const attempt of attempts) if (!attempt.ok) expect(sentenceOf(attempt.refusal)[0]).toMatch(/请/);
});

test('a county with an import under way is not recoded, whoever runs it', async () => {
  await owner(
    sql`update import set state = 'reading', within_division = 990000000000 where import_id = ${waitingImport}`,
  );
  const attempt = await recodeCounty(here.system, keeper, RECODE);
  await owner(sql`update import set state = 'previewed', within_division = ${QINGSHI_COUNTY + 100_000}
    where import_id = ${waitingImport}`);
  expect(attempt).toMatchObject({ ok: false, refusal: { code: 'imports-under-way', imports: [waitingImport] } });
});

test('an act that fails half-way leaves everything as it was', async () => {
  const before = await everything();
  await owner(
    sql`create function fail() returns trigger language plpgsql as $$ begin raise exception 'disk full'; end $$`,
  );
  await owner(sql`create trigger fail before update on history for each row execute function fail()`);
  await expect(recodeCounty(here.system, keeper, RECODE)).rejects.toThrow('disk full');
  await owner(sql`drop trigger fail on history`);
  await owner(sql`drop function fail()`);
  expect(await everything()).toEqual(before);
});

test('the act moves everything of the county and nothing of another', async () => {
  const before = ofNeighbour(await everything());
  expect(before.length).toBeGreaterThan(10);
  const recoded = await recodeCounty(here.system, keeper, RECODE);
  expect(recoded).toEqual({
    ok: true,
    value: {
      oldCounty: QINGSHI_COUNTY,
      newCounty: NEW,
      on: RECODE.on,
      households: 3,
      persons: 3,
      imports: 4,
      accounts: 1,
    },
  });
  expect(ofNeighbour(await everything())).toEqual(before);
  const audit = await owner(sql`select outcome, detail from audit_entry where command = 'divisions.recodeCounty'
    order by act desc limit 1`);
  expect(audit).toEqual([{ outcome: 'done', detail: RECODE }]);
});

test('the old code stays only where it is the past: in the codes, in the act and in what the audit log says', async () => {
  const left = Object.entries(await everything()).filter(([, rows]) => rows.some((row) => row.includes('999921')));
  expect(left.map(([table]) => table)).toEqual(['audit_entry', 'county_recode', 'division', 'division_succession']);
});

test('a household recorded under the old code is found under both, in a village with the same last digits', async () => {
  const today = [
    ['H-1', SHIQIAO_VILLAGE + SHIFT],
    ['H-3', SHIQIAO_VILLAGE + SHIFT],
    ['H-9', LIULIN_VILLAGE + SHIFT],
  ];
  expect(await listed(NEW)).toEqual(today);
  expect(await listed(QINGSHI_COUNTY)).toEqual(today);
  expect(await listed(LIULIN_VILLAGE)).toEqual(today.slice(2));
  expect(await listed(QINGSHI_COUNTY, HEAD_ID)).toEqual(today.slice(0, 1));
  expect(await listed(QINGSHI_COUNTY, '陈大山')).toEqual(today.slice(0, 1));
  const detail = granted(
    await ask((work) => showHousehold(work, { countyCode: 999921, householdId: earlier.householdId })),
  );
  expect(detail.countyCode).toBe(999981);
  expect(detail.place.map(({ name }) => name)).toContain('青石市');
});

test('an evaluation asked for by either code judges the same households by the same law', async () => {
  expect(await evaluated(NEW)).toEqual(evaluatedBefore);
  expect(await evaluated(QINGSHI_COUNTY)).toEqual(evaluatedBefore);
});

test('an export asked for by the old code holds the county’s rows under its name of today', async () => {
  const file = path.join(here.system.dataFolder, 'out.csv');
  const query = { set: 'R1', division: QINGSHI_COUNTY, year: 2017, format: 'csv' as const, unmasked: false };
  expect(granted(await ask((work) => exportRegister(work, query, file)))).toMatchObject({ rows: 3 });
  expect(await readFile(file, 'utf8')).toContain('青石市,城关镇,石桥村');
});

test('a file that says 青石县, imported within the old code, finds its households', async () => {
  const preview = await shown(await imported(fileOf('3100'), QINGSHI_COUNTY, false));
  expect(preview).toMatchObject({ within: NEW, counts: { rows: 1, same: 1, new: 0, refused: 0 } });
});

test('a file that waited for its decision is applied where it was meant to go', async () => {
  granted(await here.system.imports.apply(localOperator, waitingImport));
  await here.system.imports.finished(waitingImport);
  expect(await shown(waitingImport)).toMatchObject({ state: 'applied', within: NEW + 100_000, withinName: '城关镇' });
  expect(await listed(NEW, 'H-2')).toEqual([['H-2', SHIQIAO_VILLAGE + SHIFT]]);
});

test('a clerk of the county goes on working with what was in reach, and with nothing else', async () => {
  const me = await here.app.inject({ url: '/api/me', cookies });
  expect(me.json()).toMatchObject({ divisionName: '城关镇', division: NEW + 100_000 });
  const page = await here.app.inject({ url: `/api/households?division=${QINGSHI_COUNTY + 100_000}`, cookies });
  expect(page.json().rows.map((row: { householdNo: string }) => row.householdNo)).toEqual(['H-1', 'H-3', 'H-2', 'H-9']);
  expect(await listed(LINJIANG_DISTRICT, undefined, office(NEW))).toEqual([]);
  expect(await listed(NEW, undefined, office(LINJIANG_DISTRICT))).toEqual([]);
});

test('the county’s offices go on seeing who did what before the act', async () => {
  const seen = (county: number) =>
    ask(
      ({ db }) =>
        db.query(sql`select division, account_name as name from audit_entry where command
      = 'exchange.exportRegister'`),
      office(county),
    );
  expect(await seen(NEW)).toEqual([{ division: QINGSHI_COUNTY, name: '扶贫办' }]);
  expect(await seen(QINGSHI_COUNTY)).toEqual([]);
  expect(await seen(LINJIANG_DISTRICT)).toEqual([]);
});

test('as of a day before the act, a household stands as it stood then, in its village of then', async () => {
  const day = new Date(Date.now() - 5 * 86_400_000).toISOString().slice(0, 10);
  const key = { householdId: earlier.householdId, asOf: day as never };
  for (const countyCode of [999921, 999981]) {
    const then = granted(await ask((work) => showHousehold(work, { ...key, countyCode })));
    expect(then.division).toBe(SHIQIAO_VILLAGE + SHIFT);
    expect(then.yearly.netIncomePerHead).toBe(250_000);
    expect(then.members.map(({ name }) => name)).toEqual(['王石头']);
  }
});

test('the history of a household says that its county was recoded, by which act', async () => {
  const entries = granted(
    await ask((work) => showHistory(work, { countyCode: 999921, householdId: earlier.householdId })),
  );
  expect(entries[0]).toMatchObject({
    command: 'divisions.recodeCounty',
    kind: 'changed',
    changes: [{ before: '青石县（999921）', after: '青石市（999981）' }],
  });
  expect(entries.map(({ kind }) => kind)).toContain('created');
  const younger = await owner<{ id: number }>(sql`select household_id as id from household where household_no = 'H-2'`);
  const later = granted(
    await ask((work) => showHistory(work, { countyCode: 999981, householdId: younger[0]?.id ?? 0 })),
  );
  expect(later.map(({ command }) => command)).not.toContain('divisions.recodeCounty');
});

test('an import made before the act is undone after it: what it changed is as before, what it made is gone', async () => {
  const { imports } = here.system;
  const undone = async (importId: number) => {
    granted(await imports.undo(localOperator, importId));
    await imports.finished(importId);
    return shown(importId);
  };
  const incomes = () =>
    owner<{ income: number }>(sql`select net_income_per_head as income from household_year y
      join household h using (county_code, household_id)
      where h.county_code = 999981 and household_no in ('H-1', 'H-3') and y.retired_act is null order by household_no`);
  expect(await incomes()).toEqual([{ income: 310_000 }, { income: 150_000 }]);
  expect((await undone(firstImport)).failure).toContain('不能撤销');
  expect((await undone(secondImport)).state).toBe('undone');
  expect((await undone(newcomers)).state).toBe('undone');
  expect(await incomes()).toEqual([{ income: 280_050 }]);
});

test('a recode made by mistake is taken back by another one, and both codes lead to the county', async () => {
  granted(await recodeCounty(here.system, keeper, { from: NEW, to: QINGSHI_COUNTY, name: '青石县', on: '2018-03-01' }));
  expect(await listed(NEW)).toEqual(await listed(QINGSHI_COUNTY));
  expect(await listed(QINGSHI_COUNTY, 'H-9')).toEqual([['H-9', LIULIN_VILLAGE]]);
  const entries = granted(
    await ask((work) => showHistory(work, { countyCode: 999981, householdId: earlier.householdId })),
  );
  expect(entries.filter(({ command }) => command === 'divisions.recodeCounty')).toHaveLength(2);
  expect(neighbour.countyCode).toBe(999902);
});
