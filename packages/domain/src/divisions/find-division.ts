import type { Connection } from '@daohu/db';
import { ancestorsByDigits, type DivisionLevel, type DivisionRange, levelOfCode } from '@daohu/kernel';
import type { Division, DivisionNode } from './contract.ts';
import { depthOf, levelBelow } from './division-level.ts';
import { selectChildren, selectLive, selectOfLevel } from './store.ts';

/** The live division with this code. Without a level, the one that the digits suggest (441900000000 is the city). */
export async function findDivision(db: Connection, code: number, level?: DivisionLevel): Promise<Division | null> {
  const rows = await selectLive(db, [code]);
  if (level) return rows.find((row) => row.level === level) ?? null;
  return rows.find((row) => row.level === levelOfCode(code)) ?? rows[0] ?? null;
}

/** The live divisions with these codes, as one question: the names of a page of records. */
export function findDivisionsByCode(db: Connection, codes: readonly number[]): Promise<Division[]> {
  return selectLive(db, codes);
}

/** Live counties of a range, in the order of their codes. */
export function findCounties(db: Connection, range: DivisionRange): Promise<Division[]> {
  return selectOfLevel(db, 'county', range);
}

/** Ancestors from the nation down, virtual levels included, the division itself not. */
export async function findAncestors(db: Connection, of: Pick<Division, 'code' | 'level'>): Promise<Division[]> {
  const rows = await selectLive(db, [0, of.code, ...ancestorsByDigits(of.code)]);
  return rows.filter((row) => depthOf(row.level) < depthOf(of.level));
}

/** The next level of the tree, as the screen opens it. A virtual 市辖区 without children of its own is left out. */
export async function findChildren(db: Connection, of: Pick<Division, 'code' | 'level'>): Promise<DivisionNode[]> {
  const level = levelBelow(of.level);
  if (level === null) return [];
  const children = await selectChildren(db, of.code, level);
  return children.filter((child) => !child.isVirtual || child.hasChildren);
}
