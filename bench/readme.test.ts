import * as fs from 'node:fs';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const folder = path.dirname(fileURLToPath(import.meta.url));
const readme = fs.readFileSync(path.join(folder, 'README.md'), 'utf8');
const scripts = fs.readdirSync(folder).filter((name) => /^[a-z-]+\.ts$/.test(name));
const contentOf = (name: string) => fs.readFileSync(path.join(folder, name), 'utf8');

/** A script that says how to run it is a measurement; the others are what measurements share. */
const benches = scripts.filter((name) => contentOf(name).includes(`npx tsx bench/${name}`));

test.each(benches)('%s stands in the README with the command that its own text gives', (name) => {
  expect(readme).toContain(`npx tsx bench/${name}`);
});

test('the README names no measurement that is not there', () => {
  const named = [...readme.matchAll(/npx tsx bench\/([a-z-]+\.ts)/g)].map((match) => match[1]);
  expect(named.length).toBeGreaterThan(3);
  expect(named.filter((name) => !benches.includes(name!))).toEqual([]);
});
