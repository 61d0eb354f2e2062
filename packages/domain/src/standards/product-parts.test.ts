import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { productParts } from './product-parts.ts';

const read = (file: string): string => readFileSync(new URL(`../../../../${file}`, import.meta.url), 'utf8');
const pages = [...read('apps/web/src/routes.tsx').matchAll(/path: '([^']+)'/g)].map(([, path]) => path);
// Both lists are held to the code by tests of their own.
const routes = [...read('docs/api.md').matchAll(/^\| `((?:GET|POST) [^`\s]+)`/gm)].map(([, route]) => route);
const commands = [...read('docs/operations/command-line.md').matchAll(/^## ([a-z-]+(?: [a-z-]+)?)/gm)].map(
  ([, command]) => command,
);

test.each(productParts)('$id is really there', ({ page, route, command }) => {
  if (page !== undefined) expect(pages).toContain(page);
  if (route !== undefined) expect(routes).toContain(route);
  if (command !== undefined) expect(commands).toContain(command);
  expect(page ?? route ?? command).toBeDefined();
});

test('no part is named twice', () => {
  expect(new Set(productParts.map(({ id }) => id)).size).toBe(productParts.length);
});
