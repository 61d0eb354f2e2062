import { type Connection, join, raw, type Sql, sql } from '@daohu/db';
import { NAME_SEPARATORS } from '../../register/index.ts';
import { type StagedColumn, type StagedEntity, stagedColumns } from './staged-columns.ts';

const names = (entity: StagedEntity, time: StagedColumn['time']): string[] =>
  stagedColumns[entity].filter((column) => column.time === time).map((column) => column.name);

const list = (columns: readonly string[], prefix = ''): Sql =>
  columns.length === 0 ? sql`` : sql`, ${join(columns.map((name) => raw(`${prefix}${name}`)))}`;

/** A blank keeps what is on record, 清空 empties it, and a record that an undo retired begins anew from the file. */
function merged(columns: readonly string[], record: string): Sql[] {
  return columns.map((name) => {
    const staged = raw(`s.${name}`);
    const kept = raw(`${record}.${name}`);
    return sql`${raw(name)} = case when ${name}::text = any (s.cleared) then null
      when ${record === 't' ? sql`t.retired_act` : sql`y.retired_act`} is not null then ${staged} else coalesce(${staged}, ${kept}) end`;
  });
}

/** 户 and 户·年度: new ones in, changed ones updated. History is written by the tables themselves. */
export async function applyHouseholds(db: Connection, importId: number): Promise<void> {
  const identity = names('household', 'identity');
  const yearly = names('household', 'yearly');
  await db.execute(sql`
    update household t set ${join([...merged(identity, 't'), sql`retired_act = null`, sql`division = s.division`])}
    from staged_household s
    where s.import_id = ${importId} and s.list in ('new', 'changed')
      and t.county_code = s.county_code and t.household_id = s.household_id`);
  await db.execute(sql`
    insert into household (county_code, household_id, division, household_no${list(identity)})
    select s.county_code, s.household_id, s.division, s.household_no${list(identity, 's.')}
    from staged_household s
    where s.import_id = ${importId} and s.list = 'new'
      and not exists (select from household t where t.county_code = s.county_code and t.household_id = s.household_id)
    order by s.county_code, s.household_id`);
  await db.execute(sql`
    update household_year y set ${join([...merged(yearly, 'y'), sql`retired_act = null`, sql`division = s.division`])}
    from staged_household s
    where s.import_id = ${importId} and s.list in ('new', 'changed')
      and y.county_code = s.county_code and y.household_id = s.household_id and y.year = s.year`);
  await db.execute(sql`
    insert into household_year (county_code, household_id, year, division${list(yearly)})
    select s.county_code, s.household_id, s.year, s.division${list(yearly, 's.')}
    from staged_household s
    where s.import_id = ${importId} and s.list = 'new'
      and not exists (
        select from household_year y
        where y.county_code = s.county_code and y.household_id = s.household_id and y.year = s.year)
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
    from staged_person s
    where s.import_id = ${importId} and s.list in ('new', 'changed')
      and t.county_code = s.county_code and t.person_id = s.person_id`);
  await db.execute(sql`
    insert into person (county_code, person_id, household_id, division, person_no${list(identity)})
    select s.county_code, s.person_id, s.household_id, s.division, s.person_no${list(identity, 's.')}
    from staged_person s
    where s.import_id = ${importId} and s.list = 'new'
      and not exists (select from person t where t.county_code = s.county_code and t.person_id = s.person_id)
    order by s.county_code, s.person_id`);
  await db.execute(sql`
    update person_year y set ${join([
      ...merged(yearly, 'y'),
      sql`household_id = s.household_id`,
      sql`division = s.division`,
      sql`retired_act = null`,
    ])}
    from staged_person s
    where s.import_id = ${importId} and s.list in ('new', 'changed')
      and y.county_code = s.county_code and y.person_id = s.person_id and y.year = s.year`);
  await db.execute(sql`
    insert into person_year (county_code, person_id, year, household_id, division${list(yearly)})
    select s.county_code, s.person_id, s.year, s.household_id, s.division${list(yearly, 's.')}
    from staged_person s
    where s.import_id = ${importId} and s.list = 'new'
      and not exists (
        select from person_year y
        where y.county_code = s.county_code and y.person_id = s.person_id and y.year = s.year)
    order by s.county_code, s.person_id`);
  await indexPersons(db, importId);
  await countMembers(db, importId);
}

async function indexPersons(db: Connection, importId: number): Promise<void> {
  await db.execute(sql`
    insert into person_lookup (id_number_hash, county_code, person_id, division)
    select s.id_number_hash, s.county_code, s.person_id, s.division from staged_person s
    where s.import_id = ${importId} and s.list in ('new', 'changed') and s.id_number_hash is not null
    order by s.id_number_hash
    on conflict do nothing`);
  await db.execute(sql`
    insert into person_name_token (token, division, county_code, person_id)
    select distinct substr(n.name, at, 2), s.division, s.county_code, s.person_id
    from staged_person s,
      translate(s.name, ${NAME_SEPARATORS}, '') as n (name),
      generate_series(1, greatest(char_length(n.name) - 1, 1)) as at
    where s.import_id = ${importId} and s.list in ('new', 'changed') and n.name <> ''
    order by 1, 2, 4
    on conflict do nothing`);
}

/** Name of the head and number of members, kept on the household's year for lists. */
async function countMembers(db: Connection, importId: number): Promise<void> {
  await db.execute(sql`
    update household_year y set head_name = m.head_name, member_count = m.members
    from (
      select o.county_code, o.household_id, o.year, count(*) as members,
        (array_agg(p.name order by p.person_id) filter (where o.relation = 'head'))[1] as head_name
      from person_year o join person p on p.county_code = o.county_code and p.person_id = o.person_id
      where o.retired_act is null
        and (o.county_code, o.household_id, o.year) in (
          select s.county_code, s.household_id, s.year from staged_person s
          where s.import_id = ${importId} and s.list in ('new', 'changed'))
      group by o.county_code, o.household_id, o.year) m
    where y.county_code = m.county_code and y.household_id = m.household_id and y.year = m.year
      and (y.head_name is distinct from m.head_name or y.member_count <> m.members)`);
}

/** 村·年度. */
export async function applyVillages(db: Connection, importId: number): Promise<void> {
  const yearly = names('village', 'yearly');
  await db.execute(sql`
    update village_year y set ${join([...merged(yearly, 'y'), sql`retired_act = null`])}
    from staged_village s
    where s.import_id = ${importId} and s.list in ('new', 'changed')
      and y.county_code = s.county_code and y.division = s.division and y.year = s.year`);
  await db.execute(sql`
    insert into village_year (county_code, division, year${list(yearly)})
    select s.county_code, s.division, s.year${list(yearly, 's.')}
    from staged_village s
    where s.import_id = ${importId} and s.list = 'new'
      and not exists (
        select from village_year y
        where y.county_code = s.county_code and y.division = s.division and y.year = s.year)`);
}
