import { createServer } from 'node:net';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { START_REFUSED_EXIT_CODE, StartRefused } from '@daohu/db';
import { type Edition, editionOf } from '@daohu/domain/divisions';
import { buildApp } from './app.ts';
import { type OpenedSystem, openSystem } from './open-system.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const WRONG_ARGUMENTS_EXIT_CODE = 2;
const HELP = `用法 / Usage: npm start -- [--port 3000] [--data DIR] [--no-demo] [--divisions 2016]

  --port N     网页端口，缺省 3000 / port of the web application
  --data DIR   数据文件夹，缺省 .daohu / data folder
  --no-demo    不放入演示数据 / without the invented demonstration
  --divisions  新的数据文件夹用哪一年的行政区划：2016（缺省）、2023 / divisions of a new data folder
  DATABASE_URL 使用已有的 PostgreSQL（15 或更新）/ use a PostgreSQL server (15 or newer)
`;

interface Arguments {
  readonly port: number;
  readonly data: string;
  readonly demonstration: boolean;
  readonly edition: Edition | undefined;
}

function readArguments(): Arguments {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '3000' },
      data: { type: 'string', default: path.join(root, '.daohu') },
      'no-demo': { type: 'boolean', default: false },
      divisions: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    process.exit(0);
  }
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw wrongArgument(
      `--port 应为 0 到 65535 的整数 / --port must be a whole number from 0 to 65535: ${values.port}`,
    );
  }
  const edition = values.divisions === undefined ? undefined : editionOf(values.divisions);
  if (edition === null) {
    throw wrongArgument(`--divisions 应为 2016 或 2023 / --divisions must be 2016 or 2023: ${values.divisions}`);
  }
  return { port, data: path.resolve(values.data), demonstration: !values['no-demo'], edition };
}

/** Told like a mistake that `parseArgs` finds itself. */
function wrongArgument(sentence: string): TypeError {
  return Object.assign(new TypeError(sentence), { code: 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE' });
}

/** How long answers under way may take when the server ends. */
const GRACE_MS = 5_000;

async function start({ port, data, demonstration, edition }: Arguments): Promise<void> {
  // Before anything is set up: a first administrator's password is shown once, and only a system that comes up shows it.
  if (await isTaken(port)) throw portTaken(port);
  const system = await openSystem({
    dataFolder: data,
    mode: 'server',
    databaseUrl: process.env.DATABASE_URL,
    demonstration,
    edition,
    onStep: (sentence) => console.log(sentence),
  });
  const app = await buildApp(system, { webFolder: path.join(root, 'dist/web') });
  try {
    // Only this machine: beyond it a proxy with HTTPS stands in front (docs/operations/install.md).
    await app.listen({ host: '127.0.0.1', port });
  } catch (error) {
    await system.close();
    throw (error as { code?: string }).code === 'EADDRINUSE' ? portTaken(port) : error;
  }
  const address = app.server.address();
  greet(system, typeof address === 'object' && address ? address.port : port);

  let ending = false;
  const end = async (exitCode: number) => {
    if (ending) return;
    ending = true;
    // Whoever is still sending after that is cut off; what was acknowledged is safe.
    setTimeout(() => app.server.closeAllConnections(), GRACE_MS).unref();
    await app.close();
    await system.close();
    process.exit(exitCode);
  };
  process.on('SIGINT', () => void end(0));
  process.on('SIGTERM', () => void end(0));
  system.instance.lost.then((error) => {
    console.error(
      `数据库已停止，系统随之退出；再次启动即可恢复。\nThe database has gone; start again to recover.\n${error.message}`,
    );
    void end(1);
  });
}

function isTaken(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error: { code?: string }) => resolve(error.code === 'EADDRINUSE'));
    probe.listen({ host: '127.0.0.1', port }, () => probe.close(() => resolve(false)));
  });
}

function portTaken(port: number): StartRefused {
  return new StartRefused(
    'port-taken',
    `端口 ${port} 已被其他程序占用，请换一个：npm start -- --port ${port + 1}`,
    `Port ${port} is taken by another program. Choose another: npm start -- --port ${port + 1}`,
  );
}

function greet(system: OpenedSystem, port: number): void {
  const lines = ['', `到户 Daohu 已启动 / is running:  http://127.0.0.1:${port}`, ''];
  if (system.accounts.length > 0) {
    lines.push(
      system.demonstration ? '演示账号（虚构的示范省）/ demonstration accounts:' : '首个账号 / first account:',
    );
    for (const { signInName, password, displayName, note } of system.accounts) {
      lines.push(`  ${signInName.padEnd(10)} ${password.padEnd(18)} ${displayName}　${note}`);
    }
    lines.push('');
  }
  if (system.instance.kind === 'embedded') {
    lines.push(
      '内嵌数据库供试用和县级规模使用；正式运行请用受维护的 PostgreSQL（DATABASE_URL），见 docs/operations/install.md。',
    );
    lines.push(
      'The embedded database is for trial and county size; in production use a maintained PostgreSQL (DATABASE_URL).',
      '',
    );
  }
  console.log(lines.join('\n'));
}

try {
  await start(readArguments());
} catch (error) {
  if (error instanceof StartRefused) {
    console.error(error.message);
    process.exit(START_REFUSED_EXIT_CODE);
  }
  if (error instanceof TypeError && (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')) {
    console.error(`${error.message}\n\n${HELP}`);
    process.exit(WRONG_ARGUMENTS_EXIT_CODE);
  }
  console.error(error);
  process.exit(1);
}
