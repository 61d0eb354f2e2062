import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CaseReading, type PackTest, testPackFiles } from '../cases/test-packs.ts';
import { loadPackFiles } from '../packs/build-library.ts';
import { checkPackFiles, type PackCheck } from '../packs/check-packs.ts';
import type { ItemWords } from '../packs/items/item-words.ts';
import type { Library } from '../packs/library.ts';
import type { PackFile } from '../packs/pack-file.ts';
import type { Schema } from '../schema.ts';

/** Loads every pack of a folder. Throws `PacksRefused` with all problems when one cannot be trusted. */
export function loadPacks(folder: string, schema: Schema): Library {
  return loadPackFiles(readPackFiles(folder), schema);
}

/** `policy check`: everything that can be wrong with the packs of a folder, with file, line, and what to do. */
export function checkPacks(folder: string, schema: Schema, words: ItemWords | null = null): PackCheck {
  return checkPackFiles(readPackFiles(folder), schema, words);
}

/** `policy test`: every example of a folder of packs in every reading, and the branches of the rules that none reached. */
export function testPacks(folder: string, schema: Schema, readings: readonly CaseReading[] = []): Promise<PackTest> {
  return testPackFiles(readPackFiles(folder), schema, readings);
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
