import { type Connection, join, raw, type Sql, sql } from '@daohu/db';
import { type StagedColumn, type StagedEntity, stagedColumns } from './staged-columns.ts';

/**
 * 行间核对: what no row shows by itself. Each check finds rows of one import in the database, so that a file of any
 * length is checked in the same memory; it writes its faults there and marks the rows refused.
 * The sentences are `format()` templates, filled from numbers and labels, never from ID numbers.
 */
export interface RowCheck {
  readonly code: string;
  /** 证件号码 and the like: the heading the fault stands under; null for the whole row. */
  readonly label: string | null;
  readonly reason: string;
  readonly mend: string;
  /** Rows at fault: `row_number` and the template's fillings `a` and `b` (text). `alias s` is the staged table. */
  readonly rows: (importId: number) => Sql;
}

const live = (importId: number) => sql`s.import_id = ${importId} and s.list <> 'refused'`;

/** A fault of a household as such. `households` gives `household_no`, `county_code` and the filling `a`. */
interface HouseholdFault extends Omit<RowCheck, 'rows'> {
  readonly households: (importId: number) => Sql;
}

const HOUSEHOLD_FAULTS: readonly HouseholdFault[] = [
  {
    code: 'household-no-elsewhere',
    label: '户编号',
    reason: '该户编号已在您的管辖范围以外使用。',
    mend: '请核对户编号，或向上级扶贫办查询。',
    households: (importId) => sql`
      select h.household_no, h.county_code, '' as a from staged_elsewhere(${importId}) e
        join staged_household h on h.import_id = ${importId} and h.row_number = e.row_number
      where e.what = 'household-no'`,
  },
  {
    code: 'household-in-another-village',
    label: '行政村',
    reason: '该户在台账中登记在“%s”，导入不会替您搬迁整户。',
    mend: '如确已搬迁，请先办理整户迁移；如村名填错，请改正。',
    households: (importId) => sql`
      select s.household_no, s.county_code, coalesce(d.name, '') as a
      from staged_household s
        join household h on h.county_code = s.county_code and h.household_id = s.household_id
        left join division d on d.code = h.division and d.level = 'village'
      where s.import_id = ${importId} and h.retired_act is null and h.division <> s.division`,
  },
];

/** Every member row of the household is refused, so that no half of a household comes in. */
function onMemberRows({ households, ...check }: HouseholdFault): RowCheck {
  return {
    ...check,
    rows: (importId) => sql`
      select s.row_number, f.a, '' as b from staged_person s
        join (${households(importId)}) f on f.household_no = s.household_no and f.county_code = s.county_code
      where ${live(importId)}`,
  };
}

function onHouseholdRows({ households, ...check }: HouseholdFault): RowCheck {
  return {
    ...check,
    rows: (importId) => sql`
      select s.row_number, f.a, '' as b from staged_household s
        join (${households(importId)}) f on f.household_no = s.household_no and f.county_code = s.county_code
      where ${live(importId)}`,
  };
}

export const householdChecks: readonly RowCheck[] = HOUSEHOLD_FAULTS.map(onHouseholdRows);

export const villageChecks: readonly RowCheck[] = [
  {
    code: 'same-village-twice',
    label: '行政村',
    reason: '与第 %s 行是同一个村、同一年度。',
    mend: '请只保留一行。',
    rows: (importId) => sql`
      select row_number, first_row::text as a, '' as b from (
        select s.row_number, min(s.row_number) over same as first_row from staged_village s where ${live(importId)}
        window same as (partition by s.division, s.year)) t
      where row_number > first_row`,
  },
];

