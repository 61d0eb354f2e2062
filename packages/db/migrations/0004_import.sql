-- Up Migration

-- 导入. One file, one unit: previewed, applied or not, and undone as a whole.
create table import (
  import_id bigint generated always as identity primary key,
  account_id bigint not null,
  account_name text not null,
  -- The place that the import works in; the uploader's own until the place is confirmed.
  division bigint not null,
  state text not null,
  register_set text,
  file_name text not null,
  file_bytes bigint not null,
  file_sha256 bytea not null,
  sheet_name text,
  year smallint,
  within_division bigint,
  suggested_year smallint,
  suggested_within bigint,
  columns jsonb not null default '[]',
  missing_columns jsonb not null default '[]',
  counts jsonb,
  effect jsonb,
  failure text,
  created_at timestamptz not null default now(),
  applied_act bigint,
  applied_at timestamptz,
  undone_act bigint,
  undone_at timestamptz
);
create index import_by_division on import (division, import_id desc);
alter table import enable row level security;
create policy import_reach on import to daohu_app using (division between reach_low() and reach_high())
  with check (division between reach_low() and reach_high());
grant select, insert, update on import to daohu_app;

-- Cleaned rows waiting for the decision. PostgreSQL refuses COPY into a table under row-level security, so the
-- application may only add to these tables; it reads and changes them through the views below, which keep its reach.
-- They have no index but their key and no foreign key: both would cost more than the rows themselves, and every
-- statement takes the rows of one import together.
create table staged_person_row (
  import_id bigint not null,
  row_number integer not null,
  -- Where the import may write: the place it was confirmed for.
  within_division bigint not null,
  year smallint,
  county_code integer not null,
  division bigint not null,
  household_no text not null,
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
  -- Columns that the file clears by the literal word 清空; a blank cell never erases.
  cleared text[] not null default '{}',
  primary key (import_id, row_number)
);

create table staged_household_row (
  import_id bigint not null,
  row_number integer not null,
  within_division bigint not null,
  year smallint,
  county_code integer not null,
  division bigint not null,
  household_no text not null,
  first_identified_month integer,
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
  cleared text[] not null default '{}',
  primary key (import_id, row_number)
);

create table staged_village_row (
  import_id bigint not null,
  row_number integer not null,
  within_division bigint not null,
  year smallint,
  county_code integer not null,
  division bigint not null,
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
  cleared text[] not null default '{}',
  primary key (import_id, row_number)
);

-- What the preview made of each staged row. Apart from the values, so that deciding rewrites no wide row.
create table staged_outcome_row (
  import_id bigint not null,
  entity text not null check (entity in ('person', 'household', 'village')),
  row_number integer not null,
  within_division bigint not null,
  -- The record that the row is about. `known`: it was on record before, perhaps retired by an undo.
  record_id bigint not null,
  known boolean not null,
  -- Of a person: the household the row puts it in.
  household_id bigint,
  -- `repeat`: a further row of the same household, whose values the first one carries.
  list text not null check (list in ('new', 'changed', 'same', 'refused', 'repeat')),
  -- Of several years of one record in one file, the row that speaks for the record itself: the latest.
  leads boolean not null,
  -- Of a household in a file of persons: the member row under which its values are shown.
  shown_row integer not null,
  primary key (import_id, entity, row_number)
);

-- What is wrong with a row, cell by cell; or, with severity `note`, what was mended on the way and said so.
create table import_fault_row (
  import_id bigint not null,
  row_number integer not null,
  within_division bigint not null,
  severity text not null check (severity in ('refused', 'note')),
  -- Whom the row is about: a name and a household number, never an ID number.
  subject text not null default '',
  cell text,
  label text,
  code text not null,
  reason text not null,
  mend text not null default ''
);
create index import_fault_by_row on import_fault_row (import_id, row_number);

-- The file's cells as they were, a few hundred rows at a time, compressed and encrypted: a refused row is kept whole.
create table import_block_row (
  import_id bigint not null,
  first_row integer not null,
  last_row integer not null,
  within_division bigint not null,
  sealed bytea not null,
  primary key (import_id, first_row)
);

do $$
declare
  t text;
