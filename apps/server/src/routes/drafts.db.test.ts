import { inTransaction } from '@daohu/db';
import { actorOf } from '@daohu/domain/access';
import { LINJIANG_DISTRICT, QINGSHI_COUNTY } from '@daohu/domain/divisions';
import type { CheckedDraft, DraftComparison, LawVocabulary, TriedDraft } from '@daohu/domain/standards/contract';
import { fixedClock } from '@daohu/kernel';
import { loadFollowedDivisions, recordLeavingHousehold, recordLeavingVillage, SHIQIAO_VILLAGE } from '@daohu/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertTestAccounts, signedIn } from '../test-accounts.ts';
import { type TestSystem, testSystem } from '../test-system.ts';

const clock = fixedClock('2017-05-31T10:00:00+08:00');
let here: TestSystem;
let officer: Awaited<ReturnType<typeof signedIn>>;
let office: Awaited<ReturnType<typeof signedIn>>;

beforeAll(async () => {
  here = await testSystem(clock);
  const { database } = here.system;
  await loadFollowedDivisions(database);
  await insertTestAccounts(here, [
    ['officer', 'policy-officer', QINGSHI_COUNTY, 'county'],
    ['office', 'county-office', QINGSHI_COUNTY, 'county'],
    ['district', 'county-office', LINJIANG_DISTRICT, 'county'],
    ['auditor', 'auditor', QINGSHI_COUNTY, 'county'],
  ]);
  const division = QINGSHI_COUNTY;
  const clerk = actorOf({ accountId: 1, name: 'office', role: 'county-office', division, divisionLevel: 'county' });
  await inTransaction(database, clock, clerk, { readOnly: false }, async (work) => {
    await recordLeavingVillage(work, SHIQIAO_VILLAGE);
    await recordLeavingHousehold(work, { no: 'H-1', netIncomePerHead: 400_000 });
    await recordLeavingHousehold(work, { no: 'H-2', netIncomePerHead: 295_201 });
  });
  officer = await signedIn(here, 'officer');
  office = await signedIn(here, 'office');
});
afterAll(() => here.close());

const file = (feel: string, clause = 'hubei-plan/3.3c') => `rule: exit-household
title: 试写
subject: household
holdsFrom: 2016-04-18
all:
  - title: 收入
    clause: ${clause}
    feel: |-
      ${feel}
`;
const draft = (feel: string, clause?: string) => ({ pack: 'hubei-plan', file: file(feel, clause) });

async function checked(feel: string, clause?: string): Promise<CheckedDraft> {
  return (await officer.post('/api/drafts/check', draft(feel, clause))).json();
}

test('the words of a pack are its items with labels and units, its parameters, and the codes of an item', async () => {
  const words: LawVocabulary = (await officer.get('/api/packs/hubei-plan/vocabulary')).json();
  const household = words.entities.find(({ key }) => key === 'household');
  expect(household?.items.find(({ name }) => name === '人均纯收入')).toMatchObject({ unit: '分/人/年' });
  expect(household?.items.find(({ name }) => name === '贫困户属性')?.codes).toContain('低保户');
  expect(household?.relations).toContainEqual({ name: '成员', to: 'person', many: true });
  expect(words.parameters.find(({ name }) => name === '扶贫标准')).toMatchObject({ pack: 'national' });
  expect((await officer.get('/api/packs/henan/vocabulary')).statusCode).toBe(404);
});

test('a sound draft is said in words, with what it reads', async () => {
  const { problems, rule } = await checked('户.人均纯收入 > 扶贫标准 and every 人 in 户.成员 satisfies 人.年龄 > 0');
  expect(problems).toEqual([]);
  expect(rule?.root.parts[0]).toMatchObject({ expression: { words: expect.stringContaining('人均纯收入 高于') } });
  expect(rule?.inputs.items.map(({ name }) => name)).toEqual(['人均纯收入']);
  expect(rule?.inputs.related).toMatchObject([
    { name: '成员', many: true, inputs: { items: [{ name: '出生日期', type: 'date' }] } },
  ]);
});

test('figures of divisions and the year before are asked for where the rule looks for them', async () => {
  const { rule } = await checked(
    '户.人均纯收入 > 户.上年.人均纯收入 and 户.人均纯收入 > 户.全省.上年.农村居民人均可支配收入',
  );
  expect(rule?.inputs.related).toMatchObject([
    { name: '上年', many: false, inputs: { items: [{ name: '人均纯收入' }] } },
    {
      name: '全省',
      inputs: { related: [{ name: '上年', inputs: { items: [{ name: '农村居民人均可支配收入' }] } }] },
    },
  ]);
});

test('a fault is told with its place, its end and the nearest legal form', async () => {
  const { problems, rule } = await checked('户.人均纯收如 > 扶贫标准');
  expect(rule).toBeNull();
  expect(problems[0]).toMatchObject({
    code: 'unknown-field',
    line: 9,
    column: 9,
    end: { line: 9, column: 14 },
    mend: expect.arrayContaining(['人均纯收入']),
    zh: expect.stringContaining('是不是'),
  });
  expect((await checked('户.人均纯收入 > 扶贫标准', 'hubei-plan/99')).problems[0]).toMatchObject({
    code: 'unknown-clause',
  });
});

