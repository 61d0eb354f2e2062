import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { oneAtATime } from './one-at-a-time.mjs';
import { progressLine } from './progress-line.mjs';
import { CannotGoOn, root } from './project.mjs';

const lockPath = path.join(root, 'package-lock.json');
/** npm writes this list last, so a killed installation leaves none. */
const installedPath = path.join(root, 'node_modules/.package-lock.json');
const stampPath = path.join(root, 'node_modules/.daohu-installed.json');

/**
 * Makes sure that what package-lock.json names is installed: what the system needs to run, or (`forDevelopment`) also
 * what only the checks need. Does nothing in about two milliseconds when it is.
 */
export async function ensureInstalled({ forDevelopment = false } = {}) {
  if (isInstalled(forDevelopment)) return;
  await oneAtATime(
    path.join(root, '.daohu-installing'),
    () => console.error('正在等待另一个安装完成 … / Waiting for another installation to finish …'),
    async () => {
      if (!isInstalled(forDevelopment)) await install(forDevelopment);
    },
  ).catch((error) => {
    if (!['EACCES', 'EROFS', 'EPERM'].includes(error.code)) throw error;
    throw new CannotGoOn(
      `当前用户无权在项目目录 ${root} 中安装依赖，请由目录所有者先运行一次 npm start。`,
      `The current user may not install into ${root}: let its owner run npm start once.`,
    );
  });
}

function isInstalled(forDevelopment) {
  if (!fs.existsSync(installedPath)) return false;
  const state = `${hashOf(lockPath)} ${fs.statSync(installedPath).mtimeMs}`;
  const stamp = readJson(stampPath);
  if (stamp?.state === state && (stamp.forDevelopment || !forDevelopment)) return true;

  const installed = readJson(installedPath)?.packages ?? {};
  const complete = Object.entries(readJson(lockPath).packages).every(([place, wanted]) => {
    if (place === '' || !place.includes('node_modules/')) return true;
    if (wanted.link) return fs.existsSync(path.join(root, place));
    if (wanted.optional || wanted.peer || wanted.devOptional) return true;
    if (wanted.dev && !forDevelopment) return true;
    return installed[place]?.version === wanted.version;
  });
  if (!complete) return false;
  try {
    fs.writeFileSync(stampPath, JSON.stringify({ state, forDevelopment }));
  } catch {
    // Read-only for us: the comparison is made again next time.
  }
  return true;
}

async function install(forDevelopment) {
  // Somebody who has the tools of development installed keeps them.
  const withTools = forDevelopment || fs.existsSync(path.join(root, 'node_modules/vitest'));
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--include=optional'];
  // Said either way, because NODE_ENV=production would leave the tools out.
  args.push(withTools ? '--include=dev' : '--omit=dev');
  const progress = progressLine(
    withTools
      ? '正在安装运行与检查所需的程序包 / Installing packages, with the tools for the checks'
      : '首次使用，正在安装程序包（约 1 分钟） / First use, installing packages (about a minute)',
  );
  const { code, output } = await npm(args);
  if (code !== 0) {
    progress.failed();
    throw new CannotGoOn(
      '程序包安装失败，请检查网络以及 npm 的 registry 设置（npm config get registry）后重试；npm 的说明如下：',
      'Installing the packages failed: check the network and npm’s registry setting (npm config get registry) and try again. npm says:',
      output
        .split('\n')
        .filter((line) => line.startsWith('npm error'))
        .slice(0, 12)
        .join('\n'),
    );
  }
  progress.done();
  fs.writeFileSync(
    stampPath,
    JSON.stringify({ state: `${hashOf(lockPath)} ${fs.statSync(installedPath).mtimeMs}`, forDevelopment: withTools }),
  );
}

function npm(args) {
  return new Promise((resolve, reject) => {
    const windows = process.platform === 'win32';
    const child = spawn(windows ? 'npm.cmd' : 'npm', args, {
      cwd: root,
      shell: windows,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk;
      });
    }
    child.on('error', (error) =>
      reject(
        error.code === 'ENOENT'
          ? new CannotGoOn(
              '没有找到 npm，请安装带有 npm 的 Node.js 后重试。',
              'npm was not found: install Node.js with npm and try again.',
            )
          : error,
      ),
    );
    child.on('close', (code) => resolve({ code, output }));
  });
}

function hashOf(file) {
  return createHash('sha256').update(fs.readFileSync(file)).digest('hex');
}

function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return null;
    throw error;
  }
}
