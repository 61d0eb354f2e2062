import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type OpenedSystem, openSystem } from '@daohu/server';
import type { Output } from './output.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Options that every command with data has. */
export interface DataOptions {
  readonly data?: string;
  readonly json?: boolean;
}

/**
 * Opens the data folder beside a running server or without one, setting it up when it is new, and leaves it in order
 * whatever happens: the embedded database stops with the last process that uses it.
 */
export async function withSystem<Result>(
  options: DataOptions,
  output: Output,
  run: (system: OpenedSystem) => Promise<Result>,
): Promise<Result> {
  const system = await openSystem({
    dataFolder: path.resolve(options.data ?? path.join(root, '.daohu')),
    mode: 'attach-or-start',
    databaseUrl: process.env.DATABASE_URL,
    demonstration: false,
    onStep: (sentence) => output.say(sentence),
  });
  try {
    return await run(system);
  } finally {
    await system.close();
  }
}
