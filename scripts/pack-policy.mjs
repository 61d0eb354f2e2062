#!/usr/bin/env node
// `npm pack -w @daohu/policy`: the engine as a package that stands alone. npm calls `prepare` before it packs and
// `restore` after; in between, `packages/policy` holds the built package. `lay-out FOLDER` makes it elsewhere.
import './ground/require-node.mjs';

const fs = (await import('node:fs')).default;
const path = (await import('node:path')).default;
const { CannotGoOn, root, runScript } = await import('./ground/project.mjs');

const home = path.join(root, 'packages/policy');
const manifest = path.join(home, 'package.json');
const kept = path.join(home, 'package.workspace.json');

await runScript(async () => {
  const [, , what, folder] = process.argv;
  if (what === 'lay-out' && folder) return layOut(folder);
  if (what === 'prepare') return prepare();
  if (what === 'restore') return restore();
  throw new CannotGoOn(
    '用法：node scripts/pack-policy.mjs lay-out 文件夹；打包请用 npm pack -w @daohu/policy。',
    'Usage: node scripts/pack-policy.mjs lay-out FOLDER; to pack: npm pack -w @daohu/policy.',
  );
});

async function layOut(folder) {
  fs.mkdirSync(folder, { recursive: true });
  await layOutInto(path.resolve(folder));
}

/** On a bare clone it first installs what it needs to build. */
async function layOutInto(folder) {
  const tools = ['esbuild', 'typescript'].map((name) => path.join(root, 'node_modules', name));
  if (!tools.every((tool) => fs.existsSync(tool))) {
    const { ensureInstalled } = await import('./ground/install.mjs');
    await ensureInstalled({ forDevelopment: true });
  }
  const { layOutPolicy } = await import('./ground/policy-package.mjs');
  await layOutPolicy(folder);
}

async function prepare() {
  // A run that was killed left the built manifest behind.
  if (fs.existsSync(kept)) restore();
  fs.copyFileSync(manifest, kept);
  try {
    await layOutInto(home);
  } catch (error) {
    restore();
    throw error;
  }
}

function restore() {
  if (fs.existsSync(kept)) fs.renameSync(kept, manifest);
  fs.rmSync(path.join(home, 'dist'), { recursive: true, force: true });
  fs.rmSync(path.join(home, 'LICENSE'), { force: true });
}
