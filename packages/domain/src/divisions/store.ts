import { type Connection, type Sql, sql } from '@daohu/db';
import type { DivisionLevel, DivisionRange } from '@daohu/kernel';
import type { CountyRecode, Division, DivisionNode, Succession } from './contract.ts';
import { DIGITS_HOLD_SINCE } from './division-level.ts';

const COLUMNS = sql`code, level, name, parent_code as "parentCode", law_division as "lawDivision",
  urban_rural as "urbanRural", is_virtual as "isVirtual", lon, lat`;

/** Live rows with one of these codes, from the nation down. A code may have two rows: 东莞 as city and as county. */
export async function selectLive(db: Connection, codes: readonly number[]): Promise<Division[]> {
  return db.query<Division>(sql`select ${COLUMNS} from division
    where code = any(${[...codes]}::bigint[]) and retired_on is null order by ${DEPTH}, code`);
}

const DEPTH = sql`array_position(array['nation', 'province', 'city', 'county', 'township', 'village'], level)`;

export async function selectChildren(db: Connection, code: number, level: DivisionLevel): Promise<DivisionNode[]> {
  return db.query<DivisionNode>(sql`select ${COLUMNS},
      exists (select from division below
        where below.parent_code = division.code and below.level <> division.level and below.retired_on is null
          and below.level = case division.level when 'nation' then 'province' when 'province' then 'city'
            when 'city' then 'county' when 'county' then 'township' else 'village' end) as "hasChildren"
    from division where parent_code = ${code} and level = ${level} and retired_on is null order by code`);
}

/** Every live division in a range of codes, the division itself included. */
export async function selectRange(db: Connection, { low, high }: DivisionRange): Promise<Division[]> {
  return db.query<Division>(
    sql`select ${COLUMNS} from division where code between ${low} and ${high} and retired_on is null order by code`,
  );
}

export async function selectOfLevel(
  db: Connection,
  level: DivisionLevel,
  { low, high }: DivisionRange,
): Promise<Division[]> {
  return db.query<Division>(sql`select ${COLUMNS} from division
    where level = ${level} and code between ${low} and ${high} and retired_on is null order by code`);
}

export async function selectLawFollowers(db: Connection, { low, high }: DivisionRange): Promise<Division[]> {
  return db.query<Division>(sql`select ${COLUMNS} from division
    where code between ${low} and ${high} and law_division is not null and retired_on is null order by code`);
}

export interface OtherName {
  readonly code: number;
  readonly level: DivisionLevel;
  readonly name: string;
}

/** Former and later names of the live divisions in a range. */
export async function selectOtherNames(db: Connection, { low, high }: DivisionRange): Promise<OtherName[]> {
  return db.query<OtherName>(sql`select code, level, name from division_name where code between ${low} and ${high}`);
}

export async function selectByStem(
  db: Connection,
  stems: readonly string[],
  { low, high }: DivisionRange,
): Promise<Division[]> {
  return db.query<Division>(sql`select ${COLUMNS} from division
    where stem = any(${[...stems]}::text[]) and code between ${low} and ${high} and retired_on is null
    order by ${DEPTH}, code limit 200`);
}

export async function selectByStemBeginning(
  db: Connection,
  beginning: string,
  { low, high }: DivisionRange,
): Promise<Division[]> {
  const pattern = `${beginning.replaceAll(/[\\%_]/g, '\\$&')}%`;
  return db.query<Division>(sql`select ${COLUMNS} from division
    where stem like ${pattern} and code between ${low} and ${high} and retired_on is null
    order by ${DEPTH}, code limit 20`);
}

export async function selectByOtherStem(
  db: Connection,
  stems: readonly string[],
  { low, high }: DivisionRange,
): Promise<(Division & { otherName: string })[]> {
  return db.query(sql`select ${QUALIFIED}, division_name.name as "otherName"
    from division_name join division using (code, level)
    where division_name.stem = any(${[...stems]}::text[]) and division.code between ${low} and ${high}
      and division.retired_on is null order by division.code limit 200`);
}

const QUALIFIED = sql`division.code, division.level, division.name, division.parent_code as "parentCode",
  division.law_division as "lawDivision", division.urban_rural as "urbanRural", division.is_virtual as "isVirtual",
  division.lon, division.lat`;

