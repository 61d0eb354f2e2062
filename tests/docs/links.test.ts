import { existsSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { expect, test } from 'vitest';
import { anchorOf, documents, headingsOf, proseOf, read, root } from './markdown.ts';

const PROJECT_FILE = /`((?:apps|packages|packs|docs|scripts|tests|bench|data)\/[\w./-]+\.(?:ts|tsx|mjs|md|yaml|sql))`/g;

/** Where the links of a document lead inside the project, as written. */
function internalLinks(file: string): string[] {
  return [...proseOf(read(file)).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target ?? '')
    .filter((target) => !/^[a-z]+:/.test(target));
}

test.each(documents.filter((file) => internalLinks(file).length > 0))('every link of %s leads somewhere', (file) => {
  const broken = internalLinks(file).filter((link) => {
    const [target = '', anchor] = decodeURI(link).split('#');
    const place = target === '' ? file : path.join(path.dirname(file), target);
    if (!existsSync(path.join(root, place))) return true;
    if (anchor === undefined || statSync(path.join(root, place)).isDirectory()) return false;
    return !headingsOf(read(place)).some(({ title }) => anchorOf(title) === anchor);
  });
  expect(broken).toEqual([]);
});

test('no document names a file of the project that is not there', () => {
  const named = documents.flatMap((file) =>
    [...read(file).matchAll(PROJECT_FILE)].map(([, name]) => ({ file, name: name ?? '' })),
  );
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter(({ name }) => !existsSync(path.join(root, name)))).toEqual([]);
});
