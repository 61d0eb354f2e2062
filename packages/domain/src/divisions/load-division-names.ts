import type { Connection } from '@daohu/db';
import { type DivisionLevel, rangeOfDivision } from '@daohu/kernel';
import { type DivisionNames, divisionNames } from './division-names.ts';
import { findAncestors, findDivision } from './find-division.ts';
import { selectFormerCodes, selectOtherNames, selectRange } from './store.ts';

/** The name look-up of one division, for an import. Null when there is no such live division. */
export async function loadDivisionNames(
  db: Connection,
  code: number,
  level?: DivisionLevel,
): Promise<DivisionNames | null> {
  const within = await findDivision(db, code, level);
  if (!within) return null;
  const range = rangeOfDivision(within.code, within.level);
  const rows = await selectRange(db, range);
  const ranks = rows.filter((row) => row.code !== within.code || row.level === within.level || !isAbove(row, within));
  const others = await selectOtherNames(db, range);
  return divisionNames(within, ranks, others, await findAncestors(db, within), await selectFormerCodes(db, range));
}

/** 东莞 as a county must not find itself as the city above. */
function isAbove(row: { level: DivisionLevel }, within: { level: DivisionLevel }): boolean {
  return row.level === 'city' && within.level === 'county';
}
