import type { Work } from '@daohu/db';
import { done, type Outcome, refuse } from '@daohu/kernel';
import { listYears, rangesOf } from '../../register/index.ts';
import type { StandardsRefusal } from '../contract.ts';
import { type VillageToJudge, villagesToJudge } from '../divide-work.ts';
import { latestJudgedYear } from '../judged-year.ts';

/** The villages of a division (of the whole reach when left out) with the year that each is judged for. */
export async function villagesAsked(
  work: Work,
  division: number | undefined,
  asOf: string | undefined,
): Promise<Outcome<VillageToJudge[], StandardsRefusal>> {
  const ranges = await rangesOf(work, division);
  if (ranges.length === 0) return refuse({ code: 'division-not-found', division: division ?? 0 });
  const years = await listYears(work, division);
  const settled = asOf ?? (years[0] === undefined ? null : latestJudgedYear(years[0], work.today));
  const villages: VillageToJudge[] = [];
  if (settled !== null) for (const range of ranges) villages.push(...(await villagesToJudge(work.db, range, settled)));
  if (villages.length > 0) return done(villages);
  return refuse({ code: 'not-on-record', year: asOf ? Number(asOf.slice(0, 4)) : null, years });
}
