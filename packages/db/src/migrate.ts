import { fileURLToPath } from 'node:url';
import { runner } from 'node-pg-migrate';
import pg, { type ClientConfig } from 'pg';

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
  const client = new pg.Client(owner);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(7350001)');
    const ran = await runner({
      dbClient: client,
      dir: options.folder ?? migrationsFolder,
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
