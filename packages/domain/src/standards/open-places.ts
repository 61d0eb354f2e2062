import type { Work } from '@daohu/db';
import { type DivisionRange, isWithin, parseDivisionCode } from '@daohu/kernel';
import { isItemSetting, openValuesOf, type Pack, type Parameter, type ParameterValue } from '@daohu/policy';
import { findAncestors, findDivision, findLawFollowers, lawChain } from '../divisions/index.ts';
import type { Standards } from './standards.ts';

/** A parameter that a document leaves open, at one place where the document holds. */
export interface OpenPlace {
  readonly pack: Pack;
  readonly parameter: Parameter;
  /** The value that the text leaves open, with its clauses and days. */
  readonly gap: ParameterValue;
  readonly division: number;
  readonly divisionName: string;
}

/**
 * Where something is left open, within some divisions and above them: in the jurisdiction of the document, and in a
 * county that follows its law from outside (the demonstration), whose office then stands for the one that issued it.
 */
export async function openPlaces(
  work: Work,
  standards: Standards,
  ranges: readonly DivisionRange[],
): Promise<OpenPlace[]> {
  const gaps = standards.packs.packs
    .flatMap((pack) =>
      pack.parameters.flatMap((parameter) => openValuesOf(parameter).map((open) => ({ pack, ...open }))),
    )
    // What a rule waits for goes before the days of a notice and the like.
    .sort((a, b) => Number(isItemSetting(a.parameter.name)) - Number(isItemSetting(b.parameter.name)));
  if (gaps.length === 0) return [];
  const above = new Set<number>();
  const followers = new Map<number, { readonly name: string; readonly chain: readonly number[] }>();
  for (const range of ranges) {
    const top = await findDivision(work.db, range.low);
    if (top) for (const step of [top, ...(await findAncestors(work.db, top))]) above.add(step.code);
    const inside = await findLawFollowers(work.db, range);
    const outside = top ? (await findAncestors(work.db, top)).filter((step) => step.lawDivision !== null) : [];
    for (const { code, name, level } of [...inside, ...outside]) {
      followers.set(code, { name, chain: await lawChain(work.db, code, level) });
    }
  }
  return gaps.flatMap((gap) => {
    const code = gap.pack.jurisdiction.code === '0' ? 0 : (parseDivisionCode(gap.pack.jurisdiction.code) ?? -1);
    const isHere = above.has(code) || ranges.some((range) => isWithin(code, range));
    const own = isHere ? [{ ...gap, division: code, divisionName: gap.pack.jurisdiction.name }] : [];
    const followed = [...followers].filter(([, { chain }]) => chain.includes(code));
    return [...own, ...followed.map(([division, { name }]) => ({ ...gap, division, divisionName: name }))];
  });
}
