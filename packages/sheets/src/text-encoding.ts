import { open } from 'node:fs/promises';
import { refuseWith } from './sheet-refusal.ts';
import type { TextEncodingName } from './workbook.ts';

const PIECE_BYTES = 256 * 1024;
/** Bytes judged from the first that is not ASCII. */
const JUDGED_BYTES = 1024 * 1024;

/**
 * The encoding of a text file: by its byte order mark, else by the first bytes that are not ASCII, wherever they stand.
 * UTF-8 is recognised by its strict form, which GBK text practically never has; a file that is plain ASCII is UTF-8.
 */
export async function detectEncoding(path: string, signal?: AbortSignal): Promise<TextEncodingName> {
  const file = await open(path, 'r');
  try {
    const piece = Buffer.allocUnsafe(PIECE_BYTES);
    for (let position = 0; ; ) {
      signal?.throwIfAborted();
      const { bytesRead } = await file.read(piece, 0, PIECE_BYTES, position);
      if (bytesRead === 0) return 'utf-8';
      if (position === 0) {
        const marked = encodingOfMark(piece.subarray(0, bytesRead));
        if (marked) return marked;
      }
      const at = firstNonAscii(piece, bytesRead);
      if (at !== -1) {
        const sample = Buffer.allocUnsafe(JUDGED_BYTES);
        const { bytesRead: judged } = await file.read(sample, 0, JUDGED_BYTES, position + at);
        const encoding = judge(sample.subarray(0, judged));
        return encoding ?? refuseWith({ code: 'encoding-unknown', byteOffset: position + at });
      }
      position += bytesRead;
    }
  } finally {
    await file.close();
  }
}

function encodingOfMark(head: Buffer): TextEncodingName | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return null;
}

function firstNonAscii(piece: Buffer, end: number): number {
  for (let at = 0; at < end; at++) if (piece[at]! >= 0x80) return at;
  return -1;
}

function judge(sample: Buffer): TextEncodingName | null {
  const asUtf8 = decodes(sample, 'utf-8');
  const asGb = decodes(sample, 'gb18030');
  if (asUtf8 === null) return asGb === null ? null : 'gb18030';
  // A few characters of GBK (级, 拢) are also two-byte UTF-8, of letters that Chinese offices do not write. Chinese
  // in UTF-8 takes three bytes: text without any that is good GBK is GBK.
  return asGb !== null && !/[\u0800-\uffff]/.test(asUtf8) ? 'gb18030' : 'utf-8';
}

/** The sample may end within a character: `stream` leaves that open. */
function decodes(sample: Buffer, encoding: TextEncodingName): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(sample, { stream: true });
  } catch {
    return null;
  }
}

/** Thrown by `decodeFile` at the first bytes that are no text in the encoding. */
export class EncodingBroken extends Error {
  override readonly name = 'EncodingBroken';
}

/**
 * The text of a file, piece by piece, without byte order mark and without NUL characters (some programs pad with
 * them, and no database keeps them). Bytes that are no text stop the reading: a guessed character would be a wrong
 * name.
 */
export async function* decodeFile(
  path: string,
  encoding: TextEncodingName,
  signal: AbortSignal | undefined,
  onBytes: (bytesRead: number) => void,
): AsyncGenerator<string, void, undefined> {
  const file = await open(path, 'r');
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    const piece = Buffer.allocUnsafe(PIECE_BYTES);
    let position = 0;
    let first = true;
    for (;;) {
      signal?.throwIfAborted();
      const { bytesRead } = await file.read(piece, 0, PIECE_BYTES, position);
      position += bytesRead;
      onBytes(position);
      let text = decodePiece(decoder, piece.subarray(0, bytesRead), bytesRead > 0);
      // A mark in GB18030 is not taken off by the decoder.
      if (first && text.charCodeAt(0) === 0xfeff) text = text.slice(1);
      first &&= text === '';
      if (text !== '') yield text.includes('\0') ? text.replaceAll('\0', '') : text;
      if (bytesRead === 0) return;
    }
  } finally {
    await file.close();
  }
}

function decodePiece(decoder: TextDecoder, piece: Buffer, stream: boolean): string {
  try {
    return decoder.decode(piece, { stream });
  } catch (cause) {
    throw new EncodingBroken('bytes that are no text in this encoding', { cause });
  }
}
