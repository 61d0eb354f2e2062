import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { documents, fencesOf, read, root } from '../docs/markdown.ts';

/** What a reader is told to type: `sh` blocks of the front page and the guides. `text` blocks are not run. */
const blocks = documents
  .filter((file) => file === 'README.md' || file.startsWith('docs/guide/'))
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

/** What the block says on both streams; a command that fails ends the block and the test with it. */
function run(block: string): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(
      'sh',
      ['-e', '-c', block.replaceAll('/tmp/qingshi', path.join(folder, 'workbooks'))],
      { cwd: folder, maxBuffer: 1 << 26 },
      (error, stdout, stderr) => (error ? reject(error) : resolve(stdout + stderr)),
    );
  });
}

test('the front page starts the system with one command, and it prints its accounts', async () => {
  expect(blocks[0]).toBe('npm start');
  expect(await startServer()).toContain('qingshi');
});

test('every other command of the front page and the guides does what it says', async () => {
  for (const block of blocks.filter((text) => text !== 'npm start')) said += await run(block);
});

test('the story is as it is told: refused rows, an unknown verdict, and everything back', () => {
  const page = read('README.md');
  expect(page).toContain('Seven rows are refused');
  expect(said).toContain('新增 1431，变更 0，相同 0，拒绝 7');
  expect(page).toContain('确认导入 1,431 行');
  const verdicts = [...said.matchAll(/^蔡磊（户编号 9999210000001）.*$/gm)].map(([line]) => line);
  expect(verdicts).toEqual([expect.stringContaining('未达到'), expect.stringContaining('无法判断')]);
  expect(said).toContain('导入 11 已撤销');
});
