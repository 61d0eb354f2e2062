import type { Connection } from '@daohu/db';
import { type DivisionLevel, rangeOfDivision } from '@daohu/kernel';
import { type DivisionNames, divisionNames } from './division-names.ts';
import { findAncestors, findDivision } from './find-division.ts';
import { selectOtherNames, selectRange } from './store.ts';

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
  return divisionNames(within, ranks, await selectOtherNames(db, range), await findAncestors(db, within));
}

/** 东莞 as a county must not find itself as the city above. */
function isAbove(row: { level: DivisionLevel }, within: { level: DivisionLevel }): boolean {
  return row.level === 'city' && within.level === 'county';
}
