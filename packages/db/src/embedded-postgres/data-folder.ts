import { randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { StartRefused, systemCallCode } from './start-refused.ts';

/**
 * The data folder 数据目录: everything one installation holds.
 *
 *     daohu.json    marks the folder as ours and says what it once held
 *     postgres/     the embedded database (absent where DATABASE_URL is used)
 *     …             the key file and uploads, which other parts keep here
 */
export interface DataFolder {
  readonly path: string;
  readonly id: string;
  /** Where the embedded database lives. */
  readonly databasePath: string;
  /** The account that owns the folder; files made here by root are given to it. */
  readonly ownerUid: number;
  readonly ownerGid: number;
}

interface Mark {
  readonly format: 1;
  readonly id: string;
  /** Set once the embedded database was complete: from then on a missing one is a loss, not a fresh start. */
  readonly databaseSince?: string;
}

const MARK = 'daohu.json';

/** Enough for a first database (about 60 MB) with its write-ahead log and some work. */
const ROOM_FOR_FIRST_DATABASE = 300 * 1024 * 1024;
/** Enough for recovery and one more segment of the write-ahead log. */
const ROOM_FOR_RESTART = 48 * 1024 * 1024;

/** Opens or creates the folder. Touches nothing in a folder that holds something else. */
export function openDataFolder(dataDir: string): DataFolder {
  const folder = path.resolve(dataDir);
  try {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw refusalFor(error, folder);
  }
  const stat = fs.statSync(folder);
  if (!stat.isDirectory()) throw notAFolder(folder);
  try {
    const mark = readMark(folder) ?? createMark(folder, stat);
    fs.accessSync(folder, fs.constants.R_OK | fs.constants.W_OK | fs.constants.X_OK);
    const real = fs.realpathSync(folder);
    return {
      path: real,
      id: mark.id,
      databasePath: path.join(real, 'postgres'),
      ownerUid: stat.uid,
      ownerGid: stat.gid,
    };
  } catch (error) {
    if (error instanceof StartRefused) throw error;
    throw refusalFor(error, folder);
  }
}

export function databaseWasThere(folder: DataFolder): boolean {
  return readMark(folder.path)?.databaseSince !== undefined;
}

export function recordDatabase(folder: DataFolder): void {
  const mark = readMark(folder.path);
  if (mark === null || mark.databaseSince !== undefined) return;
  const whole: Mark = { ...mark, databaseSince: new Date().toISOString() };
  const temporary = writeTemporary(folder.path, whole);
  giveTo(temporary, folder.ownerUid, folder.ownerGid);
  fs.renameSync(temporary, path.join(folder.path, MARK));
  syncFolder(folder.path);
}

/** Refuses before anything is written, because a database that runs out of space in its first seconds is harder to read. */
export function requireRoom(folder: DataFolder, first: boolean): void {
  const { bavail, bsize } = fs.statfsSync(folder.path);
  const free = bavail * bsize;
  const needed = first ? ROOM_FOR_FIRST_DATABASE : ROOM_FOR_RESTART;
  if (free < needed) throw diskFull(folder.path, free, needed);
}

export function diskFull(where: string, freeBytes?: number, neededBytes?: number): StartRefused {
  const megabytes = (bytes: number) => Math.floor(bytes / 1024 / 1024);
  const figures =
    freeBytes === undefined || neededBytes === undefined
      ? { zh: '', en: '' }
      : {
          zh: `（剩余 ${megabytes(freeBytes)} MB，至少需要 ${megabytes(neededBytes)} MB）`,
          en: ` (${megabytes(freeBytes)} MB free, at least ${megabytes(neededBytes)} MB needed)`,
        };
  return new StartRefused(
    'disk-full',
    `数据目录 ${where} 所在磁盘空间不足${figures.zh}，请腾出空间或用 --data 指定其他磁盘上的目录后重新启动；已有数据未受影响。`,
    `The disk that holds the data folder ${where} is full${figures.en}: free some space, or choose a folder on another disk with --data, and start again; nothing was damaged.`,
  );
}

/** Makes a rename or a new file in the folder survive a power cut. */
export function syncFolder(folder: string): void {
  const handle = fs.openSync(folder, 'r');
  try {
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}

function readMark(folder: string): Mark | null {
  let text: string;
  try {
    text = fs.readFileSync(path.join(folder, MARK), 'utf8');
  } catch (error) {
    if (systemCallCode(error) === 'ENOENT') return null;
    throw error;
  }
  try {
    const mark = JSON.parse(text) as Partial<Mark>;
    if (mark.format === 1 && typeof mark.id === 'string') return mark as Mark;
  } catch {
    // Not JSON: refused below like any other unreadable mark.
  }
  throw new StartRefused(
    'data-folder-incomplete',
    `数据目录 ${folder} 中的 ${MARK} 无法识别，可能已损坏或由更新版本写入；请从备份恢复该文件，或用 --data 指定其他目录。`,
    `The file ${MARK} in the data folder ${folder} cannot be read: it is damaged or from a newer version; restore it from a backup, or choose another folder with --data.`,
  );
}

function createMark(folder: string, stat: fs.Stats): Mark {
  const others = fs.readdirSync(folder).filter((name) => name !== 'lost+found' && !name.startsWith(`${MARK}.`));
  if (others.length > 0) {
    throw new StartRefused(
      'data-folder-foreign',
      `目录 ${folder} 不是到户的数据目录（其中已有 ${others[0]} 等文件，但没有 ${MARK}），为免损坏未作任何改动；请用 --data 指定一个空目录或原有的数据目录。`,
      `The folder ${folder} is not a Daohu data folder (it holds ${others[0]} but no ${MARK}) and was left untouched: choose an empty folder or an existing data folder with --data.`,
    );
  }
  const temporary = writeTemporary(folder, { format: 1, id: randomUUID() });
  giveTo(temporary, stat.uid, stat.gid);
  try {
    // A link, unlike a rename, fails when another process was first: both then read the same mark.
    fs.linkSync(temporary, path.join(folder, MARK));
  } catch (error) {
    if (systemCallCode(error) !== 'EEXIST')
      fs.copyFileSync(temporary, path.join(folder, MARK), fs.constants.COPYFILE_EXCL);
  } finally {
    fs.rmSync(temporary, { force: true });
  }
  syncFolder(folder);
  return readMark(folder) as Mark;
}

function writeTemporary(folder: string, mark: Mark): string {
  const temporary = path.join(folder, `${MARK}.${process.pid}-${randomUUID().slice(0, 8)}`);
  fs.writeFileSync(temporary, `${JSON.stringify(mark, null, 2)}\n`, { mode: 0o600, flush: true });
  return temporary;
}

function giveTo(file: string, uid: number, gid: number): void {
  if (process.getuid?.() === 0 && uid !== 0) fs.chownSync(file, uid, gid);
}

function notAFolder(folder: string): StartRefused {
  return new StartRefused(
    'data-folder-not-a-folder',
    `${folder} 是文件而不是目录，请用 --data 指定一个目录。`,
    `${folder} is a file, not a folder: choose a folder with --data.`,
  );
}

function refusalFor(error: unknown, folder: string): unknown {
  switch (systemCallCode(error)) {
    case 'EEXIST':
    case 'ENOTDIR':
      return notAFolder(folder);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new StartRefused(
        'data-folder-not-writable',
        `当前用户无权写入数据目录 ${folder}，请修改目录权限、换用有权限的用户，或用 --data 指定其他目录。`,
        `The current user may not write to the data folder ${folder}: change its permissions, use an account that may, or choose another folder with --data.`,
        { cause: error },
      );
    case 'ENOSPC':
    case 'EDQUOT':
      return diskFull(folder);
    default:
      return error;
  }
}
