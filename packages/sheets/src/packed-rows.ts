import type { Cell, SheetRow, StoredCell } from './cell.ts';

/**
 * Rows as they cross from thread to thread: the texts of all cells as one long text, which is copied in one go. Cell by
 * cell, a batch would cost as much to send as to parse.
 */
export interface PackedRows {
  readonly rowNumbers: Float64Array;
  /** Cells of each row. */
  readonly widths: Uint32Array;
  /** Per cell: the length of its text and one, `BLANK`, or `STORED` for the next of `stored`. */
  readonly lengths: Uint32Array;
  readonly text: string;
  readonly stored: readonly StoredCell[];
}

const BLANK = 0;
const STORED = 0xffff_ffff;

export function packRows(rows: readonly SheetRow[]): PackedRows {
  const rowNumbers = new Float64Array(rows.length);
  const widths = new Uint32Array(rows.length);
  let count = 0;
  for (let i = 0; i < rows.length; i++) {
    const { rowNumber, cells } = rows[i]!;
    rowNumbers[i] = rowNumber;
    widths[i] = cells.length;
    count += cells.length;
  }
  const lengths = new Uint32Array(count);
  const texts: string[] = [];
  const stored: StoredCell[] = [];
  let at = 0;
  for (const { cells } of rows) {
    for (let i = 0; i < cells.length; i++) {
      const cell = cells[i]!;
      if (cell === null) lengths[at++] = BLANK;
      else if (typeof cell === 'string') {
        lengths[at++] = cell.length + 1;
        texts.push(cell);
      } else {
        lengths[at++] = STORED;
        stored.push(cell);
      }
    }
  }
  return { rowNumbers, widths, lengths, text: texts.join(''), stored };
}

export function unpackRows({ rowNumbers, widths, lengths, text, stored }: PackedRows): SheetRow[] {
  const rows: SheetRow[] = [];
  let at = 0;
  let from = 0;
  let next = 0;
  for (let i = 0; i < rowNumbers.length; i++) {
    const cells: Cell[] = [];
    for (const end = at + widths[i]!; at < end; at++) {
      const length = lengths[at]!;
      if (length === BLANK) cells.push(null);
      else if (length === STORED) cells.push(stored[next++]!);
      else {
        const to = from + length - 1;
        cells.push(text.slice(from, to));
        from = to;
      }
    }
    rows.push({ rowNumber: rowNumbers[i]!, cells });
  }
  return rows;
}
