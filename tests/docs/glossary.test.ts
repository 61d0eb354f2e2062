import { roles } from '@daohu/domain/access/contract';
import { expect, test } from 'vitest';
import { filesOf, read } from './markdown.ts';

const rows = [...read('docs/GLOSSARY.md').matchAll(/^\| ([^|]+) \| `([^`]+)` \| ([^|]+) \|/gm)].map(
  ([, words, identifier, meaning]) => ({ words: words ?? '', identifier: identifier ?? '', meaning: meaning ?? '' }),
);

test('every identifier of the glossary stands in the code', () => {
  const code = new Set(
    ['packages', 'apps', 'packs']
      .flatMap((folder) => filesOf(folder, '.ts', '.tsx', '.sql', '.yaml'))
      .filter((file) => !/\.test\.tsx?$/.test(file))
      .flatMap((file) => read(file).match(/[\p{L}\p{N}_$]+(?:-[\p{L}\p{N}_$]+)*/gu) ?? []),
  );
  expect(rows.length).toBeGreaterThan(100);
  expect(rows.filter(({ identifier }) => !code.has(identifier))).toEqual([]);
});

test('no term and no identifier stands in the glossary twice', () => {
  for (const key of ['words', 'identifier'] as const) {
    const seen = rows.map((row) => row[key]);
    expect(seen.filter((each, at) => seen.indexOf(each) !== at)).toEqual([]);
  }
});

test('every role but those of whole offices has its word', () => {
  const words = new Set(rows.map(({ identifier }) => identifier));
  const offices = ['city', 'province', 'department'];
  expect(roles.filter((role) => !words.has(role) && !offices.includes(role))).toEqual([]);
});
