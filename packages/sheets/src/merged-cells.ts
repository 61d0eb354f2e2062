import { type CellRange, parseCellRange } from './cell-address.ts';
import type { ZipArchive } from './zip-archive.ts';

/** Merged ranges that are kept: a header has dozens. */
const MAX_MERGES = 10_000;

/**
 * The merged ranges that begin at or above `lastRow`. They stand behind all rows of a sheet, so the bytes of the rows
 * are passed over without parsing: only `<mergeCell ref="…"/>` is looked for, which cannot occur inside a value.
 */
export async function readMerges(
  archive: ZipArchive,
  part: string,
  lastRow: number,
  signal: AbortSignal | undefined,
): Promise<CellRange[]> {
  const merges: CellRange[] = [];
  let carry = '';
  for await (const piece of archive.read(part, { signal })) {
    // Element names, references and what stands between them are ASCII.
    const text = carry + piece.toString('latin1');
    let from = 0;
    for (;;) {
      const at = text.indexOf('mergeCell ', from);
      const end = at === -1 ? -1 : text.indexOf('>', at);
      if (end === -1) {
        carry = at === -1 ? text.slice(-16) : text.slice(at, at + 1_000);
        break;
      }
      const reference = /\bref\s*=\s*["']([^"']+)["']/.exec(text.slice(at, end));
      const range = reference ? parseCellRange(reference[1]!) : null;
      if (range && range.firstRow <= lastRow && merges.length < MAX_MERGES) merges.push(range);
      from = end;
    }
  }
  return merges;
}
