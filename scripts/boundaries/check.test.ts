import { expect, test } from 'vitest';
import { arrows, findCrossings } from './check.ts';
import { importsOf } from './read-imports.ts';

const DECLARED = { domain: ['zod', '@daohu/kernel', '@daohu/db'], web: ['react', '@daohu/domain'], kernel: [] };

function sentences(file: string, text: string, others: readonly [string, string][] = []): string[] {
  const imports = [[file, text] as const, ...others].flatMap(([name, source]) => importsOf(name, source));
  return findCrossings(imports, DECLARED)
    .filter((crossing) => crossing.file === file)
    .map(({ sentence }) => sentence);
}

test('a package reads only packages to its left', () => {
  expect(sentences('packages/domain/src/register/store.ts', "import { sql } from '@daohu/db';")).toEqual([]);
  expect(sentences('packages/kernel/src/fen.ts', "import { sql } from '@daohu/db';")).toEqual([
    'kernel may not read db; it reads no other package',
  ]);
});

test('an engine uses Node in its one room for it, and its other files do not read that room', () => {
  const readsFiles = "import { readFileSync } from 'node:fs';";
  expect(sentences('packages/policy/src/node/pack-folder.ts', readsFiles)).toEqual([]);
  expect(sentences('packages/policy/src/packs/read-pack.ts', readsFiles)).toEqual([
    'policy runs without Node, so it may not import node:fs',
  ]);
  expect(sentences('packages/policy/src/index.ts', "export { loadPacks } from './node/index.ts';")).toEqual([
    'packages/policy/src/node/ uses Node; the rest of policy runs without it and may not read it',
  ]);
  expect(sentences('packages/domain/src/standards/standards.ts', "import { a } from '@daohu/policy/node';")).toEqual([
    '@daohu/policy is not among the dependencies in the package.json of domain',
  ]);
  expect(sentences('packages/workflow/src/a.ts', "import { a } from '@daohu/kernel/node';")).toEqual([
    'workflow runs without Node, so it may not read @daohu/kernel/node',
  ]);
});

test('an import of types only counts like any other', () => {
  expect(sentences('packages/kernel/src/fen.ts', "import type { Database } from '@daohu/db';")).toHaveLength(1);
  expect(sentences('packages/kernel/src/fen.ts', "type D = import('@daohu/db').Database;")).toHaveLength(1);
  expect(sentences('packages/kernel/src/fen.ts', "export type { Database } from '@daohu/db';")).toHaveLength(1);
});

test('a noun reads nouns above it, and only through their doors', () => {
  const from = 'packages/domain/src/standards/explain.ts';
  expect(sentences(from, "import { a } from '../register/index.ts';")).toEqual([]);
  expect(sentences(from, "import { a } from '../register/store.ts';")).toEqual([
    'read register through its door: index.ts, or contract.ts and labels.zh-cn.ts',
  ]);
  expect(sentences(from, "import { a } from '../procedures/index.ts';")).toEqual([
    'standards (row 2) may not read procedures (row 2); listen to an event instead',
  ]);
  expect(sentences('packages/domain/src/register/store.ts', "import { a } from '../standards/index.ts';")).toEqual([
    'register (row 1) may not read standards (row 2); listen to an event instead',
  ]);
});

test('a folder of domain that is not on the map is refused', () => {
  expect(sentences('packages/domain/src/common/x.ts', "import { a } from '../register/index.ts';")).toEqual([
    'common is not a noun of the map; add it to a row in scripts/boundaries/map.ts',
  ]);
});

test('a browser reads contracts and labels of the domain and nothing else', () => {
  const page = 'apps/web/src/register/list.tsx';
  expect(sentences(page, "import { a } from '@daohu/domain/register/contract';")).toEqual([]);
  expect(sentences(page, "import { a } from '@daohu/domain/register/labels';")).toEqual([]);
  expect(sentences(page, "import { a } from '@daohu/domain/register';")).toEqual([
    'a browser reads only @daohu/domain/register/contract and @daohu/domain/register/labels',
  ]);
});

test('the portal reads publication alone', () => {
  expect(sentences('apps/portal/src/a.tsx', "import { a } from '@daohu/domain/register/contract';")).toEqual([
    'the portal reads only the noun publication',
  ]);
});

test('what a contract reads inside its noun may not reach the server either', () => {
  const words = 'packages/domain/src/register/words.ts';
  const server = "import { sql } from '@daohu/db'; import fs from 'node:fs';";
  expect(sentences(words, server)).toEqual([]);
  expect(
    sentences(words, server, [['packages/domain/src/register/contract.ts', "export { w } from './words.ts';"]]),
  ).toEqual([
    'browsers read this file, so it may not read db (only kernel, dictionary)',
    'browsers read this file, so it may not import node:fs',
  ]);
});

test('what runs in a browser imports nothing of Node, its tests may', () => {
  expect(sentences('packages/kernel/src/fen.ts', "import fs from 'node:fs';")).toEqual([
    'kernel runs without Node, so it may not import node:fs',
  ]);
  expect(sentences('packages/kernel/src/fen.test.ts', "import fs from 'node:fs';")).toEqual([]);
});

test('a package that is not declared is refused, although another workspace installs it', () => {
  expect(sentences('apps/web/src/a.tsx', "import { z } from 'zod';")).toEqual([
    'zod is not among the dependencies in the package.json of web',
  ]);
});

test('another package is imported by its name', () => {
  expect(sentences('packages/domain/src/register/a.ts', "import { a } from '../../../kernel/src/fen.ts';")).toEqual([
    'import kernel by its name, @daohu/kernel, not by its path',
  ]);
});

test('only tests read testkit', () => {
  expect(sentences('packages/domain/src/register/a.ts', "import { a } from '@daohu/testkit';")).toEqual([
    'testkit is for tests only',
  ]);
  expect(sentences('packages/domain/src/register/a.test.ts', "import { a } from '@daohu/testkit';")).toEqual([]);
  expect(sentences('packages/domain/src/register/a.fixture.ts', "import { a } from '@daohu/testkit';")).toEqual([]);
});

test('the drawing shows who reads whom', () => {
  const imports = [
    ...importsOf('packages/domain/src/standards/a.ts', "import { a } from '../register/index.ts';"),
    ...importsOf('apps/web/src/a.tsx', "import { a } from '@daohu/domain/register/contract';"),
  ];
  expect(arrows(imports)).toEqual({ packages: ['web --> domain'], nouns: ['standards --> register'] });
});
