import { type Connection, empty, join, type Sql, sql } from '@daohu/db';
import type { DivisionRange } from '@daohu/kernel';
import type { CountedTotal } from '../kept-totals.ts';
import { behindAllBeginningWith, comparableName, NAME_SEPARATORS, nameTokens } from '../name-tokens.ts';
import type { PageStart } from '../page-start.ts';

/** A row of the register list, in the order of division and household number. */
export interface ListedHousehold {
  readonly countyCode: number;
  readonly householdId: number;
  readonly householdNo: string;
  readonly division: number;
  readonly headName: string | null;
  readonly memberCount: number;
  readonly povertyStatus: string | null;
  readonly attribute: string | null;
  readonly mainCause: string | null;
  readonly netIncomePerHead: number | null;
}

export interface HouseholdKey {
  readonly countyCode: number;
  readonly householdId: number;
}

/** Which households of one year are meant. Several ranges only where an old division was divided. */
export interface HouseholdFilter {
  readonly year: number;
  readonly ranges: readonly DivisionRange[];
  readonly povertyStatus?: string | undefined;
  readonly attribute?: string | undefined;
  readonly mainCause?: string | undefined;
  /** Only these households: what an ID number or a household number led to. */
  readonly among?: readonly HouseholdKey[];
  /** Only households with a member of this name in that year. */
  readonly name?: string;
}

export interface HouseholdSlice extends CountedTotal {
  readonly rows: readonly ListedHousehold[];
}

/**
 * Up to `limit` households behind, or before, `start`, in the order of the list, and how many meet the filter in all:
 * counted, unless nothing has been written since `kept` was.
 */
export async function selectHouseholds(
  db: Connection,
  filter: HouseholdFilter,
  start: PageStart | null,
  limit: number,
  kept: CountedTotal | null = null,
): Promise<HouseholdSlice> {
  const wanted = listed(filter);
  const order =
    start?.direction === 'before' ? sql`y.division desc, y.household_id desc` : sql`y.division, y.household_id`;
  // One statement, so that the page and its total are of the same moment. The page is cut before anything is joined.
  const found = await db.query<ListedHousehold & CountedTotal>(sql`
    ${wanted.before}
    select total.total, total.seen, page.*
    from (
      select now.seen, case when now.seen = ${kept?.seen ?? null}::text then ${kept?.total ?? null}::bigint
        else (select count(*) from ${wanted.rows}) end as total
      from (select current_database() || ' ' || pg_current_snapshot()::text as seen) now) total
    left join lateral (
      select y.county_code as "countyCode", y.household_id as "householdId", h.household_no as "householdNo",
        y.division, y.head_name as "headName", y.member_count as "memberCount", y.exit_status as "povertyStatus",
        y.poverty_attribute as "attribute", y.main_cause as "mainCause", y.net_income_per_head as "netIncomePerHead"
      from (select y.county_code, y.household_id from ${wanted.rows} ${start ? beyond(start) : empty}
        order by ${order} limit ${limit}) k
      join household_year y on y.county_code = k.county_code and y.household_id = k.household_id
        and y.year = ${filter.year}::smallint
      join household h on h.county_code = k.county_code and h.household_id = k.household_id) page on true
    order by page.division, page."householdId"`);
  return {
    total: found[0]?.total ?? 0,
    seen: found[0]?.seen ?? '',
    rows: found.filter((row) => row.householdId !== null).map(({ total: _total, seen: _seen, ...row }) => row),
  };
}

/**
 * Years in which the ranges hold a household, newest first. One probe of the index per year, never a scan: the order
 * asked for is that of the index, without which the planner reads the whole table for a year that is not there.
 */
export async function selectHouseholdYears(db: Connection, ranges: readonly DivisionRange[]): Promise<number[]> {
  const rows = await db.query<{ year: number }>(sql`
    select known.year from generate_series(2100, 2000, -1) as known (year)
    cross join lateral (
      select from household_year y where y.year = known.year::smallint and ${inRanges(sql`y.division`, ranges)}
        and y.retired_act is null order by y.division limit 1) as recorded`);
  return rows.map((row) => row.year);
}

/** Households that a member with this ID number belongs to in that year. */
export async function selectHouseholdsByIdNumber(
  db: Connection,
  hash: Buffer,
  { year, ranges }: Pick<HouseholdFilter, 'year' | 'ranges'>,
): Promise<HouseholdKey[]> {
  return db.query<HouseholdKey>(sql`
    select distinct m.county_code as "countyCode", m.household_id as "householdId"
    from person_lookup l
    join person p on p.county_code = l.county_code and p.person_id = l.person_id
    join person_year m on m.county_code = l.county_code and m.person_id = l.person_id
    where l.id_number_hash = ${hash} and ${inRanges(sql`l.division`, ranges)} and p.id_number_hash = ${hash}
      and p.retired_act is null and m.year = ${year}::smallint and m.retired_act is null`);
}

