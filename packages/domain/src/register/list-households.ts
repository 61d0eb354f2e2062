import type { Work } from '@daohu/db';
import { readIdNumber, toHalfWidth } from '@daohu/dictionary';
import { findDivisionsByCode } from '../divisions/index.ts';
import type { HouseholdPage, HouseholdQuery, HouseholdRow } from './contract.ts';
import { rangesOf } from './division-scope.ts';
import { KeptTotals } from './kept-totals.ts';
import { comparableName } from './name-tokens.ts';
import { readPageStart, writePageStart } from './page-start.ts';
import {
  type HouseholdFilter,
  type ListedHousehold,
  selectHouseholds,
  selectHouseholdsByIdNumber,
  selectHouseholdsByNumber,
  selectHouseholdYears,
} from './store/household-list.ts';

const keptTotals = new KeptTotals();

/** 户台账: one page of the households within reach that meet the query, in the order of division and number. */
export async function listHouseholds(work: Work, query: HouseholdQuery): Promise<HouseholdPage> {
  const ranges = await rangesOf(work, query.division);
  const years = await selectHouseholdYears(work.db, ranges);
  const year = query.year ?? years[0] ?? null;
  if (year === null) return { year, years, total: 0, rows: [], next: null, previous: null };

  const { povertyStatus, attribute, mainCause } = query;
  const filter: HouseholdFilter = { year, ranges, povertyStatus, attribute, mainCause };
  const start = query.from === undefined ? null : readPageStart(query.from);
  const narrowed = query.search ? await narrowedBy(work, filter, query.search) : filter;
  // One more than asked tells whether the list goes on.
  // Reach is part of the question: row-level security counts only what the actor may see. A command sees its own
  // writes, which no snapshot tells, and therefore counts for itself.
  const question = JSON.stringify([work.actor.low, work.actor.high, narrowed]);
  const kept = work.act === 0 ? keptTotals.find(question) : null;
  const slice = await selectHouseholds(work.db, narrowed, start, query.size + 1, kept);
  if (work.act === 0) keptTotals.keep(question, { total: slice.total, seen: slice.seen });
  const backwards = start?.direction === 'before';
  const goesOn = slice.rows.length > query.size;
  const rows = backwards && goesOn ? slice.rows.slice(1) : slice.rows.slice(0, query.size);
  const [first, last] = [rows[0], rows.at(-1)];
  return {
    year,
    years,
    total: slice.total,
    rows: await withPlaceNames(work, rows),
    next: last && (backwards || goesOn) ? writePageStart({ ...last, direction: 'after' }) : null,
    previous: first && (backwards ? goesOn : start !== null) ? writePageStart({ ...first, direction: 'before' }) : null,
  };
}

/** What the search field may hold: a whole ID number, a whole household number, or part of a name. */
async function narrowedBy(work: Work, filter: HouseholdFilter, search: string): Promise<HouseholdFilter> {
  const text = toHalfWidth(search.replaceAll('\0', '')).trim();
  const idNumber = readIdNumber(text);
  const among = [
    ...(idNumber.ok ? await selectHouseholdsByIdNumber(work.db, work.cipher.hash(idNumber.value.id18), filter) : []),
    ...(await selectHouseholdsByNumber(work.db, text, filter.ranges)),
  ];
  const isNumber = /\d/.test(text) || comparableName(text) === '';
  return among.length > 0 || isNumber ? { ...filter, among } : { ...filter, name: text };
}

async function withPlaceNames(work: Work, rows: readonly ListedHousehold[]): Promise<HouseholdRow[]> {
  const townshipOf = (village: number) => Math.floor(village / 1000) * 1000;
  const codes = new Set(rows.flatMap((row) => [row.division, townshipOf(row.division)]));
  const names = new Map((await findDivisionsByCode(work.db, [...codes])).map(({ code, name }) => [code, name]));
  return rows.map((row) => ({
    ...row,
    townshipName: names.get(townshipOf(row.division)) ?? '',
    villageName: names.get(row.division) ?? '',
  }));
}
