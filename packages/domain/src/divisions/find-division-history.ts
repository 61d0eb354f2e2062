import type { Connection } from '@daohu/db';
import type { Succession } from './contract.ts';
import { selectHistory } from './store.ts';

/** 区划沿革: every change that this code took part in, oldest first, whichever side it stood on. */
export async function findDivisionHistory(db: Connection, code: number): Promise<Succession[]> {
  return selectHistory(db, code);
}
