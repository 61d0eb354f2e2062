import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** A file to be written, or a stream such as an HTTP response. */
export type WriteTarget = string | Writable;

/** Sends `source` to the target. A file appears under its name only when it is complete. */
export async function sendTo(target: WriteTarget, source: Readable, signal: AbortSignal | undefined): Promise<void> {
  const options = signal ? { signal } : {};
  if (typeof target !== 'string') {
    await pipeline(source, target, options);
    return;
  }
  const unfinished = `${target}.part`;
  try {
    await pipeline(source, createWriteStream(unfinished), options);
    await rename(unfinished, target);
  } catch (cause) {
    await rm(unfinished, { force: true });
    throw cause;
  }
}
