import { type Connection, sql } from '@daohu/db';

/**
 * 比对台账: which record each staged row is about. The answers stand in narrow temporary tables of the transaction
 * (`judged_household`, `judged_person`, `judged_village`), so that checking and sorting touch no wide row. A record that
 * is not on file yet gets its number here, one for all its rows.
 */
export async function matchHouseholds(db: Connection, importId: number): Promise<void> {
  await db.execute(sql`drop table if exists judged_household`);
  await db.execute(sql`
    create temporary table judged_household on commit drop as
    with household_of_file as (
      select county_code, household_no, count(*) > 1 as is_repeated
      from staged_household where import_id = ${importId} group by county_code, household_no),
    numbered as (
      select f.*, h.household_id is not null as known, coalesce(h.household_id, nextval('household_number')) as record_id
      from household_of_file f
        left join household h on h.county_code = f.county_code and h.household_no = f.household_no)
    select s.row_number, s.county_code, s.division, s.year, s.household_no, n.record_id, n.known, n.is_repeated,
      true as leads, s.row_number as shown_row, 'new'::text as list
    from staged_household s join numbered n on n.county_code = s.county_code and n.household_no = s.household_no
    where s.import_id = ${importId}`);
  await db.execute(sql`analyze judged_household`);
}

/**
 * By ID number first, then by person number; a living record before one that an undo retired. A retired record is found
 * by its person number only when no ID number speaks against it.
 */
export async function matchPersons(db: Connection, importId: number): Promise<void> {
  await db.execute(sql`drop table if exists read_person, found_person, new_person, judged_person`);
  await db.execute(sql`
    create temporary table read_person on commit drop as
    select s.row_number, s.county_code, s.division, s.year, s.household_no, s.person_no, s.id_number_hash, s.name,
      s.relation is not distinct from 'head' as is_head, h.record_id as household_id
    from staged_person s
      left join (select distinct county_code, household_no, record_id from judged_household) h
        on h.county_code = s.county_code and h.household_no = s.household_no
    where s.import_id = ${importId}`);
  await db.execute(sql`analyze read_person`);
  await db.execute(sql`
    create temporary table found_person on commit drop as
    select distinct on (row_number) row_number, person_id
    from (
      select r.row_number, p.person_id, 1 as way, p.retired_act is not null as is_retired
      from read_person r join person p on p.county_code = r.county_code and p.id_number_hash = r.id_number_hash
      union all
      select r.row_number, p.person_id, 2, p.retired_act is not null
      from read_person r join person p on p.county_code = r.county_code and p.person_no = r.person_no
      where p.retired_act is null or r.id_number_hash is null or p.id_number_hash is null) found
    order by row_number, way, is_retired, person_id`);
  await db.execute(sql`analyze found_person`);
  await numberNewPersons(db);
  await db.execute(sql`analyze judged_person`);
}

/** Rows of one person who is on record nowhere yet share a number: they agree in ID number, or else in person number. */
async function numberNewPersons(db: Connection): Promise<void> {
  await db.execute(sql`
    create temporary table new_person on commit drop as
    select n.*, nextval('person_number') as person_id
    from (
      select r.county_code, r.id_number_hash, min(r.person_no) as person_no
      from read_person r
      where r.id_number_hash is not null and not exists (select from found_person f where f.row_number = r.row_number)
      group by r.county_code, r.id_number_hash) n`);
  await db.execute(sql`
    insert into new_person (county_code, person_no, person_id)
    select n.county_code, n.person_no, nextval('person_number')
    from (
      select distinct r.county_code, r.person_no from read_person r
      where r.id_number_hash is null and not exists (select from found_person f where f.row_number = r.row_number)
        and not exists (select from new_person o where o.county_code = r.county_code and o.person_no = r.person_no)) n`);
  await db.execute(sql`analyze new_person`);
  await db.execute(sql`
    create temporary table judged_person on commit drop as
    select r.*, coalesce(f.person_id, i.person_id, n.person_id) as record_id, f.person_id is not null as known,
      true as leads, 'new'::text as list
    from read_person r
      left join found_person f on f.row_number = r.row_number
      left join new_person i on i.county_code = r.county_code and i.id_number_hash = r.id_number_hash
      left join (select county_code, person_no, min(person_id) as person_id from new_person group by county_code, person_no) n
        on r.id_number_hash is null and n.county_code = r.county_code and n.person_no = r.person_no`);
}

/** A village is its division: nothing has to be found. */
export async function matchVillages(db: Connection, importId: number): Promise<void> {
  await db.execute(sql`drop table if exists judged_village`);
  await db.execute(sql`
    create temporary table judged_village on commit drop as
    select s.row_number, s.county_code, s.division, s.year, s.division as record_id, false as known, true as leads,
      'new'::text as list
    from staged_village s where s.import_id = ${importId}`);
}

/**
 * Several years of one record in one file: the latest year speaks for what is not kept by year (name, sex …). Asked
 * again after the checks, because a refused row speaks for nothing.
 */
export async function markLeadingRows(db: Connection, entity: 'person' | 'household'): Promise<void> {
  const statement = {
    person: sql`
      update judged_person j set leads = l.leads
      from (
        select row_number, row_number() over (partition by record_id order by year desc, row_number) = 1 as leads
        from judged_person
        where list <> 'refused' and record_id in (select record_id from judged_person group by record_id having count(*) > 1)) l
      where j.row_number = l.row_number and j.leads <> l.leads`,
    household: sql`
      update judged_household j set leads = l.leads
      from (
        select row_number, row_number() over (partition by record_id order by year desc, row_number) = 1 as leads
        from judged_household where list not in ('refused', 'repeat') and is_repeated) l
      where j.row_number = l.row_number and j.leads <> l.leads`,
  }[entity];
  await db.execute(statement);
}
