import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { systemCallCode } from './start-refused.ts';

/** A socket's path has at most 107 bytes under Linux and 103 under macOS, `/.s.PGSQL.5432` included. */
const LONGEST_SOCKET_FOLDER = 103 - '/.s.PGSQL.5432'.length;

/** Folders held open for as long as the process lives, because their sockets are reached through the descriptor. */
const held = new Map<string, number>();

/**
 * How this process names the folder of the socket, which is the database folder. Where that path is too long for a
 * socket it is named by an open descriptor under Linux, which no cleaning of /tmp can take away, and elsewhere by a
 * link in a folder of the temporary directory that only we may enter.
 */
export function socketFolder(databasePath: string): string {
  if (Buffer.byteLength(databasePath) <= LONGEST_SOCKET_FOLDER) return databasePath;
  if (process.platform !== 'linux') return shortLink(databasePath);
  const descriptor = held.get(databasePath) ?? fs.openSync(databasePath, 'r');
  held.set(databasePath, descriptor);
  return `/proc/self/fd/${descriptor}`;
}

function shortLink(databasePath: string): string {
  const name = createHash('sha256').update(databasePath).digest('hex').slice(0, 12);
  const link = path.join(privateFolder(`daohu-${process.getuid?.() ?? 0}-${name}`), 'pg');
  try {
    fs.symlinkSync(databasePath, link);
  } catch (error) {
    if (systemCallCode(error) !== 'EEXIST') throw error;
  }
  return link;
}

function privateFolder(name: string): string {
  const folder = path.join(tmpdir(), name);
  try {
    fs.mkdirSync(folder, { mode: 0o700 });
    return folder;
  } catch (error) {
    if (systemCallCode(error) !== 'EEXIST') throw error;
  }
  const stat = fs.lstatSync(folder);
  // Somebody else took the name: a fresh one, which no other process of ours finds again, still works.
  const ours = stat.isDirectory() && stat.uid === process.getuid?.() && (stat.mode & 0o077) === 0;
  return ours ? folder : fs.mkdtempSync(path.join(tmpdir(), 'daohu-'));
}
