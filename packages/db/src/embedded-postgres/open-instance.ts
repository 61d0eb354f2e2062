import * as fs from 'node:fs';
import * as path from 'node:path';
import pg, { type ClientConfig } from 'pg';
import type { DatabaseAddress } from '../database.ts';
import { type DataFolder, diskFull, openDataFolder, requireRoom } from './data-folder.ts';
import { initialiseDatabase, OWNER_ROLE } from './initialise-database.ts';
import { type Account, nativeFiles } from './native-files.ts';
import {
  clearLeftovers,
  type DatabaseProgram,
  livingPostmaster,
  pause,
  type Starting,
  startPostmaster,
  stopPostmaster,
  untilGone,
} from './postmaster.ts';
import { enter, type Presence } from './presence.ts';
import { openServerInstance } from './server-instance.ts';
import { COUNTY_SETTINGS } from './settings.ts';
import { socketFolder } from './socket-folder.ts';
import { StartRefused } from './start-refused.ts';

/** The role row-level security binds; migrations create it. */
export const APP_ROLE = 'daohu_app';
const DATABASE_NAME = 'daohu';
const NOBODY: Account = { uid: 65534, gid: 65534 };

/** The data folder and its database, ready for use. */
export interface Instance {
  readonly kind: 'embedded' | 'server';
  /** The absolute path of the data folder: key file and uploads live here whatever the database. */
  readonly dataDir: string;
  readonly address: DatabaseAddress;
  /** Resolves if the database goes away while we use it. The process should end; the next start recovers. */
  readonly lost: Promise<Error>;
  /** Leaves. The embedded database is stopped by the last process that leaves it. */
  stop(): Promise<void>;
}

export interface OpenOptions {
  /** `server`: the one server of this data folder, a second is refused. `attach-or-start`: any number beside it. */
  readonly mode: 'server' | 'attach-or-start';
  /** A PostgreSQL server to use instead of the embedded database (the environment's DATABASE_URL). */
  readonly databaseUrl?: string | undefined;
  readonly settings?: Readonly<Record<string, string>>;
  /** Told when the wait gets long enough to be explained to a person. */
  readonly onSlow?: (reason: 'first-start' | 'recovering') => void;
}

/** Opens the data folder and its database, or throws `StartRefused` with the sentence for the user. */
export async function openInstance(dataDir: string, options: OpenOptions): Promise<Instance> {
  const folder = openDataFolder(dataDir);
  if (options.databaseUrl) return openServerInstance(folder, options.databaseUrl, options.mode);

  const account = accountFor(folder);
  const program: DatabaseProgram = {
    native: nativeFiles(folder.path, account),
    databasePath: folder.databasePath,
    account,
  };
  if (!fs.existsSync(folder.databasePath)) options.onSlow?.('first-start');
  await initialiseDatabase(folder, program);
  const host = socketFolder(folder.databasePath);
  const presence = await enterOrStart(folder, program, connectTo(host, OWNER_ROLE, 'postgres'), options);
  const address: DatabaseAddress = {
    owner: connectTo(host, OWNER_ROLE, DATABASE_NAME),
    app: connectTo(host, APP_ROLE, DATABASE_NAME),
  };
  let stopping: Promise<void> | null = null;
  return {
    kind: 'embedded',
    dataDir: folder.path,
    address,
    lost: presence.lost,
    stop() {
      stopping ??= leaveAndStop(folder, presence);
      return stopping;
    },
  };
}

async function leaveAndStop(folder: DataFolder, presence: Presence): Promise<void> {
  // A database that has already gone needs no farewell.
  const last = await presence.isLast().catch(() => false);
  if (last) await stopPostmaster(folder.databasePath);
  await presence.leave().catch(() => {});
}

/** As root: the account that owns the database, else the one that owns the data folder, else nobody. */
function accountFor(folder: DataFolder): Account | null {
  if (process.getuid?.() !== 0) return null;
  const existing = fs.statSync(folder.databasePath, { throwIfNoEntry: false });
  if (existing && existing.uid !== 0) return { uid: existing.uid, gid: existing.gid };
  if (folder.ownerUid !== 0) return { uid: folder.ownerUid, gid: folder.ownerGid };
  return NOBODY;
}

/** Every value is given, because the driver would otherwise take PGUSER, PGSSLMODE and the like from the environment. */
function connectTo(host: string, user: string, database: string): ClientConfig {
  return { host, port: 5432, user, database, password: '', ssl: false, options: '' };
}

/**
 * Joins the running database or starts it. Any number of processes may be here at once: PostgreSQL lets only one
 * postmaster open a folder, so whoever loses the race simply joins the winner.
 */
