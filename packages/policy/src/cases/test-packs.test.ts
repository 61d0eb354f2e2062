import { expect, test } from 'vitest';
import { type CaseReading, type PackFile, ReadingSkipped, testPackFiles } from '../index.ts';
import { schoolSchema } from '../test-schema.ts';

const HEAD = `pack: state
title: 校规
jurisdiction: { name: 省, code: '420000' }
inForce: { from: 2015-01-01 }
`;
const RULE = `rule: keep-class
title: 班级保留
subject: class
holdsFrom: 2015-01-01
all:
  - title: 班费
    clause: state/1
    when: 班.开班
    feel: if 班.座位 > 0 then 班.班费 >= 班费下限 else false
`;
const PARAMETERS = `班费下限:
  unit: 分/年
  values:
    - { from: 2015-01-01, value: 50000, clause: state/1 }
`;
const ENOUGH = '{ name: 正好够, facts: { 开班: true, 座位: 1, 班费: 50000 }, expect: { verdict: met } }';
const SHORT = '{ name: 差一分, facts: { 开班: true, 座位: 1, 班费: 49999 }, expect: { verdict: unmet } }';
const NO_SEAT = '{ name: 没有座位, facts: { 开班: true, 座位: 0, 班费: 50000 }, expect: { verdict: unmet } }';
const NOBODY_KNOWS = '{ name: 没有登记班费, facts: { 开班: true, 座位: 1 }, expect: { verdict: unknown } }';
const CLOSED = '{ name: 没有开班, facts: { 开班: false }, expect: { verdict: met } }';

function files(...cases: string[]): PackFile[] {
  return Object.entries({
    'state/pack.yaml': HEAD,
    'state/clauses.json': JSON.stringify({ document: { key: 'state', title: '校规' }, clauses: [{ id: 'state/1' }] }),
    'state/parameters/class.yaml': PARAMETERS,
    'state/keep-class.yaml': RULE,
    'state/keep-class.cases.yaml': cases.map((one) => `- ${one}\n`).join(''),
  }).map(([path, text]) => ({ path, text }));
}

async function wantingOf(...cases: string[]): Promise<string[]> {
  const { branches } = await testPackFiles(files(...cases), schoolSchema);
  return branches.wanting.map(({ line, what, wanting }) => `${line} ${what}: ${wanting.join(' ')}`);
}

test('a rule whose examples go every way wants nothing more', async () => {
  const tested = await testPackFiles(files(ENOUGH, SHORT, NO_SEAT, NOBODY_KNOWS, CLOSED), schoolSchema);
  expect(tested.problems).toEqual([]);
  expect(tested.branches).toEqual({ total: 7, covered: 7, wanting: [] });
});

test('what no example reaches is told with its line: a state of a condition, a way of an if, a side of a when', async () => {
  expect(await wantingOf(ENOUGH)).toEqual(['6 condition: unmet unknown', '6 when: false', '6 if: false']);
  expect(await wantingOf(ENOUGH, NO_SEAT, CLOSED)).toEqual(['6 condition: unknown']);
});

test('a condition that does not apply has not been tried by that example', async () => {
  expect(await wantingOf(CLOSED)).toContain('6 condition: met unmet unknown');
});

test('an example that expects the wrong thing is told with file and line, and counted once for each reading', async () => {
  const wrong = ENOUGH.replace('verdict: met', 'verdict: unmet');
  const tested = await testPackFiles(files(wrong), schoolSchema);
  expect(tested.readings).toEqual([{ reading: 'explanation', ran: 1, failed: 1, skipped: null }]);
  expect(tested.problems).toMatchObject([{ file: 'state/keep-class.cases.yaml', line: 1, code: 'case-fails' }]);
});

test('a reading that cannot be asked here says why, and the others are not held back', async () => {
  const absent: CaseReading = {
    name: 'sql',
    run: async () => {
      throw new ReadingSkipped('没有数据库。');
    },
  };
  const { readings } = await testPackFiles(files(ENOUGH), schoolSchema, [absent]);
  expect(readings).toEqual([
    { reading: 'explanation', ran: 1, failed: 0, skipped: null },
    { reading: 'sql', ran: 0, failed: 0, skipped: '没有数据库。' },
  ]);
});
