import type { Work } from '@daohu/db';
import { countyOf, type DivisionRange, isWithin, rangeOfDivision } from '@daohu/kernel';
import { type DivisionChain, type Library, readsOf, type Series } from '@daohu/policy';
import { type Actor, may } from '../access/index.ts';
import { findCounties, findDivisionsByCode } from '../divisions/index.ts';
import { selectCountiesOnRecord } from '../register/index.ts';
import type { MissingFigure } from './contract.ts';
import { jurisdictionChain } from './jurisdiction-chain.ts';
import type { Standards } from './standards.ts';
import type { StoredFigure } from './store.ts';

interface Gap {
  readonly series: Series;
  readonly level: string;
  readonly division: number;
  readonly years: Set<number>;
}

/**
 * 缺少的统计值: figures that the rules in force ask for to judge the counties with households on record in these years,
 * and that neither the packs nor an office has.
 */
export async function findMissingFigures(
  work: Work<Actor>,
  standards: Standards,
  library: Library,
  { ranges, years, entered }: { ranges: readonly DivisionRange[]; years: readonly number[]; entered: StoredFigure[] },
): Promise<MissingFigure[]> {
  const series = new Map(library.packs.flatMap((pack) => pack.series).map((one) => [one.id, one]));
  const known = new Set([
    ...[...series.values()].flatMap(({ id, values }) => values.map((one) => `${id}/${one.division}/${one.year}`)),
    ...entered.map((one) => `${one.series}/${one.division}/${one.year}`),
  ]);
  const gaps = new Map<string, Gap>();
  const note = (id: string, level: string, chain: DivisionChain, year: number): void => {
    const candidates = chain.filter((step) => step.level === level);
    const [nearest] = candidates;
    const found = series.get(id);
    if (!nearest || !found || candidates.some((step) => known.has(`${id}/${step.code}/${year}`))) return;
    const gap = gaps.get(`${id}/${nearest.code}`) ?? { series: found, level, division: nearest.code, years: new Set() };
    gap.years.add(year);
    gaps.set(`${id}/${nearest.code}`, gap);
  };
  const chains = new Map<number, DivisionChain>();
  const counties = await countiesOf(work, ranges);
  for (const year of years) {
    for (const county of await selectCountiesOnRecord(work.db, counties, year)) {
      const chain = chains.get(county) ?? (await jurisdictionChain(work.db, county));
      chains.set(county, chain);
      for (const { id } of standards.ruleIds()) {
        const rule = library.ruleFor(id, chain, `${year}-12-31`);
        if (!rule.ok) continue;
        for (const { series: read, level, yearOffset } of readsOf([rule.value], library).figures) {
          note(read, level, chain, year + yearOffset);
        }
      }
    }
  }
  const names = await namesOf(
    work,
    [...gaps.values()].map((gap) => gap.division),
  );
  return [...gaps.values()]
    .sort((one, other) => one.division - other.division)
    .map(({ series: { id, title, unit }, level, division, years: wanting }) => ({
      series: id,
      title,
      unit,
      level,
      division,
      divisionName: names.get(division) ?? String(division),
      years: [...wanting].sort(),
      mayFill: isWithin(division, work.actor) && may(work.actor.role, 'standards.fillSetting'),
    }));
}

/** A reach below a county, as a clerk's, is asked within that county. */
async function countiesOf(work: Work, ranges: readonly DivisionRange[]): Promise<DivisionRange[]> {
  const found = new Map<number, DivisionRange>();
  for (const range of ranges) {
    const low = countyOf(range.low) * 1_000_000;
    for (const { code } of await findCounties(work.db, { low, high: range.high })) {
      const county = rangeOfDivision(code, 'county');
      found.set(code, { low: Math.max(county.low, range.low), high: Math.min(county.high, range.high) });
    }
  }
  return [...found.values()];
}

export async function namesOf(work: Work, codes: readonly number[]): Promise<Map<number, string>> {
  return new Map((await findDivisionsByCode(work.db, codes)).map(({ code, name }) => [code, name]));
}
