import { Readable } from 'node:stream';
import { done, invariant, type Outcome, refuse } from '@daohu/kernel';
import yazl from 'yazl';
import { sendTo, type WriteTarget } from './file-target.ts';
import { type SheetRefusal, SheetRefused } from './sheet-refusal.ts';
import type { RowsWritten, SheetToWrite } from './writing.ts';
import {
  commentsXml,
  contentTypesXml,
  notesDrawingXml,
  packageRelationsXml,
  type SheetPart,
  sheetRelationsXml,
  stylesXml,
  workbookRelationsXml,
  workbookXml,
} from './xlsx-fixed-parts.ts';
import { SheetXml, sheetHasNotes } from './xlsx-sheet-xml.ts';

export interface WriteXlsxOptions {
  readonly signal?: AbortSignal;
  /** 1 (fast) to 9 (small); 3 unless said. */
  readonly compressionLevel?: number;
}

/** The same rows give the same bytes: entries carry no time of writing. */
const ENTRY_TIME = new Date(2000, 0, 1);

/**
 * Writes a workbook while its rows arrive. Refused are only what Excel cannot hold: more than 1,048,576 rows or 16,384
 * columns in a sheet, or a text over 32,767 characters. An error of `rows` is thrown, and no file appears.
 */
export async function writeXlsx(
  target: WriteTarget,
  sheets: readonly SheetToWrite[],
  { signal, compressionLevel = 3 }: WriteXlsxOptions = {},
): Promise<Outcome<RowsWritten, SheetRefusal>> {
  invariant(sheets.length > 0, 'a workbook has a sheet');
  const names = sheetNames(sheets.map(({ name }) => name));
  const parts = sheets.map((sheet, index): SheetPart => {
    return { number: index + 1, name: names[index]!, hasNotes: sheetHasNotes(sheet) };
  });
  const zip = new yazl.ZipFile();
  const output = zip.outputStream as Readable;
  zip.on('error', (cause: Error) => output.destroy(cause));
  const options = { mtime: ENTRY_TIME, compressionLevel };
  let source: Readable | null = null;
  const addPieces = (path: string, pieces: () => Iterable<Buffer> | AsyncIterable<Buffer>) => {
    zip.addReadStreamLazy(path, options, (give) => {
      source = Readable.from(pieces(), { objectMode: true, highWaterMark: 1 });
      source.on('error', (cause) => output.destroy(cause));
      give(null, source);
    });
  };
  const add = (path: string, text: () => string) => addPieces(path, () => [Buffer.from(text())]);
  add('[Content_Types].xml', () => contentTypesXml(parts));
  add('_rels/.rels', packageRelationsXml);
  add('xl/workbook.xml', () => workbookXml(parts));
  add('xl/_rels/workbook.xml.rels', () => workbookRelationsXml(parts));
  add('xl/styles.xml', stylesXml);
  const written: SheetXml[] = [];
  for (const [index, sheet] of sheets.entries()) {
    const part = parts[index]!;
    const xml = new SheetXml(sheet);
    written.push(xml);
    addPieces(`xl/worksheets/sheet${part.number}.xml`, () => xml.pieces());
    if (!part.hasNotes) continue;
    add(`xl/worksheets/_rels/sheet${part.number}.xml.rels`, () => sheetRelationsXml(part));
    add(`xl/comments${part.number}.xml`, () => commentsXml(xml.notes));
    add(`xl/drawings/vmlDrawing${part.number}.vml`, () => notesDrawingXml(xml.notes));
  }
  zip.end();
  try {
    await sendTo(target, output, signal);
  } catch (cause) {
    if (!(cause instanceof SheetRefused)) throw cause;
    return refuse(cause.refusal);
  } finally {
    // Ends the rows that were being read when the target failed or the signal came.
    (source as Readable | null)?.destroy();
  }
  return done({ rows: written.reduce((sum, sheet) => sum + sheet.rows, 0) });
}

/** Names as Excel allows them: without `[]:*?/\`, at most 31 characters, each once, none empty. */
export function sheetNames(wanted: readonly string[]): string[] {
  const taken = new Set<string>();
  return wanted.map((name) => {
    const clean =
      name
        .replace(/[[\]:*?/\\\p{Cc}]/gu, ' ')
        .replace(/^'+|'+$/g, '')
        .trim()
        .slice(0, 31) || 'Sheet';
    let unique = clean;
    for (let copy = 2; taken.has(unique.toLowerCase()); copy++) {
      const ending = ` (${copy})`;
      unique = clean.slice(0, 31 - ending.length) + ending;
    }
    taken.add(unique.toLowerCase());
    return unique;
  });
}