/** Successions that start from, or lead to, one of these codes. */
export async function selectSuccessions(
  db: Connection,
  codes: readonly number[],
  direction: 'from' | 'to',
): Promise<Succession[]> {
  const side: Sql = direction === 'from' ? sql`old_code` : sql`new_code`;
  return db.query<Succession>(sql`select old_code as "oldCode", old_name as "oldName", new_code as "newCode",
      new_name as "newName", level, year, on_date as "onDate", basis
    from division_succession where ${side} = any(${[...codes]}::bigint[]) order by year desc`);
}

/** Everything that ever happened to a code, in either direction, oldest first. */
export async function selectHistory(db: Connection, code: number): Promise<Succession[]> {
  return db.query<Succession>(sql`select old_code as "oldCode", old_name as "oldName", new_code as "newCode",
      new_name as "newName", level, year, on_date as "onDate", basis
    from division_succession where old_code = ${code} or new_code = ${code} order by year, old_code`);
}

export async function selectCountByLevel(db: Connection, range: DivisionRange): Promise<Map<DivisionLevel, number>> {
  const rows = await db.query<{ level: DivisionLevel; count: number }>(sql`select level, count(*) as count from division
    where code between ${range.low} and ${range.high} and retired_on is null and not is_virtual group by level`);
  return new Map(rows.map((row) => [row.level, row.count]));
}

/** Names and codes of one edition, whichever edition is live. */
export async function selectEdition(db: Connection, edition: number, codes: readonly number[]): Promise<OtherName[]> {
  return db.query<OtherName>(sql`select code, level, name from division_edition
    where edition = ${edition} and code = any(${[...codes]}::bigint[])`);
}

/** Whether an edition has townships or villages under this code of a county. */
export async function hasEditionOf(db: Connection, county: number): Promise<boolean> {
  const { has } = await db.one<{ has: boolean }>(sql`select exists (
    select from division_edition
    where level in ('township', 'village') and code between ${county} and ${county + 999_999}) as has`);
  return has;
}

/** The edition that the live tree was loaded from, or null before the first load. */
export async function selectLiveEdition(db: Connection): Promise<number | null> {
  const row = await db.maybeOne<{ value: number }>(sql`select value from instance_fact where name = 'divisionEdition'`);
  return row?.value ?? null;
}

export async function storeLiveEdition(owner: Connection, edition: number): Promise<void> {
  await owner.execute(
    sql`insert into instance_fact (name, value) values ('divisionEdition', ${String(edition)}::jsonb)`,
  );
}

export async function clearLiveTree(owner: Connection, range: DivisionRange): Promise<void> {
  await owner.execute(sql`delete from division where code between ${range.low} and ${range.high}`);
  await owner.execute(sql`delete from division_name where code between ${range.low} and ${range.high}`);
}

export async function copyDivisions(owner: Connection, chunks: AsyncIterable<Buffer>): Promise<void> {
  await owner.copyIn(
    `copy division (code, level, name, stem, parent_code, law_division, urban_rural, is_virtual, lon, lat, edition) from stdin`,
    chunks,
  );
}

export async function copyOtherNames(owner: Connection, chunks: AsyncIterable<Buffer>): Promise<void> {
  await owner.copyIn('copy division_name (code, level, name, stem) from stdin', chunks);
}

export async function copyEditions(owner: Connection, chunks: AsyncIterable<Buffer>): Promise<void> {
  await owner.copyIn('copy division_edition (edition, code, level, name, parent_code) from stdin', chunks);
}

export async function copySuccessions(owner: Connection, chunks: AsyncIterable<Buffer>): Promise<void> {
  await owner.copyIn(
    'copy division_succession (old_code, level, old_name, new_code, new_name, year, basis) from stdin',
    chunks,
  );
}

export async function analyzeDivisions(owner: Connection): Promise<void> {
  for (const table of [sql`division`, sql`division_name`, sql`division_edition`, sql`division_succession`]) {
    await owner.execute(sql`analyze ${table}`);
  }
}