export async function selectHouseholdsByNumber(
  db: Connection,
  householdNo: string,
  ranges: readonly DivisionRange[],
): Promise<HouseholdKey[]> {
  return db.query<HouseholdKey>(sql`
    select h.county_code as "countyCode", h.household_id as "householdId" from household h
    where h.household_no = ${householdNo} and ${inRanges(sql`h.division`, ranges)} and h.retired_act is null`);
}

/** Where the rows `y` of a list come from: the index of the year, or the few households that a search led to. */
function listed(filter: HouseholdFilter): { readonly before: Sql; readonly rows: Sql } {
  const { year, among, name } = filter;
  if (among === undefined && name === undefined) {
    return { before: empty, rows: sql`household_year y where ${meets(filter)}` };
  }
  const candidates =
    among === undefined
      ? householdsByName(filter, name ?? '')
      : sql`select * from unnest(${among.map((key) => key.countyCode)}::integer[], ${among.map((key) => key.householdId)}::bigint[])
          as k (county_code, household_id)`;
  return {
    before: sql`with candidate as materialized (${candidates}), hit as materialized (
      select y.county_code, y.household_id, y.division
      from candidate k
      join household_year y on y.county_code = k.county_code and y.household_id = k.household_id
        and y.year = ${year}::smallint
      where ${meets(filter)})`,
    rows: sql`hit y where true`,
  };
}

function meets({ year, ranges, povertyStatus, attribute, mainCause }: HouseholdFilter): Sql {
  const conditions = [
    sql`y.year = ${year}::smallint`,
    inRanges(sql`y.division`, ranges),
    sql`y.retired_act is null`,
    ...(povertyStatus === undefined ? [] : [sql`y.exit_status = ${povertyStatus}`]),
    ...(attribute === undefined ? [] : [sql`y.poverty_attribute = ${attribute}`]),
    ...(mainCause === undefined ? [] : [sql`y.main_cause = ${mainCause}`]),
  ];
  return join(conditions, ' and ');
}

export function inRanges(column: Sql, ranges: readonly DivisionRange[]): Sql {
  if (ranges.length === 0) return sql`false`;
  const conditions = ranges.map(({ low, high }) => sql`${column} between ${low}::bigint and ${high}::bigint`);
  return sql`(${join(conditions, ' or ')})`;
}

function beyond({ direction, division, householdId }: PageStart): Sql {
  const edge = sql`(${division}::bigint, ${householdId}::bigint)`;
  return direction === 'after'
    ? sql`and (y.division, y.household_id) > ${edge}`
    : sql`and (y.division, y.household_id) < ${edge}`;
}

/** Tokens that are asked of the index; the rest of a longer name is compared with what they find. */
const TOKENS_ASKED = 3;

/**
 * Households with a member whose name holds this part; a single character is the beginning of a name. Tokens of a
 * name that somebody no longer has are never removed, so the name itself is compared at the end.
 */
function householdsByName({ year, ranges }: HouseholdFilter, name: string): Sql {
  const wanted = comparableName(name);
  const single = [...wanted].length === 1;
  const tokens = nameTokens(wanted).slice(0, TOKENS_ASKED);
  const asked = tokens.map((token) => {
    const equals = single
      ? sql`t.token >= ${token} and t.token < ${behindAllBeginningWith(token)}`
      : sql`t.token = ${token}`;
    return sql`select t.county_code, t.person_id from person_name_token t where ${equals} and ${inRanges(sql`t.division`, ranges)}`;
  });
  const bare = sql`translate(n.name, ${NAME_SEPARATORS}, '')`;
  const holds = single ? sql`starts_with(${bare}, ${wanted})` : sql`position(${wanted} in ${bare}) > 0`;
  // `offset 0` keeps the comparison out of the join: the planner takes it to leave almost nobody, and is wrong.
  return sql`
    select distinct n.county_code, n.household_id
    from (
      select p.name, m.county_code, m.household_id
      from (${join(asked, ' intersect ')}) t
      join person p on p.county_code = t.county_code and p.person_id = t.person_id
      join person_year m on m.county_code = t.county_code and m.person_id = t.person_id
      where p.retired_act is null and m.year = ${year}::smallint and m.retired_act is null
      offset 0) n
    where ${holds}`;
}
