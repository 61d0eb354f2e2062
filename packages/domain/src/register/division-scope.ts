import type { Work } from '@daohu/db';
import { type DivisionRange, rangeOfDivision } from '@daohu/kernel';
import { resolveDivision } from '../divisions/index.ts';

/**
 * Which ranges of codes a division means today, within the actor's reach. A division that was renamed or recoded is
 * found under its present code; one that was divided means all its parts. Empty when nothing of it is in reach.
 */
export async function rangesOf(work: Work, division: number | undefined): Promise<DivisionRange[]> {
  const reach = { low: work.actor.low, high: work.actor.high };
  if (division === undefined || division === 0) return [reach];
  const resolution = await resolveDivision(work.db, division);
  const ranges =
    resolution.kind === 'live'
      ? [rangeOfDivision(resolution.division.code, resolution.division.level)]
      : resolution.kind === 'several'
        ? resolution.candidates.map((candidate) => rangeOfDivision(candidate.code, candidate.level))
        : [rangeOfDivision(division)];
  return ranges.flatMap((range) => {
    const low = Math.max(range.low, reach.low);
    const high = Math.min(range.high, reach.high);
    return low <= high ? [{ low, high }] : [];
  });
}