/** Writes the county's tree a second time under its new code and retires the old rows on that day. */
export async function rekeyCounty(
  owner: Connection,
  { from, to, name, stem, on }: { from: number; to: number; name: string; stem: string; on: string },
): Promise<number> {
  const shift = to - from;
  const inCounty = sql`code between ${from} and ${from + 999_999} and level in ('county', 'township', 'village')`;
  const written = await owner.execute(sql`insert into division
      (code, level, name, stem, parent_code, law_division, urban_rural, is_virtual, lon, lat, edition, live_from)
    select code + ${shift}::bigint, level,
      case level when 'county' then ${name} else name end, case level when 'county' then ${stem} else stem end,
      case level when 'county' then ${Math.floor(to / 100_000_000) * 100_000_000}::bigint else parent_code + ${shift}::bigint end,
      law_division, urban_rural, is_virtual, lon, lat, edition, ${on}::date
    from division where ${inCounty} and retired_on is null
    on conflict (code, level) do update set name = excluded.name, stem = excluded.stem,
      parent_code = excluded.parent_code, law_division = excluded.law_division, urban_rural = excluded.urban_rural,
      lon = excluded.lon, lat = excluded.lat, live_from = excluded.live_from, retired_on = null`);
  await owner.execute(sql`insert into county_recode (old_code, old_name, new_code, new_name, on_date)
    select code, name, ${to}, ${name}, ${on}::date from division
    where code = ${from} and level = 'county' and retired_on is null`);
  await owner.execute(sql`insert into division_succession
      (old_code, level, old_name, new_code, new_name, year, on_date, basis)
    select code, level, name, code + ${shift}::bigint, case level when 'county' then ${name} else name end,
      extract(year from ${on}::date)::smallint, ${on}::date, 'recode'
    from division where ${inCounty} and retired_on is null`);
  await owner.execute(sql`update division_name set code = code + ${shift}::bigint where ${inCounty}`);
  await owner.execute(sql`insert into division_name (code, level, name, stem)
    select code + ${shift}::bigint, level, name, stem from division
    where code = ${from} and level = 'county' and retired_on is null and name <> ${name} on conflict do nothing`);
  await owner.execute(sql`update division set retired_on = ${on}::date where ${inCounty} and retired_on is null`);
  await owner.execute(sql`update division set law_division = law_division + ${shift}::bigint
    where law_division between ${from} and ${from + 999_999}`);
  return written;
}

/** Acts that led to this county's code of today, oldest first: also those before a later one. */
export function selectRecodes(db: Connection, code: number): Promise<CountyRecode[]> {
  return db.query<CountyRecode>(sql`
    with recursive chain as (
      select * from county_recode where new_code = ${code}
      union
      select earlier.* from county_recode earlier join chain on chain.old_code = earlier.new_code
        and earlier.act < chain.act)
    select act, recorded_at as "recordedAt", old_code as "oldCode", old_name as "oldName", new_code as "newCode",
      new_name as "newName", on_date as "onDate" from chain order by act`);
}

export interface FormerCode {
  readonly formerCode: number;
  readonly code: number;
  readonly level: DivisionLevel;
  /** Of a county whose townships and villages no edition lists: below it only the county's digits have changed. */
  readonly keepsDigits: boolean;
}

/**
 * Other codes that lead to exactly one live division of a range, through any number of successions: former ones
 * first, then those of a newer edition than the register's. What a county was split into is not decided by its code.
 */
export function selectFormerCodes(db: Connection, { low, high }: DivisionRange): Promise<FormerCode[]> {
  return db.query<FormerCode>(sql`
    with recursive step as (
      select s.old_code, s.new_code, s.level, s.year from division_succession s
      where s.old_code <> s.new_code and s.basis <> 'gbt2260-split'
        -- Where this register itself recoded a county, what the editions say about the same code is beside the point.
        and (s.basis = 'recode' or not exists (
          select from division_succession r where r.old_code = s.old_code and r.level = s.level and r.basis = 'recode'))),
    live as (
      select code, level from division where code between ${low} and ${high} and retired_on is null),
    former as (
      select step.old_code as other, live.level, live.code, step.year as since
      from step join live on live.code = step.new_code and live.level = step.level
      union
      select step.old_code, former.level, former.code, least(step.year, former.since)
      from step join former on former.other = step.new_code and former.level = step.level),
    later as (
      select step.new_code as other, carried.level, carried.code, step.year as since
      from step join (select code as other, level, code from live union select other, level, code from former) carried
        on carried.other = step.old_code and carried.level = step.level
      union
      select step.new_code, later.level, later.code, later.since
      from step join later on later.other = step.old_code and later.level = step.level),
    way as (
      select 1 as way, * from former union all select 2, * from later)
    select other as "formerCode", level, min(code) as code,
      level = 'county' and min(since) >= ${DIGITS_HOLD_SINCE} and not exists (
        select from division_edition e
        where e.level in ('township', 'village') and e.code between other and other + 999999) as "keepsDigits"
    from way
    group by way, other, level having count(distinct code) = 1 order by way`);
}
