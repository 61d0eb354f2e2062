import { columnLetters } from './cell-address.ts';
import { escapeXml, type Note } from './xlsx-sheet-xml.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const CONTENT = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** One sheet of a workbook to write: parts are numbered from 1. */
export interface SheetPart {
  readonly number: number;
  readonly name: string;
  readonly hasNotes: boolean;
}

export function contentTypesXml(sheets: readonly SheetPart[]): string {
  const overrides = sheets.map(({ number, hasNotes }) => {
    const sheet = `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${CONTENT}.worksheet+xml"/>`;
    if (!hasNotes) return sheet;
    return `${sheet}<Override PartName="/xl/comments${number}.xml" ContentType="${CONTENT}.comments+xml"/>`;
  });
  return (
    `${HEAD}<Types xmlns="${PACKAGE}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>' +
    `<Override PartName="/xl/workbook.xml" ContentType="${CONTENT}.sheet.main+xml"/>` +
    `<Override PartName="/xl/styles.xml" ContentType="${CONTENT}.styles+xml"/>${overrides.join('')}</Types>`
  );
}

function relationsXml(relations: readonly { readonly type: string; readonly target: string }[]): string {
  const items = relations.map(({ type, target }, index) => {
    return `<Relationship Id="rId${index + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  });
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${items.join('')}</Relationships>`;
}

export function packageRelationsXml(): string {
  return relationsXml([{ type: 'officeDocument', target: 'xl/workbook.xml' }]);
}

export function workbookRelationsXml(sheets: readonly SheetPart[]): string {
  const parts = sheets.map(({ number }) => ({ type: 'worksheet', target: `worksheets/sheet${number}.xml` }));
  return relationsXml([...parts, { type: 'styles', target: 'styles.xml' }]);
}

/** The drawing comes first: the sheet part names it as `rId1`. */
export function sheetRelationsXml({ number }: SheetPart): string {
  return relationsXml([
    { type: 'vmlDrawing', target: `../drawings/vmlDrawing${number}.vml` },
    { type: 'comments', target: `../comments${number}.xml` },
  ]);
}

export function workbookXml(sheets: readonly SheetPart[]): string {
  const items = sheets.map(({ number, name }) => {
    return `<sheet name="${escapeXml(name)}" sheetId="${number}" r:id="rId${number}"/>`;
  });
  return `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${items.join('')}</sheets></workbook>`;
}

/** Styles in the order of `STYLE` in `xlsx-sheet-xml.ts`, each followed by its marked twin (fill 2). */
export function stylesXml(): string {
  const formats = [0, 49, 164, 165, 166, 167];
  const cells = formats.flatMap((format) => {
    return [0, 2].map((fill) => {
      return `<xf numFmtId="${format}" fontId="0" fillId="${fill}" borderId="0" xfId="0" applyNumberFormat="1" applyFill="1"/>`;
    });
  });
  const header =
    '<xf numFmtId="49" fontId="1" fillId="3" borderId="1" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" ' +
    'applyBorder="1" applyAlignment="1"><alignment horizontal="center" vertical="center" wrapText="1"/></xf>';
  const solid = (rgb: string) =>
    `<fill><patternFill patternType="solid"><fgColor rgb="${rgb}"/><bgColor indexed="64"/></patternFill></fill>`;
  return (
    `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="4"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>` +
    '<numFmt numFmtId="165" formatCode="yyyy\\-mm"/><numFmt numFmtId="166" formatCode="hh:mm:ss"/>' +
    '<numFmt numFmtId="167" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts>' +
    '<fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts>' +
    '<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
    `${solid('FFFFC7CE')}${solid('FFE7EEF7')}</fills>` +
    '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>' +
    '<border><left/><right/><top/><bottom style="thin"><color auto="1"/></bottom><diagonal/></border></borders>' +
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
    `<cellXfs count="${cells.length + 1}">${cells.join('')}${header}</cellXfs>` +
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
  );
}

export function commentsXml(notes: readonly Note[]): string {
  const items = notes.map(({ rowNumber, column, text }) => {
    const reference = columnLetters(column) + rowNumber;
    return `<comment ref="${reference}" authorId="0"><text><r><t xml:space="preserve">${escapeXml(text)}</t></r></text></comment>`;
  });
  return `${HEAD}<comments xmlns="${MAIN}"><authors><author></author></authors><commentList>${items.join('')}</commentList></comments>`;
}

/** The boxes in which Excel shows notes: without this drawing it repairs the file. */
export function notesDrawingXml(notes: readonly Note[]): string {
  const shapes = notes.map(({ rowNumber, column }, index) => {
    const [row, left] = [rowNumber - 1, column + 1];
    return (
      `<v:shape id="_x0000_s${1025 + index}" type="#_x0000_t202" style="position:absolute;visibility:hidden" ` +
      'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:path o:connecttype="none"/>' +
      '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>' +
      `<x:Anchor>${left}, 15, ${row}, 2, ${left + 3}, 15, ${row + 5}, 2</x:Anchor><x:AutoFill>False</x:AutoFill>` +
      `<x:Row>${row}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`
    );
  });
  return (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" ' +
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" ' +
    `path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/></v:shapetype>${shapes.join('')}</xml>`
  );
}
