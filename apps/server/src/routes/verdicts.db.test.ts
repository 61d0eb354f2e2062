import { inTransaction, sql } from '@daohu/db';
import { actorOf, hashPassword } from '@daohu/domain/access';
import { LINJIANG_DISTRICT, QINGSHI_COUNTY } from '@daohu/domain/divisions';
import type { VerdictCounts, VerdictPage } from '@daohu/domain/standards/contract';
import { fixedClock } from '@daohu/kernel';
import { loadFollowedDivisions, recordLeavingHousehold } from '@daohu/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestSystem, testSystem } from '../test-system.ts';

const PASSWORD = 'correct-horse-battery';
let here: TestSystem;

beforeAll(async () => {
  here = await testSystem(fixedClock('2017-05-31T10:00:00+08:00'));
  const { database, clock } = here.system;
  await loadFollowedDivisions(database);
  const passwordHash = await hashPassword(PASSWORD);
  await database.asOwner(async (owner) => {
    for (const [name, role, division, level] of [
      ['office', 'county-office', QINGSHI_COUNTY, 'county'],
      ['district', 'county-office', LINJIANG_DISTRICT, 'county'],
      ['admin', 'administrator', 0, 'nation'],
    ] as const) {
      await owner.execute(sql`
        insert into account (sign_in_name, display_name, password_hash, role, division, division_level, must_change_password)
        values (${name}, ${name}, ${passwordHash}, ${role}, ${division}, ${level}, false)`);
    }
  });
  const division = QINGSHI_COUNTY;
  const office = actorOf({ accountId: 1, name: 'office', role: 'county-office', division, divisionLevel: 'county' });
  await inTransaction(database, clock, office, { readOnly: false }, async (work) => {
    await recordLeavingHousehold(work, { no: 'H-1', netIncomePerHead: 295_200 });
    await recordLeavingHousehold(work, { no: 'H-2', yearly: { hasEnoughFood: false } });
    await recordLeavingHousehold(work, { no: 'H-3' });
  });
});
afterAll(() => here.close());

async function as(signInName: string, url: string) {
  const headers = { 'x-daohu': '1' };
  const payload = { signInName, password: PASSWORD };
  const signedIn = await here.app.inject({ method: 'POST', url: '/api/sign-in', headers, payload });
  const cookie = String(signedIn.headers['set-cookie']).split(';')[0]!;
  return here.app.inject({ url, headers: { cookie } });
}

async function get<Answer>(signInName: string, url: string): Promise<{ status: number; body: Answer }> {
  const answer = await as(signInName, url);
  return { status: answer.statusCode, body: answer.json() as Answer };
}

test('the office sees who does not pass and by which condition, as many as are counted', async () => {
  const counts = await get<VerdictCounts>('office', '/api/verdicts/counts?asOf=2016-12-31');
  expect(counts).toMatchObject({ status: 200, body: { total: 3, unmet: 2 } });
  const food = counts.body.causes.find(({ titles }) => titles.at(-1) === '不愁吃')!;
  const list = await get<VerdictPage>('office', `/api/verdicts?asOf=2016-12-31&cause=${encodeURIComponent(food.key)}`);
  expect(list.body.rows.map(({ householdNo }) => householdNo)).toEqual(['H-2']);
});

test('the neighbour’s office finds nobody, and who keeps accounts may not ask', async () => {
  const url = `/api/verdicts?asOf=2016-12-31&division=${QINGSHI_COUNTY}`;
  expect(await get('district', url)).toMatchObject({ status: 422, body: { code: 'division-not-found' } });
  expect(await get('admin', url)).toMatchObject({ status: 403, body: { code: 'not-permitted' } });
});

test('a rule, a state or a page that does not exist is refused or is the first page', async () => {
  expect(await get('office', '/api/verdicts?rule=exit-nobody')).toMatchObject({ status: 404 });
  expect(await get('office', '/api/verdicts?state=perhaps')).toMatchObject({ status: 400 });
  expect(await get('office', '/api/verdicts?size=100000')).toMatchObject({ status: 400 });
  expect(await get('office', '/api/verdicts?asOf=2016-12-31&from=nowhere')).toMatchObject({ status: 200 });
});

test('the list leaves as a file with the reasons, and the act is recorded', async () => {
  const csv = await as('office', '/api/export/verdicts?asOf=2016-12-31&format=csv');
  expect(csv.statusCode).toBe(200);
  expect(csv.headers['content-disposition']).toContain('.csv');
  const lines = csv.body.replace('\uFEFF', '').trim().split(/\r?\n/);
  expect(lines[0]).toContain('青石县');
  expect(lines[1]).toBe('序号,乡镇,村,户编号,户主,脱贫属性,结论,未达到或不能判断的条件,条款,缺少的内容');
  expect(lines[3]).toContain('不愁吃');
  expect(lines).toHaveLength(4);
  const workbook = await as('office', '/api/export/verdicts?asOf=2016-12-31&state=met');
  expect(workbook.rawPayload.subarray(0, 2).toString()).toBe('PK');
  expect((await as('admin', '/api/export/verdicts')).statusCode).toBe(403);
  expect((await as('office', '/api/export/verdicts?rule=nothing')).statusCode).toBe(404);
});
