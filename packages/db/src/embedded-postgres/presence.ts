import pg, { type ClientConfig } from 'pg';

/** Advisory locks of the database, all under one number of ours. They end with the connection, so also with kill -9. */
const DAOHU_LOCKS = 7350;
const SOMEBODY_IS_HERE = 1;
const THE_SERVER_IS_HERE = 2;

/**
 * One process that uses a database, shown to the others by locks on one connection: everybody shares the first lock,
 * the one server holds the second. Nothing of this outlives the process.
 */
export interface Presence {
  /** Resolves when the database ends the connection without being asked. */
  readonly lost: Promise<Error>;
  /** Whether we were the last: nobody else can enter until `leave`. */
  isLast(): Promise<boolean>;
  leave(): Promise<void>;
}

export interface ServerIsThere {
  /** The process number of the server that holds the place, when it can be seen. */
  readonly pid: number | null;
}

export async function enter(
  config: ClientConfig,
  { asServer, scope }: { asServer: boolean; scope: number },
): Promise<Presence | ServerIsThere> {
  const client = new pg.Client({
    ...config,
    application_name: asServer ? `daohu-server pid ${process.pid}` : `daohu-cli pid ${process.pid}`,
    keepAlive: true,
  });
  let leaving = false;
  const lost = new Promise<Error>((resolve) => {
    const unlessLeaving = (error: Error) => {
      if (!leaving) resolve(error);
    };
    client.on('error', unlessLeaving);
    client.on('end', () => unlessLeaving(new Error('the database closed the connection')));
  });
  await client.connect();
  try {
    await client.query(`set idle_session_timeout = 0; set statement_timeout = 0`);
    await client.query('select pg_advisory_lock_shared($1, $2)', [DAOHU_LOCKS + SOMEBODY_IS_HERE, scope]);
    if (asServer && !(await takeServerPlace(client, scope))) {
      const holder = await serverPid(client, scope);
      await client.end();
      return { pid: holder };
    }
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
  return {
    lost,
    async isLast() {
      leaving = true;
      await client.query('select pg_advisory_unlock_shared($1, $2)', [DAOHU_LOCKS + SOMEBODY_IS_HERE, scope]);
      const { rows } = await client.query('select pg_try_advisory_lock($1, $2) as alone', [
        DAOHU_LOCKS + SOMEBODY_IS_HERE,
        scope,
      ]);
      return rows[0].alone === true;
    },
    leave() {
      leaving = true;
      return client.end();
    },
  };
}

/** A server killed a moment ago may still be shown for as long as the database needs to notice. */
async function takeServerPlace(client: pg.Client, scope: number): Promise<boolean> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const { rows } = await client.query('select pg_try_advisory_lock($1, $2) as taken', [
      DAOHU_LOCKS + THE_SERVER_IS_HERE,
      scope,
    ]);
    if (rows[0].taken === true) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}

async function serverPid(client: pg.Client, scope: number): Promise<number | null> {
  const { rows } = await client.query(
    `select a.application_name as name from pg_locks l join pg_stat_activity a using (pid)
     where l.locktype = 'advisory' and l.classid = $1 and l.objid = $2 and l.granted and l.mode = 'ExclusiveLock'`,
    [DAOHU_LOCKS + THE_SERVER_IS_HERE, scope],
  );
  const found = /pid (\d+)/.exec(rows[0]?.name ?? '')?.[1];
  return found === undefined ? null : Number(found);
}
