-- Up Migration

-- 建档立卡. Identity (who) apart from yearly state (what was so in a register year 年度); every key carries the county,
-- so that tables can be distributed by it; nothing is deleted: a row that no longer holds carries the act that retired it.
-- The item columns are those of packages/dictionary; a test compares them.

create sequence household_number as bigint;
create sequence person_number as bigint;
create sequence history_number as bigint;

-- 户
create table household (
  county_code integer not null,
  household_id bigint not null default nextval('household_number'),
  division bigint not null,
  household_no text not null,
  first_identified_month integer,
  created_act bigint not null default current_act(),
  retired_act bigint,
  primary key (county_code, household_id),
  unique (county_code, household_no),
  check (division / 1000000 = county_code)
);
create index household_by_division on household (division, household_id);
-- A household number is asked for without its county.
create index household_by_no on household (household_no);

-- 户·年度
create table household_year (
  county_code integer not null,
  household_id bigint not null,
  year smallint not null,
  division bigint not null,
  -- 户主姓名, from the member rows: what a list shows and sorts by.
  head_name text,
  -- Living members on record for the year, kept with the member rows.
  member_count integer not null default 0,
  size integer,
  natural_village text,
  village_group text,
  phone_cipher bytea,
  phone_hash bytea,
  bank_name text,
  bank_card_cipher bytea,
  bank_card_hash bytea,
  identification_standard text,
  exit_status text,
  exit_year integer,
  poverty_attribute text,
  main_cause text,
  other_causes text[],
  cause_description text,
  is_military_family boolean,
  is_only_child_family boolean,
  is_two_daughter_family boolean,
  is_in_cooperative boolean,
  is_led_by_enterprise boolean,
  is_led_by_entrepreneur boolean,
  wants_relocation boolean,
  relocation_kind text,
  cultivated_land integer,
  irrigated_land integer,
  forest_land integer,
  returned_forest_land integer,
  orchard_land integer,
  grass_land integer,
  water_surface integer,
  has_production_power boolean,
  has_household_power boolean,
  has_broadcasting boolean,
  has_safe_water boolean,
  has_water_difficulty boolean,
  distance_to_main_road integer,
  access_road_kind text,
  house_area integer,
  is_dangerous_house boolean,
  house_danger_level text,
  has_sanitary_toilet boolean,
  main_fuel text,
  wage_income integer,
  business_income integer,
  business_expense integer,
  property_income integer,
  asset_dividend integer,
  other_property_income integer,
  transfer_income integer,
  family_planning_grant integer,
  dibao_grant integer,
  tekun_grant integer,
  pension integer,
  ecology_grant integer,
  other_transfer integer,
  annual_income integer,
  net_income integer,
  net_income_per_head integer,
  disposable_income_per_head integer,
  has_enough_food boolean,
  has_enough_clothing boolean,
  main_businesses integer,
  skills integer,
  wants_work boolean,
  needs_training boolean,
  is_house_safe boolean,
  has_medical_access boolean,
  is_education_assured boolean,
  is_elder_care_assured boolean,
  are_services_well_off boolean,
  is_poverty_passing_cut boolean,
  are_hardships_solved boolean,
  lives_in_harsh_conditions boolean,
  is_relocated boolean,
  has_production_land boolean,
  retired_act bigint,
  primary key (county_code, household_id, year),
  foreign key (county_code, household_id) references household (county_code, household_id),
  check (division / 1000000 = county_code)
);
-- A page of a list is found, filtered and counted in this index alone.
create index household_year_list on household_year (year, division, household_id)
  include (county_code, exit_status, poverty_attribute, main_cause) where retired_act is null;

-- 人
create table person (
  county_code integer not null,
  person_id bigint not null default nextval('person_number'),
  household_id bigint not null,
  division bigint not null,
  person_no text,
  name text,
  sex text,
  born_on date,
  identity_document text,
  id_number_cipher bytea,
  id_number_hash bytea,
  disability_card_cipher bytea,
  disability_card_hash bytea,
  ethnicity text,
  first_identified_month integer,
  created_act bigint not null default current_act(),
  retired_act bigint,
  primary key (county_code, person_id),
  foreign key (county_code, household_id) references household (county_code, household_id),
  check (division / 1000000 = county_code)
);
-- A record that an undo retired keeps its number without holding it: the right person may have it now.
create unique index person_by_no on person (county_code, person_no) where retired_act is null;
create index person_by_household on person (county_code, household_id);
create index person_by_id_number on person (county_code, id_number_hash);