begin
  foreach t in array array['staged_person', 'staged_household', 'staged_village', 'staged_outcome', 'import_fault',
    'import_block']
  loop
    execute format('grant insert on %I to daohu_app', t || '_row');
    execute format('create view %I with (security_barrier) as select * from %I
      where within_division between reach_low() and reach_high()', t, t || '_row');
    execute format('grant select, insert, update, delete on %I to daohu_app', t);
  end loop;
end
$$;

-- Staged rows together with what the preview made of them.
create view sorted_person with (security_barrier) as
  select s.*, o.record_id as person_id, o.household_id, o.known, o.list, o.leads
  from staged_person_row s join staged_outcome_row o
    on o.import_id = s.import_id and o.entity = 'person' and o.row_number = s.row_number
  where s.within_division between reach_low() and reach_high();
create view sorted_household with (security_barrier) as
  select s.*, o.record_id as household_id, o.known, o.list, o.leads, o.shown_row
  from staged_household_row s join staged_outcome_row o
    on o.import_id = s.import_id and o.entity = 'household' and o.row_number = s.row_number
  where s.within_division between reach_low() and reach_high();
create view sorted_village with (security_barrier) as
  select s.*, o.list
  from staged_village_row s join staged_outcome_row o
    on o.import_id = s.import_id and o.entity = 'village' and o.row_number = s.row_number
  where s.within_division between reach_low() and reach_high();
grant select on sorted_person, sorted_household, sorted_village to daohu_app;

-- Staged rows whose household number, person number or ID number is on record beyond the actor's reach:
-- yes or no, never where or who (settled question 7).
create function staged_elsewhere(of_import bigint) returns table (row_number integer, what text)
language sql stable security definer set search_path = public
begin atomic
  select s.row_number, 'id-number'
  from staged_person_row s
    join person_lookup l on l.id_number_hash = s.id_number_hash
    join person p on p.county_code = l.county_code and p.person_id = l.person_id
  where s.import_id = of_import and s.within_division between reach_low() and reach_high()
    and p.retired_act is null and p.id_number_hash = l.id_number_hash
    and p.division not between reach_low() and reach_high()
  union all
  select s.row_number, 'person-no'
  from staged_person_row s join person p on p.county_code = s.county_code and p.person_no = s.person_no
  where s.import_id = of_import and s.within_division between reach_low() and reach_high()
    and p.retired_act is null and p.division not between reach_low() and reach_high()
  union all
  select s.row_number, 'household-no'
  from staged_household_row s join household h on h.county_code = s.county_code and h.household_no = s.household_no
  where s.import_id = of_import and s.within_division between reach_low() and reach_high()
    and h.division not between reach_low() and reach_high();
end;
revoke execute on function staged_elsewhere(bigint) from public;
grant execute on function staged_elsewhere(bigint) to daohu_app;

-- Rows that an import has just staged are unknown to the planner until they are counted; only the owner may count them.
create function analyze_staged() returns void language plpgsql security definer set search_path = public as $$
begin
  analyze staged_person_row (import_id, row_number, year, county_code, division, household_no, person_no, id_number_hash);
  analyze staged_household_row (import_id, row_number, year, county_code, division, household_no);
  analyze staged_village_row (import_id, row_number, year, county_code, division);
end
$$;
create function analyze_outcome() returns void language plpgsql security definer set search_path = public as $$
begin
  analyze staged_outcome_row;
end
$$;
revoke execute on function analyze_staged(), analyze_outcome() from public;
grant execute on function analyze_staged(), analyze_outcome() to daohu_app;

-- The same for the register after a large import: the next file may come before the server's own count does, and a plan
-- made for an empty table would read a full one row by row.
create function analyze_register() returns void language plpgsql security definer set search_path = public as $$
begin
  analyze household (county_code, household_id, division, household_no, retired_act);
  analyze household_year (county_code, household_id, year, division, retired_act);
  analyze person (county_code, person_id, household_id, division, person_no, id_number_hash, retired_act);
  analyze person_year (county_code, person_id, year, household_id, division, retired_act);
  analyze person_lookup;
  analyze history (county_code, history_id, table_name, record_id, year, act);
end
$$;
revoke execute on function analyze_register() from public;
grant execute on function analyze_register() to daohu_app;

-- Down Migration

drop function analyze_register();
drop function analyze_outcome();
drop function analyze_staged();
drop function staged_elsewhere(bigint);
drop view sorted_village, sorted_household, sorted_person;
drop view import_block, import_fault, staged_outcome, staged_village, staged_household, staged_person;
drop table import_block_row;
drop table import_fault_row;
drop table staged_outcome_row;
drop table staged_village_row;
drop table staged_household_row;
drop table staged_person_row;
drop table import;
