import { type Connection, empty, raw, type Sql, sql } from '@daohu/db';
import type { Item } from '@daohu/dictionary';
import type { DivisionRange } from '@daohu/kernel';
import type { RecordKey } from './household-record.ts';

/** Which households: one, all of a range of divisions, or some of those. */
export type HouseholdScope =
  | { readonly household: RecordKey }
  | { readonly range: DivisionRange; readonly among?: readonly RecordKey[] };

/** Values of items under their field names, beside what tells whose they are. */
export type FieldValues = Readonly<Record<string, unknown>>;

export type HouseholdOfYear = FieldValues & {
  readonly countyCode: number;
  readonly householdId: number;
  readonly householdNo: string;
  readonly division: number;
  readonly headName: string | null;
};
export type MemberOfYear = FieldValues & {
  readonly householdId: number;
  readonly personId: number;
  readonly name: string | null;
};

/** Households on record in a year with some of their items, in the order of division and household. */
export function selectHouseholdsOfYear(
  db: Connection,
  scope: HouseholdScope,
  year: number,
  items: readonly Item[],
): Promise<HouseholdOfYear[]> {
  return db.query(sql`
    select y.county_code as "countyCode", y.household_id as "householdId", h.household_no as "householdNo",
      y.division, y.head_name as "headName" ${fields(items, 'h', 'y')}
    from ${onRecord(scope, year)} order by y.division, y.household_id`);
}

/** The rows of the year before of the households on record in a year. */
export function selectYearBefore(
  db: Connection,
  scope: HouseholdScope,
  year: number,
  items: readonly Item[],
): Promise<(FieldValues & { readonly householdId: number })[]> {
  return db.query(sql`
    select b.household_id as "householdId" ${fields(items, 'h', 'b')}
    from ${onRecord(scope, year)}
    join household_year b on b.county_code = y.county_code and b.household_id = y.household_id
      and b.year = ${year - 1}::smallint and b.retired_act is null`);
}

/**
 * Members in `year - yearsBack` of the households on record in a year, the head first. Members of the year itself when
 * nothing is taken off.
 */
export function selectMembersOfYear(
  db: Connection,
  scope: HouseholdScope,
  year: number,
  items: readonly Item[],
  yearsBack = 0,
): Promise<MemberOfYear[]> {
  return db.query(sql`
    select m.household_id as "householdId", m.person_id as "personId", p.name ${fields(items, 'p', 'm')}
    from ${onRecord(scope, year)}
    join person_year m on m.county_code = y.county_code and m.household_id = y.household_id
      and m.year = ${year - yearsBack}::smallint and m.retired_act is null
    join person p on p.county_code = m.county_code and p.person_id = m.person_id and p.retired_act is null
    order by m.household_id, (m.relation is distinct from 'head'), m.person_id`);
}

/** What the members of a year had on record the year before, in whichever household they were. */
export function selectMembersYearBefore(
  db: Connection,
  scope: HouseholdScope,
  year: number,
  items: readonly Item[],
): Promise<(FieldValues & { readonly personId: number })[]> {
  return db.query(sql`
    select b.person_id as "personId" ${fields(items, 'p', 'b')}
    from ${onRecord(scope, year)}
    join person_year m on m.county_code = y.county_code and m.household_id = y.household_id
      and m.year = y.year and m.retired_act is null
    join person p on p.county_code = m.county_code and p.person_id = m.person_id and p.retired_act is null
    join person_year b on b.county_code = m.county_code and b.person_id = m.person_id
      and b.year = ${year - 1}::smallint and b.retired_act is null`);
}

/** What the villages of a range report for a year. */
export function selectVillagesOfYear(
  db: Connection,
  { low, high }: DivisionRange,
  year: number,
  items: readonly Item[],
): Promise<(FieldValues & { readonly division: number })[]> {
  return db.query(sql`select v.division ${fields(items, 'v', 'v')} from village_year v
    where v.year = ${year}::smallint and v.division between ${low} and ${high} and v.retired_act is null
    order by v.division`);
}

/** What the counties of a range report for a year. */
export function selectCountiesOfYear(
  db: Connection,
  { low, high }: DivisionRange,
  year: number,
  items: readonly Item[],
): Promise<(FieldValues & { readonly division: number })[]> {
  return db.query(sql`select c.division ${fields(items, 'c', 'c')} from county_year c
    where c.year = ${year}::smallint and c.division between ${low} and ${high} and c.retired_act is null`);
}

