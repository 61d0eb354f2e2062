import { spawn, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrate } from '../migrate.ts';
import { openInstance, StartRefused } from './index.ts';
import { nativeFiles } from './native-files.ts';

const base = fs.mkdtempSync(path.join(tmpdir(), 'daohu-server-'));
const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : null;
const account = nobody ?? {};
const databaseUrl = `postgres://county:secret@/county?host=${encodeURIComponent(path.join(base, 'cluster'))}`;

/** The oldest of Debian's servers, where one is installed, and the one we ship: rights of roles changed in between. */
const oldest = ['15', '16', '17']
  .map((version) => `/usr/lib/postgresql/${version}/bin`)
  .find((bin) => fs.existsSync(bin));
const shipped = path.dirname(nativeFiles(base, nobody).postgres);
const programs = [...(oldest === undefined ? [] : [oldest]), shipped];

async function refusalOf(url: string): Promise<StartRefused> {
  const outcome = await openInstance(path.join(base, 'data'), { mode: 'server', databaseUrl: url }).catch(
    (e: unknown) => e,
  );
  expect(outcome).toBeInstanceOf(StartRefused);
  return outcome as StartRefused;
}

afterAll(() => fs.rmSync(base, { recursive: true, force: true }));

test('a DATABASE_URL that is no address is refused', async () => {
  expect((await refusalOf('county database')).code).toBe('server-unreachable');
});

test('a server that does not answer is refused, and the password is not shown', async () => {
  const refusal = await refusalOf('postgres://county:secret@127.0.0.1:1/county');
  expect(refusal.code).toBe('server-unreachable');
  expect(refusal.message).toContain('127.0.0.1:1/county');
  expect(refusal.message).not.toContain('secret');
});

describe.each(programs)('on a PostgreSQL server (%s)', (bin) => {
  let server: ReturnType<typeof spawn>;

  beforeAll(async () => {
    const cluster = path.join(base, 'cluster');
    fs.chmodSync(base, 0o755);
    fs.mkdirSync(cluster, { mode: 0o700 });
    if (nobody) fs.chownSync(cluster, nobody.uid, nobody.gid);
    const passwordFile = path.join(base, 'password');
    fs.writeFileSync(passwordFile, 'boss');
    const options = ['-D', cluster, '-U', 'postgres', '-A', 'scram-sha-256', '-E', 'UTF8', '--no-sync'];
    const made = spawnSync(`${bin}/initdb`, [...options, '--pwfile', passwordFile], {
      ...account,
      encoding: 'utf8',
      cwd: '/',
    });
    if (made.status !== 0) throw new Error(made.stderr);
    server = spawn(`${bin}/postgres`, ['-D', cluster, '-k', cluster, '-c', 'listen_addresses=', '-c', 'fsync=off'], {
      ...account,
      cwd: '/',
      stdio: 'ignore',
    });
    const boss = { host: cluster, user: 'postgres', password: 'boss', database: 'postgres' };
    for (;;) {
      const client = new pg.Client(boss);
      client.on('error', () => {});
      try {
        await client.connect();
        await client.query("create role county login createrole password 'secret'");
        await client.query('create database county owner county');
        await client.end();
        break;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  });
  afterAll(async () => {
    server.kill('SIGINT');
    await new Promise((resolve) => server.once('exit', resolve));
    for (const name of fs.readdirSync(base)) fs.rmSync(path.join(base, name), { recursive: true });
  });

  test('an ordinary account that may create roles migrates, and the application steps down to the bound role', async () => {
    const instance = await openInstance(path.join(base, 'data'), { mode: 'server', databaseUrl });
    await migrate(instance.address.owner);
    const client = new pg.Client(instance.address.app);
    await client.connect();
    const { rows } = await client.query(
      'select current_user::text as name, count(*)::int as rows from account group by 1',
    );
    expect(rows).toEqual([]);
    expect((await client.query('select current_user::text as name')).rows).toEqual([{ name: 'daohu_app' }]);
    await client.end();
    expect(fs.existsSync(path.join(base, 'data/postgres'))).toBe(false);
    await instance.stop();
  });

  test('a second server on the same data folder is refused, the command line is not', async () => {
    const first = await openInstance(path.join(base, 'data'), { mode: 'server', databaseUrl });
    expect((await refusalOf(databaseUrl)).code).toBe('data-folder-in-use');
    const commandLine = await openInstance(path.join(base, 'data'), { mode: 'attach-or-start', databaseUrl });
    await commandLine.stop();
    await first.stop();
  });

  test('a wrong password is refused with what to check', async () => {
    expect((await refusalOf(databaseUrl.replace('secret', 'wrong'))).code).toBe('server-refused-sign-in');
    expect((await refusalOf(databaseUrl.replace('/county?', '/nowhere?'))).code).toBe('server-refused-sign-in');
  });
});
