import { type Connection, raw, type Sql, sql } from '@daohu/db';
import type { StagedEntity } from './staged-columns.ts';

/**
 * 行间核对: what no row shows by itself. Each check finds judged rows in the database, so that a file of any length is
 * checked in the same memory; it writes its faults into `judged_fault` and marks the rows refused.
 * The sentences are `format()` templates, filled from row numbers, names and household numbers, never from ID numbers.
 */
export interface RowCheck {
  readonly code: string;
  /** 证件号码 and the like: the heading the fault stands under. */
  readonly label: string;
  readonly reason: string;
  readonly mend: string;
  /** Rows at fault: `row_number` and the template's filling `a` (text). */
  readonly rows: Sql;
}

/** Judged rows `j` that no check before has refused. */
export const LIVE = sql`j.list not in ('refused', 'repeat')`;

interface Shared {
  /** Columns that the rows at fault have in common. */
  readonly keys: readonly string[];
  readonly among?: Sql;
  /** What makes it a fault, over the rows in common. */
  readonly when?: Sql;
  /** The first row stays, the later ones are at fault. */
  readonly laterOnly?: boolean;
}

/** Rows of `judged_person` that share what only one may have; `a` names up to five of the others. */
function shared({ keys, among = sql`true`, when = sql`true`, laterOnly = false }: Shared): Sql {
  const columns = raw(keys.join(', '));
  return sql`
    select j.row_number, array_to_string(${
      laterOnly ? sql`g.rows[:1]` : sql`(array_remove(g.rows, j.row_number))[:5]`
    }, '、') as a
    from judged_person j join (
      select ${columns}, (array_agg(row_number order by row_number))[:6] as rows
      from judged_person j where ${LIVE} and ${among}
      group by ${columns} having count(*) > 1 and (${when})) g using (${columns})
    where ${LIVE} and ${among} ${laterOnly ? sql`and j.row_number > g.rows[1]` : sql``}`;
}

/** In the order of the checks: a row refused by one is not looked at by the next. */
export const personChecks: readonly RowCheck[] = [
  {
    code: 'same-row-twice',
    label: '证件号码',
    reason: '与第 %s 行是同一人，重复填写。',
    mend: '请只保留一行。',
    rows: shared({ keys: ['year', 'record_id', 'household_no'], laterOnly: true }),
  },
  inTwoHouseholds('record_id'),
  // In two counties the records are two; only the number shows that the person is one.
  inTwoHouseholds('id_number_hash'),
  {
    code: 'same-person-no-twice',
    label: '人编号',
    reason: '人编号与第 %s 行相同，证件号码却不同。',
    mend: '请核对这几行的人编号。',
    rows: shared({
      keys: ['county_code', 'person_no'],
      among: sql`j.person_no is not null`,
      when: sql`min(j.record_id) <> max(j.record_id)`,
    }),
  },
  {
    code: 'two-person-numbers',
    label: '人编号',
    reason: '同一证件号码在文件中有两个人编号（另见第 %s 行）。',
    mend: '请核实此人的人编号，各年度填写一致。',
    rows: shared({ keys: ['record_id'], when: sql`min(j.person_no) <> max(j.person_no)` }),
  },
  {
    code: 'two-heads',
    label: '与户主关系',
    reason: '同一户有两个户主（另见第 %s 行）。',
    mend: '请核实户主，其他成员改填与户主的关系。',
    rows: shared({ keys: ['county_code', 'year', 'household_no'], among: sql`j.is_head` }),
  },
  {
    code: 'head-on-record',
    label: '与户主关系',
    reason: '该户本年度台账中已有另一位户主（%s）。',
    mend: '如户主已变更，请在同一文件中把原户主改为与新户主的关系；否则请改正本行。',
    rows: sql`
      select j.row_number, coalesce(min(p.name), '') as a
      from judged_person j
        join person_year y on y.county_code = j.county_code and y.household_id = j.household_id and y.year = j.year
        join person p on p.county_code = y.county_code and p.person_id = y.person_id
      where ${LIVE} and j.is_head and y.relation = 'head' and y.retired_act is null and y.person_id <> j.record_id
        and not exists (
          select from judged_person o where o.list <> 'refused' and o.record_id = y.person_id and o.year = y.year)
      group by j.row_number`,
  },
  {
    code: 'person-in-another-household',
    label: '户编号',
    reason: '此人在台账中已登记在另一户（户编号 %s），导入不会替您迁移成员。',
    mend: '如确已迁移，请先办理成员变动；如编号填错，请改正户编号。',
    // Of a year already on record its own household counts: the person may have moved since.
    rows: sql`
      select j.row_number, h.household_no as a
      from judged_person j
        join person p on p.county_code = j.county_code and p.person_id = j.record_id
        left join person_year y on y.county_code = j.county_code and y.person_id = j.record_id and y.year = j.year
          and y.retired_act is null
        join household h on h.county_code = p.county_code and h.household_id = coalesce(y.household_id, p.household_id)
      where ${LIVE} and j.known and p.retired_act is null and h.household_id <> j.household_id
        and (y.person_id is not null or j.leads)`,
  },
  {
    code: 'person-in-another-county',
    label: '证件号码',
    reason: '此人在台账中已登记在其他县（%s）。',
    mend: '请与该县核实，由上级确定此人的归属。',
    rows: sql`
      select j.row_number, coalesce(min(d.name), '') as a
      from judged_person j
        join person_lookup l on l.id_number_hash = j.id_number_hash and l.county_code <> j.county_code
        join person p on p.county_code = l.county_code and p.person_id = l.person_id
          and p.id_number_hash = l.id_number_hash and p.retired_act is null
        left join division d on d.code = l.county_code * 1000000::bigint and d.level = 'county'
      where ${LIVE}
      group by j.row_number`,
  },
  {
    code: 'numbers-disagree',
    label: '人编号',
    reason: '人编号在台账中是另一个人的（%s）。',
    mend: '请核对人编号和证件号码。',
    // A wrong ID number may be put right by person number, but only for somebody of the same name.
    rows: sql`
      select j.row_number, coalesce(p.name, '') as a
      from judged_person j
        join person p on p.county_code = j.county_code and p.person_no = j.person_no and p.retired_act is null
      where ${LIVE}
        and (p.person_id <> j.record_id
          or (p.id_number_hash <> j.id_number_hash and p.name is distinct from j.name))`,
  },
  elsewhere('id-number', '证件号码', '此人已在您的管辖范围以外登记。', '请向上级扶贫办查询后再处理。'),
  elsewhere('person-no', '人编号', '该人编号已在您的管辖范围以外使用。', '请核对人编号，或向上级扶贫办查询。'),
  ...householdFaults().map((check) => ({ ...check, rows: onMemberRows(check.rows) })),
];

