import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { expect, test } from 'vitest';
import { filesOf, read, root } from './markdown.ts';

type Register = (app: unknown, system: unknown) => void;

/** Asks every module of `routes/` for its routes; nothing is called, so a system with nothing in it will do. */
async function routesInCode(): Promise<string[]> {
  const routes: string[] = [];
  const note = (method: string) => (url: string) => routes.push(`${method} ${url}`);
  const app = Object.fromEntries(
    ['get', 'post', 'put', 'patch', 'delete'].map((method) => [method, note(method.toUpperCase())]),
  );
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'daohu-routes-'));
  try {
    const modules = filesOf('apps/server/src/routes', '.ts').filter((file) => !file.endsWith('.test.ts'));
    for (const file of modules) {
      const exported: Record<string, unknown> = await import(path.join(root, file));
      for (const [name, register] of Object.entries(exported)) {
        if (name.endsWith('Routes')) (register as Register)(app, { dataFolder });
      }
    }
  } finally {
    rmSync(dataFolder, { recursive: true, force: true });
  }
  const inApp = read('apps/server/src/app.ts').matchAll(/app\.(get|post)\('(\/api\/[^']+)'/g);
  return [...routes, ...[...inApp].map(([, method, url]) => `${method?.toUpperCase()} ${url}`)].sort();
}

test('every address that the server answers stands in docs/api.md, and no other', async () => {
  const documented = [...read('docs/api.md').matchAll(/^\| `((?:GET|POST|PUT|PATCH|DELETE) \/api\/[^`\s]*)` \|/gm)].map(
    ([, route]) => route ?? '',
  );
  expect(documented.sort()).toEqual(await routesInCode());
});
