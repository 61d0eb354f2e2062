import { invariant } from '@daohu/kernel';
import { decodeExcelEscapes } from './excel-escapes.ts';
import type { SheetLimits } from './limits.ts';
import { refuseWith } from './sheet-refusal.ts';
import { type XmlHandlers, XmlReader } from './xml-reader.ts';
import type { ReadPartOptions, ZipArchive } from './zip-archive.ts';

const BLOCK_BYTES = 1024 * 1024;
const BLOCK_SHIFT = 20;
const PAGE_ENTRIES = 64 * 1024;
const CACHE_ENTRIES = 16 * 1024;
/** Longer texts are not worth keeping twice, and a cache full of them would outweigh the strings themselves. */
const CACHED_CHARS = 256;

/**
 * The shared strings of a workbook, kept as UTF-8 outside the JavaScript heap: a million names then cost their bytes
 * and four each, in blocks that never have to be copied to grow. Strings asked for again and again (yes, no, 因病)
 * stay decoded in a small cache.
 */
export class SharedStrings {
  readonly #blocks: Buffer[] = [];
  /** Where each string begins, block and offset in one number; it ends where the next begins in the same block. */
  readonly #starts: Uint32Array[] = [];
  readonly #ends: Uint32Array[] = [];
  readonly #cachedIndex = new Int32Array(CACHE_ENTRIES).fill(-1);
  readonly #cachedText: string[] = new Array(CACHE_ENTRIES).fill('');
  #count = 0;
  #used = 0;
  #cost = 0;
  readonly #limit: number;

  constructor(limitBytes: number) {
    this.#limit = limitBytes;
  }

  get size(): number {
    return this.#count;
  }

  add(text: string): void {
    const bytes = Buffer.byteLength(text);
    invariant(bytes <= BLOCK_BYTES, 'a string fits into a block: maxCellChars is at most 349,525');
    this.#cost += bytes + 4;
    if (this.#cost > this.#limit) refuseWith({ code: 'too-many-shared-strings', limitBytes: this.#limit });
    if (this.#blocks.length === 0 || this.#used + bytes > BLOCK_BYTES) {
      this.#blocks.push(Buffer.allocUnsafeSlow(BLOCK_BYTES));
      this.#used = 0;
    }
    const block = this.#blocks.at(-1)!;
    const page = this.#count % PAGE_ENTRIES;
    if (page === 0) {
      this.#starts.push(new Uint32Array(PAGE_ENTRIES));
      this.#ends.push(new Uint32Array(PAGE_ENTRIES));
    }
    const base = (this.#blocks.length - 1) << BLOCK_SHIFT;
    this.#starts.at(-1)![page] = base + this.#used;
    this.#used += block.write(text, this.#used);
    this.#ends.at(-1)![page] = base + this.#used;
    this.#count++;
  }

  /** Null when the workbook has no such string. */
  at(index: number): string | null {
    if (!(index >= 0 && index < this.#count)) return null;
    const slot = index % CACHE_ENTRIES;
    if (this.#cachedIndex[slot] === index) return this.#cachedText[slot]!;
    const page = Math.floor(index / PAGE_ENTRIES);
    const start = this.#starts[page]![index % PAGE_ENTRIES]!;
    const end = this.#ends[page]![index % PAGE_ENTRIES]!;
    const block = this.#blocks[start >>> BLOCK_SHIFT]!;
    const from = start & (BLOCK_BYTES - 1);
    const text = block.toString('utf8', from, from + (end - start));
    if (text.length <= CACHED_CHARS) {
      this.#cachedIndex[slot] = index;
      this.#cachedText[slot] = text;
    }
    return text;
  }
}

/** Reads `sharedStrings.xml`. Rich text becomes its plain text; phonetic guides (`rPh`) are not part of it. */
export async function readSharedStrings(
  archive: ZipArchive,
  part: string | null,
  limits: SheetLimits,
  options: ReadPartOptions,
): Promise<SharedStrings> {
  const strings = new SharedStrings(limits.maxSharedStringsBytes);
  if (part === null || !archive.has(part)) return strings;
  let text = '';
  let inText = false;
  let inPhonetic = false;
  const tooLong = () => {
    const place = { sheet: 'sharedStrings', rowNumber: null, address: null };
    return refuseWith({ code: 'cell-too-long', limit: limits.maxCellChars, place });
  };
  const handlers: XmlHandlers = {
    open(name) {
      if (name === 't') inText = !inPhonetic;
      else if (name === 'rPh') inPhonetic = true;
    },
    close(name) {
      if (name === 't') inText = false;
      else if (name === 'rPh') inPhonetic = false;
      else if (name === 'si') {
        const decoded = decodeExcelEscapes(text);
        if (decoded.length > limits.maxCellChars) tooLong();
        strings.add(decoded);
        text = '';
      }
    },
    text(piece) {
      if (!inText) return;
      text += piece;
      if (text.length > limits.maxCellChars * 7) tooLong();
    },
  };
  const reader = new XmlReader(part, handlers, { chars: limits.maxCellChars * 8, refuse: tooLong });
  for await (const piece of archive.read(part, options)) reader.write(piece);
  reader.end();
  return strings;
}
