import type { Work } from '@daohu/db';
import { calendarDate, done, type Outcome, refuse } from '@daohu/kernel';
import { type ColumnReads, compileColumns, type Library, type SegmentRunner } from '@daohu/policy';
import type { Actor } from '../../access/index.ts';
import { findDivision } from '../../divisions/index.ts';
import { listYears, rangesOf } from '../../register/index.ts';
import type { JudgedYear, StandardsRefusal } from '../contract.ts';
import { judgedYear, latestJudgedYear } from '../judged-year.ts';
import type { Standards } from '../standards.ts';
import type { AskWhatIf, WhatIfAnswer, WhatIfRefusal } from '../what-if-contract.ts';
import type { HeldProvinces, HoldOptions } from './held-provinces.ts';
import { judgedRules } from './judged-rules.ts';
import { lawTouched, whatIf } from './what-if.ts';

export interface AskOptions extends HoldOptions {
  /** Where the rules run; in this thread when left out. */
  readonly on?: SegmentRunner;
  readonly signal?: AbortSignal;
}

/**
 * 试算, for a division within the asker's reach. The register of the year is read into memory when it is asked about for
 * the first time; until it is there the answer says how far that is.
 */
export async function askWhatIf(
  work: Work<Actor>,
  standards: Standards,
  provinces: HeldProvinces,
  asked: AskWhatIf,
  { on, signal, ...options }: AskOptions = {},
): Promise<Outcome<WhatIfAnswer, WhatIfRefusal | StandardsRefusal>> {
  const { division } = asked;
  const library = await standards.inForce(work.db);
  const touched = lawTouched(library, asked.rule, asked.changes);
  if (!touched.ok) return touched;
  const ranges = await rangesOf(work, division);
  if (ranges.length === 0) return refuse({ code: 'division-not-found', division: division ?? 0 });
  const years = await listYears(work, division);
  const judged = yearToJudge(work, asked.asOf, years);
  if (judged === null || !years.includes(judged.year)) {
    return refuse({ code: 'not-on-record', year: judged?.year ?? null, years });
  }
  const reads = readsOfProvince(library, judged.judgedFor);
  const place = division ?? work.actor.division;
  const divisionName = (await findDivision(work.db, place))?.name ?? '';
  const found = await provinces.judge(
    work.actor,
    judged.year,
    reads,
    ({ province, readAt }) =>
      whatIf(
        work.db,
        {
          province,
          library,
          judged,
          division: place,
          divisionName,
          ranges,
          readAt: readAt.toISOString(),
          ...(on ? { on } : {}),
          ...(signal ? { signal } : {}),
        },
        asked,
      ),
    options,
  );
  return found.state === 'loading' ? done(found) : found.result;
}

/** One year for the whole division: villages that have not begun the year asked for are not in the answer. */
export function yearToJudge(work: Work, asOf: string | undefined, years: readonly number[]): JudgedYear | null {
  if (asOf !== undefined) return judgedYear(calendarDate(asOf), (year) => years.includes(year));
  return years[0] === undefined ? null : latestJudgedYear(years[0], work.today);
}

/** What all the rules together read, so that the next question, about another rule, finds it there. */
export function readsOfProvince(library: Library, date: string): ColumnReads {
  const { tables } = compileColumns(library, judgedRules(library), date).reads;
  const village = tables.get('village');
  const fields = [...(library.schema.byKey.get('village')?.fields.values() ?? [])];
  const isPoor = fields.find(({ key }) => key === 'isPoorVillage');
  if (!village || !isPoor || village.columns.some(({ field }) => field === isPoor)) return { tables };
  const columns = [...village.columns, { field: isPoor, back: 0 }];
  return { tables: new Map([...tables, ['village', { ...village, columns }]]) };
}
