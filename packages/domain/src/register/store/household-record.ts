import { type Connection, empty, raw, type Sql, sql } from '@daohu/db';
import type { Item } from '@daohu/dictionary';
import { itemColumnsSql, itemsOfTable, type RegisterTable, type Row } from '../columns.ts';

/** Whose record: the county and the number in it. */
export interface RecordKey {
  readonly countyCode: number;
  readonly id: number;
}

/** A household's identity row, retired ones included: whether they are shown is the caller's to say. */
export function selectHousehold(db: Connection, { countyCode, id }: RecordKey): Promise<Row | null> {
  return db.maybeOne<Row>(sql`select ${columns('household', 'h')}, h.household_id, h.division, h.retired_act
    from household h where h.county_code = ${countyCode} and h.household_id = ${id}`);
}

export function selectHouseholdYearRows(db: Connection, { countyCode, id }: RecordKey): Promise<Row[]> {
  return db.query<Row>(sql`
    select ${columns('household_year', 'y')}, y.year, y.division, y.head_name, y.member_count, y.retired_act
    from household_year y where y.county_code = ${countyCode} and y.household_id = ${id} order by y.year desc`);
}

/** Identity and yearly state of one member, as two rows that do not share column names. */
export interface MemberRows {
  readonly personId: number;
  readonly identity: Row;
  readonly yearly: Row;
}

/** Member rows of one household and year, retired ones included, in no particular order. */
export async function selectMembers(
  db: Connection,
  { countyCode, id }: RecordKey,
  year: number,
): Promise<MemberRows[]> {
  const yearly = await db.query<Row & { person_id: number }>(sql`
    select ${columns('person_year', 'm')}, m.person_id, m.household_id, m.retired_act
    from person_year m where m.county_code = ${countyCode} and m.household_id = ${id} and m.year = ${year}::smallint`);
  return withIdentity(db, countyCode, yearly);
}

/** The year's rows of these persons, whichever household they are in now. */
export async function selectMembersByPerson(
  db: Connection,
  countyCode: number,
  personIds: readonly number[],
  year: number,
): Promise<MemberRows[]> {
  if (personIds.length === 0) return [];
  const yearly = await db.query<Row & { person_id: number }>(sql`
    select ${columns('person_year', 'm')}, m.person_id, m.household_id, m.retired_act
    from person_year m
    where m.county_code = ${countyCode} and m.person_id = any(${[...personIds]}::bigint[]) and m.year = ${year}::smallint`);
  return withIdentity(db, countyCode, yearly);
}

async function withIdentity(
  db: Connection,
  countyCode: number,
  yearly: readonly (Row & { person_id: number })[],
): Promise<MemberRows[]> {
  const persons = await db.query<Row & { person_id: number }>(sql`
    select ${columns('person', 'p')}, p.person_id, p.retired_act from person p
    where p.county_code = ${countyCode} and p.person_id = any(${yearly.map((row) => row.person_id)}::bigint[])`);
  const identities = new Map(persons.map((row) => [row.person_id, row]));
  return yearly.flatMap((row) => {
    const identity = identities.get(row.person_id);
    return identity ? [{ personId: row.person_id, identity, yearly: row }] : [];
  });
}

/** Everybody who ever was a member in some year, with the name that the register has today. */
export function selectMembersEver(
  db: Connection,
  { countyCode, id }: RecordKey,
): Promise<{ personId: number; name: string }[]> {
  return db.query(sql`
    select p.person_id as "personId", p.name from person p
    where p.county_code = ${countyCode} and p.person_id in (
      select m.person_id from person_year m where m.county_code = ${countyCode} and m.household_id = ${id}
      union select q.person_id from person q where q.county_code = ${countyCode} and q.household_id = ${id})
    order by p.person_id`);
}

/** One sealed value of a living record, of the latest year where none is asked; null when no such record is in reach. */
export function selectSealed(
  db: Connection,
  entity: 'household' | 'person',
  item: Item,
  { countyCode, id }: RecordKey,
  year: number | undefined,
): Promise<{ sealed: Buffer | null; year: number | null } | null> {
  const sealed = raw(`r.${item.column}_cipher as sealed`);
  const key = raw(`r.${entity}_id`);
  if (item.time === 'identity') {
    return db.maybeOne(sql`select ${sealed}, null as year from ${raw(entity)} r
      where r.county_code = ${countyCode} and ${key} = ${id} and r.retired_act is null`);
  }
  return db.maybeOne(sql`select ${sealed}, r.year from ${raw(`${entity}_year`)} r
    where r.county_code = ${countyCode} and ${key} = ${id} and r.retired_act is null
      ${year === undefined ? empty : sql`and r.year = ${year}::smallint`}
    order by r.year desc limit 1`);
}

function columns(table: RegisterTable, alias: string): Sql {
  return itemColumnsSql(itemsOfTable(table), alias);
}
