-- Up Migration

-- 县级代码变更 (县改市, 县改区): a dated act that gives a county another code. The county is in every key of its records,
-- so one transaction changes all of them; what refers to what is checked at its end.
-- On distributed PostgreSQL the county is the distribution column, which no update may change: there the same act is
-- delete + insert, with the history triggers off, because a row that moves is not a row that was created.
alter table household_year alter constraint household_year_county_code_household_id_fkey deferrable initially immediate;
alter table person alter constraint person_county_code_household_id_fkey deferrable initially immediate;
alter table person_year alter constraint person_year_county_code_person_id_fkey deferrable initially immediate;
alter table person_year alter constraint person_year_county_code_household_id_fkey deferrable initially immediate;

-- One row for each such act. It stands here once and not in the history of each record: nothing that is known about a
-- household has changed, and an entry of its own would keep every import before it from being undone.
create table county_recode (
  act bigint primary key default current_act(),
  recorded_at timestamptz not null default now(),
  old_code bigint not null,
  old_name text not null,
  new_code bigint not null,
  new_name text not null,
  on_date date not null
);
create index county_recode_by_new on county_recode (new_code);
grant select on county_recode to daohu_app;

-- Where the place of an audit entry is found today. What the entry says, its `division` too, is never changed; who may
-- read it follows from here, so that a county keeps the sight of what it did under its former code.
alter table audit_entry add column division_now bigint;
drop policy audit_entry_reach on audit_entry;
create policy audit_entry_reach on audit_entry for select to daohu_app
  using (coalesce(division_now, division) between reach_low() and reach_high());
drop index audit_entry_by_time;
create index audit_entry_by_time on audit_entry ((coalesce(division_now, division)), at desc);

-- Down Migration

drop index audit_entry_by_time;
drop policy audit_entry_reach on audit_entry;
create policy audit_entry_reach on audit_entry for select to daohu_app using (division between reach_low() and reach_high());
alter table audit_entry drop column division_now;
create index audit_entry_by_time on audit_entry (division, at desc);

drop table county_recode;

alter table person_year alter constraint person_year_county_code_household_id_fkey not deferrable;
alter table person_year alter constraint person_year_county_code_person_id_fkey not deferrable;
alter table person alter constraint person_county_code_household_id_fkey not deferrable;
alter table household_year alter constraint household_year_county_code_household_id_fkey not deferrable;
