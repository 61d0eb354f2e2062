import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from './test-database.ts';

let one: TestDatabase;
let other: TestDatabase;

beforeAll(async () => {
  [one, other] = await Promise.all([testDatabase(), testDatabase()]);
});
afterAll(async () => {
  await Promise.all([one.drop(), other.drop()]);
});

async function ask(config: pg.ClientConfig, statement: string): Promise<unknown[]> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

test('a test database has been migrated', async () => {
  expect(await ask(one.owner, "select to_regclass('audit_entry')::text as found")).toEqual([{ found: 'audit_entry' }]);
});

test('what one test file writes another does not see', async () => {
  await ask(one.owner, 'create table only_here (x int)');
  expect(await ask(other.owner, "select to_regclass('only_here') as found")).toEqual([{ found: null }]);
});

test('the application signs in with the role that row-level security binds', async () => {
  expect(await ask(one.app, 'select current_user::text as name')).toEqual([{ name: 'daohu_app' }]);
});
