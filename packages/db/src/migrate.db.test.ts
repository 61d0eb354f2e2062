import { readdirSync } from 'node:fs';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { emptyTestDatabase, type TestDatabase } from '@daohu/testkit';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate, migrationsFolder } from './index.ts';

let address: TestDatabase;
beforeAll(async () => {
  address = await emptyTestDatabase();
});
afterAll(() => address.drop());

/** Everything a migration can make, as text: tables with columns, constraints, indexes, policies, triggers, functions, grants. */
const SNAPSHOT = `
  select 'column ' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' ' ||
      a.attnotnull || ' ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '') as line
    from pg_attribute a join pg_class c on c.oid = a.attrelid left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v', 'S') and a.attnum > 0 and not a.attisdropped
  union all select 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
    from pg_constraint where connamespace = 'public'::regnamespace
  union all select 'index ' || indexdef from pg_indexes where schemaname = 'public'
  union all select 'policy ' || tablename || ' ' || policyname || ' ' || cmd || ' ' || coalesce(qual, '') || ' ' || coalesce(with_check, '')
    from pg_policies where schemaname = 'public'
  union all select 'trigger ' || pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
  union all select 'function ' || pg_get_functiondef(oid) from pg_proc where pronamespace = 'public'::regnamespace
  union all select 'relation ' || relname || ' ' || relkind::text || ' ' || relrowsecurity || ' ' || coalesce(array_to_string(relacl, ','), '')
    from pg_class where relnamespace = 'public'::regnamespace and relname not like 'migration%'
  order by line`;

async function schema(): Promise<string[]> {
  const client = new pg.Client(address.owner);
  await client.connect();
  try {
    const { rows } = await client.query<{ line: string }>(SNAPSHOT);
    return rows.map(({ line }) => line).filter((line) => !/\bmigration(_\w+)?\b/.test(line));
  } finally {
    await client.end();
  }
}

test('every migration can be taken back, and leaves what was there before it', async () => {
  const steps = readdirSync(migrationsFolder).length;
  const before: string[][] = [await schema()];
  for (let step = 1; step <= steps; step++) {
    expect(await migrate(address.owner, { count: 1 })).toHaveLength(1);
    before.push(await schema());
  }
  for (let step = steps - 1; step >= 0; step--) {
    const [name] = await migrate(address.owner, { direction: 'down', count: 1 });
    expect(await schema(), `after taking back ${name}`).toEqual(before[step]);
  }
  await migrate(address.owner);
  expect(await schema()).toEqual(before.at(-1));
});

test('migrating what is migrated changes nothing, and two that start at once wait for each other', async () => {
  await migrate(address.owner);
  const there = await schema();
  const ran = await Promise.all([migrate(address.owner), migrate(address.owner)]);
  expect(ran).toEqual([[], []]);
  expect(await schema()).toEqual(there);
});

test('a schema that a newer version made is not opened by an older one, and stays as it is', async () => {
  const older = await mkdtemp(path.join(tmpdir(), 'daohu-older-'));
  const files = readdirSync(migrationsFolder).sort().slice(0, -1);
  for (const file of files) await copyFile(path.join(migrationsFolder, file), path.join(older, file));
  await migrate(address.owner);
  const there = await schema();
  await expect(migrate(address.owner, { folder: older })).rejects.toThrow(/数据库由更新的版本建立/);
  expect(await schema()).toEqual(there);
  await rm(older, { recursive: true });
});

test('every register table carries the county in its key', async () => {
  const client = new pg.Client(address.owner);
  await client.connect();
  const { rows } = await client.query<{ name: string; key: string[] }>(`
    select c.relname as name, array_agg(a.attname::text) as key
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_attribute a on a.attrelid = c.oid and a.attnum = any (k.conkey)
    where k.contype = 'p' and c.relname in ('household', 'household_year', 'person', 'person_year', 'village_year',
      'county_year', 'person_name_token', 'person_lookup', 'history')
    group by c.relname`);
  await client.end();
  expect(rows).toHaveLength(9);
  for (const { name, key } of rows) expect(key, name).toContain('county_code');
});

test('the application may delete no register row and change no history', async () => {
  const client = new pg.Client(address.app);
  await client.connect();
  for (const table of [
    'household',
    'household_year',
    'person',
    'person_year',
    'village_year',
    'county_year',
    'history',
  ]) {
    await expect(client.query(`delete from ${table}`), table).rejects.toThrow(/permission denied/);
  }
  await expect(client.query("update history set kind = 'changed'")).rejects.toThrow(/permission denied/);
  await client.end();
});
