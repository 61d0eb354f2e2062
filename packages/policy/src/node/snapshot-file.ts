import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import type { Outcome } from '@daohu/kernel';
import {
  decodeSnapshot,
  encodeSnapshot,
  type FactColumns,
  type SnapshotNote,
  type SnapshotRefusal,
} from '../columns/index.ts';
import type { IndexedSchema } from '../schema.ts';

/** Writes columns to a file that only this account may read; an interrupted write leaves the file before it. */
export async function saveSnapshot(
  path: string,
  schema: IndexedSchema,
  columns: FactColumns,
  note: SnapshotNote = {},
): Promise<void> {
  const beside = `${path}.${randomUUID()}`;
  const file = await open(beside, 'wx', 0o600);
  try {
    for (const bytes of encodeSnapshot(schema, columns, note)) await file.writeFile(bytes);
    await file.sync();
    await file.close();
    await rename(beside, path);
  } catch (error) {
    await file.close().catch(() => {});
    await rm(beside, { force: true });
    throw error;
  }
}

/** Reads a snapshot into memory that threads share. */
export async function loadSnapshot(
  path: string,
  schema: IndexedSchema,
): Promise<Outcome<{ columns: FactColumns; note: SnapshotNote }, SnapshotRefusal>> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const buffer = new SharedArrayBuffer(size);
    let at = 0;
    while (at < size) {
      const { bytesRead } = await file.read(new Uint8Array(buffer, at), 0, Math.min(size - at, 1 << 24), at);
      if (bytesRead === 0) break;
      at += bytesRead;
    }
    return decodeSnapshot(schema, buffer);
  } finally {
    await file.close();
  }
}
