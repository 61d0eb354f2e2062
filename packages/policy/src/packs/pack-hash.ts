import type { Pack } from './pack.ts';
import type { PackFile } from './pack-file.ts';
import { sha256 } from './sha256.ts';

/** The files of a pack that decide something: not its examples, and not the words of its clauses. */
export function decidingFiles(files: readonly PackFile[]): PackFile[] {
  return files.filter(({ path }) => path.endsWith('.yaml') && !path.endsWith('.cases.yaml'));
}

const HASHES = new WeakMap<Pack, string>();

/**
 * 版本: the SHA-256 of what decides in a pack, so that a stored decision names the very text it rests on. The same on
 * every machine: files in the order of their paths, line ends as `\n`.
 */
export function packHash(pack: Pack): string {
  let made = HASHES.get(pack);
  if (made === undefined) {
    const files = [...pack.sources].sort((a, b) => (a.path < b.path ? -1 : 1));
    made = sha256(files.map(({ path, text }) => `${path}\n${text.replaceAll('\r\n', '\n')}\n\0`).join(''));
    HASHES.set(pack, made);
  }
  return made;
}