/** How many households each village of a range has on record in a year, in the order of the codes. */
export function selectVillageSizes(
  db: Connection,
  { low, high }: DivisionRange,
  year: number,
): Promise<{ readonly division: number; readonly households: number }[]> {
  return db.query(sql`select y.division, count(*) as households from household_year y
    where y.year = ${year}::smallint and y.division between ${low} and ${high} and y.retired_act is null
    group by y.division order by y.division`);
}

/** Where a household lives, whether it is struck off, and its years on record, newest first; null out of reach. */
export interface HouseholdYears {
  readonly division: number;
  readonly isRetired: boolean;
  readonly years: readonly number[];
}

export function selectYearsOfHousehold(db: Connection, { countyCode, id }: RecordKey): Promise<HouseholdYears | null> {
  return db.maybeOne(sql`
    select h.division, h.retired_act is not null as "isRetired", array(
      select y.year from household_year y
      where y.county_code = h.county_code and y.household_id = h.household_id and y.retired_act is null
      order by y.year desc) as years
    from household h
    where h.county_code = ${countyCode} and h.household_id = ${id}`);
}

/** Those of these counties in which the household of this number is on record in a year: one probe for each. */
export async function selectCountiesOfHousehold(
  db: Connection,
  counties: readonly number[],
  householdId: number,
  year: number,
): Promise<number[]> {
  const rows = await db.query<{ county: number }>(sql`
    select c.county from unnest(${counties}::integer[]) as c (county)
    where exists (select from household_year y join household h using (county_code, household_id)
      where y.county_code = c.county and y.household_id = ${householdId} and y.year = ${year}::smallint
        and y.retired_act is null and h.retired_act is null)`);
  return rows.map((row) => row.county);
}

/** Those of these counties that have a household on record in a year: one probe of the index for each. */
export async function selectCountiesOnRecord(
  db: Connection,
  counties: readonly DivisionRange[],
  year: number,
): Promise<number[]> {
  const rows = await db.query<{ county: number }>(sql`
    select c.low / 1000000 as county
    from unnest(${counties.map(({ low }) => low)}::bigint[], ${counties.map(({ high }) => high)}::bigint[]) as c (low, high)
    where exists (select from household_year y
      where y.year = ${year}::smallint and y.division between c.low and c.high and y.retired_act is null)`);
  return rows.map((row) => row.county);
}

/** Those of these counties that have a household or a village on record in a year, by their codes. */
export async function selectCountiesWithRows(
  db: Connection,
  counties: readonly DivisionRange[],
  year: number,
): Promise<number[]> {
  const rows = await db.query<{ county: number }>(sql`
    select c.low / 1000000 as county
    from unnest(${counties.map(({ low }) => low)}::bigint[], ${counties.map(({ high }) => high)}::bigint[]) as c (low, high)
    where exists (select from household_year y
        where y.year = ${year}::smallint and y.division between c.low and c.high and y.retired_act is null)
      or exists (select from village_year v
        where v.year = ${year}::smallint and v.division between c.low and c.high and v.retired_act is null)`);
  return rows.map((row) => row.county);
}

function onRecord(scope: HouseholdScope, year: number): Sql {
  const which =
    'household' in scope
      ? sql`y.county_code = ${scope.household.countyCode} and y.household_id = ${scope.household.id}`
      : sql`y.division between ${scope.range.low}::bigint and ${scope.range.high}::bigint ${among(scope.among)}`;
  return sql`(select * from household_year y where y.year = ${year}::smallint and ${which} and y.retired_act is null) y
    join household h on h.county_code = y.county_code and h.household_id = y.household_id and h.retired_act is null`;
}

function among(keys: readonly RecordKey[] | undefined): Sql {
  if (!keys) return empty;
  return sql`and (y.county_code, y.household_id) in (select * from
    unnest(${keys.map((key) => key.countyCode)}::integer[], ${keys.map((key) => key.id)}::bigint[]))`;
}

/** `, y.net_income_per_head as "netIncomePerHead"` and so on. Names come from the dictionary, never from input. */
function fields(items: readonly Item[], identity: string, yearly: string): Sql {
  return raw(
    items.map((item) => `, ${item.time === 'identity' ? identity : yearly}.${item.column} as "${item.field}"`).join(''),
  );
}
