import { createHash } from 'node:crypto';
import pg, { type ClientConfig } from 'pg';
import type { DataFolder } from './data-folder.ts';
import type { Instance } from './open-instance.ts';
import { enter } from './presence.ts';
import { StartRefused, systemCallCode } from './start-refused.ts';

const OLDEST_VERSION = 15;

/**
 * A PostgreSQL server named by DATABASE_URL. Its account owns the schema and migrates; the application signs in with
 * the same account and steps down to `daohu_app`, which migrations create.
 */
export async function openServerInstance(
  folder: DataFolder,
  databaseUrl: string,
  mode: 'server' | 'attach-or-start',
): Promise<Instance> {
  const owner: ClientConfig = { connectionString: databaseUrl, connectionTimeoutMillis: 15_000 };
  const where = placeOf(databaseUrl);
  await checkServer(owner, where);
  // Two data folders may share a server (a trial beside the real one); the same folder is served once.
  const scope = createHash('sha256').update(folder.id).digest().readInt32BE(0);
  const presence = await enter(owner, { asServer: mode === 'server', scope });
  if (!('leave' in presence)) {
    throw new StartRefused(
      'data-folder-in-use',
      `数据目录 ${folder.path} 正由另一个连接 ${where} 的到户服务使用，请先停止它，或用 --data 指定其他目录。`,
      `The data folder ${folder.path} is in use by another Daohu server connected to ${where}: stop it first, or choose another folder with --data.`,
    );
  }
  return {
    kind: 'server',
    dataDir: folder.path,
    address: { owner, app: { ...owner, options: '-c role=daohu_app' } },
    lost: presence.lost,
    stop: () => presence.leave().catch(() => {}),
  };
}

async function checkServer(owner: ClientConfig, where: string): Promise<void> {
  const client = new pg.Client(owner);
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query("select current_setting('server_version_num')::int as number");
    const major = Math.floor(rows[0].number / 10_000);
    if (major < OLDEST_VERSION) {
      throw new StartRefused(
        'server-too-old',
        `${where} 是 PostgreSQL ${major}，到户需要 ${OLDEST_VERSION} 或更新版本，请升级该服务器或改用其他服务器。`,
        `${where} runs PostgreSQL ${major}, but Daohu needs ${OLDEST_VERSION} or newer: upgrade it, or name another server in DATABASE_URL.`,
      );
    }
  } catch (error) {
    if (error instanceof StartRefused) throw error;
    throw refusalFor(error, where);
  } finally {
    await client.end().catch(() => {});
  }
}

function refusalFor(error: unknown, where: string): StartRefused {
  const code = systemCallCode(error) ?? '';
  const reason = (error as Error).message || code;
  // Class 28: wrong account or password; 3D000: no such database; 42501: not allowed.
  if (code.startsWith('28') || code === '3D000' || code === '42501') {
    return new StartRefused(
      'server-refused-sign-in',
      `PostgreSQL 服务器 ${where} 拒绝登录（${reason}），请检查 DATABASE_URL 中的用户名、密码和数据库名。`,
      `The PostgreSQL server ${where} refused to let us in (${reason}): check the user, password and database in DATABASE_URL.`,
      { cause: error },
    );
  }
  return new StartRefused(
    'server-unreachable',
    `无法连接 PostgreSQL 服务器 ${where}（${reason}），请检查 DATABASE_URL、网络以及该服务器是否已启动。`,
    `The PostgreSQL server ${where} cannot be reached (${reason}): check DATABASE_URL, the network, and that the server is running.`,
    { cause: error },
  );
}

/** Host and database without the password. */
function placeOf(databaseUrl: string): string {
  try {
    // PostgreSQL also takes an address without a host, for a socket named in `?host=`; the web's addresses do not.
    const url = new URL(databaseUrl.replace('@/', '@localhost/'));
    if (!/^postgres(ql)?:$/.test(url.protocol)) throw new TypeError(url.protocol);
    return `${url.searchParams.get('host') || url.host || 'localhost'}${url.pathname}`;
  } catch {
    throw new StartRefused(
      'server-unreachable',
      'DATABASE_URL 不是有效的地址，应形如 postgres://用户名:密码@主机:5432/数据库名。',
      'DATABASE_URL is not a valid address; it should look like postgres://user:password@host:5432/database.',
    );
  }
}
