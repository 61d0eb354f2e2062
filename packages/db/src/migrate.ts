import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runner } from 'node-pg-migrate';
import pg, { type ClientConfig } from 'pg';
import { StartRefused } from './embedded-postgres/index.ts';

/** Each migration is one SQL file with an `-- Up Migration` and a `-- Down Migration` part; a test walks both ways. */
export const migrationsFolder = fileURLToPath(new URL('../migrations', import.meta.url));

export interface MigrateOptions {
  readonly direction?: 'up' | 'down';
  /** How many steps; all pending ones when left out (upwards). */
  readonly count?: number;
  readonly folder?: string;
}

/** Brings the schema up (or back). Two processes that start at once wait for each other by an advisory lock. */
export async function migrate(owner: ClientConfig, options: MigrateOptions = {}): Promise<string[]> {
  const folder = options.folder ?? migrationsFolder;
  const client = new pg.Client(owner);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(7350001)');
    await refuseNewerSchema(client, folder);
    const ran = await runner({
      dbClient: client,
      dir: folder,
      direction: options.direction ?? 'up',
      migrationsTable: 'migration',
      noLock: true,
      checkOrder: true,
      singleTransaction: true,
      logger: { debug() {}, info() {}, warn() {}, error() {} },
      ...(options.count === undefined ? {} : { count: options.count }),
    });
    return ran.map((migration) => migration.name);
  } finally {
    await client.end();
  }
}

/** An older program on a newer schema would write rows that the newer one does not understand. */
async function refuseNewerSchema(client: pg.Client, folder: string): Promise<void> {
  const { rows: found } = await client.query(
    "select from pg_tables where schemaname = 'public' and tablename = 'migration'",
  );
  if (found.length === 0) return;
  const known = new Set(readdirSync(folder).map((file) => file.replace(/\.sql$/, '')));
  const { rows } = await client.query<{ name: string }>('select name from migration order by id');
  const newer = rows.map(({ name }) => name).filter((name) => !known.has(name));
  if (newer.length === 0) return;
  throw new StartRefused(
    'database-newer',
    `数据库由更新的版本建立（多出 ${newer.join('、')}），本版本不能打开，未作任何改动。请使用更新的版本，或从备份恢复。`,
    `The database was made by a newer version (it has ${newer.join(', ')}); this one may not open it. Use the newer version, or restore a backup.`,
  );
}
