import { stat } from 'node:fs/promises';
import { type OtherFileKind, refuseWith } from './sheet-refusal.ts';
import { readHead, type ZipArchive } from './zip-archive.ts';

const HEAD_BYTES = 8 * 1024;

/** Recognises a file by its content, whatever its name ends in. Refuses what is neither a zip nor text. */
export async function recogniseFile(path: string): Promise<'zip' | 'text'> {
  let bytes: number;
  try {
    const found = await stat(path);
    if (!found.isFile()) refuseWith({ code: 'not-a-file', path });
    bytes = found.size;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') {
      refuseWith({ code: 'file-not-found', path });
    }
    throw cause;
  }
  if (bytes === 0) refuseWith({ code: 'empty-file' });
  const head = await readHead(path, HEAD_BYTES);
  if (startsWith(head, 'PK\x03\x04')) return 'zip';
  if (startsWith(head, 'PK\x05\x06')) refuseWith({ code: 'wrong-kind', found: 'zip' });
  if (startsWith(head, '\xd0\xcf\x11\xe0')) await refuseCompoundFile(path, head);
  if (startsWith(head, '%PDF')) refuseWith({ code: 'wrong-kind', found: 'pdf' });
  const other = otherTextKind(head);
  if (other) refuseWith({ code: 'wrong-kind', found: other });
  return 'text';
}

function startsWith(head: Buffer, magic: string): boolean {
  return head.toString('latin1', 0, magic.length) === magic;
}

/** An OLE compound file is an old `.xls`, or the wrapping of a workbook with a password. Its directory tells. */
async function refuseCompoundFile(path: string, head: Buffer): Promise<never> {
  if (head.length >= 512) {
    const sectorBytes = 1 << Math.min(head.readUInt16LE(0x1e), 16);
    const directory = await readHead(path, 16 * 1024, (head.readUInt32LE(0x30) + 1) * sectorBytes);
    if (directory.includes(Buffer.from('EncryptedPackage', 'utf16le'))) refuseWith({ code: 'encrypted' });
  }
  return refuseWith({ code: 'wrong-kind', found: 'xls' });
}

/** Offices' systems hand out HTML tables and XML named `.xls`; those and binary files are not CSV. */
function otherTextKind(head: Buffer): OtherFileKind | null {
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) return null;
  let end = head.length;
  while (end > 0 && head[end - 1] === 0) end--;
  if (end === 0) return refuseWith({ code: 'empty-file' });
  let controls = 0;
  for (let at = 0; at < end; at++) {
    const byte = head[at]!;
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 26 && byte !== 27)) controls++;
  }
  if (controls > 4 && controls * 50 > end) return 'binary';
  const text = head
    .toString('latin1', 0, end)
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart()
    .toLowerCase();
  if (/^<\?xml/.test(text) && text.includes('office:spreadsheet')) return 'xml-spreadsheet';
  if (/^(<!doctype html|<html|<table|<head|<meta|<style|<\?xml|mime-version:)/.test(text)) return 'html';
  return null;
}

/** Zip files that are no `.xlsx`, told apart so that the advice fits. */
export function refuseOtherZip(archive: ZipArchive): void {
  const found = otherZipKind(archive);
  if (found) refuseWith({ code: 'wrong-kind', found });
}

function otherZipKind(archive: ZipArchive): OtherFileKind | null {
  if (archive.has('xl/workbook.bin')) return 'xlsb';
  if (archive.has('word/document.xml')) return 'word';
  if (archive.has('mimetype') && archive.has('content.xml')) return 'ods';
  return archive.has('_rels/.rels') ? null : 'zip';
}
