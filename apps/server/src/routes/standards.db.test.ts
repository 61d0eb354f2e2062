import { inTransaction, sql } from '@daohu/db';
import { actorOf, hashPassword } from '@daohu/domain/access';
import { LINJIANG_DISTRICT, QINGSHI_COUNTY } from '@daohu/domain/divisions';
import { fixedClock } from '@daohu/kernel';
import {
  loadFollowedDivisions,
  QINGSHI_TOWNSHIP,
  type RecordedHousehold,
  recordLeavingHousehold,
  recordLeavingVillage,
  SHIQIAO_VILLAGE,
} from '@daohu/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestSystem, testSystem } from '../test-system.ts';

const clock = fixedClock('2017-05-31T10:00:00+08:00');
const PASSWORD = 'correct-horse-battery';
let here: TestSystem;
let home: RecordedHousehold;

beforeAll(async () => {
  here = await testSystem(clock);
  const { database } = here.system;
  await loadFollowedDivisions(database);
  const passwordHash = await hashPassword(PASSWORD);
  await database.asOwner(async (owner) => {
    for (const [name, role, division, level] of [
      ['office', 'county-office', QINGSHI_COUNTY, 'county'],
      ['district', 'county-office', LINJIANG_DISTRICT, 'county'],
      ['clerk', 'township-clerk', QINGSHI_TOWNSHIP, 'township'],
      ['admin', 'administrator', 0, 'nation'],
    ] as const) {
      await owner.execute(sql`
        insert into account (sign_in_name, display_name, password_hash, role, division, division_level, must_change_password)
        values (${name}, ${name}, ${passwordHash}, ${role}, ${division}, ${level}, false)`);
    }
  });
  const division = QINGSHI_COUNTY;
  const office = actorOf({ accountId: 1, name: 'office', role: 'county-office', division, divisionLevel: 'county' });
  home = await inTransaction(database, clock, office, { readOnly: false }, async (work) => {
    await recordLeavingVillage(work, SHIQIAO_VILLAGE);
    return recordLeavingHousehold(work, { no: 'H-1', netIncomePerHead: 295_200 });
  });
});
afterAll(() => here.close());

async function as(signInName: string) {
  const headers = { 'x-daohu': '1' };
  const signedIn = await here.app.inject({
    method: 'POST',
    url: '/api/sign-in',
    headers,
    payload: { signInName, password: PASSWORD },
  });
  const cookie = String(signedIn.headers['set-cookie']).split(';')[0]!;
  return {
    get: (url: string) => here.app.inject({ url, headers: { cookie } }),
    post: (url: string, payload: object) =>
      here.app.inject({ method: 'POST', url, headers: { ...headers, cookie }, payload }),
  };
}

/** The first question about a year waits until its register is in memory. */
async function until<Answer extends { json(): unknown }>(
  ask: () => Promise<Answer>,
  isThere: (answer: { readonly state: string }) => boolean,
): Promise<unknown> {
  for (;;) {
    const answer = (await ask()).json() as { readonly state: string };
    if (answer.state !== 'loading') expect(isThere(answer)).toBe(true);
    if (isThere(answer)) return answer;
  }
}

test('a household on the line stays, and the answer carries value, threshold and the words of the clause', async () => {
  const answer = await (await as('office')).get(`/api/households/999921/${home.householdId}/verdict?asOf=2016-12-31`);
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toMatchObject({ verdict: 'unmet', unmet: ['hubei-plan/3.3c'], judged: { year: 2016 } });
  expect(answer.body).toContain('"needed":295201');
  expect(answer.body).toContain('"shortBy":1');
});

test('a village says whom it waits for', async () => {
  const answer = await (await as('office')).get(`/api/villages/${SHIQIAO_VILLAGE}/verdict`);
  expect(answer.json()).toMatchObject({ verdict: 'unmet', heldBackBy: [{ householdNo: 'H-1', headName: '王石头' }] });
});

test('a clerk of another township learns nothing, in a sentence', async () => {
  const answer = await (await as('clerk')).get(`/api/households/999921/${home.householdId}/verdict`);
  expect(answer.statusCode).toBe(404);
  expect(answer.json()).toMatchObject({ code: 'household-not-found', message: expect.stringContaining('管辖范围') });
});

test('the administrator sees no household, and may read every clause', async () => {
  const admin = await as('admin');
  expect((await admin.get(`/api/households/999921/${home.householdId}/verdict`)).statusCode).toBe(403);
  const clause = await admin.get('/api/clauses/hubei-plan/3.3c');
  expect(clause.json()).toMatchObject({
    id: 'hubei-plan/3.3c',
    document: { title: expect.stringContaining('湖北省脱贫攻坚规划'), date: '2016-04-18' },
  });
  expect(clause.json().quote).toContain('扶贫标准');
  expect((await admin.get('/api/clauses/hubei-plan/9.9')).statusCode).toBe(404);
});

