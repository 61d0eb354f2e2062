// Makes of `packages/policy` a package that stands alone: plain JavaScript, declarations, no workspace beside it.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { CannotGoOn, root } from './project.mjs';

const home = path.join(root, 'packages/policy');
/** The one door behind which there may be Node. */
const NODE_DOOR = 'node/index';

/** Lays the package out in `folder`: `package.json`, `README.md`, `API.md`, `LICENSE` and `dist/`. */
export async function layOutPolicy(folder, manifest = readManifest()) {
  const dist = path.join(folder, 'dist');
  fs.rmSync(dist, { recursive: true, force: true });
  fs.mkdirSync(dist, { recursive: true });
  const doors = doorsOf(manifest);
  await bundle(dist, Object.values(doors));
  declare(dist, Object.values(doors));
  for (const name of ['README.md', 'API.md']) {
    if (path.join(home, name) !== path.join(folder, name))
      fs.copyFileSync(path.join(home, name), path.join(folder, name));
  }
  fs.copyFileSync(path.join(root, 'LICENSE'), path.join(folder, 'LICENSE'));
  fs.writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(published(manifest), null, 2)}\n`);
}

export function readManifest() {
  return JSON.parse(fs.readFileSync(path.join(home, 'package.json'), 'utf8'));
}

/** `{ '.': 'index', './node': 'node/index' }`: doors, and the source behind each below `src`, without its ending. */
function doorsOf({ exports }) {
  return Object.fromEntries(
    Object.entries(exports).map(([door, file]) => [door, file.replace(/^\.\/src\//, '').replace(/\.ts$/, '')]),
  );
}

/** The manifest of the workspace, with the built files behind its doors and our own packages taken in. */
function published(manifest) {
  const { private: _private, scripts: _scripts, exports: _doors, dependencies, ...rest } = manifest;
  return {
    ...rest,
    files: ['dist', 'API.md'],
    sideEffects: false,
    engines: { node: '>=20.19.0' },
    exports: Object.fromEntries(
      Object.entries(doorsOf(manifest)).map(([door, source]) => [
        door,
        { types: `./dist/types/policy/src/${source}.d.ts`, default: `./dist/${source}.js` },
      ]),
    ),
    dependencies: Object.fromEntries(Object.entries(dependencies).filter(([name]) => !name.startsWith('@daohu/'))),
  };
}

/** Both doors share their parts, so that a class is the same class behind either. */
async function bundle(dist, sources) {
  const { metafile } = await build({
    entryPoints: sources.map((source) => ({ in: path.join(home, `src/${source}.ts`), out: source })),
    outdir: dist,
    bundle: true,
    splitting: true,
    metafile: true,
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    chunkNames: 'part-[hash]',
    absWorkingDir: root,
    logLevel: 'error',
    plugins: [ownPackagesGoIn],
  });
  for (const source of sources.filter((one) => one !== NODE_DOOR)) {
    const output = path.relative(root, path.join(dist, `${source}.js`)).replaceAll('\\', '/');
    const asked = importedBy(metafile.outputs, output).filter((name) => name.startsWith('node:'));
    if (asked.length === 0) continue;
    throw new CannotGoOn(
      `引擎本身不能依赖 Node，却引用了 ${asked.join('、')}。请移到 packages/policy/src/node。`,
      `The engine runs without Node and imports ${asked.join(', ')}: move it to packages/policy/src/node.`,
    );
  }
}

const ownPackagesGoIn = {
  name: 'own-packages-go-in',
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, ({ path: specifier, kind }) =>
      kind === 'entry-point' || specifier.startsWith('@daohu/') ? undefined : { path: specifier, external: true },
    );
  },
};

/** What an output and the parts it reads at once import from outside. */
function importedBy(outputs, first) {
  const seen = new Set();
  const outside = new Set();
  const open = [first];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    for (const { path: target, external } of outputs[name].imports) external ? outside.add(target) : open.push(target);
  }
  return [...outside];
}

/** Declarations lie as the sources do, those of our other packages beside them. */
function declare(dist, sources) {
  const types = path.join(dist, 'types');
  const options = { outDir: types, rootDir: path.join(root, 'packages'), noEmit: false, declaration: true };
  const files = sources.map((source) => path.join(home, `src/${source}.ts`));
  const config = path.join(dist, 'tsconfig.json');
  fs.writeFileSync(
    config,
    JSON.stringify({
      extends: path.join(root, 'tsconfig.json'),
      compilerOptions: { ...options, emitDeclarationOnly: true, typeRoots: [path.join(root, 'node_modules/@types')] },
      // The kernel by its path: what is reached through `node_modules` gets no declarations.
      files: [...files, path.join(root, 'packages/kernel/src/index.ts')],
      include: [],
    }),
  );
  const compiler = path.join(root, 'node_modules/typescript/bin/tsc');
  const { status, stdout } = spawnSync(process.execPath, [compiler, '-p', config], { encoding: 'utf8', cwd: root });
  fs.rmSync(config);
  if (status !== 0) throw new CannotGoOn('类型声明生成失败：', 'The declarations could not be made:', stdout);
  for (const entry of fs.readdirSync(types, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const folder = path.dirname(file);
    const text = fs.readFileSync(file, 'utf8');
    const standing = text.replace(/(from |import\()(['"])([^'"]+)\2/g, (whole, before, quote, specifier) => {
      if (specifier.startsWith('.')) return `${before}${quote}${specifier.replace(/\.ts$/, '.js')}${quote}`;
      const [, name] = /^@daohu\/([^/]+)$/.exec(specifier) ?? [];
      if (name === undefined) return whole;
      const target = path.relative(folder, path.join(types, name, 'src/index.js')).replaceAll('\\', '/');
      return `${before}${quote}${target}${quote}`;
    });
    fs.writeFileSync(file, standing);
  }
}
