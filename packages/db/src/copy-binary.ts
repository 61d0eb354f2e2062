import { invariant } from '@daohu/kernel';

/** Where the values of one column of a binary COPY go. Every row is told to every column, in the order of the rows. */
export interface CopyTarget {
  /** `length` bytes of `bytes` from `at`, in the binary form of the column's type; -1 for null. */
  take(bytes: Buffer, at: number, length: number, row: number): void;
}

/** `PGCOPY\n\xff\r\n\0`, flags, length of the extension. */
const SIGNATURE = Buffer.from([0x50, 0x47, 0x43, 0x4f, 0x50, 0x59, 0x0a, 0xff, 0x0d, 0x0a, 0]);
const HEADER = SIGNATURE.length + 8;

/**
 * Reads `COPY … TO STDOUT (format binary)` into its targets, one per column, without making an object per row or value.
 * Gives the number of rows. A row that is cut by the end of a chunk is read again whole, so a target must not mind to be
 * told the same row twice.
 */
export async function readBinaryCopy(chunks: AsyncIterable<Buffer>, targets: readonly CopyTarget[]): Promise<number> {
  let rest: Buffer | null = null;
  let rows = 0;
  let begun = false;
  let ended = false;
  for await (const chunk of chunks) {
    const bytes: Buffer = rest === null ? chunk : Buffer.concat([rest, chunk]);
    let at = 0;
    if (!begun) {
      if (bytes.length < HEADER) {
        rest = bytes;
        continue;
      }
      invariant(bytes.subarray(0, SIGNATURE.length).equals(SIGNATURE), 'a binary COPY begins with its signature');
      at = HEADER + bytes.readUInt32BE(HEADER - 4);
      begun = true;
    }
    while (!ended) {
      const end = rowAt(bytes, at, targets, rows);
      if (end === INCOMPLETE) break;
      if (end === TRAILER) ended = true;
      else {
        at = end;
        rows++;
      }
    }
    rest = at < bytes.length && !ended ? bytes.subarray(at) : null;
  }
  invariant(ended, 'a binary COPY ends with its trailer');
  return rows;
}

const INCOMPLETE = -1;
const TRAILER = -2;

/** Offset after the row that begins at `at`. */
function rowAt(bytes: Buffer, at: number, targets: readonly CopyTarget[], row: number): number {
  const size = bytes.length;
  if (at + 2 > size) return INCOMPLETE;
  const fields = (bytes[at]! << 8) | bytes[at + 1]!;
  if (fields === 0xffff) return TRAILER;
  invariant(fields === targets.length, 'a binary COPY has as many fields as it has targets');
  let next = at + 2;
  for (let field = 0; field < fields; field++) {
    if (next + 4 > size) return INCOMPLETE;
    const length = int32At(bytes, next);
    next += 4;
    if (length > 0 && next + length > size) return INCOMPLETE;
    targets[field]!.take(bytes, next, length, row);
    if (length > 0) next += length;
  }
  return next;
}

export function int32At(bytes: Buffer, at: number): number {
  return (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
}

/** A `smallint`, `integer` or `bigint`, by its length; bigints of ours are below 2^53. */
export function integerAt(bytes: Buffer, at: number, length: number): number {
  if (length === 4) return int32At(bytes, at);
  if (length === 2) return (((bytes[at]! << 8) | bytes[at + 1]!) << 16) >> 16;
  invariant(length === 8, `a whole number in binary COPY has 2, 4 or 8 bytes, not ${length}`);
  return int32At(bytes, at) * 4_294_967_296 + (int32At(bytes, at + 4) >>> 0);
}

const DAY_ZERO = Date.UTC(2000, 0, 1);
const DATES = new Map<number, number>();

/** A `date` as yyyymmdd: it comes as days since 2000. There are few days and many people. */
export function dateNumberAt(bytes: Buffer, at: number): number {
  const days = int32At(bytes, at);
  let date = DATES.get(days);
  if (date === undefined) {
    const day = new Date(DAY_ZERO + days * 86_400_000);
    date = day.getUTCFullYear() * 10_000 + (day.getUTCMonth() + 1) * 100 + day.getUTCDate();
    DATES.set(days, date);
  }
  return date;
}
