import type { Connection } from '@daohu/db';
import { type DivisionRange, isWithin } from '@daohu/kernel';
import type { Division, DivisionNode, FoundPlace } from './contract.ts';
import { findAncestors, findChildren, findDivision } from './find-division.ts';
import { findDivisions } from './find-divisions.ts';

type Place = Pick<Division, 'code' | 'level'>;

/** Where somebody's tree begins: their own division, or the provinces where the nation itself is no row. */
export async function browseRoots(db: Connection, own: Place): Promise<DivisionNode[]> {
  const root = await findDivision(db, own.code, own.level);
  const children = await findChildren(db, own);
  return root ? [{ ...root, hasChildren: children.length > 0 }] : children;
}

/** The next level below a division within reach; nothing below one that is not. */
export async function browseChildren(db: Connection, of: Place, reach: DivisionRange): Promise<DivisionNode[]> {
  return (await findChildren(db, of)).filter((child) => isWithin(child.code, reach));
}

const MOST_FOUND = 20;

/** Divisions within one's own that a name may mean, each with what stands above it there. */
export async function searchDivisions(db: Connection, name: string, own: Place): Promise<FoundPlace[]> {
  const found = (await findDivisions(db, { name, within: own })).slice(0, MOST_FOUND);
  return Promise.all(
    found.map(async (division) => ({
      ...division,
      place: (await findAncestors(db, division))
        .filter((above) => above.level !== 'nation' && !above.isVirtual)
        .map(({ code, level, name }) => ({ code, level, name })),
    })),
  );
}
