import type { Connection, Work } from '@daohu/db';
import { type CalendarDate, calendarDate, countyOf, type DivisionRange, rangeOfDivision } from '@daohu/kernel';
import type { Evaluator, Library } from '@daohu/policy';
import { findCounties } from '../../divisions/index.ts';
import { listYears, rangesOf, selectCountiesWithRows } from '../../register/index.ts';
import type { JudgedYear } from '../contract.ts';
import { villagesToJudge } from '../divide-work.ts';
import { judgedYear, latestJudgedYear } from '../judged-year.ts';
import { jurisdictionChain } from '../jurisdiction-chain.ts';

/** Villages of one county that are judged by one law on one register year: a range that no other village lies in. */
export interface PlaceToJudge {
  readonly countyCode: number;
  readonly range: DivisionRange;
  readonly judged: JudgedYear;
  /** Null where no version of the rule holds. */
  readonly evaluator: Evaluator | null;
}

export interface PlacesToJudge {
  readonly places: readonly PlaceToJudge[];
  readonly years: readonly number[];
}

/** What of a division is on record, in the order of the codes, with the rule that holds there. Each village settles its own year, as it does when it is evaluated. */
export async function placesToJudge(
  work: Work,
  library: Library,
  { division, asOf, rule }: { readonly division?: number; readonly asOf?: string; readonly rule: string },
): Promise<PlacesToJudge> {
  const ranges = await rangesOf(work, division);
  const years = await listYears(work, division);
  const settled = settledYear(asOf, years[0], work.today);
  const parts: Omit<PlaceToJudge, 'evaluator'>[] = [];
  for (const range of settled === null ? [] : ranges) {
    parts.push(
      ...(typeof settled === 'string'
        ? await byVillages(work.db, range, settled)
        : await byCounties(work.db, range, settled!)),
    );
  }
  const places: PlaceToJudge[] = [];
  for (const part of parts) {
    const chain = await jurisdictionChain(work.db, part.countyCode);
    const bound = library.evaluator(rule, chain, part.judged.judgedFor);
    places.push({ ...part, evaluator: bound.ok ? bound.value : null });
  }
  return { places: places.sort((one, other) => one.range.low - other.range.low), years };
}

/** What the rule is called where it is applied first; other documents may call theirs otherwise. */
export function titleOf(places: readonly PlaceToJudge[]): string | null {
  return places.find(({ evaluator }) => evaluator !== null)?.evaluator?.rule.title ?? null;
}

/** The year that all villages share; the day asked for where each village settles its own; null where nothing is on record. */
function settledYear(
  asOf: string | undefined,
  latest: number | undefined,
  today: CalendarDate,
): JudgedYear | string | null {
  if (asOf === undefined) return latest === undefined ? null : latestJudgedYear(latest, today);
  const asked = calendarDate(asOf);
  const begun = judgedYear(asked, () => true);
  return judgedYear(asked, () => false).year === begun.year ? begun : asOf;
}

async function byCounties(
  db: Connection,
  range: DivisionRange,
  judged: JudgedYear,
): Promise<Omit<PlaceToJudge, 'evaluator'>[]> {
  const found = await findCounties(db, { low: countyOf(range.low) * 1_000_000, high: range.high });
  const parts = found.map(({ code }) => {
    const county = rangeOfDivision(code, 'county');
    return { low: Math.max(county.low, range.low), high: Math.min(county.high, range.high) };
  });
  const onRecord = new Set(await selectCountiesWithRows(db, parts, judged.year));
  return parts
    .map((part) => ({ countyCode: countyOf(part.low), range: part, judged }))
    .filter(({ countyCode }) => onRecord.has(countyCode));
}

async function byVillages(
  db: Connection,
  range: DivisionRange,
  asOf: string,
): Promise<Omit<PlaceToJudge, 'evaluator'>[]> {
  const parts: { countyCode: number; range: { low: number; high: number }; judged: JudgedYear }[] = [];
  for (const { division, judged } of await villagesToJudge(db, range, asOf)) {
    const before = parts.at(-1);
    const countyCode = countyOf(division);
    if (before?.countyCode === countyCode && before.judged.year === judged.year) before.range.high = division;
    else parts.push({ countyCode, range: { low: division, high: division }, judged });
  }
  return parts;
}
