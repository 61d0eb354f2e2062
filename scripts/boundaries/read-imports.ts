import * as fs from 'node:fs';
import * as path from 'node:path';
import { parseSync } from 'oxc-parser';

/** One import in one file, type-only ones included: what the types know, the reader must know too. */
export interface Import {
  /** Path from the root of the checkout, with `/`. */
  readonly file: string;
  readonly line: number;
  /** As written: `@daohu/kernel`, `./store.ts`, `node:fs`, `react`. */
  readonly specifier: string;
}

const SOURCES = /\.(ts|tsx)$/;

/** Every import in the source files below the given folders. */
export function readImports(root: string, folders: readonly string[]): Import[] {
  return folders.flatMap((folder) =>
    filesBelow(path.join(root, folder)).flatMap((file) =>
      importsOf(path.relative(root, file).split(path.sep).join('/'), fs.readFileSync(file, 'utf8')),
    ),
  );
}

export function importsOf(file: string, text: string): Import[] {
  const { module, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const found: { specifier: string; start: number }[] = [];
  for (const { moduleRequest, start } of module.staticImports) found.push({ specifier: moduleRequest.value, start });
  for (const { entries, start } of module.staticExports) {
    for (const { moduleRequest } of entries) if (moduleRequest) found.push({ specifier: moduleRequest.value, start });
  }
  // `import('…')`, as a call or in a type.
  for (const match of text.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g)) {
    found.push({ specifier: match[1] as string, start: match.index });
  }
  return found.map(({ specifier, start }) => ({ file, line: text.slice(0, start).split('\n').length, specifier }));
}

function filesBelow(folder: string): string[] {
  if (!fs.existsSync(folder)) return [];
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'node_modules' || entry.name === 'dist') return [];
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(full);
    return SOURCES.test(entry.name) && !entry.name.endsWith('.d.ts') ? [full] : [];
  });
}
