import type { Connection } from '@daohu/db';
import type { DivisionLevel } from '@daohu/kernel';
import { findAncestors, findDivision } from './find-division.ts';

/**
 * The divisions whose law a place follows, the most specific first, the nation (0) last. The real tree, except for the
 * demonstration: below the invented 青石县 it goes on in Hubei (`law_division`), so that Hubei's packs and Hubei's
 * reference series hold there. Levels that share a code (东莞) appear once.
 */
export async function lawChain(db: Connection, code: number, level?: DivisionLevel): Promise<number[]> {
  const start = await findDivision(db, code, level);
  if (!start) return [];
  const chain: number[] = [];
  const upwards = [start, ...(await findAncestors(db, start)).reverse()];
  for (const division of upwards) {
    if (chain.at(-1) !== division.code) chain.push(division.code);
    if (division.lawDivision !== null) return [...chain, ...(await lawChain(db, division.lawDivision))];
  }
  return chain;
}
