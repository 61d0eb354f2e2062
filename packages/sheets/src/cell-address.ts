/** A rectangle of cells, both ends included; rows count from 1 as a spreadsheet shows them, columns from 0. */
export interface CellRange {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
}

/** 0 → `A`, 25 → `Z`, 26 → `AA`. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** `A` → 0, `aa` → 26; null for anything but one to three letters. */
export function columnFromLetters(letters: string): number | null {
  if (!/^[A-Za-z]{1,3}$/.test(letters)) return null;
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** The name a user sees: row 3, column 1 → `B3`. */
export function cellAddress(rowNumber: number, column: number): string {
  return columnLetters(column) + rowNumber;
}

/** `A1:C2`, `$A$1:$C$2` or a single `A1`; null when it is none. */
export function parseCellRange(text: string): CellRange | null {
  const parts = /^\$?([A-Za-z]{1,3})\$?(\d{1,7})(?::\$?([A-Za-z]{1,3})\$?(\d{1,7}))?$/.exec(text);
  if (!parts) return null;
  const firstColumn = columnFromLetters(parts[1]!)!;
  const firstRow = Number(parts[2]);
  const lastColumn = parts[3] === undefined ? firstColumn : columnFromLetters(parts[3])!;
  const lastRow = parts[4] === undefined ? firstRow : Number(parts[4]);
  return firstRow < 1 || lastRow < firstRow || lastColumn < firstColumn
    ? null
    : { firstRow, lastRow, firstColumn, lastColumn };
}

/** Column of a reference like `AB12`, read without allocating; -1 when it has no letters before its digits. */
export function columnOfReference(reference: string): number {
  let column = 0;
  let at = 0;
  for (; at < reference.length; at++) {
    const code = reference.charCodeAt(at);
    if (code >= 65 && code <= 90) column = column * 26 + code - 64;
    else if (code >= 97 && code <= 122) column = column * 26 + code - 96;
    else break;
  }
  return at === 0 || at > 3 || at === reference.length ? -1 : column - 1;
}
