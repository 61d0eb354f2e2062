import { type Connection, join, raw, type Sql, sql } from '@daohu/db';
import { NAME_SEPARATORS } from '../../register/index.ts';
import { columnsBy, differs } from './sort-rows.ts';
import type { StagedColumn, StagedEntity } from './staged-columns.ts';

const names = (entity: StagedEntity, time: StagedColumn['time']): string[] =>
  columnsBy(entity, time).map((column) => column.name);

const list = (columns: readonly string[], prefix = ''): Sql =>
  columns.length === 0 ? sql`` : sql`, ${join(columns.map((name) => raw(`${prefix}${name}`)))}`;

/** A blank keeps what is on record, 清空 empties it, and a record that an undo retired begins anew from the file. */
function merged(columns: readonly string[], record: 't' | 'y'): Sql[] {
  const retired = record === 't' ? sql`t.retired_act` : sql`y.retired_act`;
  return columns.map((name) => {
    const staged = raw(`s.${name}`);
    return sql`${raw(name)} = case when ${name}::text = any (s.cleared) then null
      when ${retired} is not null then ${staged} else coalesce(${staged}, ${raw(`${record}.${name}`)}) end`;
  });
}

/** 户 and 户·年度: new ones in, changed ones updated. History is written by the tables themselves. */
export async function applyHouseholds(db: Connection, importId: number): Promise<void> {
  const identity = names('household', 'identity');
  const yearly = names('household', 'yearly');
  await db.execute(sql`
    update household t set ${join([...merged(identity, 't'), sql`retired_act = null`, sql`division = s.division`])}
    from sorted_household s
    where s.import_id = ${importId} and s.list in ('new', 'changed') and s.known and s.leads
      and t.county_code = s.county_code and t.household_id = s.household_id
      and (t.retired_act is not null or ${differs(columnsBy('household', 'identity'), 't')})`);
  await db.execute(sql`
    insert into household (county_code, household_id, division, household_no${list(identity)})
    select s.county_code, s.household_id, s.division, s.household_no${list(identity, 's.')}
    from sorted_household s
    where s.import_id = ${importId} and s.list = 'new' and not s.known and s.leads
    order by s.county_code, s.household_id`);
  await db.execute(sql`
    update household_year y set ${join([...merged(yearly, 'y'), sql`retired_act = null`, sql`division = s.division`])}
    from sorted_household s
    where s.import_id = ${importId} and s.list in ('new', 'changed') and s.known
      and y.county_code = s.county_code and y.household_id = s.household_id and y.year = s.year
      and (y.retired_act is not null or ${differs(columnsBy('household', 'yearly'), 'y')})`);
  await db.execute(sql`
    insert into household_year (county_code, household_id, year, division, head_name, member_count${list(yearly)})
    select s.county_code, s.household_id, s.year, s.division, m.head_name, coalesce(m.members, 0)${list(yearly, 's.')}
    from sorted_household s
      left join (
        select p.county_code, p.household_id, p.year, count(*) as members,
          min(p.name) filter (where p.relation = 'head') as head_name
        from sorted_person p where p.import_id = ${importId} and p.list <> 'refused'
        group by p.county_code, p.household_id, p.year) m
        on m.county_code = s.county_code and m.household_id = s.household_id and m.year = s.year
    where s.import_id = ${importId} and s.list = 'new'
      and (not s.known or not exists (
        select from household_year y
        where y.county_code = s.county_code and y.household_id = s.household_id and y.year = s.year))
    order by s.county_code, s.household_id`);
}

