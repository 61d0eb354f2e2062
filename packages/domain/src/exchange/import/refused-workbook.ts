import { sql, type Work } from '@daohu/db';
import { done, type Outcome, refuse } from '@daohu/kernel';
import { columnFromLetters, type RowsToWrite } from '@daohu/sheets';
import type { ImportRefusal } from '../contract.ts';
import { openRows } from './stage-rows.ts';
import { findImport } from './store.ts';

/** What the refused workbook holds: the file's own columns, and two more that the next import passes over. */
export interface RefusedSheet {
  readonly fileName: string;
  readonly header: readonly string[];
  readonly rows: RowsToWrite;
}

const REASON = '拒绝原因';
const MEND = '修改建议';

/** 被拒绝的行: as they stood in the file, with reasons; to be mended and imported again. */
export async function refusedSheet(work: Work, importId: number): Promise<Outcome<RefusedSheet, ImportRefusal>> {
  const record = await findImport(work.db, importId);
  if (!record) return refuse({ code: 'import-not-found' });
  const letters = record.columns;
  const width = letters.reduce((most, { letter }) => Math.max(most, (columnFromLetters(letter) ?? 0) + 1), 0);
  const header = Array.from(
    { length: width },
    (_, at) => letters.find(({ letter }) => columnFromLetters(letter) === at)?.label ?? '',
  );
  return done({
    fileName: `${record.fileName.replace(/\.[^.]*$/, '')}-被拒绝的行.xlsx`,
    header: [...header, REASON, MEND],
    rows: rowsOf(work, importId, width),
  });
}

async function* rowsOf({ db, cipher }: Work, importId: number, width: number): AsyncGenerator<(string | null)[][]> {
  const blocks = await db.query<{ firstRow: number; lastRow: number }>(sql`
    select first_row as "firstRow", last_row as "lastRow" from import_block where import_id = ${importId} order by first_row`);
  for (const { firstRow, lastRow } of blocks) {
    const faults = await db.query<{ rowNumber: number; reason: string; mend: string }>(sql`
      select row_number as "rowNumber", string_agg(coalesce(label || '：', '') || reason, ' ' order by cell) as reason,
        string_agg(distinct mend, ' ') as mend
      from import_fault
      where import_id = ${importId} and severity = 'refused' and row_number between ${firstRow} and ${lastRow}
      group by row_number order by row_number`);
    if (faults.length === 0) continue;
    const { sealed } = await db.one<{ sealed: Buffer }>(sql`
      select sealed from import_block where import_id = ${importId} and first_row = ${firstRow}`);
    const cells = new Map(await openRows(sealed, cipher));
    yield faults.map(({ rowNumber, reason, mend }) => {
      const row = cells.get(rowNumber) ?? [];
      return [...Array.from({ length: width }, (_, at) => row[at] || null), reason, mend];
    });
  }
}
