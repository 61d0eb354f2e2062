import { type TestDatabase, testDatabase } from '@daohu/testkit';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildLibrary } from '../packs/build-library.ts';
import { divisionChain } from '../packs/division-chain.ts';
import type { Problem } from '../packs/problem.ts';
import type { FactRecord } from '../schema.ts';
import { schoolSchema } from '../test-schema.ts';
import { sql, toStatement } from './fragment.ts';
import { lawInForce } from './law-in-force.ts';
import { recordsInSql } from './records-in-sql.ts';
import { readRuleAsSql } from './rule-reading.ts';

const CHAIN = divisionChain(420_821_101_201);
const DATE = '2016-06-15';

let database: TestDatabase;
let db: pg.Client;
beforeAll(async () => {
  database = await testDatabase();
  db = new pg.Client(database.owner);
  await db.connect();
  await db.query('set jit = off');
});
afterAll(async () => {
  await db.end();
  await database.drop();
});

function read(feel: string) {
  const problems: Problem[] = [];
  const file = (path: string, content: unknown) => ({ path: `law/${path}`, text: JSON.stringify(content) });
  const rule = { rule: 'keep-class', title: '保留', subject: 'class', clause: 'law/1', holdsFrom: '2015-01-01' };
  const header = {
    pack: 'law',
    title: '校规',
    jurisdiction: { name: '省', code: '420000' },
    inForce: { from: '2015-01-01' },
  };
  const parameters = {
    班费下限: {
      unit: '分/年',
      range: [0, 1_000_000],
      values: [{ from: '2015-01-01', value: 60_000, clause: 'law/1' }],
    },
  };
  const files = [
    file('pack.yaml', header),
    file('parameters/class.yaml', parameters),
    file('keep-class.yaml', { ...rule, all: [{ title: '条件', clause: 'law/1', feel }] }),
  ];
  const library = buildLibrary(files, schoolSchema, problems);
  expect(problems.map(({ en }) => en)).toEqual([]);
  const [made] = library.packs[0]!.rules;
  const { mapping, from } = recordsInSql(library.schema, made!.subject, DATE);
  const reading = readRuleAsSql(made!, lawInForce(library, CHAIN, DATE), mapping, 's');
  const statement = (facts: readonly FactRecord[]) =>
    toStatement(sql`select ${reading.state} as state from ${from(facts, 's')}${reading.joins} order by s.place`);
  return { library, statement };
}

async function both(feel: string, facts: readonly FactRecord[]): Promise<(boolean | null)[]> {
  const { library, statement } = read(feel);
  const { text, values } = statement(facts);
  const { rows } = await db.query(text, [...values]);
  const states = rows.map(({ state }) => state as boolean | null);
  const evaluator = library.bind(library.packs[0]!.rules[0]!, CHAIN, DATE);
  expect(states).toEqual(facts.map((one) => evaluator.value(one)));
  return states;
}

const nested = (depth: number, around: (inner: string) => string, inmost: string): string =>
  Array.from({ length: depth }).reduce<string>((inner) => around(inner), inmost);

test('whatever a pack or an office says is a bound value, and none of it stands in the text', () => {
  const { statement } = read('班.类别 = "寄宿" and 班.班费 >= 班费下限 or 班.成立日 < date("2001-02-03")');
  const { text, values } = statement([{ className: "x'); drop table class; --" }]);
  for (const said of ['boarding', '60000', '2001-02-03', 'drop', '寄宿', '班']) expect(text).not.toContain(said);
  expect(values).toContainEqual(60_000);
  expect(values).toContainEqual(['boarding']);
});

test('a long sum and deep nests are planned and answered as the engine answers them', async () => {
  const facts = [{ seats: 1, isOpen: true }, { seats: null, isOpen: false }, { seats: 1_000 }];
  const sum = Array.from({ length: 400 }, () => '班.座位').join(' + ');
  expect(await both(`${sum} > 400`, facts)).toEqual([false, null, true]);
  const ands = Array.from({ length: 400 }, () => '班.座位 >= 0').join(' and ');
  expect(await both(ands, facts)).toEqual([true, null, true]);
  const ifs = nested(25, (inner) => `(if ${inner} then 班.开班 else not(班.开班))`, '班.开班');
  expect(await both(ifs, facts)).toEqual([true, true, null]);
  const betweens = nested(
    6,
    (inner) => `(if (if ${inner} then 班.座位 else 0) between 0 and 班.座位 then true else false)`,
    '班.开班',
  );
  expect(await both(betweens, facts)).toEqual([true, null, null]);
  const floors = nested(14, (inner) => `floor((${inner}) / 1)`, '班.座位');
  expect(await both(`${floors} >= 1`, facts)).toEqual([true, null, true]);
  const maxima = nested(20, (inner) => `max(${inner}, 班.座位)`, '班.座位');
  expect(await both(`${maxima} <= 1`, facts)).toEqual([true, null, false]);
});
