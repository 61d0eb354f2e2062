import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { oneAtATime } from './one-at-a-time.mjs';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'daohu-lock-'));

test('of many that want to install at once, one works and the others wait', async () => {
  const lock = path.join(folder, 'busy');
  let atWork = 0;
  let most = 0;
  const turns = Array.from({ length: 5 }, () =>
    oneAtATime(
      lock,
      () => {},
      async () => {
        atWork += 1;
        most = Math.max(most, atWork);
        await new Promise((resolve) => setTimeout(resolve, 20));
        atWork -= 1;
      },
    ),
  );
  await Promise.all(turns);
  expect(most).toBe(1);
  expect(fs.readdirSync(folder)).toEqual([]);
});

test('the lock of a process that was killed is taken over', async () => {
  const lock = path.join(folder, 'abandoned');
  const child = spawn(process.execPath, ['-e', '']);
  await new Promise((resolve) => child.once('exit', resolve));
  fs.writeFileSync(lock, String(child.pid));
  expect(
    await oneAtATime(
      lock,
      () => {},
      async () => 'worked',
    ),
  ).toBe('worked');
});

test('the lock is given back when the work fails', async () => {
  const lock = path.join(folder, 'failing');
  const work = oneAtATime(
    lock,
    () => {},
    async () => {
      throw new Error('no network');
    },
  );
  await expect(work).rejects.toThrow('no network');
  expect(fs.existsSync(lock)).toBe(false);
});
