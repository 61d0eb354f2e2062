import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { oneAtATime } from './one-at-a-time.mjs';
import { progressLine } from './progress-line.mjs';
import { CannotGoOn, root } from './project.mjs';
import { putInPlace } from './put-in-place.mjs';

/**
 * `app` is server and command line in `dist/app` (esbuild, about a second), `web` the officials' application in
 * `dist/web` (vite). Each is rebuilt when one of its sources has changed.
 */
export const PARTS = {
  app: {
    sources: ['apps/server', 'apps/cli', 'packages', 'scripts/ground', 'package-lock.json'],
    progress: '正在构建服务与命令行 / Building server and command line',
    builder: './build-app.mjs',
  },
  web: {
    sources: ['apps/web', 'packages', 'scripts/ground', 'package-lock.json'],
    progress: '正在构建网页应用 / Building the web application',
    builder: './build-web.mjs',
  },
};

/** Builds the named parts where they are stale. Any number of processes may ask at once; one builds, the others wait. */
export async function ensureBuilt(parts = Object.keys(PARTS), { force = false } = {}) {
  for (const part of parts) {
    if (!force && isFresh(part)) continue;
    await buildPart(part, force);
  }
}

async function buildPart(part, force) {
  const { progress, builder } = PARTS[part];
  try {
    fs.mkdirSync(path.join(root, 'dist'), { recursive: true });
    await oneAtATime(
      path.join(root, `dist/.building-${part}`),
      () => console.error('正在等待另一个构建完成 … / Waiting for another build to finish …'),
      async () => {
        if (!force && isFresh(part)) return;
        const stamp = stateOf(part);
        const line = progressLine(progress);
        const staging = path.join(root, `dist/.${part}-${process.pid}`);
        try {
          const { build } = await import(builder);
          await build(staging);
          putInPlace(staging, path.join(root, 'dist', part), path.join(root, `dist/.current-${part}`));
          fs.writeFileSync(stampOf(part), stamp);
          line.done();
        } catch (error) {
          line.failed();
          throw error;
        } finally {
          fs.rmSync(staging, { recursive: true, force: true });
        }
      },
    );
  } catch (error) {
    if (!['EACCES', 'EROFS', 'EPERM'].includes(error.code)) throw error;
    throw new CannotGoOn(
      `当前用户无权写入 ${path.join(root, 'dist')}，请由项目目录的所有者先运行一次 npm start。`,
      `The current user may not write to ${path.join(root, 'dist')}: let the owner of the project folder run npm start once.`,
    );
  }
}

function isFresh(part) {
  try {
    return fs.readFileSync(stampOf(part), 'utf8') === stateOf(part);
  } catch (error) {
    if (error.code === 'ENOENT') return false;
    throw error;
  }
}

function stampOf(part) {
  return path.join(root, `dist/.built-${part}`);
}

/** One hash over name, size and time of every source: reading the times of some hundred files takes milliseconds. */
function stateOf(part) {
  const hash = createHash('sha256');
  for (const source of PARTS[part].sources) addTo(hash, path.join(root, source));
  return hash.digest('hex');
}

function addTo(hash, entry) {
  const stat = fs.statSync(entry, { throwIfNoEntry: false });
  if (stat === undefined) return;
  if (!stat.isDirectory()) {
    hash.update(`${path.relative(root, entry)} ${stat.size} ${stat.mtimeMs}\n`);
    return;
  }
  for (const child of fs.readdirSync(entry, { withFileTypes: true }).sort(byName)) {
    if (child.name === 'node_modules' || child.name === 'dist' || /\.(test\.tsx?|md|sql)$/.test(child.name)) continue;
    if (child.isDirectory()) addTo(hash, path.join(entry, child.name));
    else addTo(hash, path.join(entry, child.name));
  }
}

function byName(a, b) {
  return a.name < b.name ? -1 : 1;
}
