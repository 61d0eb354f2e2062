import { checkSheets } from './check-sheets.ts';
import { sheetHeaders } from './generated/sheet-headers.ts';
import { findItem } from './items.ts';
import { readHeader } from './read-header.ts';
import type { RowSubject, SheetSet } from './sheet-set.ts';

/** Sets whose rows are read. The rest are known by their headers, so that a clerk can be told what a file is. */
const IMPORTED = new Set(['R1', 'R3', 'R4', 'R7']);

const ROWS: Readonly<Record<string, RowSubject>> = {
  R1: 'person',
  R2: 'person',
  R3: 'person',
  R4: 'household',
  R5: 'person',
  R6: 'person',
  R7: 'village',
  R8: 'household',
  R9: 'household',
  R10: 'person',
};

/** What a sheet is called on screen; the sources' own titles carry remarks. */
const TITLES: Readonly<Record<string, string>> = {
  R1: '建档立卡人口信息',
  R3: '建档立卡人口全字段信息',
  R4: '建档立卡户全字段信息',
  R7: '行政村信息',
};

/** R1b is R1 with 脱贫年度, which R1 also reads when it is there. */
const exchangedSheets: readonly SheetSet[] = sheetHeaders.flatMap(({ id, title, year, columns }): SheetSet[] => {
  const rows = ROWS[id];
  if (!rows) return [];
  return [
    {
      id,
      title: TITLES[id] ?? title,
      origin: 'exchanged',
      seenIn: year,
      rows,
      isImported: IMPORTED.has(id),
      columns: columns.map((label) => ({ label, ...(readHeader(label, rows) ?? { role: 'unread' as const }) })),
    },
  ];
});

/** The sheets that offices exchange, and our own 核查表. */
export const sheetSets: readonly SheetSet[] = [...exchangedSheets, ...checkSheets];

export function findSheetSet(id: string): SheetSet | null {
  return sheetSets.find((set) => set.id === id) ?? null;
}

/** Whether a column of the sheet holds a number that a masked export hides. */
export function hidesNumbers(set: SheetSet): boolean {
  return set.columns.some(
    (column) =>
      (column.role === 'item' && findItem(column.item)?.sensitivity === 'sensitive') ||
      (column.role === 'context' && column.context === 'headIdNumber'),
  );
}
