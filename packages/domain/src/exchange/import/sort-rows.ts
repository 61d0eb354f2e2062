import { type Connection, join, raw, type Sql, sql } from '@daohu/db';
import { type StagedColumn, type StagedEntity, stagedColumns } from './staged-columns.ts';

/** Columns of one kind: those of the record itself, or those kept by year. */
export function columnsBy(entity: StagedEntity, time: StagedColumn['time']): readonly StagedColumn[] {
  return stagedColumns[entity].filter((column) => column.time === time);
}

/** Whether the staged row `s` says something else than `record`. A blank says nothing; 清空 differs from any value. */
export function differs(columns: readonly StagedColumn[], record: string): Sql {
  const kept = (name: string) => raw(`${record}.${name}`);
  const tests = columns
    .filter((column) => column.compare)
    .map(({ name }) => sql`(${raw(`s.${name}`)} is not null and ${raw(`s.${name}`)} is distinct from ${kept(name)})`);
  const cleared = columns.map(({ name }) => sql`(${name}::text = any (s.cleared) and ${kept(name)} is not null)`);
  return sql`(${join(tests, ' or ')} or (cardinality(s.cleared) > 0 and (${join(cleared, ' or ')})))`;
}

/** Sorts the judged rows of one kind into new, changed and same. Refused rows and repeats stay what they are. */
export async function sortRows(db: Connection, importId: number, entity: StagedEntity): Promise<void> {
  const verdict = (isNew: Sql, isChanged: Sql) =>
    sql`case when ${isNew} then 'new' when ${isChanged} then 'changed' else 'same' end`;
  const statement = {
    person: () => sql`
      select j.row_number, ${verdict(
        sql`t.retired_act is not null or y.person_id is null or y.retired_act is not null`,
        sql`(j.leads and ((j.person_no is not null and j.person_no is distinct from t.person_no)
          or ${differs(columnsBy('person', 'identity'), 't')})) or ${differs(columnsBy('person', 'yearly'), 'y')}`,
      )} as list
      from judged_person j
        join staged_person s on s.import_id = ${importId} and s.row_number = j.row_number
        join person t on t.county_code = j.county_code and t.person_id = j.record_id
        left join person_year y on y.county_code = j.county_code and y.person_id = j.record_id and y.year = j.year
      where j.known and j.list not in ('refused', 'repeat')`,
    household: () => sql`
      select j.row_number, ${verdict(
        sql`t.retired_act is not null or y.household_id is null or y.retired_act is not null`,
        sql`(j.leads and ${differs(columnsBy('household', 'identity'), 't')})
          or ${differs(columnsBy('household', 'yearly'), 'y')}`,
      )} as list
      from judged_household j
        join staged_household s on s.import_id = ${importId} and s.row_number = j.row_number
        join household t on t.county_code = j.county_code and t.household_id = j.record_id
        left join household_year y on y.county_code = j.county_code and y.household_id = j.record_id and y.year = j.year
      where j.known and j.list not in ('refused', 'repeat')`,
    village: () => sql`
      select j.row_number, ${verdict(
        sql`y.retired_act is not null`,
        differs(columnsBy('village', 'yearly'), 'y'),
      )} as list
      from judged_village j
        join staged_village s on s.import_id = ${importId} and s.row_number = j.row_number
        join village_year y on y.county_code = j.county_code and y.division = j.division and y.year = j.year
      where j.list not in ('refused', 'repeat')`,
  }[entity]();
  await db.execute(sql`
    update ${raw(`judged_${entity}`)} j set list = c.list from (${statement}) c
    where j.row_number = c.row_number and j.list <> c.list`);
}
