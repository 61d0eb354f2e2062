import type { Work } from '@daohu/db';
import { rangesOf } from './division-scope.ts';
import { selectHouseholdYears } from './store/household-list.ts';

/** 年度: the years for which a division has households on record within reach, newest first. */
export async function listYears(work: Work, division?: number): Promise<number[]> {
  return selectHouseholdYears(work.db, await rangesOf(work, division));
}