test('a year without a register is told with the years that there are', async () => {
  const answer = await (await as('office')).get(`/api/households/999921/${home.householdId}/verdict?asOf=2014-12-31`);
  expect(answer.statusCode).toBe(404);
  expect(answer.json().message).toBe(
    '2014年度没有台账，无法核查。有台账的年度：2016、2015；请改选日期，或先导入该年度数据。',
  );
});

test('an office fills its line and its county’s mean, and sees them listed', async () => {
  const district = await as('district');
  const line = {
    parameter: '扶贫标准',
    division: LINJIANG_DISTRICT,
    value: 480_000,
    holdsFrom: '2016-01-01',
    basis: '虚构文件',
  };
  const mean = {
    series: 'rural-disposable-income',
    division: LINJIANG_DISTRICT,
    year: 2016,
    value: 1_569_000,
    source: '虚构公报',
  };
  expect((await district.post('/api/settings', line)).statusCode).toBe(200);
  expect((await district.post('/api/reference-values', mean)).statusCode).toBe(200);
  const open = (await district.get('/api/settings/open')).json();
  expect(open.settings.find(({ parameter }: { parameter: string }) => parameter === '扶贫标准')).toMatchObject({
    filled: [{ value: 480_000, recordedBy: 'district' }],
  });
  expect(open.enteredFigures).toMatchObject([{ value: 1_569_000, divisionName: '临江区' }]);
});

test('a county office tries another poverty line on its own county; a clerk may not', async () => {
  const asked = { changes: [{ parameter: '扶贫标准', value: 290_000 }], asOf: '2016-12-31' };
  const office = await as('office');
  const answer = await until(
    () => office.post('/api/what-if', asked),
    ({ state }) => state === 'ready',
  );
  expect(answer).toMatchObject({
    total: 1,
    before: { unmet: 1 },
    after: { met: 1 },
    moves: [{ from: 'unmet', to: 'met', subjects: 1 }],
    groups: [{ division: QINGSHI_COUNTY, name: '青石县' }],
  });
  expect((await (await as('clerk')).post('/api/what-if', asked)).statusCode).toBe(403);
  const misspelt = await office.post('/api/what-if', { changes: [{ parameter: '扶贫标', value: 1 }] });
  expect(misspelt.statusCode).toBe(422);
  expect(misspelt.json().message).toBe('政策包里没有参数「扶贫标」。是不是：扶贫标准？');
  expect((await office.post('/api/what-if', { changes: [] })).statusCode).toBe(400);
});

test('a clerk may not fill a setting, and an office not that of another district', async () => {
  const line = { parameter: '扶贫标准', division: LINJIANG_DISTRICT, value: 1, holdsFrom: '2016-01-01', basis: 'x' };
  expect((await (await as('clerk')).post('/api/settings', line)).statusCode).toBe(403);
  expect((await (await as('office')).post('/api/settings', line)).json()).toMatchObject({ code: 'place-out-of-reach' });
});

test('what an office fills in is in the audit log with numbers and without free text', async () => {
  const rows = await here.system.database.asOwner((owner) =>
    owner.query<{ detail: object }>(sql`select detail from audit_entry
      where command = 'standards.fillSetting' and outcome = 'done' order by act`),
  );
  expect(rows.map(({ detail }) => Object.keys(detail).sort())).toEqual([
    ['division', 'holdsFrom', 'holdsUntil', 'parameter', 'value'],
    ['division', 'series', 'value', 'year'],
  ]);
});

test('a household and a village can be tried under another document, and the answer says so', async () => {
  const office = await as('office');
  const verdict = `/api/households/${home.countyCode}/${home.householdId}/verdict?asOf=2016-12-31`;
  const own = (await office.get(verdict)).json();
  const tried = (await office.get(`${verdict}&law=hunan-2016`)).json();
  expect([own.pack, own.asIf]).toEqual(['hubei-plan', null]);
  expect([tried.pack, tried.asIf.pack]).toEqual(['hunan-2016', 'hunan-2016']);
  const village = await office.get(`/api/villages/${SHIQIAO_VILLAGE}/verdict?asOf=2016-12-31&law=guangdong-2016`);
  expect(village.json()).toMatchObject({ pack: 'guangdong-2016', asIf: { pack: 'guangdong-2016' } });
});

test('a document that is unknown, or not yet in force, is refused with what would do', async () => {
  const office = await as('office');
  const verdict = `/api/households/${home.countyCode}/${home.householdId}/verdict?asOf=2016-12-31`;
  const unknown = await office.get(`${verdict}&law=hunan`);
  expect(unknown.statusCode).toBe(404);
  expect(unknown.body).toContain('现有：hunan-2016、');
  const early = await office.get(`${verdict.replace('2016-12-31', '2015-12-31')}&law=hunan-2016`);
  expect(early.statusCode).toBe(404);
  expect(early.body).toContain('自2016-04-01起施行');
  expect((await office.get(`${verdict}&law=`)).statusCode).toBe(400);
});
