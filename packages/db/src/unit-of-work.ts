import type { CalendarDate, Clock } from '@daohu/kernel';
import type { PoolClient } from 'pg';
import sql, { raw } from 'sql-template-tag';
import { type Connection, connectionOf } from './connection.ts';
import type { Database } from './database.ts';
import type { PersonalDataCipher } from './personal-data-cipher.ts';

/** Who acts, as the database must know it: reach is one closed range of division codes. */
export interface ActorReach {
  readonly accountId: number;
  readonly low: number;
  readonly high: number;
}

/** The only way to data: one transaction that knows its actor, its act and its day. */
export interface Work<Actor extends ActorReach = ActorReach> {
  readonly actor: Actor;
  readonly db: Connection;
  readonly cipher: PersonalDataCipher;
  readonly clock: Clock;
  readonly today: CalendarDate;
  /** Number of the act 操作号 that history and audit rows carry; 0 in a query, which writes nothing. */
  readonly act: number;
}

/** Nobody and nothing in reach: what a unit of work without an actor may see of the register. */
export const NO_REACH: ActorReach = { accountId: 0, low: -1, high: -1 };
/** The system itself, for sign-in, jobs and set-up. Row-level security still applies, over the whole range. */
export const SYSTEM_REACH: ActorReach = { accountId: 0, low: 0, high: 999_999_999_999 };

interface Options {
  /** A query may not write; the database refuses it. */
  readonly readOnly: boolean;
}

/**
 * Opens the transaction, makes the actor's reach known to row-level security and runs `body`; commits when it returns,
 * rolls back when it throws. `SET LOCAL` takes literals, not bound values: only digits are ever put there.
 */
export async function inTransaction<Actor extends ActorReach, Result>(
  database: Database,
  clock: Clock,
  actor: Actor,
  options: Options,
  body: (work: Work<Actor>) => Promise<Result>,
): Promise<Result> {
  const client: PoolClient = await database.pool.connect();
  let broken: Error | undefined;
  try {
    const act = await begin(client, actor, options);
    const work: Work<Actor> = {
      actor,
      db: connectionOf(client),
      cipher: database.cipher,
      clock,
      today: clock.today(),
      act,
    };
    const result = await body(work);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    // A connection whose rollback failed is in an unknown state: it leaves the pool.
    client.release(broken);
  }
}

/**
 * The same over a connection that owns the tables, beyond row-level security: for the few acts on what all counties
 * share, such as the codes themselves. `body` must see to the actor's reach itself.
 */
export async function inOwnerTransaction<Actor extends ActorReach, Result>(
  database: Database,
  clock: Clock,
  actor: Actor,
  body: (work: Work<Actor>) => Promise<Result>,
): Promise<Result> {
  return database.asOwner(async (db) => {
    await db.execute(sql`begin`);
    try {
      const { act } = await db.one<{ act: number }>(sql`select nextval('act_number') as act`);
      for (const [name, value] of [
        ['low', actor.low],
        ['high', actor.high],
        ['actor', actor.accountId],
        ['act', act],
      ] as const) {
        await db.execute(raw(`set local app.${name} = '${digits(value)}'`));
      }
      const result = await body({ actor, db, cipher: database.cipher, clock, today: clock.today(), act });
      await db.execute(sql`commit`);
      return result;
    } catch (error) {
      // Where the connection itself is lost, the server has rolled back already.
      await db.execute(sql`rollback`).catch(() => {});
      throw error;
    }
  });
}

async function begin(client: PoolClient, actor: ActorReach, { readOnly }: Options): Promise<number> {
  const reach = [
    readOnly ? 'begin read only' : 'begin',
    `set local app.low = '${digits(actor.low)}'`,
    `set local app.high = '${digits(actor.high)}'`,
    `set local app.actor = '${digits(actor.accountId)}'`,
  ];
  if (readOnly) {
    await client.query(reach.join(';'));
    return 0;
  }
  const answers = (await client.query([...reach, "select nextval('act_number') as act"].join(';'))) as unknown as {
    rows: { act: number }[];
  }[];
  const act = Number(answers.at(-1)?.rows[0]?.act);
  await client.query(`set local app.act = '${digits(act)}'`);
  return act;
}

function digits(value: number): string {
  if (!Number.isSafeInteger(value)) throw new TypeError('a reach setting must be a whole number');
  return String(value);
}
