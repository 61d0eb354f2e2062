import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import { editionOf } from '@daohu/domain/divisions';
import { type OpenedSystem, openSystem } from '@daohu/server';
import { type Output, WrongArguments } from './output.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Options that every command with data has. */
export interface DataOptions {
  readonly data?: string;
  readonly divisions?: string;
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
  const edition = options.divisions === undefined ? undefined : editionOf(options.divisions);
  if (edition === null) throw new WrongArguments(`--divisions 应为 2016 或 2023，而不是“${options.divisions}”。`);
  const system = await openSystem({
    dataFolder: path.resolve(options.data ?? path.join(root, '.daohu')),
    mode: 'attach-or-start',
    databaseUrl: process.env.DATABASE_URL,
    demonstration: false,
    edition,
    onStep: (sentence) => output.say(sentence),
  });
  try {
    return await run(system);
  } finally {
    await system.close();
  }
}
