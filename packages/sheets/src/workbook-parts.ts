import { type CellStyle, GENERAL, styleOfBuiltIn, styleOfFormat } from './number-style.ts';
import { refuseWith } from './sheet-refusal.ts';
import { type XmlHandlers, XmlReader } from './xml-reader.ts';
import type { ZipArchive } from './zip-archive.ts';

export type SheetVisibility = 'visible' | 'hidden' | 'veryHidden';

export interface SheetEntry {
  readonly name: string;
  readonly visibility: SheetVisibility;
  readonly part: string;
}

export interface WorkbookParts {
  readonly sheets: readonly SheetEntry[];
  /** Serials count from 1904 (workbooks of old Macintosh Excel). */
  readonly from1904: boolean;
  readonly sharedStringsPart: string | null;
  /** By the `s` attribute of a cell. */
  readonly styles: readonly CellStyle[];
}

/** Parts of this kind are small; a workbook whose directory of sheets is larger than this is not an office's. */
const MAX_PART_BYTES = 32 * 1024 * 1024;
const MAX_STYLES = 100_000;

interface Relation {
  readonly id: string;
  /** Last step of the relation's type: `worksheet`, `styles`, `sharedStrings`, `officeDocument`. */
  readonly type: string;
  readonly target: string;
}

/** Finds the sheets of a workbook by following its relations, never by guessing part names. */
export async function readWorkbookParts(archive: ZipArchive, maxSheets: number): Promise<WorkbookParts> {
  const main = (await readRelations(archive, '')).find((relation) => relation.type === 'officeDocument');
  if (!main) refuseWith({ code: 'damaged', part: '_rels/.rels', why: 'it names no workbook', place: null });
  const relations = await readRelations(archive, main.target);

  let from1904 = false;
  const listed: { name: string; state: string; relation: string }[] = [];
  await readSmallPart(archive, main.target, {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = isTrue(attributes.date1904);
      if (name !== 'sheet') return;
      const relation = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
      listed.push({ name: attributes.name ?? '', state: attributes.state ?? 'visible', relation });
      if (listed.length > maxSheets) {
        refuseWith({ code: 'too-many-sheets', limit: maxSheets, found: listed.length });
      }
    },
  });

  const sheets: SheetEntry[] = [];
  for (const { name, state, relation: id } of listed) {
    const relation = relations.find((candidate) => candidate.id === id);
    // Chart and dialog sheets hold no rows.
    if (relation?.type !== 'worksheet') continue;
    const visibility = state === 'hidden' || state === 'veryHidden' ? state : 'visible';
    sheets.push({ name, visibility, part: relation.target });
  }
  const partOf = (type: string) => relations.find((relation) => relation.type === type)?.target ?? null;
  return {
    sheets,
    from1904,
    sharedStringsPart: partOf('sharedStrings'),
    styles: await readStyles(archive, partOf('styles')),
  };
}

async function readRelations(archive: ZipArchive, source: string): Promise<Relation[]> {
  const slash = source.lastIndexOf('/') + 1;
  const folder = source.slice(0, slash);
  const part = `${folder}_rels/${source.slice(slash)}.rels`;
  const relations: Relation[] = [];
  if (!archive.has(part)) return relations;
  await readSmallPart(archive, part, {
    open(name, { Id, Type, Target, TargetMode }) {
      if (name !== 'Relationship' || Target === undefined || TargetMode === 'External') return;
      const type = (Type ?? '').slice((Type ?? '').lastIndexOf('/') + 1);
      relations.push({ id: Id ?? '', type, target: resolveTarget(folder, Target) });
    },
  });
  return relations;
}

/** `worksheets/sheet1.xml`, `/xl/worksheets/sheet1.xml` and `../xl/worksheets/sheet1.xml` are all met. */
function resolveTarget(folder: string, target: string): string {
  const steps: string[] = [];
  for (const step of (/^[\\/]/.test(target) ? target : folder + target).split(/[\\/]/)) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

async function readStyles(archive: ZipArchive, part: string | null): Promise<CellStyle[]> {
  if (part === null || !archive.has(part)) return [];
  const formats = new Map<number, string>();
  const formatOfStyle: number[] = [];
  let inCellStyles = false;
  await readSmallPart(archive, part, {
    open(name, { numFmtId, formatCode }) {
      if (name === 'numFmt') formats.set(Number(numFmtId), formatCode ?? '');
      else if (name === 'cellXfs') inCellStyles = true;
      else if (name === 'xf' && inCellStyles && formatOfStyle.length < MAX_STYLES) {
        formatOfStyle.push(Number(numFmtId ?? 0));
      }
    },
    close(name) {
      if (name === 'cellXfs') inCellStyles = false;
    },
  });
  const known = new Map<number, CellStyle>([[0, GENERAL]]);
  return formatOfStyle.map((id) => {
    let style = known.get(id);
    if (!style) {
      const code = formats.get(id);
      style = code === undefined ? styleOfBuiltIn(id) : styleOfFormat(code);
      known.set(id, style);
    }
    return style;
  });
}

async function readSmallPart(archive: ZipArchive, part: string, handlers: Partial<XmlHandlers>): Promise<void> {
  const reader = new XmlReader(part, { open() {}, close() {}, text() {}, ...handlers });
  let bytes = 0;
  for await (const piece of archive.read(part)) {
    bytes += piece.length;
    if (bytes > MAX_PART_BYTES) refuseWith({ code: 'inflates-too-far', part, limit: MAX_PART_BYTES, by: 'bytes' });
    reader.write(piece);
  }
  reader.end();
}

function isTrue(attribute: string | undefined): boolean {
  return attribute === '1' || attribute === 'true' || attribute === 'on';
}
