import { type Connection, raw, sql } from '@daohu/db';

export interface ProvinceSize {
  readonly households: number;
  /** Register years, the judged one last. Members are written for it alone, households for each. */
  readonly years: readonly [before: number, judged: number];
}

const TABLES = ['household', 'household_year', 'person', 'person_year', 'village_year'];

/**
 * A province of the size of Hubei, invented by the database itself in a few minutes: `loadRegister` writes every name
 * token, cipher and history row and would take an hour. Values are spread so that all verdicts occur; one in a hundred
 * inputs is unknown. Without history, as after a restore.
 */
export async function inventProvince(owner: Connection, { households, years }: ProvinceSize): Promise<void> {
  const [before, judged] = years;
  await owner.execute(sql`set session_replication_role = replica`);
  await owner.execute(sql`set synchronous_commit = off`);
  await owner.execute(sql`set maintenance_work_mem = '512MB'`);
  const indexes = await owner.query<{ name: string; definition: string }>(sql`
    select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
    from pg_index i where i.indrelid::regclass::text = any(${TABLES}) and not i.indisunique`);
  for (const { name } of indexes) await owner.execute(raw(`drop index ${name}`));
  await owner.execute(sql`
    create temp table village_place as select code, row_number() over (order by code) - 1 as place from division
    where level = 'village' and code between 420000000000 and 429999999999 and coalesce(urban_rural, '220') in ('210', '220', '122', '123')`);
  await owner.execute(sql`create index on village_place (place)`);
  await owner.execute(sql`analyze village_place`);
  await owner.execute(sql`
    create temp table home as
    select h::bigint as id, v.code as division, (v.code / 1000000)::int as county,
      (case when s < 15 then 1 when s < 35 then 2 when s < 62 then 3 when s < 84 then 4 when s < 95 then 5 else 6 end) as members
    from generate_series(1, ${households}::int) h
    cross join lateral (select abs(hashint8extended(h, 1) % 100) as s) r
    join village_place v on v.place = (h - 1)::bigint * (select count(*) from village_place) / ${households}::int`);
  await owner.execute(sql`
    insert into household (county_code, household_id, division, household_no, first_identified_month, created_act)
    select county, id, division, '42' || lpad(id::text, 14, '0'), 201401, 1 from home order by id`);
  for (const year of [before, judged]) await owner.execute(householdsOf(year, year === judged));
  await owner.execute(sql`
    insert into person (county_code, person_id, household_id, division, person_no, name, sex, born_on, identity_document, ethnicity, created_act)
    select county, id * 8 + i, id, division, '42' || lpad((id * 8 + i)::text, 16, '0'), '虚构' || i,
      case when ${dice('id * 8 + i', 21, 2)} = 0 then 'male' else 'female' end,
      ${known('id * 8 + i', 22, raw(`date '1935-01-01' + (${chance('id * 8 + i', 23, 29_500)})::int`))}, 'idCard', 'han', 1
    from home cross join lateral generate_series(1, members) i order by id, i`);
  await owner.execute(membersOf(judged));
  await owner.execute(sql`
    insert into village_year (county_code, division, year, population, households, poor_persons, rural_population,
      collective_income, is_poor_village, is_infrastructure_sound, have_conditions_improved, are_services_at_level,
      has_leading_industry, has_service_centre, has_school_health_culture, has_hardened_road, has_piped_safe_water,
      has_safe_power_grid, has_household_cable, has_clean_energy)
    select code / 1000000, code, ${judged}, 1200, 400, ${number('code', 41, 0, 60)}, ${number('code', 42, 900, 2600)},
      ${number('code', 43, 0, 12_000_000)}, ${yes('code', 44, 60)}, ${yes('code', 45, 85)}, ${yes('code', 46, 85)},
      ${yes('code', 47, 85)}, ${yes('code', 48, 80)}, ${yes('code', 49, 90)}, ${yes('code', 50, 90)}, ${yes('code', 51, 92)},
      ${yes('code', 52, 90)}, ${yes('code', 53, 95)}, ${yes('code', 54, 90)}, ${yes('code', 55, 88)}
    from village_place order by code`);
  for (const { definition } of indexes) await owner.execute(raw(definition));
  await owner.execute(sql`set session_replication_role = origin`);
  for (const [sequence, last] of [
    ['household_number', households + 1],
    ['person_number', households * 8 + 8],
  ] as const) {
    await owner.execute(sql`select setval(${sequence}::regclass, ${last}::bigint)`);
  }
  await owner.execute(raw(`vacuum (analyze) ${TABLES.join(', ')}`));
}

