import { sql } from '@daohu/db';
import { householdChecks, LIVE, personChecks, type RowCheck } from './row-checks.ts';

/** A check sheet 核查表 says something about households and persons that are on record in its year. It brings none in. */
export const checkedHouseholdChecks: readonly RowCheck[] = [
  ...householdChecks,
  {
    code: 'household-not-on-record',
    label: '户编号',
    reason: '%s，核查表不能新增户。',
    mend: '请核对户编号和年度；如确应登记，请先导入该年度的户信息，再导入核查表。',
    rows: sql`
      select j.row_number,
        case when j.known and h.retired_act is null then format('该户在%s年度没有登记', j.year)
          else '台账中没有这个户编号' end as a
      from judged_household j
        left join household h on h.county_code = j.county_code and h.household_id = j.record_id
        left join household_year y on y.county_code = j.county_code and y.household_id = j.record_id
          and y.year = j.year and y.retired_act is null
      where ${LIVE} and (h.household_id is null or h.retired_act is not null or y.household_id is null)`,
  },
];

export const checkedPersonChecks: readonly RowCheck[] = [
  ...personChecks,
  {
    code: 'person-not-on-record',
    label: '人口编号',
    reason: '%s，核查表不能新增人员。',
    mend: '请核对户编号、人口编号和年度；如确应登记，请先导入该年度的人口信息，再导入核查表。',
    rows: sql`
      select j.row_number,
        case when j.known and p.retired_act is null then format('此人在%s年度没有登记', j.year)
          when j.id_number_hash is not null then '台账中没有这个证件号码的人'
          else '台账中没有这个人口编号' end as a
      from judged_person j
        left join person p on p.county_code = j.county_code and p.person_id = j.record_id
        left join person_year y on y.county_code = j.county_code and y.person_id = j.record_id and y.year = j.year
          and y.retired_act is null
      where ${LIVE} and (p.person_id is null or p.retired_act is not null or y.person_id is null)`,
  },
  {
    // Rows that slipped by one would give each person the answers about another.
    code: 'another-person',
    label: '人口编号',
    reason: '所填的%s与台账中这个人的不同。',
    mend: '请核对人口编号、证件号码和姓名，看各行是否错位；台账有误的，请先导入人口信息更正。',
    rows: sql`
      select j.row_number,
        case when j.person_no <> p.person_no then format('人口编号（台账中是%s）', p.person_no)
          when j.name <> p.name then format('姓名（台账中是“%s”）', p.name)
          else '证件号码' end as a
      from judged_person j
        join person p on p.county_code = j.county_code and p.person_id = j.record_id
      where ${LIVE} and (j.name <> p.name or j.person_no <> p.person_no or j.id_number_hash <> p.id_number_hash)`,
  },
];