-- 人·年度
create table person_year (
  county_code integer not null,
  person_id bigint not null,
  year smallint not null,
  household_id bigint not null,
  division bigint not null,
  relation text,
  phone_cipher bytea,
  phone_hash bytea,
  political_status text,
  education text,
  school_status text,
  is_out_of_school boolean,
  dropout_reason text,
  health text[],
  disability_category text,
  disability_grade text,
  disability_card_year integer,
  labor_skill text,
  work_status text,
  work_months integer,
  work_place text,
  work_province text,
  work_city text,
  work_county text,
  work_township text,
  employer text,
  works_abroad boolean,
  industry text,
  employment_channel text,
  public_posts text[],
  public_post_months integer,
  is_soldier boolean,
  life_status text,
  speaks_mandarin boolean,
  has_resident_medical_insurance boolean,
  has_employee_medical_insurance boolean,
  has_serious_illness_insurance boolean,
  has_supplementary_insurance boolean,
  has_accident_insurance_subsidy boolean,
  received_medical_aid boolean,
  received_other_health_support boolean,
  has_resident_pension boolean,
  has_employee_pension boolean,
  is_dibao boolean,
  is_tekun boolean,
  is_guarantee_eligible boolean,
  retired_act bigint,
  primary key (county_code, person_id, year),
  foreign key (county_code, person_id) references person (county_code, person_id),
  foreign key (county_code, household_id) references household (county_code, household_id),
  check (division / 1000000 = county_code)
);
create index person_year_by_household on person_year (county_code, household_id, year);

-- 村·年度. A village's identity is its division.
create table village_year (
  county_code integer not null,
  division bigint not null,
  year smallint not null,
  leader text,
  leader_post text,
  office_phone text,
  kind text,
  direction text,
  terrain text,
  longitude integer,
  latitude integer,
  households integer,
  hamlets integer,
  poor_households integer,
  dibao_households integer,
  tekun_households integer,
  population integer,
  poor_persons integer,
  dibao_persons integer,
  tekun_persons integer,
  minority_persons integer,
  women integer,
  disabled_persons integer,
  workers integer,
  migrant_workers integer,
  party_members integer,
  graduate_officials integer,
  cultivated_land integer,
  irrigated_land integer,
  forest_land integer,
  returned_forest_land integer,
  orchard_land integer,
  grass_land integer,
  water_surface integer,
  net_income_per_head integer,
  collective_income bigint,
  ncms_persons integer,
  resident_pension_persons integer,
  employee_pension_persons integer,
  has_bus boolean,
  has_paved_road_to_township boolean,
  households_without_safe_water integer,
  households_with_water_difficulty integer,
  powered_hamlets integer,
  dangerous_house_households integer,
  cooperatives integer,
  tourism_households integer,
  farm_stay_households integer,
  tourism_workers integer,
  farm_stay_income bigint,
  primary_schools integer,
  clinics integer,
  public_toilets integer,
  doctors integer,
  refuse_points integer,
  culture_rooms integer,
  broadband_households integer,
  broadband_schools integer,
  mobile_internet_households integer,
  information_officers integer,
  is_poor_village boolean,
  has_exited boolean,
  exit_year integer,
  rural_population integer,
  disposable_income_per_head integer,
  is_infrastructure_sound boolean,
  have_conditions_improved boolean,
  are_services_at_level boolean,
  has_leading_industry boolean,
  has_service_centre boolean,
  has_school_health_culture boolean,
  has_hardened_road boolean,
  has_piped_safe_water boolean,
  has_safe_power_grid boolean,
  has_household_cable boolean,
  has_clean_energy boolean,
  does_kindergarten_suffice boolean,
  are_schools_standardised boolean,
  retired_act bigint,
  primary key (county_code, division, year),
  check (division / 1000000 = county_code)
);
create index village_year_by_division on village_year (division, year);

-- 县·年度
create table county_year (
  county_code integer not null,
  year smallint not null,
  division bigint not null,
  rural_disposable_income_per_head integer,
  rural_population integer,
  budget_revenue_per_head bigint,
  is_poverty_county boolean,
  exit_year integer,
  retired_act bigint,
  primary key (county_code, year)
);

