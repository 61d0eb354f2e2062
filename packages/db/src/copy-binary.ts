import { invariant } from '@daohu/kernel';

/**
 * What a column of a binary COPY brings, and so what number stands for a value: a whole number itself (bigints of ours
 * are below 2^53), yes 1 and no 0, a date yyyymmdd, a word its position among `words`. Null and any other word are NaN.
 */
export type CopyColumn =
  | { readonly is: 'integer' | 'truth' | 'date' }
  | { readonly is: 'code'; readonly words: readonly string[] };

/** `PGCOPY\n\xff\r\n\0`, flags, length of the extension. */
const SIGNATURE = Buffer.from([0x50, 0x47, 0x43, 0x4f, 0x50, 0x59, 0x0a, 0xff, 0x0d, 0x0a, 0]);
const HEADER = SIGNATURE.length + 8;
const INTEGER = 0;
const TRUTH = 1;
const DATE = 2;
const CODE = 3;
const KINDS = { integer: INTEGER, truth: TRUTH, date: DATE, code: CODE } as const;
const FIRST_ROWS = 4_096;

/**
 * Reads `COPY … TO STDOUT (format binary)` into numbers, column by column, without making an object per row or value:
 * millions of rows in a second or two. Bytes come in pieces of any size. Used again, it keeps its memory.
 */
export class BinaryCopy {
  /** Rows read so far. */
  count = 0;
  private readonly kinds: Uint8Array;
  private readonly words: readonly (Words | null)[];
  private capacity = FIRST_ROWS;
  private values: Float64Array;
  private carry: Buffer | null = null;
  private hasBegun = false;
  private hasEnded = false;

  constructor(columns: readonly CopyColumn[]) {
    this.kinds = Uint8Array.from(columns, ({ is }) => KINDS[is]);
    this.words = columns.map((column) => (column.is === 'code' ? new Words(column.words) : null));
    this.values = new Float64Array(columns.length * this.capacity);
  }

  /** The values of a column, row by row. They change when the next COPY is read. */
  column(index: number): Float64Array {
    const from = index * this.capacity;
    return this.values.subarray(from, from + this.count);
  }

  begin(): void {
    this.count = 0;
    this.carry = null;
    this.hasBegun = false;
    this.hasEnded = false;
  }

  /** The next bytes: those of `piece` between `from` and `to`. */
  read(piece: Buffer, from: number, to: number): void {
    let bytes = piece;
    let at = from;
    let end = to;
    if (this.carry !== null) {
      bytes = Buffer.concat([this.carry, piece.subarray(from, to)]);
      at = 0;
      end = bytes.length;
      this.carry = null;
    }
    if (!this.hasBegun) {
      if (end - at < HEADER) {
        this.carry = Buffer.from(bytes.subarray(at, end));
        return;
      }
      const signature = bytes.subarray(at, at + SIGNATURE.length);
      invariant(signature.equals(SIGNATURE), 'a binary COPY begins with its signature');
      at += HEADER + bytes.readUInt32BE(at + HEADER - 4);
      this.hasBegun = true;
    }
    while (at < end && !this.hasEnded) {
      const next = this.row(bytes, at, end);
      if (next < 0) {
        this.carry = Buffer.from(bytes.subarray(at, end));
        return;
      }
      at = next;
    }
  }

  end(): void {
    invariant(this.hasEnded, 'a binary COPY ends with its trailer');
  }

  /** Offset after the row at `at`, or -1 when its end has not come yet; then it is read again whole. */
  private row(bytes: Buffer, at: number, end: number): number {
    if (at + 2 > end) return -1;
    const fields = (bytes[at]! << 8) | bytes[at + 1]!;
    if (fields === 0xffff) {
      this.hasEnded = true;
      return at + 2;
    }
    const { kinds, words } = this;
    invariant(fields === kinds.length, 'a binary COPY has as many fields as columns are asked for');
    if (this.count === this.capacity) this.grow();
    const { values, capacity, count } = this;
    let next = at + 2;
    for (let field = 0; field < fields; field++) {
      if (next + 4 > end) return -1;
      const length = (bytes[next]! << 24) | (bytes[next + 1]! << 16) | (bytes[next + 2]! << 8) | bytes[next + 3]!;
      next += 4;
      let value = Number.NaN;
      if (length >= 0) {
        if (next + length > end) return -1;
        const kind = kinds[field]!;
        if (kind === TRUTH) value = bytes[next]!;
        else if (kind === CODE) value = words[field]!.position(bytes, next, length);
        else if (kind === DATE) value = dateNumber(int32At(bytes, next));
        else value = integerAt(bytes, next, length);
        next += length;
      }
      values[field * capacity + count] = value;
    }
    this.count = count + 1;
    return next;
  }

  private grow(): void {
    const { capacity, values, kinds } = this;
    const larger = new Float64Array(kinds.length * capacity * 2);
    for (let field = 0; field < kinds.length; field++) {
      larger.set(values.subarray(field * capacity, (field + 1) * capacity), field * capacity * 2);
    }
    this.values = larger;
    this.capacity = capacity * 2;
  }
}

/** Few short words, told apart by their bytes, without making a string per row. */
class Words {
  private readonly slots: Int32Array;
  private readonly mask: number;
  private readonly all: readonly Buffer[];

  constructor(words: readonly string[]) {
    this.all = words.map((word) => Buffer.from(word));
    let size = 8;
    while (size < words.length * 4) size *= 2;
    this.mask = size - 1;
    this.slots = new Int32Array(size).fill(-1);
    for (const [position, word] of this.all.entries()) {
      let slot = hashOf(word, 0, word.length) & this.mask;
      while (this.slots[slot] !== -1) slot = (slot + 1) & this.mask;
      this.slots[slot] = position;
    }
  }

  position(bytes: Buffer, at: number, length: number): number {
    let slot = hashOf(bytes, at, length) & this.mask;
    for (;;) {
      const position = this.slots[slot]!;
      if (position < 0) return Number.NaN;
      if (isWord(this.all[position]!, bytes, at, length)) return position;
      slot = (slot + 1) & this.mask;
    }
  }
}

function hashOf(bytes: Buffer, at: number, length: number): number {
  let hash = length;
  for (let index = at; index < at + length; index++) hash = Math.imul(hash ^ bytes[index]!, 0x9e3779b1);
  return (hash ^ (hash >>> 15)) >>> 0;
}

function isWord(word: Buffer, bytes: Buffer, at: number, length: number): boolean {
  if (word.length !== length) return false;
  for (let index = 0; index < length; index++) if (word[index] !== bytes[at + index]) return false;
  return true;
}

function int32At(bytes: Buffer, at: number): number {
  return (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
}

function integerAt(bytes: Buffer, at: number, length: number): number {
  if (length === 4) return int32At(bytes, at);
  if (length === 8) return int32At(bytes, at) * 4_294_967_296 + (int32At(bytes, at + 4) >>> 0);
  invariant(length === 2, `a whole number in a binary COPY has 2, 4 or 8 bytes, not ${length}`);
  return ((bytes[at]! << 24) >> 16) | bytes[at + 1]!;
}

const DAY_ZERO = Date.UTC(2000, 0, 1);
const DATES = new Map<number, number>();

/** It comes as days since 2000. There are few days and many people. */
function dateNumber(days: number): number {
  let date = DATES.get(days);
  if (date === undefined) {
    const day = new Date(DAY_ZERO + days * 86_400_000);
    date = day.getUTCFullYear() * 10_000 + (day.getUTCMonth() + 1) * 100 + day.getUTCDate();
    DATES.set(days, date);
  }
  return date;
}
