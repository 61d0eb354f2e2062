import { sql } from '@daohu/db';
import { hashPassword } from '@daohu/domain/access';
import { fixedClock } from '@daohu/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestSystem, testSystem } from '../test-system.ts';

const PASSWORD = 'correct-horse-battery';
let here: TestSystem;
let cookie = '';

beforeAll(async () => {
  here = await testSystem(fixedClock('2017-05-31T10:00:00+08:00'));
  const passwordHash = await hashPassword(PASSWORD);
  await here.system.database.asOwner((owner) =>
    owner.execute(sql`
      insert into account (sign_in_name, display_name, password_hash, role, division, division_level, must_change_password)
      values ('officer', 'officer', ${passwordHash}, 'policy-officer', 0, 'nation', false)`),
  );
  const signedIn = await here.app.inject({
    method: 'POST',
    url: '/api/sign-in',
    headers: { 'x-daohu': '1' },
    payload: { signInName: 'officer', password: PASSWORD },
  });
  cookie = String(signedIn.headers['set-cookie']).split(';')[0]!;
});
afterAll(() => here.close());

const get = (url: string) => here.app.inject({ url, headers: { cookie } });

test('a policy officer reads of one document what carries each clause', async () => {
  const answer = await get('/api/clauses?document=hubei-plan');
  expect(answer.statusCode).toBe(200);
  const { documents } = answer.json();
  expect(documents).toHaveLength(5);
  const [plan] = documents.filter(({ sections }: { sections: unknown[] }) => sections.length > 0);
  expect(plan).toMatchObject({ key: 'hubei-plan', number: null, date: '2016-04-18', hasPack: true });
  expect(JSON.stringify(plan.sections)).toContain('"id":"rule:hubei-plan/exit-household"');
});

test('the steps of a procedure are read with the words of their clause', async () => {
  const [exit] = (await get('/api/packs/hubei-plan/items?kind=procedure')).json();
  expect(exit).toMatchObject({ kind: 'procedure', id: 'exit-person', file: 'hubei-plan/procedures/exit.yaml' });
  expect(exit.clauses[0].quote).toContain('村级确定脱贫名单');
});

test('a document or a kind that does not exist is refused in a sentence', async () => {
  const lost = await get('/api/clauses?document=hubei-2020');
  expect([lost.statusCode, lost.json().message]).toEqual([404, expect.stringContaining('hubei-plan')]);
  expect((await get('/api/packs/hubei-2020/items')).statusCode).toBe(404);
  expect((await get('/api/packs/hubei-plan/items?kind=wish')).statusCode).toBe(400);
});

test('nobody reads without signing in', async () => {
  expect((await here.app.inject({ url: '/api/clauses' })).statusCode).toBe(401);
});
