import { type TestDatabase, testDatabase } from '@daohu/testkit';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { differences, drawAndCompare, keptCases } from './check-agreement.fixture.ts';
import { byClosures, bySql, partsByExplanation, partsBySql, type ReadyCase, ready } from './readings.fixture.ts';

let database: TestDatabase;
let db: pg.Client;
beforeAll(async () => {
  database = await testDatabase();
  db = new pg.Client(database.owner);
  await db.connect();
  // Statements this long would be compiled longer than they run.
  await db.query('set jit = off');
});
afterAll(async () => {
  await db.end();
  await database.drop();
});

test('SQL gives the answer of the closures to any rule about any facts', { timeout: 3_600_000 }, async () => {
  const { rules, refused } = await drawAndCompare('SQL', (made) => bySql(made, db));
  expect(refused).toBeLessThan(rules / 2);
});

test('SQL shows every part of every rule as the explanation shows it', { timeout: 3_600_000 }, async () => {
  const parts = (made: ReadyCase) => partsBySql(made, db);
  await drawAndCompare('SQL', parts, partsByExplanation);
});

test.each(keptCases)('SQL still agrees: $note', async (one) => {
  const made = ready(one);
  expect(differences(byClosures(made), 'SQL', await bySql(made, db))).toEqual([]);
});
