import { type Connection, join, raw, sql } from '@daohu/db';
import { contradictions } from './row-checks.ts';
import { stagedColumns } from './staged-columns.ts';

/**
 * Household values repeat on every member row. Where the rows of a household agree, one staged row is kept and holds
 * what any of them says; where they contradict each other, all are refused with the items and rows named.
 */
export async function uniteHouseholds(
  db: Connection,
  importId: number,
  within: number,
  subjectTable: 'staged_person' | 'staged_household',
): Promise<void> {
  await db.execute(sql`
    create temporary table repeated_household on commit drop as
    select s.county_code, s.year, s.household_no, min(s.row_number) as first_row,
      array_to_string(array_agg(s.row_number order by s.row_number), '、') as rows,
      count(distinct s.division) > 1 as in_two_villages, ${contradictions()} as contradicts
    from staged_household s where s.import_id = ${importId}
    group by s.county_code, s.year, s.household_no having count(*) > 1`);

  const same = sql`r.county_code = s.county_code and r.household_no = s.household_no and r.year is not distinct from s.year`;
  const subject =
    subjectTable === 'staged_person'
      ? sql`coalesce(s.name, '') || '（户编号' || s.household_no || '）'`
      : sql`'户编号' || s.household_no`;
  await db.execute(sql`
    with marked as (
      update ${raw(subjectTable)} s set list = 'refused' from repeated_household r
      where s.import_id = ${importId} and ${same} and s.list <> 'refused'
        and (r.in_two_villages or cardinality(r.contradicts) > 0)
      returning s.row_number, ${subject} as subject, r.rows, r.in_two_villages, r.contradicts)
    insert into import_fault (import_id, row_number, within_division, severity, subject, label, code, reason, mend)
    select ${importId}::bigint, row_number, ${within}::bigint, 'refused', subject,
      case when in_two_villages then '行政村' else array_to_string(contradicts, '、') end,
      'household-contradicts',
      case when in_two_villages then format('同一户写在了两个村（第%s行）。', rows)
        else format('同一户各行的“%s”不一致（第%s行）。', array_to_string(contradicts, '”“'), rows) end,
      '户的情况在每个成员行上应相同，请核实后统一。'
    from marked`);

  await fillFromRepeats(db, importId);
  await db.execute(sql`
    delete from staged_household s using repeated_household r
    where s.import_id = ${importId} and ${same} and s.row_number > r.first_row`);
  await db.execute(sql`drop table repeated_household`);
}

/** The kept row takes, item by item, the first value that any row of the household has. */
async function fillFromRepeats(db: Connection, importId: number): Promise<void> {
  const names = stagedColumns.household.map((column) => column.name);
  const firsts = stagedColumns.household.map(({ name, item }) => {
    const column = raw(`o.${name}`);
    // An aggregate of lists would be a table; the rows agree, so any of their lists is the one.
    if (item.type === 'codes') return sql`min(${column}) as ${raw(name)}`;
    return sql`(array_agg(${column} order by o.row_number) filter (where ${column} is not null))[1] as ${raw(name)}`;
  });
  const sets = names.map((name) => sql`${raw(name)} = f.${raw(name)}`);
  await db.execute(sql`
    update staged_household s set ${join(sets)}
    from (
      select r.first_row, ${join(firsts)}
      from repeated_household r join staged_household o
        on o.import_id = ${importId} and o.county_code = r.county_code and o.household_no = r.household_no
        and o.year is not distinct from r.year
      group by r.first_row) f
    where s.import_id = ${importId} and s.row_number = f.first_row`);
}
