import { sql } from '@daohu/db';
import { hashPassword } from '@daohu/domain/access';
import type { Clock } from '@daohu/kernel';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TestSystem, testSystem } from '../test-system.ts';

const PASSWORD = 'correct-horse-battery';
let here: TestSystem;
let now = new Date('2017-11-02T01:00:00Z');
const clock: Clock = { now: () => now, today: () => '2017-11-02' as ReturnType<Clock['today']> };

beforeAll(async () => {
  here = await testSystem(clock);
});
afterAll(() => here.close());
beforeEach(async () => {
  now = new Date('2017-11-02T01:00:00Z');
  const hash = await hashPassword(PASSWORD);
  await here.system.database.asOwner(async (owner) => {
    await owner.execute(sql`truncate account, session restart identity cascade`);
    for (const [name, role, division, level, mustChange] of [
      ['admin', 'administrator', 999_921_000_000, 'county', false],
      ['clerk', 'township-clerk', 999_921_100_000, 'township', false],
      ['fresh', 'county-office', 999_921_000_000, 'county', true],
    ] as const) {
      await owner.execute(sql`
        insert into account (sign_in_name, display_name, password_hash, role, division, division_level, must_change_password)
        values (${name}, ${name}, ${hash}, ${role}, ${division}, ${level}, ${mustChange})`);
    }
  });
});

function post(url: string, body: unknown, cookie?: string, headers: Record<string, string> = { 'x-daohu': '1' }) {
  return here.app.inject({
    method: 'POST',
    url,
    payload: body as object,
    headers: { ...headers, ...(cookie ? { cookie } : {}) },
  });
}

async function signIn(signInName: string, password = PASSWORD) {
  const answer = await post('/api/sign-in', { signInName, password });
  return { answer, cookie: String(answer.headers['set-cookie'] ?? '').split(';')[0]! };
}

test('who signs in sees the own name and place, and the cookie is out of reach of scripts', async () => {
  const { answer, cookie } = await signIn('Clerk');
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['set-cookie']).toMatch(/HttpOnly/);
  expect(answer.headers['set-cookie']).toMatch(/SameSite=Strict/);
  const me = await here.app.inject({ url: '/api/me', headers: { cookie } });
  expect(me.json()).toMatchObject({ displayName: 'clerk', divisionName: '城关镇', role: 'township-clerk' });
});

test('an unknown name and a wrong password are answered alike', async () => {
  const unknown = (await signIn('nobody', 'x')).answer;
  const wrong = (await signIn('clerk', 'x')).answer;
  expect(unknown.statusCode).toBe(401);
  expect(unknown.json()).toEqual(wrong.json());
});

test('five wrong passwords lock the account for a quarter of an hour, also for the right one', async () => {
  for (let attempt = 1; attempt <= 4; attempt++) expect((await signIn('clerk', 'x')).answer.statusCode).toBe(401);
  const fifth = (await signIn('clerk', 'x')).answer;
  expect(fifth.statusCode).toBe(423);
  expect(fifth.json().message).toContain('2017-11-02 09:15');
  expect((await signIn('clerk')).answer.statusCode).toBe(423);
  now = new Date('2017-11-02T01:15:01Z');
  expect((await signIn('clerk')).answer.statusCode).toBe(200);
});

test('a session ends after an hour of silence, and when its user signs out', async () => {
  const { cookie } = await signIn('clerk');
  now = new Date('2017-11-02T01:59:00Z');
  expect((await here.app.inject({ url: '/api/me', headers: { cookie } })).statusCode).toBe(200);
  now = new Date('2017-11-02T02:59:01Z');
  expect((await here.app.inject({ url: '/api/me', headers: { cookie } })).statusCode).toBe(401);

  const second = await signIn('clerk');
  await post('/api/sign-out', {}, second.cookie);
  expect((await here.app.inject({ url: '/api/me', headers: { cookie: second.cookie } })).statusCode).toBe(401);
});

test('a request that another site could have sent is refused', async () => {
  const answer = await post('/api/sign-in', { signInName: 'clerk', password: PASSWORD }, undefined, {});
  expect(answer.statusCode).toBe(403);
});

