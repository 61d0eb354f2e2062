import type { PlannedRow } from '../coverage-contract.ts';
import { readPlannedRows } from '../item-words.ts';
import { plannedRowsInChinese } from '../planned-rows.zh-cn.ts';
import { packsFolder } from '../standards.ts';

let inEnglish: ReadonlyMap<number, string> | null = null;

/** 能力清单 rows by number, in both languages. */
export function plannedRows(rows: readonly number[]): PlannedRow[] {
  inEnglish ??= readPlannedRows(packsFolder);
  return rows.map((row) => {
    const titleEn = inEnglish?.get(row) ?? `row ${row}`;
    return { row, title: plannedRowsInChinese[row - 1] ?? titleEn, titleEn };
  });
}
