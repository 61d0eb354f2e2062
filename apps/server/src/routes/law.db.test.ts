import { LINJIANG_DISTRICT, QINGSHI_COUNTY } from '@daohu/domain/divisions';
import type { LawGroup, LawPart, PackDetail, PackSummary, RuleDetail } from '@daohu/domain/standards/contract';
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
  await insertTestAccounts(here, [
    ['officer', 'policy-officer', QINGSHI_COUNTY, 'county'],
    ['district', 'county-office', LINJIANG_DISTRICT, 'county'],
  ]);
  officer = await signedIn(here, 'officer');
});
afterAll(() => here.close());

async function rule(path: string): Promise<RuleDetail> {
  return (await officer.get(`/api/rules/${path}`)).json();
}

function conditionsOf(group: LawGroup): LawPart[] {
  return group.parts.flatMap((part) => (part.is === 'group' ? conditionsOf(part) : [part]));
}

test('the packs are listed from the nation down, each with what it holds and from which day', async () => {
  const packs: PackSummary[] = (await officer.get('/api/packs')).json();
  expect(packs[0]?.key).toBe('national');
  expect(packs.find(({ key }) => key === 'hubei-plan')).toMatchObject({
    title: '湖北省脱贫攻坚规划（2016—2020年）',
    jurisdiction: { name: '湖北省' },
    inForce: { from: '2016-04-18', status: 'assumed' },
    counts: { clauses: expect.any(Number), rules: expect.any(Number) },
  });
});

test('a pack says what it supersedes, and the older one says by what it is superseded', async () => {
  const plan: PackDetail = (await officer.get('/api/packs/hubei-plan')).json();
  expect(plan.supersedes).toMatchObject([{ key: 'hubei-2015', from: '2016-04-18' }]);
  const decision: PackDetail = (await officer.get('/api/packs/hubei-2015')).json();
  expect(decision.supersededBy).toMatchObject([{ key: 'hubei-plan', from: '2016-04-18' }]);
});

test('a parameter shows the values that no longer hold, with status and source, and the rules that use it', async () => {
  const national: PackDetail = (await officer.get('/api/packs/national')).json();
  const line = national.parameters.find(({ name }) => name === '扶贫标准');
  expect(line?.values.map(({ from }) => from.slice(0, 4)).slice(0, 2)).toEqual(['2020', '2019']);
  expect(line?.values.at(-1)).toMatchObject({ value: 230_000, until: '2010-12-31', source: expect.any(String) });
  expect(line?.usedBy).toContainEqual({ rule: 'exit-household', pack: 'hubei-plan', title: '贫困户脱贫标准核查' });
});

test('a rule is read in Chinese words beside the words of its clause, with the reading taken', async () => {
  const read = await rule('hubei-plan/exit-household');
  expect(conditionsOf(read.root).find(({ title }) => title === '收入超过扶贫标准')).toMatchObject({
    expression: { feel: '户.人均纯收入 > 扶贫标准', words: '人均纯收入 高于 【扶贫标准】' },
    clauses: [{ id: 'hubei-plan/3.3c', quote: expect.stringContaining('超过同期扶贫标准') }],
    reading: { alternative: '省或市另定的标准' },
  });
});

test('a formula is read with its inputs by name', async () => {
  const { amount, kind } = await rule('hubei-2015/increment-share');
  expect(kind).toBe('formula');
  expect(amount?.words).toMatch(/^如果当年地方财政收入 高于 上年地方财政收入/);
});

test('the parameters of a rule are those of the place and the day asked for', async () => {
  const at = async (query: string) =>
    (await rule(`hubei-plan/exit-household?${query}`)).parameters.find(({ name }) => name === '扶贫标准');
  expect(await at('asOf=2016-12-31')).toMatchObject({ value: 295_200, state: 'law' });
  expect(await at('asOf=2019-12-31')).toMatchObject({ value: 321_800 });
  expect(await at('asOf=2026-01-01')).toMatchObject({ value: null, state: 'not-in-force' });
  const here = await rule(`hubei-plan/exit-household?place=${QINGSHI_COUNTY}`);
  expect(here.place).toEqual({ code: QINGSHI_COUNTY, name: '青石县' });
  expect(here.parameters.find(({ name }) => name === '县均收入比例')).toMatchObject({ value: 70 });
});

test('each case after the first says what sets it apart', async () => {
  const { cases } = await rule('hubei-plan/exit-household');
  expect(cases[0]).toMatchObject({ verdict: 'met', differs: [] });
  expect(cases.find(({ name }) => name === '收入增幅与全省相等，不算高于')).toMatchObject({
    verdict: 'unmet',
    because: [{ id: 'hubei-plan/3.3b' }],
    differs: [{ path: '人均纯收入', unit: '分/人/年', value: 360_000 }],
  });
});

test('an unknown pack or rule is refused with those that there are', async () => {
  const pack = await officer.get('/api/packs/henan');
  expect(pack.statusCode).toBe(404);
  expect(pack.json().message).toContain('hubei-plan');
  const missing = await officer.get('/api/rules/hubei-plan/exit-county-x');
  expect(missing.statusCode).toBe(404);
  expect(missing.json()).toMatchObject({ code: 'rule-not-in-pack', known: expect.arrayContaining(['exit-village']) });
  expect((await officer.get('/api/rules/hubei-plan/exit-household?asOf=2016-13-01')).statusCode).toBe(400);
});
