import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { documents, fencesOf, read, root } from '../docs/markdown.ts';

/**
 * What a reader is told to type: `sh` blocks of the front page and the guides. `text` blocks are not run. The guide of
 * pack writers is told in a folder of packs: `tests/docs/pack-writer.test.ts` goes through it.
 */
const blocks = documents
  .filter((file) => file === 'README.md' || (file.startsWith('docs/guide/') && !file.includes('pack-writer')))
  .flatMap((file) => fencesOf(read(file)).filter(({ language }) => language === 'sh'))
  .map(({ text }) => text.trim());

let folder: string;
let server: ChildProcess | undefined;
let said = '';

/**
 * The reader's folder: `./daohu` is that of the project on a data folder of its own, and so is `npm start`, on a free
 * port.
 */
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'daohu-reader-'));
  mkdirSync(path.join(folder, 'workbooks'));
  const daohu = path.join(folder, 'daohu');
  const data = path.join(folder, 'data');
  writeFileSync(daohu, `#!/bin/sh\nexec '${root}/daohu' "$@" --data '${data}'\n`);
  chmodSync(daohu, 0o755);
});

afterAll(async () => {
  if (server && server.exitCode === null) {
    const ended = new Promise((resolve) => server?.once('exit', resolve));
    server.kill('SIGTERM');
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
});

function startServer(): Promise<string> {
  server = spawn(
    process.execPath,
    [path.join(root, 'scripts/start.mjs'), '--data', path.join(folder, 'data'), '--port', '0'],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  return new Promise((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      output += chunk;
      // The accounts come after the address, in one piece of text.
      if (/127\.0\.0\.1:\d+.*admin/s.test(output)) resolve(output);
    };
    server?.stdout?.on('data', listen);
    server?.stderr?.on('data', listen);
    server?.once('exit', (code) => reject(new Error(`npm start ended with ${code}:\n${output}`)));
  });
}

/** What a line says on both streams; a command that fails ends the test. NUMBER is the last import's, as the page says. */
function run(line: string): Promise<string> {
  const number = [...said.matchAll(/^导入编号 (\d+)/gm)].at(-1)?.[1] ?? '';
  const typed = line.replaceAll('/tmp/qingshi', path.join(folder, 'workbooks')).replace(/\bNUMBER\b/, number);
  return new Promise((resolve, reject) => {
    execFile('sh', ['-c', typed], { cwd: folder, maxBuffer: 1 << 26 }, (error, stdout, stderr) =>
      error ? reject(error) : resolve(stdout + stderr),
    );
  });
}

interface Part {
  readonly title: string;
  readonly parts?: readonly Part[];
  readonly threshold?: { readonly shortBy: number | null } | null;
}

function conditionsOf(part: Part): Part[] {
  return part.parts ? part.parts.flatMap(conditionsOf) : [part];
}

test('the front page starts the system with one command, and it prints its accounts', async () => {
  expect(blocks[0]).toBe('npm start');
  expect(await startServer()).toContain('qingshi');
});

test('the household of the story lacks as many yuan as the front page and its picture’s caption say', async () => {
  const { verdict, tree } = JSON.parse((await run('./daohu explain 9999210000001 --json 2>/dev/null')).trim());
  expect(verdict).toBe('unmet');
  const growth = conditionsOf(tree).find(({ title }) => title === '收入增幅高于全省');
  const yuan = ((growth?.threshold?.shortBy ?? 0) / 100).toFixed(2);
  expect(read('README.md').split(`${yuan} yuan`)).toHaveLength(3);
  expect(read('README.zh-CN.md').split(`还差 ${yuan} 元`)).toHaveLength(3);
});

test('every other command of the front page and the guides does what it says', async () => {
  const lines = blocks.filter((text) => text !== 'npm start').flatMap((text) => text.split('\n'));
  for (const line of lines) said += await run(line);
});

test('the story is as it is told: refused rows, an unknown verdict, and everything back', () => {
  const page = read('README.md');
  expect(page).toContain('Seven rows are refused');
  expect(said).toContain('新增 1431，变更 0，相同 0，拒绝 7');
  expect(page).toContain('确认导入 1,431 行');
  const verdicts = [...said.matchAll(/^蔡磊（户编号 9999210000001）.*$/gm)].map(([line]) => line);
  expect(verdicts).toEqual([expect.stringContaining('未达到'), expect.stringContaining('未知')]);
  expect(said).toMatch(/导入 \d+ 已撤销/);
});
