import { type Connection, join, raw, type Sql, sql } from '@daohu/db';
import { type StagedColumn, type StagedEntity, stagedColumns } from './staged-columns.ts';

/** Finds the records that the staged rows are about, and gives a number to those that are on record nowhere yet. */
export async function matchHouseholds(db: Connection, importId: number): Promise<void> {
  await db.execute(sql`
    update staged_household s set household_id = m.household_id
    from (
      select o.row_number, coalesce(h.household_id, nextval('household_number')) as household_id
      from staged_household o
        left join household h on h.county_code = o.county_code and h.household_no = o.household_no
      where o.import_id = ${importId}) m
    where s.import_id = ${importId} and s.row_number = m.row_number`);
}

/** By ID number first, by person number second; a living record before one that an undo retired. */
export async function matchPersons(db: Connection, importId: number): Promise<void> {
  await db.execute(sql`
    update staged_person s set person_id = m.person_id, household_id = m.household_id
    from (
      select o.row_number, h.household_id,
        coalesce(
          (select p.person_id from person p
           where p.county_code = o.county_code and p.id_number_hash = o.id_number_hash
           order by p.retired_act is not null, p.person_id limit 1),
          (select p.person_id from person p
           where p.county_code = o.county_code and p.person_no = o.person_no),
          nextval('person_number')) as person_id
      from staged_person o
        left join lateral (
          select f.household_id from staged_household f
          where f.import_id = o.import_id and f.household_no = o.household_no and f.county_code = o.county_code
          limit 1) h on true
      where o.import_id = ${importId}) m
    where s.import_id = ${importId} and s.row_number = m.row_number`);
}

/** Whether the file says something else than the record `t`. A blank says nothing; 清空 differs from any value. */
function differs(columns: readonly StagedColumn[], record: string): Sql {
  const tests = columns
    .filter((column) => column.compare)
    .map(({ name }) => {
      const staged = raw(`s.${name}`);
      const kept = raw(`${record}.${name}`);
      return sql`(${staged} is not null and ${staged} is distinct from ${kept})`;
    });
  const cleared = columns.map(
    ({ name }) => sql`(${name}::text = any (s.cleared) and ${raw(`${record}.${name}`)} is not null)`,
  );
  return sql`(${join(tests, ' or ')} or (cardinality(s.cleared) > 0 and (${join(cleared, ' or ')})))`;
}

function columnsBy(entity: StagedEntity, time: StagedColumn['time']): readonly StagedColumn[] {
  return stagedColumns[entity].filter((column) => column.time === time);
}

/** Sorts the staged rows of one kind into new, changed and same. Refused rows stay refused. */
export async function classify(db: Connection, importId: number, entity: StagedEntity): Promise<void> {
  const staged = raw(`staged_${entity}`);
  const verdict = (isNew: Sql, isChanged: Sql) =>
    sql`case when ${isNew} then 'new' when ${isChanged} then 'changed' else 'same' end`;
  const statement = {
    person: () => sql`
      select s.row_number, ${verdict(
        sql`t.person_id is null or t.retired_act is not null or y.person_id is null or y.retired_act is not null`,
        sql`(s.person_no is not null and s.person_no is distinct from t.person_no)
          or ${differs(columnsBy('person', 'identity'), 't')} or ${differs(columnsBy('person', 'yearly'), 'y')}`,
      )} as list
      from staged_person s
        left join person t on t.county_code = s.county_code and t.person_id = s.person_id
        left join person_year y on y.county_code = s.county_code and y.person_id = s.person_id and y.year = s.year
      where s.import_id = ${importId} and s.list <> 'refused'`,
    household: () => sql`
      select s.row_number, ${verdict(
        sql`t.household_id is null or t.retired_act is not null or y.household_id is null or y.retired_act is not null`,
        sql`${differs(columnsBy('household', 'identity'), 't')} or ${differs(columnsBy('household', 'yearly'), 'y')}`,
      )} as list
      from staged_household s
        left join household t on t.county_code = s.county_code and t.household_id = s.household_id
        left join household_year y on y.county_code = s.county_code and y.household_id = s.household_id and y.year = s.year
      where s.import_id = ${importId} and s.list <> 'refused'`,
    village: () => sql`
      select s.row_number, ${verdict(
        sql`y.division is null or y.retired_act is not null`,
        differs(columnsBy('village', 'yearly'), 'y'),
      )} as list
      from staged_village s
        left join village_year y on y.county_code = s.county_code and y.division = s.division and y.year = s.year
      where s.import_id = ${importId} and s.list <> 'refused'`,
  }[entity]();
  await db.execute(sql`
    update ${staged} s set list = c.list from (${statement}) c
    where s.import_id = ${importId} and s.row_number = c.row_number and s.list <> c.list`);
}
