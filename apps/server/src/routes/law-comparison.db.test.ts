import { LINJIANG_DISTRICT, QINGSHI_COUNTY } from '@daohu/domain/divisions';
import type { LawComparison } from '@daohu/domain/standards/contract';
import { fixedClock } from '@daohu/kernel';
import { loadFollowedDivisions } from '@daohu/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertTestAccounts, signedIn } from '../test-accounts.ts';
import { type TestSystem, testSystem } from '../test-system.ts';

let here: TestSystem;
let officer: Awaited<ReturnType<typeof signedIn>>;

beforeAll(async () => {
  here = await testSystem(fixedClock('2017-05-31T10:00:00+08:00'));
  await loadFollowedDivisions(here.system.database);
  await insertTestAccounts(here, [['officer', 'policy-officer', QINGSHI_COUNTY, 'county']]);
  officer = await signedIn(here, 'officer');
});
afterAll(() => here.close());

async function compare(a: string, b: string): Promise<LawComparison> {
  const answer = await officer.get(`/api/law-comparison?a=${encodeURIComponent(a)}&b=${encodeURIComponent(b)}`);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json();
}

test('the law of two places is compared by what holds there: a county of Hubei’s law beside one of Wuhan’s', async () => {
  const day = '2016-12-31';
  const { a, b, subjects } = await compare(`${QINGSHI_COUNTY}@${day}`, `${LINJIANG_DISTRICT}@${day}`);
  expect(a).toMatchObject({ is: 'place', title: '青石县', asOf: day });
  expect(b.packs.map(({ key }) => key)).toContain('wuhan-2015');
  const exit = subjects.flatMap(({ rules }) => rules).find(({ rule }) => rule === 'exit-household')!;
  expect([exit.a!.pack, exit.b!.pack]).toEqual(['hubei-plan', 'wuhan-2015']);
});

test('one place on two days: the poverty line of one year beside that of the next', async () => {
  const { parameters, counts } = await compare(`${QINGSHI_COUNTY}@2016-12-31`, `${QINGSHI_COUNTY}@2018-12-31`);
  const line = parameters.find(({ name }) => name === '扶贫标准')!;
  expect(line).toMatchObject({
    difference: 'differs',
    a: { inForce: { value: 295_200 } },
    b: { inForce: { value: 299_500 } },
  });
  expect(counts.onlyA).toBe(0);
});

test('a pack or a place that is not there is refused in a sentence, and what is no side at all too', async () => {
  const unknown = await officer.get('/api/law-comparison?a=hubei-plan&b=hubei-2099');
  expect(unknown.statusCode).toBe(404);
  expect(unknown.json().message).toContain('hubei-plan');
  const nowhere = await officer.get('/api/law-comparison?a=hubei-plan&b=999999');
  expect(nowhere.json()).toMatchObject({
    code: 'no-law-at-place',
    message: expect.stringContaining('没有适用的政策包'),
  });
  for (const side of ['', '../../etc', 'hubei-plan@yesterday', '__proto__', '4201@2016-02-31']) {
    const answer = await officer.get(`/api/law-comparison?a=hubei-plan&b=${encodeURIComponent(side)}`);
    expect(answer.statusCode, side).toBe(400);
  }
});