-- 姓名检索. Row-level security leaves LIKE and trigrams without an index; equality on two-character tokens keeps one.
create table person_name_token (
  -- In code point order, so that names that begin with one character are one range of the key.
  token text collate "C" not null,
  division bigint not null,
  county_code integer not null,
  person_id bigint not null,
  primary key (token, division, county_code, person_id)
);

-- 证件号码检索 across counties: where an ID number is on record. Keyed by the hash, so it can be distributed by it.
create table person_lookup (
  id_number_hash bytea not null,
  county_code integer not null,
  person_id bigint not null,
  division bigint not null,
  primary key (id_number_hash, county_code, person_id)
);

-- 字段变更历史. Written by triggers on every register table, so that no command can forget it.
-- `before` and `after` hold the changed columns only; personal data in them is as encrypted as in the tables.
create table history (
  county_code integer not null,
  history_id bigint not null default nextval('history_number'),
  division bigint not null,
  table_name text not null,
  record_id bigint not null,
  year smallint,
  act bigint not null,
  at timestamptz not null default now(),
  kind text not null check (kind in ('created', 'changed')),
  before jsonb,
  after jsonb,
  primary key (county_code, history_id)
);
create index history_of_record on history (county_code, table_name, record_id, year, history_id);
create index history_of_act on history (act, table_name);

-- The trigger's first argument names the record's key column, the second tells whether the table is kept by year.
create function record_history() returns trigger language plpgsql as $$
declare
  year_column text := case when tg_argv[1] = 'yearly' then 'n.year' else 'null' end;
  year_join text := case when tg_argv[1] = 'yearly' then 'and o.year = n.year' else '' end;
begin
  if current_act() is null then
    raise exception 'register rows are written by an act only (app.act is not set)';
  end if;
  if tg_op = 'INSERT' then
    execute format(
      'insert into history (county_code, division, table_name, record_id, year, act, kind)
       select n.county_code, n.division, %L, n.%I, %s, current_act(), ''created'' from new_rows n',
      tg_table_name, tg_argv[0], year_column);
  else
    execute format(
      'insert into history (county_code, division, table_name, record_id, year, act, kind, before, after)
       select n.county_code, n.division, %L, n.%I, %s, current_act(), ''changed'', d.before, d.after
       from new_rows n join old_rows o on o.county_code = n.county_code and o.%I = n.%I %s
       cross join lateral (
         select jsonb_object_agg(b.key, b.value) as before, jsonb_object_agg(b.key, a.value) as after
         from jsonb_each(to_jsonb(o)) b join jsonb_each(to_jsonb(n)) a on a.key = b.key
         where a.value is distinct from b.value) d
       where d.before is not null',
      tg_table_name, tg_argv[0], year_column, tg_argv[0], tg_argv[0], year_join);
  end if;
  return null;
end
$$;

do $$
declare
  t record;
begin
  for t in select * from (values
    ('household', 'household_id', 'identity'),
    ('household_year', 'household_id', 'yearly'),
    ('person', 'person_id', 'identity'),
    ('person_year', 'person_id', 'yearly'),
    ('village_year', 'division', 'yearly'),
    ('county_year', 'division', 'yearly')) as v (name, key, time)
  loop
    execute format('create trigger %I after insert on %I referencing new table as new_rows
      for each statement execute function record_history(%L, %L)', t.name || '_created', t.name, t.key, t.time);
    execute format('create trigger %I after update on %I referencing old table as old_rows new table as new_rows
      for each statement execute function record_history(%L, %L)', t.name || '_changed', t.name, t.key, t.time);
  end loop;
end
$$;

-- Reach on every register table, for reading and writing alike. The application can delete none of their rows.
do $$
declare
  t text;
begin
  foreach t in array array['household', 'household_year', 'person', 'person_year', 'village_year', 'county_year',
    'person_name_token', 'person_lookup', 'history']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I to daohu_app using (division between reach_low() and reach_high())
      with check (division between reach_low() and reach_high())', t || '_reach', t);
    execute format('grant select, insert on %I to daohu_app', t);
    if t <> 'history' then
      execute format('grant update on %I to daohu_app', t);
    end if;
  end loop;
end
$$;
grant usage on sequence household_number, person_number, history_number to daohu_app;

-- Down Migration

drop table history;
drop table person_lookup;
drop table person_name_token;
drop table county_year;
drop table village_year;
drop table person_year;
drop table person;
drop table household_year;
drop table household;
drop function record_history();
drop sequence history_number;
drop sequence person_number;
drop sequence household_number;
