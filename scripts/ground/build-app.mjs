import fs from 'node:fs';
import path from 'node:path';
import { build as esbuild } from 'esbuild';
import { CannotGoOn, root } from './project.mjs';

const ENTRIES = { server: 'apps/server/src/main.ts', cli: 'apps/cli/src/main.ts' };

/** Bundles server and command line for Node: our sources in, packages from npm left where they are installed. */
export async function build(outdir) {
  const entryPoints = Object.fromEntries(
    Object.entries(ENTRIES)
      .map(([name, source]) => [name, path.join(root, source)])
      .filter(([, source]) => fs.existsSync(source)),
  );
  try {
    await esbuild({
      entryPoints,
      outdir,
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      sourcemap: true,
      sourcesContent: false,
      chunkNames: 'part-[hash]',
      // What is taken in from a package in the older module format still asks for Node's own modules by `require`.
      banner: {
        js: "import { createRequire as requireFrom } from 'node:module';const require = requireFrom(import.meta.url);",
      },
      logLevel: 'silent',
      absWorkingDir: root,
      plugins: [packagesStayOutside, sourcesKnowWhereTheyLie],
    });
  } catch (error) {
    throw new CannotGoOn(
      '构建失败，源代码中有错误：',
      'The build failed, there are errors in the sources:',
      (error.errors ?? [{ text: String(error) }])
        .map(({ text, location }) => `${location ? `${location.file}:${location.line}: ` : ''}${text}`)
        .join('\n'),
    );
  }
}

/**
 * A package is left outside when the bundle, which lies at the root, would find the very copy that the source found.
 * A second version installed below a workspace is taken into the bundle.
 */
const packagesStayOutside = {
  name: 'packages-stay-outside',
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, ({ path: specifier, kind, resolveDir }) => {
      if (kind === 'entry-point' || specifier.startsWith('@daohu/')) return undefined;
      if (specifier.startsWith('node:')) return { path: specifier, external: true };
      const name = specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/');
      const found = nearest(resolveDir, name);
      const outside = found === null || found === path.join(root, 'node_modules', name);
      return outside ? { path: specifier, external: true } : undefined;
    });
  },
};

function nearest(folder, name) {
  for (let current = folder; ; current = path.dirname(current)) {
    const candidate = path.join(current, 'node_modules', name);
    if (fs.existsSync(candidate)) return candidate;
    if (current === path.dirname(current)) return null;
  }
}

/**
 * `import.meta.url` in the bundle is the address of the source: migrations, packs and data are found beside the sources
 * by the same relative path, bundled or not. Every output lies in `dist/app`, so one relative path serves all.
 */
const sourcesKnowWhereTheyLie = {
  name: 'sources-know-where-they-lie',
  setup(build) {
    build.onLoad({ filter: /\.tsx?$/ }, ({ path: file }) => {
      const text = fs.readFileSync(file, 'utf8');
      if (!text.includes('import.meta.')) return undefined;
      if (/import\.meta\.(dirname|filename)/.test(text)) {
        return { errors: [{ text: `${path.relative(root, file)}: use import.meta.url, which the build keeps right` }] };
      }
      const fromOutput = path.relative(path.join(root, 'dist/app'), file);
      const address = fromOutput.split(path.sep).map(encodeURIComponent).join('/');
      const contents = text.replaceAll('import.meta.url', `new URL(${JSON.stringify(address)}, import.meta.url).href`);
      return { contents, loader: file.endsWith('x') ? 'tsx' : 'ts' };
    });
  },
};
