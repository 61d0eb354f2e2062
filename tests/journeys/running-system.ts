import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the system of the journeys listens. */
    address: string;
  }
}

const root = path.resolve(import.meta.dirname, '../..');
const FIRST_START_MS = 280_000;

/**
 * `npm start` on an empty data folder, once for all journeys: a real database, the invented demonstration. While
 * journeys are written, `DAOHU_ADDRESS` names a system that runs already.
 */
export default async function startSystem(project: TestProject): Promise<() => Promise<void>> {
  if (process.env.DAOHU_ADDRESS) {
    project.provide('address', process.env.DAOHU_ADDRESS);
    return async () => undefined;
  }
  const data = mkdtempSync(path.join(tmpdir(), 'daohu-journeys-'));
  const system = spawn(process.execPath, ['scripts/start.mjs', '--port', '0', '--data', data], {
    cwd: root,
    // As from a terminal, not as a part of a test.
    env: { ...process.env, NODE_ENV: '', VITEST: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  project.provide('address', await addressOf(system));
  return async () => {
    const ended = new Promise((resolve) => system.once('exit', resolve));
    system.kill('SIGTERM');
    await ended;
    rmSync(data, { recursive: true, force: true });
  };
}

function addressOf(system: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(() => reject(new Error(`the system did not start in time:\n${said}`)), FIRST_START_MS);
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
      if (!address) return;
      clearTimeout(timer);
      resolve(address);
    };
    system.stdout?.on('data', listen);
    system.stderr?.on('data', listen);
    system.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`the system ended with ${code} before it listened:\n${said}`));
    });
  });
}
