import { type Connection, join, raw, type Sql, sql } from '@daohu/db';
import { type StagedColumn, stagedColumns } from './staged-columns.ts';

/**
 * Household values repeat on every member row. Where the rows of a household agree, the first one comes to hold what any
 * of them says and the others are marked as repeats; where they contradict each other, all are refused with the items
 * and rows named. A second run finds the same.
 */
export async function uniteHouseholds(
  db: Connection,
  importId: number,
  subject: 'person' | 'household',
): Promise<void> {
  const repeated = await findRepeated(db, importId);
  if (repeated === 0) return;
  const members =
    subject === 'person'
      ? sql`select row_number, county_code, household_no, year from judged_person`
      : sql`select row_number, county_code, household_no, year from judged_household`;
  await db.execute(sql`
    with at_fault as (
      select m.row_number, r.rows, r.in_two_villages, r.contradicts
      from repeated_household r join (${members}) m
        on m.county_code = r.county_code and m.household_no = r.household_no and m.year = r.year
      where r.in_two_villages or cardinality(r.contradicts) > 0),
    marked as (
      update ${raw(`judged_${subject}`)} j set list = 'refused' from at_fault f where j.row_number = f.row_number)
    insert into judged_fault (row_number, label, code, reason, mend)
    select row_number, case when in_two_villages then '行政村' else array_to_string(contradicts, '、') end,
      'household-contradicts',
      case when in_two_villages then format('同一户写在了两个村（第 %s 行）。', rows)
        else format('同一户各行的“%s”不一致（第 %s 行）。', array_to_string(contradicts, '”“'), rows) end,
      '户的情况在每个成员行上应相同，请核实后统一。'
    from at_fault`);
  await fillFromRepeats(db, importId);
  await db.execute(sql`
    update judged_household j set list = 'repeat' from repeated_household r
    where j.county_code = r.county_code and j.household_no = r.household_no and j.year = r.year
      and j.row_number > r.first_row and j.list <> 'refused'`);
}

const ROWS_NAMED = 8;

async function findRepeated(db: Connection, importId: number): Promise<number> {
  const contradicts = stagedColumns.household
    .filter((column) => column.compare)
    .map((column) => sql`case when ${disagree(column)} then ${column.item.nameZh}::text end`);
  await db.execute(sql`drop table if exists repeated_household`);
  return db.execute(sql`
    create temporary table repeated_household on commit drop as
    with repeated as (
      select county_code, household_no, year, min(row_number) as first_row,
        array_to_string((array_agg(row_number order by row_number))[:${ROWS_NAMED}], '、')
          || case when count(*) > ${ROWS_NAMED} then '……' else '' end as rows,
        min(division) <> max(division) as in_two_villages
      from judged_household where is_repeated
      group by county_code, household_no, year having count(*) > 1),
    compared as (
      select j.county_code, j.household_no, j.year, array_remove(array[${join(contradicts)}], null) as contradicts
      from judged_household j join staged_household s on s.import_id = ${importId} and s.row_number = j.row_number
      where j.is_repeated
      group by j.county_code, j.household_no, j.year)
    select r.*, c.contradicts from repeated r join compared c using (county_code, household_no, year)`);
}

/** Two rows give two values, or one gives a value and another says 清空. */
function disagree({ name, item }: StagedColumn): Sql {
  const column = comparable(name, item);
  return sql`min(${column}) <> max(${column}) or (count(${column}) > 0 and bool_or(${name}::text = any (s.cleared)))`;
}

/** Booleans, lists and bytes have no least value in every version of PostgreSQL. */
function comparable(name: string, { type, sensitivity }: StagedColumn['item']): Sql {
  const column = raw(`s.${name}`);
  if (type === 'boolean') return sql`${column}::int`;
  return type === 'codes' || sensitivity === 'sensitive' ? sql`${column}::text` : column;
}

/** The first row takes, item by item, the value that any row of the household has. They agree, so any is the one. */
async function fillFromRepeats(db: Connection, importId: number): Promise<void> {
  const any = stagedColumns.household.map(({ name, item }) => {
    const column = raw(`s.${name}`);
    if (item.type === 'boolean') return sql`bool_or(${column}) as ${raw(name)}`;
    if (item.type === 'codes') return sql`min(${column}::text)::text[] as ${raw(name)}`;
    if (item.sensitivity === 'sensitive') {
      // Ciphertexts of one number differ, but each can be read: any one goes with the one hash.
      return sql`(array_agg(${column}) filter (where ${column} is not null))[1] as ${raw(name)}`;
    }
    return sql`min(${column}) as ${raw(name)}`;
  });
  const sets = stagedColumns.household.map(({ name }) => sql`${raw(name)} = coalesce(h.${raw(name)}, f.${raw(name)})`);
  await db.execute(sql`
    update staged_household h set ${join(sets)}, cleared = f.cleared
    from (
      select r.first_row, ${join(any)},
        coalesce(string_to_array(
          string_agg(array_to_string(s.cleared, ','), ',') filter (where cardinality(s.cleared) > 0), ','), '{}') as cleared
      from repeated_household r
        join judged_household j on j.county_code = r.county_code and j.household_no = r.household_no and j.year = r.year
        join staged_household s on s.import_id = ${importId} and s.row_number = j.row_number
      where not r.in_two_villages and cardinality(r.contradicts) = 0
      group by r.first_row) f
    where h.import_id = ${importId} and h.row_number = f.first_row`);
}
