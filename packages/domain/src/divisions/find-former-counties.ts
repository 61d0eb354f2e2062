import type { Connection } from '@daohu/db';
import type { CountyRecode } from './contract.ts';
import { selectRecodes } from './store.ts';

/** 县级代码沿革: the recodes made in this register that led to a county's code of today, oldest first. */
export async function findFormerCounties(db: Connection, county: number): Promise<CountyRecode[]> {
  return selectRecodes(db, county);
}