async function enterOrStart(
  folder: DataFolder,
  program: DatabaseProgram,
  maintenance: ClientConfig,
  options: OpenOptions,
): Promise<Presence> {
  for (let attempt = 0; attempt < 10; attempt += 1) {
    let starting: Starting | null = null;
    if (livingPostmaster(folder.databasePath) === null) {
      await clearLeftovers(folder.databasePath);
      requireRoom(folder, false);
      removeOldLogs(path.join(folder.databasePath, 'log'));
      starting = startPostmaster(program, options.settings ?? COUNTY_SETTINGS);
    }
    const outcome = await untilReady(folder, maintenance, starting, options);
    if (outcome === 'gone') continue;
    try {
      await createDatabaseOnce(maintenance);
      const presence = await enter(maintenance, { asServer: options.mode === 'server', scope: 0 });
      if ('leave' in presence) return presence;
      throw dataFolderInUse(folder.path, presence.pid);
    } catch (error) {
      // The last process before us may have stopped the database between our first word and our second.
      if (error instanceof StartRefused || !isGoingAway(error)) throw error;
      await untilGone(folder.databasePath, 60_000);
    }
  }
  throw didNotStart(folder, 'it was stopped again and again by another process');
}

async function untilReady(
  folder: DataFolder,
  maintenance: ClientConfig,
  starting: Starting | null,
  { onSlow }: OpenOptions,
): Promise<'ready' | 'gone'> {
  const since = Date.now();
  let told = false;
  for (let wait = 5; ; wait = Math.min(wait * 1.5, 200)) {
    const answer = await ask(maintenance);
    if (answer === 'ready') return 'ready';
    if (answer instanceof Error) throw refusalFrom(folder, `FATAL: ${answer.message}`);
    if (starting?.hasExited()) {
      const words = starting.firstWords();
      // Another process won the race for the folder.
      if (/lock file "postmaster\.pid" (already exists|is empty)/.test(words)) return 'gone';
      throw refusalFrom(folder, `${words}\n${lastLog(folder)}`);
    }
    if (starting === null && livingPostmaster(folder.databasePath) === null) return 'gone';
    if (!told && Date.now() - since > 3_000) {
      told = true;
      onSlow?.('recovering');
    }
    await pause(wait);
  }
}

/** One attempt to sign in. Recovery after a crash may take long and is waited for as long as the process lives. */
async function ask(config: ClientConfig): Promise<'ready' | 'not-yet' | Error> {
  const client = new pg.Client({ ...config, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.end();
    return 'ready';
  } catch (error) {
    const code = (error as { code?: string }).code ?? '';
    const waiting = ['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', '57P03', '53300'].includes(code);
    if (waiting || /timeout|terminated unexpectedly/i.test((error as Error).message)) return 'not-yet';
    return error as Error;
  }
}

function isGoingAway(error: unknown): boolean {
  const code = (error as { code?: string }).code ?? '';
  return (
    ['57P01', '57P02', '57P03', 'ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE'].includes(code) ||
    /terminated unexpectedly|Connection terminated/i.test((error as Error).message)
  );
}

async function createDatabaseOnce(maintenance: ClientConfig): Promise<void> {
  const client = new pg.Client(maintenance);
  client.on('error', () => {});
  await client.connect();
  try {
    const { rows } = await client.query('select from pg_database where datname = $1', [DATABASE_NAME]);
    if (rows.length > 0) return;
    await client.query(`create database ${DATABASE_NAME}`);
  } catch (error) {
    // Two first starts at once: the other has just created it, or is holding the template while it does.
    const code = (error as { code?: string }).code ?? '';
    if (code === '55006') {
      await pause(100);
      return createDatabaseOnce(maintenance);
    }
    if (code !== '42P04' && code !== '23505') throw error;
  } finally {
    await client.end().catch(() => {});
  }
}

const LOGS_KEPT = 10;

function removeOldLogs(logFolder: string): void {
  if (!fs.existsSync(logFolder)) return;
  const logs = fs.readdirSync(logFolder).filter((name) => name.startsWith('postgresql-'));
  for (const name of logs.sort().slice(0, -LOGS_KEPT)) fs.rmSync(path.join(logFolder, name), { force: true });
}

function lastLog(folder: DataFolder): string {
  const logFolder = path.join(folder.databasePath, 'log');
  const latest = fs
    .readdirSync(logFolder)
    .filter((name) => name.startsWith('postgresql-'))
    .sort()
    .at(-1);
  return latest === undefined ? '' : fs.readFileSync(path.join(logFolder, latest), 'utf8').slice(-8_000);
}

function refusalFrom(folder: DataFolder, words: string): StartRefused {
  if (/No space left on device|Disk quota exceeded/.test(words)) return diskFull(folder.path);
  const lines = words.split('\n').filter((line) => /FATAL|PANIC/.test(line));
  return didNotStart(folder, lines.at(-1)?.replace(/^.*?(FATAL|PANIC):\s*/, '') ?? 'no reason given');
}

function didNotStart(folder: DataFolder, reason: string): StartRefused {
  const log = path.join(folder.databasePath, 'log');
  return new StartRefused(
    'database-did-not-start',
    `内置数据库未能启动（${reason}），数据未作改动；详情见 ${log} 中的日志。`,
    `The embedded database did not start (${reason}); the data was left as it is: see the logs in ${log}.`,
  );
}

function dataFolderInUse(folder: string, pid: number | null): StartRefused {
  return new StartRefused(
    'data-folder-in-use',
    `数据目录 ${folder} 正由另一个到户服务${pid === null ? '' : `（进程 ${pid}）`}使用，请先停止它，或用 --data 指定其他目录。`,
    `The data folder ${folder} is in use by another Daohu server${pid === null ? '' : ` (process ${pid})`}: stop it first, or choose another folder with --data.`,
  );
}