test('with the first password nothing can be done but change it', async () => {
  const { cookie } = await signIn('fresh');
  expect((await here.app.inject({ url: '/api/households', headers: { cookie } })).json().code).toBe(
    'password-must-change',
  );
  const short = await post('/api/password', { current: PASSWORD, next: 'short' }, cookie);
  expect(short.json()).toMatchObject({ code: 'password-too-short', minimum: 10 });
  expect((await post('/api/password', { current: PASSWORD, next: 'a-new-password' }, cookie)).statusCode).toBe(200);
  expect((await here.app.inject({ url: '/api/households', headers: { cookie } })).statusCode).toBe(200);
});

test('a changed password signs out everybody else who used the old one', async () => {
  const mine = await signIn('clerk');
  const other = await signIn('clerk');
  await post('/api/password', { current: PASSWORD, next: 'a-new-password' }, mine.cookie);
  expect((await here.app.inject({ url: '/api/me', headers: { cookie: mine.cookie } })).statusCode).toBe(200);
  expect((await here.app.inject({ url: '/api/me', headers: { cookie: other.cookie } })).statusCode).toBe(401);
});

test('the administrator opens an account, and its holder signs in with the password issued', async () => {
  const { cookie } = await signIn('admin');
  const made = await post(
    '/api/accounts',
    { signInName: 'zhang', displayName: '张干事', role: 'township-clerk', division: 999_921_100_000 },
    cookie,
  );
  expect(made.statusCode).toBe(200);
  const { password, accountId } = made.json();
  expect((await signIn('zhang', password)).answer.statusCode).toBe(200);
  const again = await post(
    '/api/accounts',
    { signInName: 'zhang', displayName: '另一人', role: 'township-clerk', division: 999_921_100_000 },
    cookie,
  );
  expect(again.json().code).toBe('sign-in-name-taken');

  await post(`/api/accounts/${accountId}`, { disabled: true }, cookie);
  expect((await signIn('zhang', password)).answer.json().code).toBe('account-disabled');
});

test('nobody gives out a reach that is wider than the own, and nobody changes the own account', async () => {
  const { cookie } = await signIn('admin');
  const wider = { signInName: 'wider', displayName: 'x', role: 'province', division: 990_000_000_000 };
  expect((await post('/api/accounts', wider, cookie)).json().code).toBe('division-not-found');
  expect((await post('/api/accounts/1', { role: 'province' }, cookie)).json().code).toBe('own-account');
});

test('the administrator sees no household, and a clerk sees no account', async () => {
  const admin = await signIn('admin');
  const list = await here.app.inject({ url: '/api/households', headers: { cookie: admin.cookie } });
  expect(list.statusCode).toBe(403);
  const clerk = await signIn('clerk');
  expect((await here.app.inject({ url: '/api/accounts', headers: { cookie: clerk.cookie } })).statusCode).toBe(403);
});

test('every command leaves its audit entry, a refused one too, and nobody can change it', async () => {
  const { cookie } = await signIn('clerk');
  await post('/api/accounts', { signInName: 'nope1', displayName: 'x', role: 'province', division: 0 }, cookie);
  const entries = await here.system.database.asOwner((owner) =>
    owner.query(sql`select command, outcome, refusal_code as refusal from audit_entry order by act desc limit 2`),
  );
  expect(entries).toEqual([
    { command: 'access.createAccount', outcome: 'refused', refusal: 'not-permitted' },
    { command: 'access.signIn', outcome: 'done', refusal: null },
  ]);
  await expect(here.system.database.pool.query('delete from audit_entry')).rejects.toThrow(/permission denied/);
  await expect(here.system.database.pool.query("update audit_entry set outcome = 'done'")).rejects.toThrow(
    /permission denied/,
  );
});

test('without a reach the database shows no row, whatever is asked', async () => {
  const { rows } = await here.system.database.pool.query('select count(*)::int as n from account');
  expect(rows).toEqual([{ n: 0 }]);
});

test('hostile input is answered with a sentence, not with a failure', async () => {
  const answers = await Promise.all([
    post('/api/sign-in', { signInName: { $gt: '' }, password: ['x'] }),
    post('/api/sign-in', { signInName: "' or 1=1 --", password: '\u0000' }),
    here.app.inject({
      method: 'POST',
      url: '/api/sign-in',
      payload: '{',
      headers: { 'content-type': 'application/json', 'x-daohu': '1' },
    }),
    here.app.inject({ url: '/api/me', headers: { cookie: 'daohu_session=%00%ff' } }),
  ]);
  for (const answer of answers) {
    expect(answer.statusCode).toBeGreaterThanOrEqual(400);
    expect(answer.statusCode).toBeLessThan(500);
    expect(answer.json().message).toBeTruthy();
  }
});
