import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Schema } from '../schema.ts';
import { buildLibrary } from './build-library.ts';
import type { Library } from './library.ts';
import type { PackFile } from './pack-file.ts';
import { PacksRefused, type Problem } from './problem.ts';

/** Loads every pack of a folder. Throws `PacksRefused` with all problems when one cannot be trusted. */
export function loadPacks(folder: string, schema: Schema): Library {
  const problems: Problem[] = [];
  const library = buildLibrary(readPackFiles(folder), schema, problems);
  if (problems.length > 0) throw new PacksRefused(problems);
  return library;
}

/** The files of a packs folder, paths relative to it with forward slashes, in a fixed order. */
export function readPackFiles(folder: string): PackFile[] {
  const found: PackFile[] = [];
  const visit = (path: string): void => {
    const entries = readdirSync(join(folder, path), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const inner = path === '' ? entry.name : `${path}/${entry.name}`;
      if (entry.isDirectory()) visit(inner);
      else if (path !== '' && /\.(yaml|json)$/.test(entry.name)) {
        found.push({ path: inner, text: readFileSync(join(folder, inner), 'utf8') });
      }
    }
  };
  visit('');
  return found;
}
