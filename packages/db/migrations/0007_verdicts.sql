-- Up Migration

-- What changed since a moment of the database: a history entry says in which transaction it was written, as a number that
-- a snapshot can be asked about. Acts are numbered when they begin and may end in another order, so their numbers do not
-- tell. Entries from before this migration are older than every snapshot that is asked about.
alter table history add column xact bigint;
alter table history alter column xact set default pg_current_xact_id()::text::bigint;
create index history_by_xact on history using brin (xact) with (pages_per_range = 16);

-- 核查结论 of a village: of all its households, persons or itself, by the rules of the county's run. One row per village
-- and not per subject: fifteen rules over a province are thirty million verdicts, which are written in seconds this way
-- and in minutes the other. Read through the view `verdict`.
create table verdict_sheet (
  county_code integer not null,
  division bigint not null,
  year smallint not null,
  subject text not null check (subject in ('household', 'person', 'village')),
  -- Households, persons or the village itself.
  record_ids bigint[] not null,
  -- 0 unmet, 1 met, 2 unknown, 3 no version of the rule holds; rule by rule, and in it record by record.
  states bytea not null,
  -- How many are unmet, met, unknown; three numbers for each rule.
  counts integer[] not null,
  -- What the records are owed together, for each rule that gives an amount: the known amounts, and how many are not known.
  sums bigint[] not null,
  unknown_amounts integer[] not null,
  act bigint not null default current_act(),
  primary key (county_code, division, year, subject),
  check (division / 1000000 = county_code)
);

-- 核查批次: what the sheets of a county rest on.
create table verdict_run (
  county_code integer not null,
  year smallint not null,
  subject text not null,
  judged_for date not null,
  rules text[] not null,
  -- Those of the rules that give an amount, in the order of the sums.
  amount_rules text[] not null,
  -- Hash of each policy pack, by its name.
  packs jsonb not null,
  act bigint not null default current_act(),
  recorded_at timestamptz not null default now(),
  recorded_by bigint not null default current_actor(),
  primary key (county_code, year, subject)
);

alter table verdict_sheet enable row level security;
create policy verdict_sheet_reach on verdict_sheet to daohu_app
  using (division between reach_low() and reach_high()) with check (division between reach_low() and reach_high());
alter table verdict_run enable row level security;
-- Of a county that the reach touches: whoever sees one of its villages may know what its verdicts rest on.
create policy verdict_run_read on verdict_run for select to daohu_app
  using (county_code between reach_low() / 1000000 and reach_high() / 1000000);
create policy verdict_run_write on verdict_run for insert to daohu_app
  with check (county_code::bigint * 1000000 between reach_low() and reach_high());
create policy verdict_run_rewrite on verdict_run for update to daohu_app
  using (county_code::bigint * 1000000 between reach_low() and reach_high())
  with check (county_code::bigint * 1000000 between reach_low() and reach_high());
-- Verdicts follow from the register and the law: what is judged anew replaces them, and a village that has nobody on
-- record any more has none.
grant select, insert, update, delete on verdict_sheet to daohu_app;
grant select, insert, update on verdict_run to daohu_app;

create view verdict with (security_invoker = true) as
select s.county_code, s.division, s.year, s.subject, i.record_id, r.rule,
  case get_byte(s.states, ((r.place - 1) * cardinality(s.record_ids) + i.place - 1)::integer)
    when 0 then 'unmet' when 1 then 'met' when 2 then 'unknown' end as verdict,
  v.judged_for, v.packs, s.act
from verdict_sheet s
join verdict_run v on v.county_code = s.county_code and v.year = s.year and v.subject = s.subject
cross join lateral unnest(v.rules) with ordinality as r (rule, place)
cross join lateral unnest(s.record_ids) with ordinality as i (record_id, place);
grant select on verdict to daohu_app;

-- Down Migration

drop view verdict;
drop table verdict_run;
drop table verdict_sheet;
drop index history_by_xact;
alter table history drop column xact;
