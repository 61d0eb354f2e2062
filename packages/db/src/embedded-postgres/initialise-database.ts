import { randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { type DataFolder, databaseWasThere, diskFull, recordDatabase, requireRoom, syncFolder } from './data-folder.ts';
import { unsupported } from './native-files.ts';
import { type DatabaseProgram, runProgram } from './postmaster.ts';
import { StartRefused, systemCallCode } from './start-refused.ts';

/** The superuser of the embedded database: migrations and reference data. */
export const OWNER_ROLE = 'daohu_owner';

/**
 * Any role may sign in over the socket without a password: the socket lies in the database folder (0700), and whoever
 * may enter that can read the data files anyway. There is no other way in (`listen_addresses` is empty).
 */
const SIGN_IN_RULES =
  '# Written by Daohu. The socket lies in this folder, which nobody else may enter.\nlocal all all trust\n';

/** Makes sure that `postgres/` holds a complete database of our version, building a new one beside it if there is none. */
export async function initialiseDatabase(folder: DataFolder, program: DatabaseProgram): Promise<void> {
  removeAbandonedAttempts(folder);
  if (!fs.existsSync(folder.databasePath)) {
    if (databaseWasThere(folder)) throw databaseMissing(folder);
    requireRoom(folder, true);
    await buildDatabase(folder, program);
  }
  checkDatabase(folder, program.native.majorVersion);
  recordDatabase(folder);
}

async function buildDatabase(folder: DataFolder, program: DatabaseProgram): Promise<void> {
  const attempt = path.join(folder.path, `postgres.tmp-${process.pid}-${randomUUID().slice(0, 8)}`);
  fs.mkdirSync(attempt, { mode: 0o700 });
  try {
    if (program.account !== null) fs.chownSync(attempt, program.account.uid, program.account.gid);
    await runInitdb({ ...program, databasePath: attempt }, folder);
    fs.writeFileSync(path.join(attempt, 'pg_hba.conf'), SIGN_IN_RULES, { flush: true });
    try {
      fs.renameSync(attempt, folder.databasePath);
    } catch (error) {
      // Another process was first; its database is as good as ours.
      if (!['ENOTEMPTY', 'EEXIST'].includes(systemCallCode(error) ?? '')) throw error;
    }
    syncFolder(folder.path);
  } finally {
    fs.rmSync(attempt, { recursive: true, force: true });
  }
}

async function runInitdb(program: DatabaseProgram, folder: DataFolder): Promise<void> {
  const logPath = `${program.databasePath}.log`;
  const log = fs.openSync(logPath, 'w', 0o600);
  try {
    // The default collation follows code points and never changes with a library, so no index can be spoilt by an
    // upgrade; lists for people name their collation ("zh-x-icu") themselves.
    const child = runProgram(
      program,
      program.native.initdb,
      [
        ...['--username', OWNER_ROLE, '--auth', 'trust', '--encoding', 'UTF8', '--locale', 'C'],
        ...['--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8', '--data-checksums', '--no-instructions'],
      ],
      log,
      { outlivesUs: false },
    );
    const failure = await new Promise<unknown>((resolve) => {
      child.once('error', (error) => resolve(error));
      child.once('exit', (code, signal) => resolve(code === 0 ? null : (signal ?? code)));
    });
    if (failure === null) return;
    throw refusalFor(failure, fs.readFileSync(logPath, 'utf8'), folder);
  } finally {
    fs.closeSync(log);
    fs.rmSync(logPath, { force: true });
  }
}

function refusalFor(failure: unknown, words: string, folder: DataFolder): StartRefused {
  if (/No space left on device|Disk quota exceeded/.test(words)) return diskFull(folder.path);
  // The program is there, so what is not found is the C library it was made for (Alpine has another).
  if (systemCallCode(failure) === 'ENOENT') return unsupported(`${process.platform}, musl`);
  if (systemCallCode(failure) === 'EPERM' || systemCallCode(failure) === 'EINVAL') return noAccount(failure);
  if (/could not look up effective user ID/.test(words)) return noAccount(failure);
  const line = words.split('\n').find((text) => /error|FATAL|PANIC/i.test(text)) ?? words.trim().split('\n').at(-1);
  return new StartRefused(
    'database-did-not-start',
    `无法在 ${folder.path} 建立内置数据库(${line || String(failure)});未留下任何文件，请按提示处理后重新启动。`,
    `The embedded database could not be set up in ${folder.path} (${line || String(failure)}); nothing was left behind: mend this and start again.`,
    { cause: failure },
  );
}

function noAccount(cause: unknown): StartRefused {
  return new StartRefused(
    'no-unprivileged-account',
    '内置数据库不能以当前用户身份运行（root 无法切换到 nobody，或当前用户编号在系统中没有用户名），请以普通用户运行，或用 DATABASE_URL 连接 PostgreSQL 服务器。',
    'The embedded database cannot run under the current account (root may not switch to nobody here, or the user number has no name): run as an ordinary user, or set DATABASE_URL to a PostgreSQL server.',
    { cause },
  );
}

/** A half-built attempt of a process that no longer lives. The number is part of its name. */
function removeAbandonedAttempts(folder: DataFolder): void {
  for (const name of fs.readdirSync(folder.path)) {
    const pid = /^postgres\.tmp-(\d+)-/.exec(name)?.[1];
    if (pid === undefined || isRunning(Number(pid))) continue;
    try {
      fs.rmSync(path.join(folder.path, name), { recursive: true, force: true });
    } catch (error) {
      // The killed process may have left an initdb that is still writing there: a later start clears it away.
      if (systemCallCode(error) !== 'ENOTEMPTY') throw error;
    }
  }
}

function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCallCode(error) === 'EPERM';
  }
}

function checkDatabase(folder: DataFolder, majorVersion: string): void {
  const versionFile = path.join(folder.databasePath, 'PG_VERSION');
  const complete = fs.existsSync(versionFile) && fs.existsSync(path.join(folder.databasePath, 'global', 'pg_control'));
  if (!complete) {
    throw new StartRefused(
      'data-folder-incomplete',
      `数据目录 ${folder.path} 中的数据库文件夹 postgres 不完整（缺少 PG_VERSION 或 global/pg_control），未作任何改动；请从备份恢复，若其中没有需要的数据，请移走该文件夹后重新启动。`,
      `The database folder postgres in ${folder.path} is incomplete (PG_VERSION or global/pg_control is missing) and was left untouched: restore it from a backup, or, if it holds nothing you need, move it away and start again.`,
    );
  }
  const found = fs.readFileSync(versionFile, 'utf8').trim();
  if (found !== majorVersion) {
    throw new StartRefused(
      'data-folder-other-version',
      `数据目录 ${folder.path} 由 PostgreSQL ${found} 写入，而本版本内置 PostgreSQL ${majorVersion};请用原版本导出备份(./daohu backup),再用本版本恢复到新的目录。`,
      `The data folder ${folder.path} was written by PostgreSQL ${found} but this version brings PostgreSQL ${majorVersion}: make a backup with the version that wrote it (./daohu backup) and restore it into a new folder.`,
    );
  }
}

function databaseMissing(folder: DataFolder): StartRefused {
  return new StartRefused(
    'database-missing',
    `数据目录 ${folder.path} 曾有数据库，但文件夹 postgres 已不在；为免误建空库未启动，请从备份恢复该文件夹，若确要从头开始，请用 --data 指定新的目录。`,
    `The data folder ${folder.path} once held a database but its folder postgres is gone; no empty one was put in its place: restore it from a backup, or choose a new folder with --data to begin anew.`,
  );
}
