import { copyText, type PersonalDataCipher } from '@daohu/db';
import type { FileColumn, Item } from '@daohu/dictionary';
import type { Cell } from '@daohu/sheets';
import type { CellReading, ReadValue } from './cell-reading.ts';
import { readCell } from './read-cell.ts';
import type { StagedEntity, StagedLayout } from './staged-columns.ts';

/** Nothing said, as COPY writes it. */
export const NO_VALUE = '\\N';

/** Where a value goes: the staged columns of its item. A sensitive one fills two, to read and to find. */
export interface Slot {
  readonly entity: StagedEntity;
  readonly item: Item;
  readonly at: number;
}

/** A cell, read: what it says, and what of it goes into the staged columns (two of them for a sensitive item). */
export interface ColumnReading {
  readonly reading: CellReading;
  readonly staged: readonly string[];
}

export interface ColumnReader {
  readonly column: FileColumn;
  readonly item: Item;
  /** Null for the numbers that identify the record: they have columns of their own. */
  readonly slot: Slot | null;
  read(cell: Cell | undefined, year: number): ColumnReading;
}

export function slotOf(layout: StagedLayout, item: Item): Slot | null {
  if (item.entity === 'county') return null;
  const at = layout[item.entity].findIndex((column) => column.item === item);
  return at < 0 ? null : { entity: item.entity, item, at };
}

/** As COPY text; a sensitive value as cipher and hash. */
export function stagedTexts(item: Item, value: ReadValue, cipher: PersonalDataCipher): readonly string[] {
  if (item.sensitivity !== 'sensitive') return [copyText(value)];
  const text = String(value);
  return [copyText(cipher.encrypt(text)), copyText(cipher.hash(text))];
}

/**
 * Reads one column downwards. A cell often says what the one above it said (the household's values stand on every
 * member row), so the last reading is kept: encryption is then paid once.
 */
export function columnReader(
  column: FileColumn & { role: 'item' },
  item: Item,
  slot: Slot | null,
  cipher: PersonalDataCipher,
): ColumnReader {
  let lastCell: Cell | undefined;
  let lastYear = -1;
  let last: ColumnReading = { reading: { kind: 'blank' }, staged: [] };
  return {
    column,
    item,
    slot,
    read(cell, year) {
      if (typeof cell === 'string' && cell === lastCell && year === lastYear) return last;
      const reading = readCell(cell, item, year, column.unit);
      const staged = slot && reading.kind === 'value' ? stagedTexts(item, reading.value, cipher) : [];
      lastCell = cell;
      lastYear = year;
      last = { reading, staged };
      return last;
    },
  };
}
