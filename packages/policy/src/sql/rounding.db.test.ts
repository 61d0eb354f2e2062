import { type TestDatabase, testDatabase } from '@daohu/testkit';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { roundedQuotient } from '../explain/compile.ts';
import type { RoundMode } from '../feel/syntax.ts';
import { bind, sql, toStatement } from './fragment.ts';
import { roundedQuotient as inSql } from './rounding.ts';

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

const MODES: readonly RoundMode[] = ['floor', 'ceiling', 'round up', 'round down', 'round half up', 'round half down'];
const MOST = 9_007_199_254_740_991;
const numerators = [...Array.from({ length: 25 }, (_, n) => n - 12), MOST, -MOST, MOST - 1];
const denominators = [-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, MOST, -MOST, 2 ** 52 + 1];

test.each(MODES)(
  '%s gives every quotient that the engine gives, of either sign and to the last whole number',
  async (mode) => {
    const { text, values } = toStatement(sql`
    select n::text as n, d::text as d, ${inSql(mode, sql`n`, sql`d`)}::text as q
    from jsonb_array_elements_text(${bind(JSON.stringify(numerators), 'text')}::jsonb) a (a),
      jsonb_array_elements_text(${bind(JSON.stringify(denominators), 'text')}::jsonb) b (b),
      lateral (select a::bigint as n, b::bigint as d) c`);
    const { rows } = await db.query(text, [...values]);
    expect(rows).toHaveLength(numerators.length * denominators.length);
    for (const { n, d, q } of rows as { n: string; d: string; q: string | null }[]) {
      const ours = d === '0' ? null : String(roundedQuotient(mode, Number(n), Number(d)));
      expect([n, d, q]).toEqual([n, d, ours]);
    }
  },
);
