import * as fs from 'node:fs';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Licences that ask no more than to be named. */
const PERMISSIVE = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'PostgreSQL',
  'OFL-1.1',
  'CC0-1.0',
  'CC-BY-4.0',
  'Unlicense',
  'Zlib',
  'Python-2.0',
]);

/** Packages under another licence that builds use and nothing of which is in what we hand on. */
const ONLY_IN_BUILDS: Readonly<Record<string, string>> = {
  // MPL-2.0 binds changes to its own files. vite minifies style sheets with it; its output is ours.
  lightningcss: 'MPL-2.0',
};

interface LockedPackage {
  readonly dev?: boolean;
  readonly link?: boolean;
  readonly license?: string;
}

/** The licence that an installed package states, or what the lock file says of one for another machine. */
function licenceOf(folder: string, locked: LockedPackage): string {
  const manifest = path.join(root, folder, 'package.json');
  if (!fs.existsSync(manifest)) return locked.license ?? 'not stated';
  const { license, licenses } = JSON.parse(fs.readFileSync(manifest, 'utf8')) as Record<string, unknown>;
  if (typeof license === 'string') return license;
  return JSON.stringify(license ?? licenses ?? 'not stated');
}

function isPermissive(licence: string): boolean {
  const words = licence.replace(/[()]/g, ' ').trim();
  if (words.includes(' AND ')) return words.split(' AND ').every((one) => isPermissive(one));
  return words.split(' OR ').some((one) => PERMISSIVE.has(one.trim()));
}

function isOnlyInBuilds(name: string, licence: string): boolean {
  return Object.entries(ONLY_IN_BUILDS).some(
    ([allowed, its]) => its === licence && (name === allowed || name.startsWith(`${allowed}-`)),
  );
}

test('everything that is installed to run Daohu has a permissive licence', () => {
  const lock = JSON.parse(fs.readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, LockedPackage>;
  };
  const installed = Object.entries(lock.packages).filter(
    ([folder, { dev, link }]) => folder.includes('node_modules/') && !dev && !link,
  );
  expect(installed.length).toBeGreaterThan(100);
  const others = installed.flatMap(([folder, locked]) => {
    const name = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const licence = licenceOf(folder, locked);
    return isPermissive(licence) || isOnlyInBuilds(name, licence) ? [] : [`${folder}: ${licence}`];
  });
  expect(others).toEqual([]);
});

test.each([
  ['MIT', true],
  ['(MIT OR GPL-3.0)', true],
  ['(MIT AND CC-BY-3.0)', false],
  ['GPL-3.0', false],
  ['not stated', false],
])('%s is permissive: %s', (licence, expected) => {
  expect(isPermissive(licence)).toBe(expected);
});
