-- Up Migration

-- What changed since a moment of the database: a history entry says in which transaction it was written, as a number that
-- a snapshot can be asked about. Acts are numbered when they begin and may end in another order, so their numbers do not
-- tell. Entries from before this migration are older than every snapshot that is asked about.
alter table history add column xact bigint;
alter table history alter column xact set default pg_current_xact_id()::text::bigint;
create index history_by_xact on history using brin (xact) with (pages_per_range = 16);

-- Who the verdicts of a village are of: its households, its persons, or itself. Apart from the verdicts, because who is
-- on record changes seldom.
create table verdict_roll (
  county_code integer not null,
  division bigint not null,
  year smallint not null,
  subject text not null check (subject in ('household', 'person', 'village')),
  record_ids bigint[] not null,
  primary key (county_code, division, year, subject),
  check (division / 1000000 = county_code)
);

-- 结论表: the verdicts of a village, of all its households, persons or itself, by the rules of the county's run. One row
-- per village and not per record: three dozen rules over a province are a hundred million verdicts, which are written in
-- seconds this way and in an hour the other. Read through the view `verdict`.
create table verdict_sheet (
  county_code integer not null,
  division bigint not null,
  year smallint not null,
  subject text not null check (subject in ('household', 'person', 'village')),
  -- 0 unmet, 1 met, 2 unknown, 3 no version of the rule holds: rule by rule, and in it in the order of the roll; four to a
  -- byte, the first in its low bits.
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

do $$
declare
  t text;
begin
  foreach t in array array['verdict_roll', 'verdict_sheet']
  loop
    -- Long values are neither compressed nor put elsewhere before a row fills a page: they are written whole, and often.
    execute format('alter table %I set (toast_tuple_target = 8160)', t);
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I to daohu_app using (division between reach_low() and reach_high())
      with check (division between reach_low() and reach_high())', t || '_reach', t);
    -- Verdicts follow from the register and the law: what is judged anew replaces them, and a village that has nobody on
    -- record any more has none.
    execute format('grant select, insert, update, delete on %I to daohu_app', t);
  end loop;
end
$$;
alter table verdict_roll alter column record_ids set storage external;
alter table verdict_sheet alter column states set storage external;
alter table verdict_run enable row level security;
-- Of a county that the reach touches: whoever sees one of its villages may know what its verdicts rest on.
create policy verdict_run_read on verdict_run for select to daohu_app
  using (county_code between reach_low() / 1000000 and reach_high() / 1000000);
create policy verdict_run_write on verdict_run for insert to daohu_app
  with check (county_code::bigint * 1000000 between reach_low() and reach_high());
create policy verdict_run_rewrite on verdict_run for update to daohu_app
  using (county_code::bigint * 1000000 between reach_low() and reach_high())
  with check (county_code::bigint * 1000000 between reach_low() and reach_high());
grant select, insert, update on verdict_run to daohu_app;

create view verdict with (security_invoker = true) as
select s.county_code, s.division, s.year, s.subject, i.record_id, r.rule,
  case (get_byte(s.states, (p.place >> 2)::integer) >> ((p.place & 3) * 2)::integer) & 3
    when 0 then 'unmet' when 1 then 'met' when 2 then 'unknown' end as verdict,
  v.judged_for, v.packs, s.act
from verdict_sheet s
join verdict_roll l on l.county_code = s.county_code and l.division = s.division and l.year = s.year
  and l.subject = s.subject
join verdict_run v on v.county_code = s.county_code and v.year = s.year and v.subject = s.subject
cross join lateral unnest(v.rules) with ordinality as r (rule, place)
cross join lateral unnest(l.record_ids) with ordinality as i (record_id, place)
cross join lateral (select (r.place - 1) * cardinality(l.record_ids) + i.place - 1 as place) as p;
grant select on verdict to daohu_app;

-- Down Migration

drop view verdict;
drop table verdict_run;
drop table verdict_sheet;
drop table verdict_roll;
drop index history_by_xact;
alter table history drop column xact;