test('a draft is judged for an invented household, condition by condition', async () => {
  const asked = {
    ...draft('户.人均纯收入 > 扶贫标准'),
    facts: { 人均纯收入: 295_200 },
    asOf: '2016-12-31',
    place: QINGSHI_COUNTY,
  };
  const tried: TriedDraft = (await officer.post('/api/drafts/try', asked)).json();
  expect(tried.explanation).toMatchObject({
    verdict: 'unmet',
    tree: { parts: [{ threshold: { needed: 295_201, shortBy: 1 } }] },
  });
  const unknown: TriedDraft = (await officer.post('/api/drafts/try', { ...asked, facts: {} })).json();
  expect(unknown.explanation).toMatchObject({ verdict: 'unknown', missing: [{ item: '人均纯收入' }] });
});

test('a stricter draft moves those between the lines, and the office sees who they are', async () => {
  const answer: DraftComparison = (
    await office.post('/api/drafts/compare', draft('户.人均纯收入 > 扶贫标准 * 2'))
  ).json();
  expect(answer).toMatchObject({
    total: 2,
    before: { met: 2 },
    after: { met: 0, unmet: 2 },
    moves: [{ from: 'met', to: 'unmet', subjects: 2 }],
    moved: [{ householdNo: 'H-1' }, { householdNo: 'H-2' }],
  });
  expect(answer.byDivision.find(({ level }) => level === 'county')).toMatchObject({ name: '青石县', moved: 2 });
});

test('a policy officer sees how many move and not who', async () => {
  const answer = await officer.post('/api/drafts/compare', draft('户.人均纯收入 > 扶贫标准 * 2'));
  expect(answer.json()).toMatchObject({ total: 2, moved: null, movedMore: 2 });
  expect(answer.body).not.toContain('H-1');
});

test('who moves in a what-if is listed by name, for those who may open a household', async () => {
  const asked = { rule: 'exit-household', changes: [{ parameter: '扶贫标准', value: 300_000 }] };
  const answer = await office.post('/api/what-if/moved', asked);
  expect(answer.json()).toMatchObject({
    moved: [{ householdNo: 'H-2', from: 'met', to: 'unmet', unmet: [{ id: 'hubei-plan/3.3c' }] }],
    isWhole: true,
  });
  expect((await officer.post('/api/what-if/moved', asked)).statusCode).toBe(403);
  const misspelt = await office.post('/api/what-if/moved', { changes: [{ parameter: '扶贫标', value: 1 }] });
  expect(misspelt.json()).toMatchObject({ code: 'parameter-unknown', near: expect.arrayContaining(['扶贫标准']) });
});

test('nobody beyond the reach is counted', async () => {
  const district = await signedIn(here, 'district');
  const answer = await district.post('/api/drafts/compare', { ...draft('户.不愁吃'), division: QINGSHI_COUNTY });
  expect(answer.statusCode).toBe(422);
  expect(answer.json().code).toBe('division-not-found');
});

test('an auditor reads the law and tries nothing out', async () => {
  const auditor = await signedIn(here, 'auditor');
  expect((await auditor.get('/api/packs')).statusCode).toBe(200);
  expect((await auditor.post('/api/drafts/check', draft('户.不愁吃'))).statusCode).toBe(403);
});

test('many deep loops over a long list of invented people are told before they run', async () => {
  const loops =
    'some 甲 in 户.成员 satisfies some 乙 in 户.成员 satisfies some 丙 in 户.成员 satisfies 甲.年龄 + 乙.年龄 + 丙.年龄 < 0';
  const condition = `  - { title: c, clause: hubei-plan/3.3c, feel: ${loops} }\n`;
  const many = `rule: x\ntitle: t\nsubject: household\nholdsFrom: 2016-04-18\nany:\n${condition.repeat(150)}`;
  const facts = { 成员: Array.from({ length: 40 }, () => ({ 出生日期: '1978-03-01' })) };
  const asked = { pack: 'hubei-plan', file: many, facts, asOf: '2016-12-31', place: QINGSHI_COUNTY };
  const began = performance.now();
  const tried: TriedDraft = (await officer.post('/api/drafts/try', asked)).json();
  expect(tried).toMatchObject({ explanation: null, problems: [{ code: 'too-much-work' }] });
  // Running it would take a minute and more.
  expect(performance.now() - began).toBeLessThan(20_000);
});

test('what would run for ever, or is no draft at all, is refused in a sentence', async () => {
  const deep =
    'some 甲 in 户.成员 satisfies some 乙 in 户.成员 satisfies some 丙 in 户.成员 satisfies some 丁 in 户.成员 satisfies 甲.年龄 = 乙.年龄';
  expect((await checked(deep)).problems).toMatchObject([{ code: 'loops-too-deep' }]);
  expect((await officer.post('/api/drafts/compare', draft(deep))).json()).toMatchObject({ code: 'draft-not-ready' });
  expect((await officer.post('/api/drafts/check', { pack: 'hubei-plan', file: 'x'.repeat(30_001) })).statusCode).toBe(
    400,
  );
  const nested = JSON.parse(`${'{"上年":'.repeat(500)}{}${'}'.repeat(500)}`);
  const asked = { ...draft('户.不愁吃'), asOf: '2016-12-31', place: QINGSHI_COUNTY };
  expect((await officer.post('/api/drafts/try', { ...asked, facts: nested })).statusCode).toBe(400);
  const odd = {
    人均纯收入: 'x',
    成员: [1, null, { 年龄: {} }],
    全省: { 农村居民人均可支配收入: [] },
    不愁吃: 'yes',
    没有的: 1,
  };
  const tried = await officer.post('/api/drafts/try', { ...asked, facts: odd });
  expect(tried.statusCode).toBe(200);
  expect(tried.json()).toMatchObject({ explanation: { verdict: 'unknown' }, problems: [{ code: 'fact-unknown' }] });
});
