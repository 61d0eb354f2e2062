import { type FileHandle, open } from 'node:fs/promises';
import { crc32, createInflateRaw } from 'node:zlib';
import yauzl from 'yauzl';
import type { SheetLimits } from './limits.ts';
import { refuseWith, SheetRefused } from './sheet-refusal.ts';

/** Larger pieces were not measurably faster and held more memory. */
const PIECE_BYTES = 64 * 1024;

export interface ReadPartOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called with the compressed bytes consumed so far. */
  readonly onCompressedBytes?: ((bytes: number) => void) | undefined;
}

/**
 * The parts of a workbook inside its zip. Entry names are only ever keys of a map, so what they look like as paths
 * is irrelevant. Sizes written in the zip are not trusted: limits act on what really comes out.
 */
export class ZipArchive {
  readonly #zip: yauzl.ZipFile;
  readonly #entries: ReadonlyMap<string, yauzl.Entry>;
  readonly #limits: SheetLimits;

  private constructor(zip: yauzl.ZipFile, entries: ReadonlyMap<string, yauzl.Entry>, limits: SheetLimits) {
    this.#zip = zip;
    this.#entries = entries;
    this.#limits = limits;
  }

  static async open(path: string, limits: SheetLimits): Promise<ZipArchive> {
    let zip: yauzl.ZipFile;
    try {
      zip = await yauzl.openPromise(path, { autoClose: false, decodeStrings: false, validateEntrySizes: false });
    } catch (cause) {
      throw asDamage(cause, 'zip');
    }
    try {
      if (zip.entryCount > limits.maxZipEntries) {
        refuseWith({ code: 'too-many-entries', limit: limits.maxZipEntries, found: zip.entryCount });
      }
      const entries = new Map<string, yauzl.Entry>();
      for await (const entry of zip.eachEntry()) {
        const name = entryKey(entry.fileNameRaw.toString('utf8'));
        // Two entries of one name: which of them a program opens differs, so neither is read.
        if (entries.has(name)) {
          refuseWith({ code: 'damaged', part: name, why: 'the zip holds this part twice', place: null });
        }
        entries.set(name, entry);
      }
      return new ZipArchive(zip, entries, limits);
    } catch (cause) {
      zip.close();
      throw asDamage(cause, 'zip');
    }
  }

  has(name: string): boolean {
    return this.#entries.has(entryKey(name));
  }

  names(): IterableIterator<string> {
    return this.#entries.keys();
  }

  /** Compressed size of a part, for progress; 0 when it is missing. */
  compressedBytes(name: string): number {
    return this.#entries.get(entryKey(name))?.compressedSize ?? 0;
  }

  /** The inflated bytes of a part, piece by piece. Stopping early closes what was opened. */
  async *read(name: string, options: ReadPartOptions = {}): AsyncGenerator<Buffer, void, undefined> {
    const entry = this.#entries.get(entryKey(name));
    if (!entry) refuseWith({ code: 'damaged', part: name, why: 'the part is missing', place: null });
    if (entry.isEncrypted()) refuseWith({ code: 'encrypted' });
    if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) {
      const why = `compression method ${entry.compressionMethod}`;
      refuseWith({ code: 'damaged', part: name, why, place: null });
    }
    const { maxInflatedBytes, maxInflateRatio, inflateRatioFrom } = this.#limits;
    let consumed = 0;
    let produced = 0;
    let checksum = 0;
    try {
      const raw = await this.#zip.openReadStreamPromise(entry, { decodeFileData: false });
      raw.on('data', (piece: Buffer) => {
        consumed += piece.length;
      });
      const inflated = entry.compressionMethod === 0 ? raw : raw.pipe(createInflateRaw({ chunkSize: PIECE_BYTES }));
      if (inflated !== raw) raw.on('error', (error) => inflated.destroy(error));
      try {
        for await (const piece of inflated as AsyncIterable<Buffer>) {
          options.signal?.throwIfAborted();
          produced += piece.length;
          if (produced > maxInflatedBytes) {
            refuseWith({ code: 'inflates-too-far', part: name, limit: maxInflatedBytes, by: 'bytes' });
          }
          if (produced > inflateRatioFrom && produced > consumed * maxInflateRatio) {
            refuseWith({ code: 'inflates-too-far', part: name, limit: maxInflateRatio, by: 'ratio' });
          }
          checksum = crc32(piece, checksum);
          options.onCompressedBytes?.(consumed);
          yield piece;
        }
      } finally {
        raw.destroy();
        inflated.destroy();
      }
    } catch (cause) {
      throw options.signal?.aborted ? cause : asDamage(cause, name);
    }
    if (produced !== entry.uncompressedSize || checksum !== entry.crc32) {
      refuseWith({ code: 'damaged', part: name, why: 'its checksum does not match', place: null });
    }
  }

  /** Releases the file. Reading in progress fails afterwards. */
  close(): void {
    this.#zip.close();
  }
}

function entryKey(name: string): string {
  return name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase();
}

/** A fault of the file's content is a refusal; a fault of the disk stays an error with its cause. */
function asDamage(cause: unknown, part: string): unknown {
  if (cause instanceof SheetRefused || !(cause instanceof Error) || 'syscall' in cause) return cause;
  return new SheetRefused({ code: 'damaged', part, why: cause.message, place: null });
}

/** First bytes of a file, fewer when it is shorter. */
export async function readHead(path: string, bytes: number, from = 0): Promise<Buffer> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'r');
    const buffer = Buffer.alloc(bytes);
    let filled = 0;
    while (filled < bytes) {
      const { bytesRead } = await file.read(buffer, filled, bytes - filled, from + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return buffer.subarray(0, filled);
  } finally {
    await file?.close();
  }
}
