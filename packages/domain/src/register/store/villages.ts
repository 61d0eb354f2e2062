import { type Connection, sql } from '@daohu/db';
import type { DivisionRange } from '@daohu/kernel';
import { itemColumnsSql, itemsOfTable, type Row } from '../columns.ts';
import { EXITED_STATUSES, POOR_STATUSES } from '../exit-status.ts';

/** What the village itself reports, newest year first. */
export function selectVillageYears(db: Connection, division: number): Promise<Row[]> {
  return db.query<Row>(sql`
    select ${itemColumnsSql(itemsOfTable('village_year'), 'v')}, v.year from village_year v
    where v.county_code = ${Math.floor(division / 1_000_000)} and v.division = ${division} and v.retired_act is null
    order by v.year desc`);
}

/** Sums over the households of a range of divisions in one year. */
export interface HouseholdTotals {
  readonly households: number;
  readonly persons: number;
  readonly poorHouseholds: number;
  readonly poorPersons: number;
  readonly outHouseholds: number;
  /** Fen a year over the persons of the households that report an income; half a fen counts as one. */
  readonly netIncomePerHead: number | null;
}

/**
 * A household that reports 人均纯收入 alone counts with it times its size. Its size is the one it reports with its income,
 * or the members on record where it reports none.
 */
export function selectHouseholdTotals(
  db: Connection,
  { low, high }: DivisionRange,
  year: number,
): Promise<HouseholdTotals> {
  return db.one<HouseholdTotals>(sql`
    select count(*) as households,
      coalesce(sum(member_count), 0) as persons,
      count(*) filter (where exit_status = any(${[...POOR_STATUSES]}::text[])) as "poorHouseholds",
      coalesce(sum(member_count) filter (where exit_status = any(${[...POOR_STATUSES]}::text[])), 0) as "poorPersons",
      count(*) filter (where exit_status = any(${[...EXITED_STATUSES]}::text[])) as "outHouseholds",
      (round(sum(income) / nullif(sum(heads) filter (where income is not null), 0)))::bigint as "netIncomePerHead"
    from (
      select y.exit_status, y.member_count, coalesce(y.size, y.member_count) as heads,
        coalesce(y.net_income::numeric, y.net_income_per_head::numeric * coalesce(y.size, y.member_count)) as income
      from household_year y
      where y.year = ${year}::smallint and y.division between ${low} and ${high} and y.retired_act is null) h`);
}
