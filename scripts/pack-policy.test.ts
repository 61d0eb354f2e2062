import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const bare = fs.mkdtempSync(path.join(os.tmpdir(), 'daohu-policy-package-'));
const home = path.join(bare, 'stranger');
const installed = path.join(home, 'node_modules/@daohu/policy');
fs.mkdirSync(home, { recursive: true });

/** The package as npm packs it, unpacked in the folder of a stranger who has its dependencies and nothing of ours. */
beforeAll(() => {
  const laidOut = path.join(bare, 'laid-out');
  node(path.join(root, 'scripts/pack-policy.mjs'), 'lay-out', laidOut);
  execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', bare], { cwd: laidOut });
  const tarball = fs.readdirSync(bare).find((name) => name.endsWith('.tgz'))!;
  fs.mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['-xzf', path.join(bare, tarball), '-C', installed, '--strip-components=1']);
  const { dependencies } = JSON.parse(fs.readFileSync(path.join(installed, 'package.json'), 'utf8'));
  for (const name of Object.keys(dependencies)) {
    fs.mkdirSync(path.dirname(path.join(home, 'node_modules', name)), { recursive: true });
    fs.symlinkSync(fs.realpathSync(path.join(root, 'node_modules', name)), path.join(home, 'node_modules', name));
  }
}, 120_000);

afterAll(() => fs.rmSync(bare, { recursive: true, force: true }));

test('the examples of the API page give what they say, in plain JavaScript', () => {
  const page = fs.readFileSync(path.join(installed, 'API.md'), 'utf8');
  const code = [...page.matchAll(/^```js\n(.*?)^```/gms)].map(([, block]) => block).join('\n');
  const promised = [...code.matchAll(/\/\/ → (.*)$/gm)].map(([, line]) => line);
  expect(promised.length).toBeGreaterThan(20);
  fs.writeFileSync(path.join(home, 'examples.mjs'), code);
  expect(node(path.join(home, 'examples.mjs')).trimEnd().split('\n')).toEqual(promised);
});

test('the API page names everything that the package exports', () => {
  const page = fs.readFileSync(path.join(installed, 'API.md'), 'utf8');
  const list = `for (const door of ['', '/node', '/sql']) console.log(Object.keys(await import('@daohu/policy' + door)).join('\\n'));`;
  fs.writeFileSync(path.join(home, 'exports.mjs'), list);
  const exported = node(path.join(home, 'exports.mjs')).trim().split('\n');
  expect(exported.length).toBeGreaterThan(50);
  expect(exported.filter((name) => !new RegExp(`\\b${name}\\b`).test(page))).toEqual([]);
});

test('packs of a folder load behind the door for Node', () => {
  const folder = path.join(home, 'packs');
  fs.mkdirSync(path.join(folder, 'rules'), { recursive: true });
  const head = "pack: rules\ntitle: Rules\njurisdiction: { name: all, code: '0' }\ninForce: { from: 2020-01-01 }\n";
  fs.writeFileSync(path.join(folder, 'rules/pack.yaml'), head);
  const broken = path.join(home, 'broken');
  fs.mkdirSync(path.join(broken, 'rules'), { recursive: true });
  fs.writeFileSync(path.join(broken, 'rules/pack.yaml'), 'pack: others');
  const code = `
    import { Library, PacksRefused } from '@daohu/policy';
    import { checkPacks, loadPacks } from '@daohu/policy/node';
    const schema = { entities: [] };
    console.log(loadPacks('${folder}', schema) instanceof Library, checkPacks('${folder}', schema).packs);
    try { loadPacks('${broken}', schema); } catch (error) { console.log(error instanceof PacksRefused); }
  `;
  fs.writeFileSync(path.join(home, 'folder.mjs'), code);
  expect(node(path.join(home, 'folder.mjs'))).toBe('true 1\ntrue\n');
});

test('the declarations stand alone, under the strictest settings', () => {
  const code = `
    import { evaluateExpression, type ExpressionRefusal, type Outcome, type Schema, type Value, loadPackFiles } from '@daohu/policy';
    import { loadPacks } from '@daohu/policy/node';
    const schema: Schema = { entities: [] };
    const outcome: Outcome<Value, ExpressionRefusal> = evaluateExpression('1 + 1', { values: { a: 1 }, types: { a: 'number' } });
    export const value: Value | ExpressionRefusal = outcome.ok ? outcome.value : outcome.refusal;
    // @ts-expect-error a type that no value has
    evaluateExpression('1 + 1', { types: { a: 'decimal' } });
    export const same: boolean = loadPacks('packs', schema).packs === loadPackFiles([], schema).packs;
  `;
  fs.writeFileSync(path.join(home, 'consumer.mts'), code);
  fs.writeFileSync(
    path.join(home, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: {
        module: 'nodenext',
        target: 'es2022',
        strict: true,
        skipLibCheck: false,
        noEmit: true,
        types: [],
      },
      files: ['consumer.mts'],
    }),
  );
  expect(node(path.join(root, 'node_modules/typescript/bin/tsc'), '-p', home)).toBe('');
});

test('nothing of poverty work, of this machine or of the sources is in the package', () => {
  const files = fs
    .readdirSync(installed, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  const names = files.map((file) => path.relative(installed, file));
  expect(names).toEqual(expect.arrayContaining(['package.json', 'README.md', 'API.md', 'LICENSE', 'dist/index.js']));
  expect(names.filter((name) => /\.test\.|(?<!\.d)\.ts$/.test(name))).toEqual([]);
  const words = /贫|扶|低保|农户|户[.)]|poverty/i;
  const found = files
    .filter((file) => /\.(js|ts|md|json)$/.test(file))
    .flatMap((file) =>
      fs
        .readFileSync(file, 'utf8')
        .split('\n')
        .flatMap((line, index) =>
          words.test(line) || line.includes(root)
            ? [`${path.relative(installed, file)}:${index + 1}: ${line.trim()}`]
            : [],
        ),
    );
  expect(found).toEqual([]);
});

function node(...args: string[]): string {
  try {
    return execFileSync(process.execPath, args, { encoding: 'utf8', cwd: home, stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${stdout}\n${stderr}`);
  }
}
