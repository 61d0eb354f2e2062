import { type TestDatabase, testDatabase } from '@daohu/testkit';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testPackFiles } from '../cases/test-packs.ts';
import type { PackFile } from '../packs/pack-file.ts';
import { schoolSchema } from '../test-schema.ts';
import { casesInSql } from './cases-in-sql.ts';
import { type Fragment, toStatement } from './fragment.ts';

let database: TestDatabase;
let db: pg.Client;
beforeAll(async () => {
  database = await testDatabase();
  db = new pg.Client(database.owner);
  await db.connect();
});
afterAll(async () => {
  await db.end();
  await database.drop();
});

const PACK = "pack: state\ntitle: 校规\njurisdiction: { name: 省, code: '420000' }\ninForce: { from: 2015-01-01 }\n";
const PARAMETERS = `班费下限:
  unit: 分/年
  values: [{ from: 2015-01-01, value: 60000, clause: state/1 }]
学费合计上限:
  unit: 分/年
  values: [{ from: 2015-01-01, value: 15, clause: state/1 }]
`;
const RULE = `rule: keep-class
title: 班级保留
subject: class
holdsFrom: 2015-01-01
all:
  - { title: 班费, clause: state/1, feel: 班.班费 >= 班费下限 or 班.上年.班费 >= 班费下限 }
  - { title: 到课, clause: state/1, feel: every 生 in 班.学生 satisfies 生.到课 }
  - { title: 学费, clause: state/1, feel: sum(for 生 in 班.学生 return 生.学费) <= 学费合计上限 or 班.类别 = "寄宿" }
`;
const CASES = `- name: 正好够
  facts: { 班费: 60000, 类别: 走读, 学生: [{ 到课: true, 学费: 7 }, { 到课: true, 学费: 8 }] }
  expect: { verdict: met }
- name: 上年够也行，一名学生的学费没有登记
  facts: { 上年: { 班费: 60000 }, 类别: 走读, 学生: [{ 到课: true, 学费: 7 }, { 到课: true }] }
  expect: { verdict: unknown }
- name: 没有名单
  facts: { 班费: 60000, 类别: 寄宿 }
  expect: { verdict: unknown }
- name: 空名单里没有人缺课，寄宿不看学费
  facts: { 班费: 60000, 类别: 寄宿, 学生: [] }
  expect: { verdict: met }
- name: 有人缺课
  facts: { 班费: 1, 上年: { 班费: 59999 }, 类别: 寄宿, 学生: [{ 到课: false }] }
  expect: { verdict: unmet }
`;
const FORMULA = `formula: half
title: 一半
clause: state/1
holdsFrom: 2015-01-01
inputs: { 总数: { unit: 分, range: [0, 1000000] } }
unit: 分
value: round half up(总数 / 2, 0)
`;
const FORMULA_CASES = `- name: 奇数进一
  facts: { 总数: 7 }
  expect: { value: 4 }
`;
const CLAUSES = {
  document: { key: 'state', title: '校规' },
  clauses: [{ id: 'state/1', ref: '一', quote: '略', kind: 'criterion', subject: 'class' }],
};
const files = (rule: string): PackFile[] => [
  { path: 'state/pack.yaml', text: PACK },
  { path: 'state/clauses.json', text: JSON.stringify(CLAUSES) },
  { path: 'state/parameters/class.yaml', text: PARAMETERS },
  { path: 'state/keep-class.yaml', text: rule },
  { path: 'state/keep-class.cases.yaml', text: CASES },
  { path: 'state/half.yaml', text: FORMULA },
  { path: 'state/half.cases.yaml', text: FORMULA_CASES },
];
async function ask(query: Fragment) {
  const { text, values } = toStatement(query);
  return (await db.query(text, [...values])).rows;
}

test('the examples of a pack come out in PostgreSQL as they do in the explanation', async () => {
  const { readings, problems } = await testPackFiles(files(RULE), schoolSchema, [casesInSql(ask)]);
  expect(problems).toEqual([]);
  expect(readings.at(-1)).toEqual({ reading: 'sql', ran: 6, failed: 0, skipped: null });
});

test('an answer of PostgreSQL that is another names the example with its place', async () => {
  const contrary = async (query: Fragment) =>
    (await ask(query)).map((row) => ({ ...row, state: row.state === null ? null : !row.state }));
  const { problems } = await testPackFiles(files(RULE), schoolSchema, [casesInSql(contrary)]);
  expect(problems.map(({ file, line, code }) => `${file}:${line} ${code}`)).toContain(
    'state/keep-class.cases.yaml:1 case-fails',
  );
});
