import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import yazl from 'yazl';
import type { Cell, SheetRow } from './cell.ts';
import { type OpenSheetsOptions, openSheets } from './open-sheets.ts';
import type { SheetRefusal } from './sheet-refusal.ts';
import type { ReadRowsOptions } from './workbook.ts';

/** Workbooks of hand-written XML, for what no program would write but offices and attackers send. */
const folder = mkdtempSync(join(tmpdir(), 'sheets-'));
let made = 0;

/** To be called after all tests of a file. */
export function removeMadeFiles(): void {
  rmSync(folder, { recursive: true, force: true });
}

export function newPath(name: string): string {
  return join(folder, `${++made}-${name}`);
}

export type RawParts = Readonly<Record<string, string | Buffer | (() => Readable) | null>>;

/** A workbook of one sheet 表 whose parts may be replaced, or left out with null. */
export async function rawWorkbook(parts: RawParts, forceZip64Format = false): Promise<string> {
  const path = newPath('raw.xlsx');
  const zip = new yazl.ZipFile();
  for (const [name, content] of Object.entries({ ...MINIMAL, ...parts })) {
    if (content === null) continue;
    if (typeof content === 'function')
      zip.addReadStreamLazy(name, { forceZip64Format }, (give) => give(null, content()));
    else zip.addBuffer(Buffer.from(content), name, { forceZip64Format });
  }
  zip.end({ forceZip64Format, comment: '' });
  await pipeline(zip.outputStream, createWriteStream(path));
  return path;
}

const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

const MINIMAL: RawParts = {
  '_rels/.rels': `<Relationships><Relationship Id="r" Type="${RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns:r="${RELATION}"><sheets><sheet name="表" sheetId="1" r:id="s1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels':
    `<Relationships><Relationship Id="s1" Type="${RELATION}/worksheet" Target="worksheets/sheet1.xml"/>` +
    `<Relationship Id="st" Type="${RELATION}/sharedStrings" Target="sharedStrings.xml"/>` +
    `<Relationship Id="fm" Type="${RELATION}/styles" Target="styles.xml"/></Relationships>`,
  'xl/worksheets/sheet1.xml': sheetXml(''),
};

export function sheetXml(rows: string, after = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?><worksheet><sheetData>${rows}</sheetData>${after}</worksheet>`;
}

/** A workbook whose only sheet has these `<row>` elements. */
export function workbookOfRows(rows: string, parts: RawParts = {}): Promise<string> {
  return rawWorkbook({ 'xl/worksheets/sheet1.xml': sheetXml(rows), ...parts });
}

export interface ReadWhole {
  readonly rows: SheetRow[];
  readonly refusal: SheetRefusal | null;
}

/** Everything the first sheet gives, and the refusal that ended it. */
export async function readWhole(path: string, options: OpenSheetsOptions & ReadRowsOptions = {}): Promise<ReadWhole> {
  const opened = await openSheets(path, options);
  if (!opened.ok) return { rows: [], refusal: opened.refusal };
  const rows: SheetRow[] = [];
  let refusal: SheetRefusal | null = null;
  for await (const batch of opened.value.sheets[0]!.rows(options)) {
    if (batch.ok) rows.push(...batch.value);
    else refusal = batch.refusal;
  }
  await opened.value.close();
  return { rows, refusal };
}

/** The cells of the first row with a value. */
export async function firstRow(path: string): Promise<readonly Cell[]> {
  const { rows, refusal } = await readWhole(path);
  if (refusal) throw new Error(JSON.stringify(refusal));
  return rows[0]?.cells ?? [];
}
