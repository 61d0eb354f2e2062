import type { Connection } from '@daohu/db';
import type { DivisionRange } from '@daohu/kernel';
import type { Division } from './contract.ts';
import { selectLawFollowers } from './store.ts';

/** Live divisions of a range that follow another division's law: counties of the demonstration, and none elsewhere. */
export function findLawFollowers(db: Connection, range: DivisionRange): Promise<Division[]> {
  return selectLawFollowers(db, range);
}