export const householdChecks: readonly RowCheck[] = householdFaults();

export const villageChecks: readonly RowCheck[] = [
  {
    code: 'same-village-twice',
    label: '行政村',
    reason: '与第 %s 行是同一个村、同一年度。',
    mend: '请只保留一行。',
    rows: sql`
      select row_number, first_row::text as a from (
        select j.row_number, min(j.row_number) over (partition by j.division, j.year) as first_row
        from judged_village j where ${LIVE}) same
      where row_number > first_row`,
  },
];

/** Faults of a household as such; their rows are those of `judged_household`. */
function householdFaults(): RowCheck[] {
  return [
    {
      code: 'household-no-elsewhere',
      label: '户编号',
      reason: '该户编号已在您的管辖范围以外使用。',
      mend: '请核对户编号，或向上级扶贫办查询。',
      rows: sql`
        select j.row_number, '' as a from judged_elsewhere e join judged_household j on j.row_number = e.row_number
        where e.what = 'household-no' and j.list <> 'refused'`,
    },
    {
      code: 'household-in-another-village',
      label: '行政村',
      reason: '该户在台账中登记在“%s”，导入不会替您搬迁整户。',
      mend: '如确已搬迁，请先办理整户迁移；如村名填错，请改正。',
      rows: sql`
        select j.row_number, coalesce(d.name, '') as a
        from judged_household j
          join household h on h.county_code = j.county_code and h.household_id = j.record_id
          left join division d on d.code = h.division and d.level = 'village'
        where j.known and j.list <> 'refused' and h.retired_act is null and h.division <> j.division`,
    },
  ];
}

/** Every member row of the household is refused, so that no half of a household comes in. */
function onMemberRows(households: Sql): Sql {
  return sql`
    select j.row_number, min(f.a) as a
    from (${households}) f
      join judged_household h on h.row_number = f.row_number
      join judged_person j on j.county_code = h.county_code and j.household_no = h.household_no
    where ${LIVE}
    group by j.row_number`;
}

function inTwoHouseholds(same: 'record_id' | 'id_number_hash'): RowCheck {
  return {
    code: 'same-person-in-two-households',
    label: '证件号码',
    reason: '同一人出现在文件的两户中（另见第 %s 行），不能确定属于哪一户。',
    mend: '请核实此人现属哪一户，只在一户中保留。',
    rows: shared({
      keys: ['year', same],
      among: sql`j.${raw(same)} is not null`,
      when: sql`min(j.household_no) <> max(j.household_no) or min(j.county_code) <> max(j.county_code)`,
    }),
  };
}

function elsewhere(what: string, label: string, reason: string, mend: string): RowCheck {
  return {
    code: `${what}-elsewhere`,
    label,
    reason,
    mend,
    rows: sql`
      select j.row_number, '' as a from judged_elsewhere e join judged_person j on j.row_number = e.row_number
      where e.what = ${what} and ${LIVE}`,
  };
}

/** Writes the check's faults and marks its rows; gives their number. */
export function runRowCheck(db: Connection, check: RowCheck, entity: StagedEntity): Promise<number> {
  return db.execute(sql`
    with at_fault as materialized (${check.rows}),
    marked as (
      update ${raw(`judged_${entity}`)} j set list = 'refused' from at_fault f where j.row_number = f.row_number)
    insert into judged_fault (row_number, label, code, reason, mend)
    select distinct on (row_number) row_number, ${check.label}::text, ${check.code}::text, format(${check.reason}::text, a), ${check.mend}::text
    from at_fault order by row_number`);
}
