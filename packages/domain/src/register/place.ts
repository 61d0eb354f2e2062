import type { Connection } from '@daohu/db';
import { findAncestors, findDivision } from '../divisions/index.ts';

export interface PlaceStep {
  readonly code: number;
  readonly level: string;
  readonly name: string;
}

/** Province to village, without levels that exist for counting only. Empty for a division that is not on record. */
export async function placeOf(db: Connection, division: number): Promise<PlaceStep[]> {
  const here = await findDivision(db, division);
  if (!here) return [];
  return [...(await findAncestors(db, here)), here]
    .filter((step) => step.level !== 'nation' && !step.isVirtual)
    .map(({ code, level, name }) => ({ code, level, name }));
}
