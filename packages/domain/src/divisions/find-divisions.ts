import type { Connection } from '@daohu/db';
import { rangeOfDivision } from '@daohu/kernel';
import type { FindDivisions, FoundDivision, NameMatch } from './contract.ts';
import { DIVISION_LEVELS, depthOf } from './division-level.ts';
import { nameParts } from './division-name.ts';
import { bestMatches, namedDivision } from './division-names.ts';
import { selectByOtherStem, selectByStem, selectByStemBeginning } from './store.ts';

const STRENGTH: readonly NameMatch[] = ['name', 'stem', 'other-name', 'beginning'];

/**
 * Divisions that a name may mean, the best kind of match only, from the highest level down. More than one means that
 * the name alone does not decide. Where no name matches whole, those that begin with it (at most 20).
 */
export async function findDivisions(db: Connection, { name, within, level }: FindDivisions): Promise<FoundDivision[]> {
  const range = rangeOfDivision(within?.code ?? 0, within?.level ?? 'nation');
  const stems = [...new Set(DIVISION_LEVELS.map((each) => nameParts(name, each).stem))];
  const fits = (row: { level: (typeof DIVISION_LEVELS)[number]; isVirtual: boolean }) =>
    (level === undefined || row.level === level) &&
    depthOf(row.level) >= depthOf(within?.level ?? 'nation') &&
    !row.isVirtual;

  const candidates = [
    ...(await selectByStem(db, stems, range)).map((row) => namedDivision(row, row.name, false)),
    ...(await selectByOtherStem(db, stems, range)).map(({ otherName, ...row }) => namedDivision(row, otherName, true)),
  ].filter(({ division, stem }) => fits(division) && nameParts(name, division.level).stem === stem);

  const found: FoundDivision[] = DIVISION_LEVELS.flatMap((each) => {
    const { divisions, matched } = bestMatches(
      candidates.filter((one) => one.division.level === each),
      name,
      each,
    );
    return divisions.map((division) => ({ ...division, matched }));
  });
  const best = STRENGTH.find((match) => found.some((one) => one.matched === match));
  if (best) return found.filter((one) => one.matched === best);
  const beginning = await selectByStemBeginning(db, nameParts(name, 'nation').stem, range);
  return beginning.filter(fits).map((division) => ({ ...division, matched: 'beginning' }));
}