/** 人 and 人·年度, with what finds them again: name tokens and the look-up by ID number. */
export async function applyPersons(db: Connection, importId: number): Promise<void> {
  const identity = names('person', 'identity');
  const yearly = names('person', 'yearly');
  await db.execute(sql`
    update person t set ${join([
      ...merged(identity, 't'),
      sql`person_no = coalesce(s.person_no, t.person_no)`,
      sql`household_id = s.household_id`,
      sql`division = s.division`,
      sql`retired_act = null`,
    ])}
    from sorted_person s
    where s.import_id = ${importId} and s.list in ('new', 'changed') and s.known and s.leads
      and t.county_code = s.county_code and t.person_id = s.person_id
      and (t.retired_act is not null or s.person_no is distinct from t.person_no or s.household_id <> t.household_id
        or ${differs(columnsBy('person', 'identity'), 't')})`);
  await db.execute(sql`
    insert into person (county_code, person_id, household_id, division, person_no${list(identity)})
    select s.county_code, s.person_id, s.household_id, s.division, s.person_no${list(identity, 's.')}
    from sorted_person s
    where s.import_id = ${importId} and s.list = 'new' and not s.known and s.leads
    order by s.county_code, s.person_id`);
  await db.execute(sql`
    update person_year y set ${join([
      ...merged(yearly, 'y'),
      sql`household_id = s.household_id`,
      sql`division = s.division`,
      sql`retired_act = null`,
    ])}
    from sorted_person s
    where s.import_id = ${importId} and s.list in ('new', 'changed') and s.known
      and y.county_code = s.county_code and y.person_id = s.person_id and y.year = s.year
      and (y.retired_act is not null or ${differs(columnsBy('person', 'yearly'), 'y')})`);
  await db.execute(sql`
    insert into person_year (county_code, person_id, year, household_id, division${list(yearly)})
    select s.county_code, s.person_id, s.year, s.household_id, s.division${list(yearly, 's.')}
    from sorted_person s
    where s.import_id = ${importId} and s.list = 'new'
      and (not s.known or not exists (
        select from person_year y
        where y.county_code = s.county_code and y.person_id = s.person_id and y.year = s.year))
    order by s.county_code, s.person_id`);
  await indexPersons(db, importId);
  await countMembers(db, importId);
}

async function indexPersons(db: Connection, importId: number): Promise<void> {
  await db.execute(sql`
    insert into person_lookup (id_number_hash, county_code, person_id, division)
    select s.id_number_hash, s.county_code, s.person_id, s.division from sorted_person s
    where s.import_id = ${importId} and s.list in ('new', 'changed') and s.id_number_hash is not null
    order by s.id_number_hash
    on conflict do nothing`);
  await db.execute(sql`
    insert into person_name_token (token, division, county_code, person_id)
    select distinct substr(n.name, at, 2), s.division, s.county_code, s.person_id
    from sorted_person s,
      translate(s.name, ${NAME_SEPARATORS}, '') as n (name),
      generate_series(1, greatest(char_length(n.name) - 1, 1)) as at
    where s.import_id = ${importId} and s.list in ('new', 'changed') and n.name <> ''
    order by 1, 2, 4
    on conflict do nothing`);
}

/**
 * Name of the head and number of members, kept on the household's year for lists. New households were written with
 * theirs; those that were on record may also have members who are not in the file.
 */
async function countMembers(db: Connection, importId: number): Promise<void> {
  await db.execute(sql`
    update household_year y set head_name = m.head_name, member_count = m.members
    from (
      select distinct s.county_code, s.household_id, s.year from sorted_household s
      where s.import_id = ${importId} and s.known and s.list <> 'refused') touched
      cross join lateral (
        select count(*) as members, min(p.name) filter (where o.relation = 'head') as head_name
        from person_year o join person p on p.county_code = o.county_code and p.person_id = o.person_id
        where o.county_code = touched.county_code and o.household_id = touched.household_id and o.year = touched.year
          and o.retired_act is null) m
    where y.county_code = touched.county_code and y.household_id = touched.household_id and y.year = touched.year
      and (y.head_name is distinct from m.head_name or y.member_count is distinct from m.members)`);
}

/** 村·年度. */
export async function applyVillages(db: Connection, importId: number): Promise<void> {
  const yearly = names('village', 'yearly');
  await db.execute(sql`
    update village_year y set ${join([...merged(yearly, 'y'), sql`retired_act = null`])}
    from sorted_village s
    where s.import_id = ${importId} and s.list in ('new', 'changed')
      and y.county_code = s.county_code and y.division = s.division and y.year = s.year`);
  await db.execute(sql`
    insert into village_year (county_code, division, year${list(yearly)})
    select s.county_code, s.division, s.year${list(yearly, 's.')}
    from sorted_village s
    where s.import_id = ${importId} and s.list = 'new'
      and not exists (
        select from village_year y
        where y.county_code = s.county_code and y.division = s.division and y.year = s.year)`);
}
