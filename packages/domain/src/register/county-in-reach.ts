import type { Work } from '@daohu/db';
import { isWithin } from '@daohu/kernel';
import { type Division, resolveDivision } from '../divisions/index.ts';

/** The county of a code, a former one too; null when there is none or it lies beyond reach. */
export async function countyInReach(work: Work, division: number): Promise<Division | null> {
  const code = division <= 999_999 ? division * 1_000_000 : division;
  const resolution = await resolveDivision(work.db, code, { level: 'county' });
  const county = resolution.kind === 'live' ? resolution.division : null;
  return county?.level === 'county' && isWithin(county.code, work.actor) ? county : null;
}
