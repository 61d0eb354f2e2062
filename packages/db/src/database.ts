import { cpus } from 'node:os';
import pg, { type ClientConfig, type Pool } from 'pg';
import { type Connection, connectionOf } from './connection.ts';
import type { PersonalDataCipher } from './personal-data-cipher.ts';

/** How to reach one PostgreSQL: as the owner (migrations, reference data, loading) and as the application. */
export interface DatabaseAddress {
  readonly owner: ClientConfig;
  /** Signs in as, or sets, the role `daohu_app`, which row-level security binds. */
  readonly app: ClientConfig;
}

export interface Database {
  readonly pool: Pool;
  readonly address: DatabaseAddress;
  readonly cipher: PersonalDataCipher;
  /** A connection outside row-level security. For migrations, reference data and `synth --load`, never for requests. */
  asOwner<Result>(run: (connection: Connection) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/**
 * `bigint` columns come as numbers (every one of ours is below 2^53) and `date` columns as `YYYY-MM-DD` text:
 * a calendar day must never pass through a time zone.
 */
const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === pg.types.builtins.INT8) return Number;
    if (oid === pg.types.builtins.DATE) return (text: string) => text;
    return pg.types.getTypeParser(oid, format as 'text');
  },
} as NonNullable<ClientConfig['types']>;

/** More than about five connections per core lengthens every answer and speeds up none. */
const CONNECTIONS_PER_CORE = 5;

export function openDatabase(address: DatabaseAddress, cipher: PersonalDataCipher): Database {
  const pool = new pg.Pool({ ...address.app, types, max: Math.max(4, cpus().length * CONNECTIONS_PER_CORE) });
  // An idle connection that the server drops must not end the process; the next query opens another.
  pool.on('error', () => {});
  return {
    pool,
    address,
    cipher,
    async asOwner(run) {
      const client = new pg.Client({ ...address.owner, types });
      client.on('error', () => {});
      await client.connect();
      try {
        return await run(connectionOf(client as unknown as pg.PoolClient));
      } finally {
        await client.end();
      }
    },
    close: () => pool.end(),
  };
}
