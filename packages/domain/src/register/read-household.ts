import type { Connection, Work } from '@daohu/db';
import { type CalendarDate, countyOf } from '@daohu/kernel';
import { resolveDivision } from '../divisions/index.ts';
import { endOfDay, rowBefore } from './as-of.ts';
import type { RegisterTable, Row } from './columns.ts';
import { type RecordedChange, selectHouseholdChanges, selectMovedAway } from './store/history.ts';
import {
  type MemberRows,
  type RecordKey,
  selectHousehold,
  selectHouseholdYearRows,
  selectMembers,
  selectMembersByPerson,
} from './store/household-record.ts';

/** One household's rows in one year, as the register has them or had them at the end of a day. */
export interface HouseholdRecord {
  readonly key: RecordKey;
  readonly identity: Row;
  /** Years on record, newest first. */
  readonly years: readonly number[];
  readonly year: number;
  readonly yearly: Row;
  readonly members: readonly MemberRows[];
}

/** The key under which a household is kept today: its county may have been recoded since the key was written down. */
export async function findHouseholdKey(work: Work, asked: RecordKey): Promise<RecordKey | null> {
  if (await selectHousehold(work.db, asked)) return asked;
  const key = await recodedKey(work, asked);
  return key && (await selectHousehold(work.db, key)) ? key : null;
}

/** The same record under the code that its county has since been given; null when it was given none. */
export async function recodedKey(work: Work, asked: RecordKey): Promise<RecordKey | null> {
  const county = await resolveDivision(work.db, asked.countyCode * 1_000_000, { level: 'county' });
  if (county.kind !== 'live' || county.path.length === 0) return null;
  return { ...asked, countyCode: countyOf(county.division.code) };
}

/** Null when there is no such household within reach, or it has nothing on record for the year. */
export async function readHousehold(
  db: Connection,
  key: RecordKey,
  askedYear: number | undefined,
): Promise<HouseholdRecord | null> {
  const identity = await selectHousehold(db, key);
  if (!identity) return null;
  return withYear({ key, identity }, await selectHouseholdYearRows(db, key), askedYear, (year) =>
    selectMembers(db, key, year),
  );
}

/** The same as it stood at the end of a day, by taking back every later change. */
export async function readHouseholdAsOf(
  db: Connection,
  key: RecordKey,
  askedYear: number | undefined,
  day: CalendarDate,
): Promise<HouseholdRecord | null> {
  const until = endOfDay(day);
  const later = await laterChanges(db, key, [], until);
  const identity = await selectHousehold(db, key);
  const identityThen = identity && rowBefore('household', identity, changesOf(later, 'household', key.id));
  if (!identityThen) return null;
  const yearRows = (await selectHouseholdYearRows(db, key)).flatMap((row) => {
    const then = rowBefore('household_year', row, changesOf(later, 'household_year', key.id, row.year));
    return then ? [then] : [];
  });
  return withYear({ key, identity: identityThen }, yearRows, askedYear, async (year) => {
    const acts = changesOf(later, 'household_year', key.id, year).map((change) => change.act);
    const moved = await selectMovedAway(db, key.countyCode, key.id, year, [...new Set(acts)]);
    const members = [
      ...(await selectMembers(db, key, year)),
      ...(await selectMembersByPerson(db, key.countyCode, moved, year)),
    ];
    const personIds = members.map((member) => member.personId);
    const changes = await laterChanges(db, key, personIds, until);
    return members.flatMap(({ personId, identity, yearly }) => {
      const identityThen = rowBefore('person', identity, changesOf(changes, 'person', personId));
      const yearlyThen = rowBefore('person_year', yearly, changesOf(changes, 'person_year', personId, year));
      const wasMember = identityThen && yearlyThen && yearlyThen.household_id === key.id;
      return wasMember ? [{ personId, identity: identityThen, yearly: yearlyThen }] : [];
    });
  });
}

async function withYear(
  { key, identity }: Pick<HouseholdRecord, 'key' | 'identity'>,
  yearRows: readonly Row[],
  askedYear: number | undefined,
  membersOf: (year: number) => Promise<readonly MemberRows[]>,
): Promise<HouseholdRecord | null> {
  // A household struck off keeps its page with what it last had; of a living one, struck-off rows are not shown.
  const isRetired = identity.retired_act !== null;
  const shown = yearRows.filter((row) => isRetired || row.retired_act === null);
  const yearly = askedYear === undefined ? shown[0] : shown.find((row) => row.year === askedYear);
  if (!yearly) return null;
  const year = Number(yearly.year);
  const members = (await membersOf(year)).filter(
    (member) => isRetired || (member.identity.retired_act === null && member.yearly.retired_act === null),
  );
  return { key, identity, years: shown.map((row) => Number(row.year)), year, yearly, members };
}

async function laterChanges(
  db: Connection,
  key: RecordKey,
  personIds: readonly number[],
  until: Date,
): Promise<RecordedChange[]> {
  return (await selectHouseholdChanges(db, key.countyCode, key.id, personIds)).filter((change) => change.at >= until);
}

function changesOf(
  changes: readonly RecordedChange[],
  table: RegisterTable,
  recordId: number,
  year?: unknown,
): RecordedChange[] {
  return changes.filter(
    (change) => change.table === table && change.recordId === recordId && (year === undefined || change.year === year),
  );
}