/** In the order of the checks: a row refused by one is not looked at by the next. */
export const personChecks: readonly RowCheck[] = [
  {
    code: 'same-row-twice',
    label: '证件号码',
    reason: '与第 %s 行是同一人，重复填写。',
    mend: '请只保留一行。',
    rows: (importId) => sql`
      select row_number, first_row::text as a, '' as b from (
        select s.row_number, min(s.row_number) over same as first_row from staged_person s
        where ${live(importId)} and s.id_number_hash is not null
        window same as (partition by s.year, s.id_number_hash, s.household_no)) t
      where row_number > first_row`,
  },
  {
    code: 'same-person-no-twice',
    label: '人编号',
    reason: '人编号与第 %s 行相同，证件号码却不同。',
    mend: '请核对人编号。',
    rows: (importId) => sql`
      select row_number, first_row::text as a, '' as b from (
        select s.row_number, min(s.row_number) over same as first_row from staged_person s
        where ${live(importId)} and s.person_no is not null
        window same as (partition by s.county_code, s.year, s.person_no)) t
      where row_number > first_row`,
  },
  {
    code: 'same-person-in-two-households',
    label: '证件号码',
    reason: '同一证件号码出现在文件的两户中（第 %s 行），不能确定属于哪一户。',
    mend: '请核实此人现属哪一户，只在一户中保留。',
    rows: (importId) => sql`
      select s.row_number, (
        select min(o.row_number)::text from staged_person o
        where o.import_id = s.import_id and o.year = s.year and o.id_number_hash = s.id_number_hash
          and o.household_no <> s.household_no) as a, '' as b
      from staged_person s
      where ${live(importId)} and exists (
        select from staged_person o
        where o.import_id = s.import_id and o.year = s.year and o.id_number_hash = s.id_number_hash
          and (o.household_no <> s.household_no or o.county_code <> s.county_code))`,
  },
  {
    code: 'two-heads',
    label: '与户主关系',
    reason: '同一户有两个户主（第 %s 行）。',
    mend: '请核实户主，其他成员改填与户主的关系。',
    rows: (importId) => sql`
      select row_number, rows as a, '' as b from (
        select s.row_number, count(*) over same as heads,
          array_to_string(array_agg(s.row_number) over same, '、') as rows
        from staged_person s where ${live(importId)} and s.relation = 'head'
        window same as (partition by s.county_code, s.year, s.household_no)) t
      where heads > 1`,
  },
  {
    code: 'person-in-another-household',
    label: '户编号',
    reason: '此人在台账中已登记在另一户（户编号 %s），导入不会替您迁移成员。',
    mend: '如确已迁移，请先办理成员变动；如编号填错，请改正户编号。',
    rows: (importId) => sql`
      select s.row_number, h.household_no as a, '' as b
      from staged_person s
        join person p on p.county_code = s.county_code and p.person_id = s.person_id
        join household h on h.county_code = p.county_code and h.household_id = p.household_id
      where ${live(importId)} and p.retired_act is null and h.household_no <> s.household_no`,
  },
  {
    code: 'person-in-another-county',
    label: '证件号码',
    reason: '此人在台账中已登记在其他县（%s）。',
    mend: '请与该县核实，由上级确定此人的归属。',
    rows: (importId) => sql`
      select s.row_number, coalesce(min(d.name), '') as a, '' as b
      from staged_person s
        join person_lookup l on l.id_number_hash = s.id_number_hash and l.county_code <> s.county_code
        join person p on p.county_code = l.county_code and p.person_id = l.person_id and p.retired_act is null
        left join division d on d.code = l.county_code * 1000000::bigint and d.level = 'county'
      where ${live(importId)}
      group by s.row_number`,
  },
  {
    code: 'numbers-disagree',
    label: '人编号',
    reason: '人编号在台账中是另一个人的（%s）。',
    mend: '请核对人编号和证件号码。',
    rows: (importId) => sql`
      select s.row_number, coalesce(p.name, '') as a, '' as b
      from staged_person s
        join person p on p.county_code = s.county_code and p.person_no = s.person_no and p.retired_act is null
      where ${live(importId)}
        and (p.person_id <> s.person_id
          or (p.id_number_hash <> s.id_number_hash and p.name is distinct from s.name))`,
  },
  elsewhere('id-number', '证件号码', '此人已在您的管辖范围以外登记。', '请向上级扶贫办查询后再处理。'),
  elsewhere('person-no', '人编号', '该人编号已在您的管辖范围以外使用。', '请向上级扶贫办查询后再处理。'),
  ...HOUSEHOLD_FAULTS.map(onMemberRows),
];

function elsewhere(what: string, label: string, reason: string, mend: string): RowCheck {
  return {
    code: `${what}-elsewhere`,
    label,
    reason,
    mend,
    rows: (importId) => sql`
      select s.row_number, '' as a, '' as b from staged_elsewhere(${importId}) e
        join staged_person s on s.import_id = ${importId} and s.row_number = e.row_number
      where e.what = ${what} and s.list <> 'refused'`,
  };
}

/** Writes the check's faults and marks its rows. `table` is the staged view the rows are in. */
export async function runRowCheck(
  db: Connection,
  check: RowCheck,
  importId: number,
  within: number,
  table: `staged_${StagedEntity}`,
): Promise<void> {
  const subject = {
    staged_person: sql`coalesce(s.name, '') || '（户编号' || s.household_no || '）'`,
    staged_household: sql`'户编号' || s.household_no`,
    staged_village: sql`(select min(d.name) from division d where d.code = s.division)`,
  }[table];
  await db.execute(sql`
    with at_fault as (${check.rows(importId)}),
    marked as (
      update ${raw(table)} s set list = 'refused' from at_fault f
      where s.import_id = ${importId} and s.row_number = f.row_number
      returning s.row_number, ${subject} as subject)
    insert into import_fault (import_id, row_number, within_division, severity, subject, label, code, reason, mend)
    select ${importId}::bigint, m.row_number, ${within}::bigint, 'refused', m.subject, ${check.label}::text, ${check.code}::text,
      format(${check.reason}::text, f.a, f.b), ${check.mend}::text
    from marked m join (select distinct on (row_number) * from at_fault order by row_number) f using (row_number)`);
}

/** Columns in which the rows of one household contradict each other, as an array of labels. */
export function contradictions(): Sql {
  const checks = stagedColumns.household
    .filter((column) => column.compare)
    .map(
      (column) => sql`case when count(distinct ${raw(`s.${column.name}`)}) > 1 then ${labelOfColumn(column)}::text end`,
    );
  return sql`array_remove(array[${join(checks)}], null)`;
}

function labelOfColumn(column: StagedColumn): string {
  return column.item.nameZh;
}
