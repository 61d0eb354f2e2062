import { createHash, randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { type DatabaseAddress, type Instance, migrate, migrationsFolder, openInstance, TEST_SETTINGS } from '@daohu/db';
import pg, { type ClientConfig } from 'pg';

/** A migrated, otherwise empty database of its own on the shared test server. */
export interface TestDatabase extends DatabaseAddress {
  readonly name: string;
  /** Ends every connection to it and removes it. One that is never dropped is removed by a later run. */
  drop(): Promise<void>;
}

let shared: Promise<Instance> | null = null;

/**
 * The embedded test server: one per user and machine, in the temporary directory, without waiting for the disk. Any
 * number of test runs share it; the last to leave stops it. Its files stay, so that the next run starts in 50 ms.
 */
export function startTestPostgres(): Promise<Instance> {
  shared ??= openInstance(testFolder(), { mode: 'attach-or-start', settings: TEST_SETTINGS });
  return shared;
}

export async function stopTestPostgres(): Promise<void> {
  const running = shared;
  shared = null;
  await (await running)?.stop();
}

/** A fresh database, copied from a migrated template in some 30 ms. Call it once per test file and `drop` it at the end. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = await startTestPostgres();
  const template = await migratedTemplate(server);
  return createDatabase(server, template);
}

/** An empty database without any migration, for the tests of the migrations themselves. */
export async function emptyTestDatabase(): Promise<TestDatabase> {
  return createDatabase(await startTestPostgres(), 'template1');
}

async function createDatabase(server: Instance, template: string): Promise<TestDatabase> {
  const name = `test_${process.pid}_${randomBytes(6).toString('hex')}`;
  await withClient(maintenance(server), (client) => createFrom(client, template, name));
  return {
    name,
    owner: { ...server.address.owner, database: name },
    app: { ...server.address.app, database: name },
    drop: () =>
      withClient(maintenance(server), async (client) => {
        await client.query(`drop database if exists ${name} with (force)`);
      }),
  };
}

/** Databases of processes that no longer live, and templates of migrations that have since changed. */
export async function removeAbandonedDatabases(server: Instance): Promise<void> {
  const current = templateName();
  await withClient(maintenance(server), async (client) => {
    const { rows } = await client.query(
      `select d.datname as name, s.modification < now() - interval '1 hour' as old
       from pg_database d, pg_stat_file('base/' || d.oid || '/PG_VERSION') s
       where d.datname ~ '^(test|template)_[0-9a-f]'`,
    );
    for (const { name, old } of rows as { name: string; old: boolean }[]) {
      const pid = /^test_(\d+)_/.exec(name)?.[1];
      const abandoned = pid === undefined ? old && name !== current : !isRunning(Number(pid));
      if (abandoned) await client.query(`drop database if exists ${name} with (force)`);
    }
  });
}

async function migratedTemplate(server: Instance): Promise<string> {
  const name = templateName();
  await withClient(maintenance(server), async (client) => {
    // One process migrates, the others wait for it. The name is taken only when the template is complete.
    await client.query('select pg_advisory_lock(7359)');
    const { rows } = await client.query('select from pg_database where datname = $1', [name]);
    if (rows.length > 0) return;
    const building = `building_${process.pid}`;
    await client.query(`drop database if exists ${building} with (force)`);
    await client.query(`create database ${building}`);
    await migrate({ ...server.address.owner, database: building });
    await client.query(`alter database ${building} rename to ${name}`);
  });
  return name;
}

/** The name follows from the migrations, so a changed one builds a new template by itself. */
function templateName(): string {
  const hash = createHash('sha256');
  for (const file of fs.readdirSync(migrationsFolder).sort()) {
    hash.update(file).update(fs.readFileSync(path.join(migrationsFolder, file)));
  }
  return `template_${hash.digest('hex').slice(0, 16)}`;
}

/** A template that somebody else is copying at this moment is busy for some milliseconds. */
async function createFrom(client: pg.Client, template: string, name: string): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      await client.query(`create database ${name} template ${template}`);
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== '55006' || attempt === 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function withClient<Result>(config: ClientConfig, run: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client(config);
  client.on('error', () => {});
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}

function maintenance(server: Instance): ClientConfig {
  return { ...server.address.owner, database: 'postgres' };
}

function testFolder(): string {
  return path.join(tmpdir(), `daohu-test-postgres-${process.getuid?.() ?? 0}`);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
}