function householdsOf(year: number, isJudged: boolean) {
  const growth = isJudged ? 60_000 : 0;
  return sql`
    insert into household_year (county_code, household_id, year, division, head_name, member_count, size, bank_name,
      exit_status, poverty_attribute, main_cause, net_income_per_head, dibao_grant, tekun_grant, main_businesses, skills,
      wants_work, needs_training, has_enough_food, has_enough_clothing, is_dangerous_house, is_house_safe, has_safe_water,
      is_elder_care_assured, are_services_well_off, is_poverty_passing_cut, cultivated_land, house_area, annual_income)
    select county, id, ${year}, division, '虚构' || id, members, members, '农村信用社',
      ${code('id', 2, ['poor', 'poor', 'exited'])}, ${code('id', 3, ['generalPoor', 'generalPoor', 'dibaoPoor', 'tekunPoor'])},
      ${code('id', 4, ['illness', 'disability', 'schooling', 'labourShortage'])},
      ${known('id', 5, raw(`180000 + ${growth} + ${chance('id', 6, 360_000)}::int + ${chance(`id * 10000 + ${year}`, 7, 40_000)}::int`))},
      ${number('id', 8, 0, 900_000)}, ${number('id', 9, 0, 400_000)}, ${number('id', 10, 0, 2)}, ${number('id', 11, 0, 3)},
      ${yes('id', 12, 70)}, ${yes('id', 13, 50)}, ${yes('id', 14, 97)}, ${yes('id', 15, 97)}, ${yes('id', 16, 12)},
      ${yes('id', 17, 90)}, ${yes('id', 18, 92)}, ${yes('id', 19, 93)}, ${yes('id', 20, 80)}, ${yes('id', 31, 85)},
      ${number('id', 32, 0, 4_000)}, ${number('id', 33, 3_000, 20_000)}, ${number('id', 34, 0, 6_000_000)}
    from home order by id`;
}

function membersOf(year: number) {
  const id = 'p.person_id';
  return sql`
    insert into person_year (county_code, person_id, year, household_id, division, relation, education, school_status,
      is_out_of_school, disability_category, disability_grade, labor_skill, work_status, work_months, life_status,
      has_resident_medical_insurance, has_employee_medical_insurance, has_serious_illness_insurance, has_resident_pension,
      is_dibao, is_tekun)
    select p.county_code, p.person_id, ${year}, p.household_id, p.division,
      case when p.person_id % 8 = 1 then 'head' else 'other' end,
      ${code(id, 61, ['primary', 'primary', 'juniorHigh', 'illiterate'])}, ${code(id, 62, ['notAtSchool', 'notAtSchool', 'notAtSchool', 'primary', 'grade8', 'seniorHigh2'])},
      ${yes(id, 63, 1)}, ${code(id, 64, ['limb', 'sight', 'hearing', 'mental'])}, ${code(id, 65, ['first', 'second', 'third', 'fourth'])},
      ${code(id, 66, ['ordinary', 'ordinary', 'skilled', 'weak', 'lost', 'none'])}, ${code(id, 67, ['inProvince', 'inCounty', 'outsideProvince'])}, ${number(id, 68, 0, 12)},
      'normal', ${yes(id, 69, 96)}, ${yes(id, 70, 4)}, ${yes(id, 71, 80)}, ${yes(id, 72, 80)}, ${yes(id, 73, 15)}, ${yes(id, 74, 2)}
    from person p order by p.person_id`;
}

/** SQL texts of numbers that are the same in every run. `seed` tells one column from another. */
function chance(id: string, seed: number, most: number): string {
  return `abs(hashint8extended(${id}, ${seed}) % ${most + 1})`;
}

function dice(id: string, seed: number, sides: number) {
  return raw(chance(id, seed, sides - 1));
}

function known(id: string, seed: number, value: ReturnType<typeof raw>) {
  return raw(`case when ${chance(id, seed + 1_000, 99)} > 0 then ${value.text} end`);
}

function number(id: string, seed: number, least: number, most: number) {
  return known(id, seed, raw(`(${least} + ${chance(id, seed, most - least)})::int`));
}

function yes(id: string, seed: number, percent: number) {
  return known(id, seed, raw(`(${chance(id, seed, 99)} < ${percent})`));
}

function code(id: string, seed: number, keys: readonly string[]) {
  return known(id, seed, raw(`(array['${keys.join("','")}'])[1 + ${chance(id, seed, keys.length - 1)}]`));
}
