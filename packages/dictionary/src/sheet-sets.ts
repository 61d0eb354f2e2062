import { checkSheets } from './check-sheets.ts';
import { sheetHeaders } from './generated/sheet-headers.ts';
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

/** R1b is R1 with 脱贫年度, which R1 also reads when it is there. */
const exchangedSheets: readonly SheetSet[] = sheetHeaders.flatMap(({ id, title, year, columns }): SheetSet[] => {
  const rows = ROWS[id];
  if (!rows) return [];
  return [
    {
      id,
      title,
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
