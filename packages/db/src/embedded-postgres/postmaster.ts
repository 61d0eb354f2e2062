import { type ChildProcess, spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Account, NativeFiles } from './native-files.ts';
import { systemCallCode } from './start-refused.ts';

/** What PostgreSQL wrote into `postmaster.pid` about the process that has the database open. */
export interface Postmaster {
  readonly pid: number;
}

export interface DatabaseProgram {
  readonly native: NativeFiles;
  /** The folder of the database itself (PGDATA). */
  readonly databasePath: string;
  /** Null: run as the current user. */
  readonly account: Account | null;
}

/**
 * The living postmaster of this database, or null. A recorded process number proves nothing: after a crash another
 * process may have it. On Linux a postmaster is known by its working directory, which is the database folder.
 */
export function livingPostmaster(databasePath: string): Postmaster | null {
  const pid = recordedPid(path.join(databasePath, 'postmaster.pid'));
  if (pid === null || !isAlive(pid)) return null;
  if (process.platform !== 'linux') return { pid };
  return worksIn(pid, databasePath) ? { pid } : null;
}

/**
 * After a crash: ends what is left of a killed postmaster and removes a lock file whose number now belongs to a stranger
 * or a zombie, which PostgreSQL itself would take for a living server. Everything else PostgreSQL recovers alone.
 */
export async function clearLeftovers(databasePath: string): Promise<void> {
  if (process.platform !== 'linux') return;
  // Backends notice that their postmaster died and end by themselves. While one lives, starting again would corrupt.
  const patience = Date.now() + 5_000;
  let left = processesIn(databasePath);
  while (left.length > 0 && Date.now() < patience) {
    await pause(50);
    left = processesIn(databasePath);
  }
  for (const pid of left) process.kill(pid, 'SIGKILL');
  while (processesIn(databasePath).length > 0) await pause(20);

  for (const name of LOCK_FILES) removeMisleadingLock(databasePath, name);
}

const LOCK_FILES = ['postmaster.pid', '.s.PGSQL.5432.lock'];

function removeMisleadingLock(databasePath: string, name: string): void {
  const isMisleading = (file: string) => {
    const pid = recordedPid(file);
    return pid !== null && isAlive(pid) && !worksIn(pid, databasePath);
  };
  const file = path.join(databasePath, name);
  if (!isMisleading(file)) return;
  // Moved before it is removed: should another start have put its own in this place meanwhile, that one goes back.
  const aside = `${file}.${process.pid}`;
  try {
    fs.renameSync(file, aside);
    if (isMisleading(aside)) fs.rmSync(aside);
    else fs.renameSync(aside, file);
  } catch (error) {
    if (systemCallCode(error) !== 'ENOENT') throw error;
  }
}

/** A starting database process. Its first words go to `start.log`, later ones to the rotated logs beside it. */
export interface Starting {
  readonly pid: number;
  hasExited(): boolean;
  /** What it said since it was started. */
  firstWords(): string;
}

export function startPostmaster(program: DatabaseProgram, settings: Readonly<Record<string, string>>): Starting {
  const logFolder = path.join(program.databasePath, 'log');
  if (!fs.existsSync(logFolder)) {
    fs.mkdirSync(logFolder, { mode: 0o700 });
    if (program.account !== null) fs.chownSync(logFolder, program.account.uid, program.account.gid);
  }
  const startLog = path.join(logFolder, 'start.log');
  const log = fs.openSync(startLog, 'w', 0o600);
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = runProgram(program, program.native.postgres, args, log, { outlivesUs: true });
  fs.closeSync(log);
  let exited = false;
  child.once('exit', () => {
    exited = true;
  });
  child.once('error', () => {
    exited = true;
  });
  child.unref();
  return {
    pid: child.pid ?? -1,
    hasExited: () => exited,
    firstWords: () => fs.readFileSync(startLog, 'utf8'),
  };
}

/** Ends the database at once but cleanly: open transactions are rolled back, everything acknowledged is on disk. */
export async function stopPostmaster(databasePath: string): Promise<void> {
  const postmaster = livingPostmaster(databasePath);
  if (postmaster === null) return;
  process.kill(postmaster.pid, 'SIGINT');
  await untilGone(databasePath, 60_000);
}

export async function untilGone(databasePath: string, patienceMs: number): Promise<boolean> {
  const patience = Date.now() + patienceMs;
  while (livingPostmaster(databasePath) !== null) {
    if (Date.now() > patience) return false;
    await pause(10);
  }
  return true;
}

/**
 * Runs one of PostgreSQL's programs on the database folder.
 *
 * As root under Linux the folder is handed over as an open descriptor and named `/proc/self/fd/3`: so the unprivileged
 * account works in a folder below one that only root may enter, and nothing has to be opened up or moved.
 */
export function runProgram(
  program: DatabaseProgram,
  executable: string,
  args: readonly string[],
  log: number,
  { outlivesUs }: { outlivesUs: boolean },
): ChildProcess {
  const throughDescriptor = program.account !== null && process.platform === 'linux';
  const folder = throughDescriptor ? fs.openSync(program.databasePath, 'r') : null;
  try {
    return spawn(executable, ['-D', folder === null ? program.databasePath : '/proc/self/fd/3', ...args], {
      stdio: folder === null ? ['ignore', log, log] : ['ignore', log, log, folder],
      // Its own session: Ctrl-C in the terminal reaches us, and we stop the database after our last transaction.
      detached: outlivesUs,
      cwd: '/',
      // Nothing of our environment: PGDATA, PGOPTIONS or a library path would change what is run.
      env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
      ...(program.account === null ? {} : program.account),
    });
  } finally {
    if (folder !== null) fs.closeSync(folder);
  }
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function recordedPid(lockFile: string): number | null {
  try {
    const pid = Number.parseInt(fs.readFileSync(lockFile, 'utf8'), 10);
    return pid > 0 ? pid : null;
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCallCode(error) === 'EPERM';
  }
}

function worksIn(pid: number, databasePath: string): boolean {
  try {
    return fs.readlinkSync(`/proc/${pid}/cwd`) === databasePath;
  } catch {
    // A zombie or somebody else's process: neither is our database.
    return false;
  }
}

function processesIn(databasePath: string): number[] {
  return fs
    .readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && pid !== process.pid && worksIn(pid, databasePath) && isProgram(pid));
}

/** Somebody's shell may stand in the folder; only PostgreSQL's own processes count. */
function isProgram(pid: number): boolean {
  try {
    return fs.readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres';
  } catch {
    return false;
  }
}
