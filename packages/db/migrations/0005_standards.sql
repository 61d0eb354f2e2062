-- Up Migration

-- 标准核查: what offices fill in where the documents give no number. Both tables are reference tables: the same on every
-- node, read by all, written within reach. A row is never changed, only superseded by a later one.

-- 统计值: figures of a division in a year (rural mean income of a county …), in the unit of the series.
create table reference_value (
  reference_value_id bigint generated always as identity primary key,
  series text not null,
  division bigint not null,
  year smallint not null check (year between 2000 and 2100),
  value bigint not null,
  -- entered 填报; demonstration 演示值, invented and shown as such.
  status text not null check (status in ('entered', 'demonstration')),
  source text not null check (source <> ''),
  recorded_act bigint not null default current_act(),
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  superseded_act bigint
);
create unique index reference_value_current on reference_value (series, division, year) where superseded_act is null;

-- 参数设置: a parameter that the text leaves open, as the level that issued the document has set it from a day on.
create table policy_setting (
  policy_setting_id bigint generated always as identity primary key,
  parameter text not null,
  -- Where it holds, with everything below.
  division bigint not null,
  -- A whole number in the parameter's unit, yes/no, or a day.
  value jsonb not null check (jsonb_typeof(value) in ('number', 'boolean', 'string')),
  holds_from date not null,
  holds_until date check (holds_until >= holds_from),
  status text not null check (status in ('entered', 'demonstration')),
  basis text not null check (basis <> ''),
  recorded_act bigint not null default current_act(),
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  superseded_act bigint
);
create unique index policy_setting_current on policy_setting (parameter, division, holds_from) where superseded_act is null;

-- What a process keeps of either in memory is as new as this number. It comes from a sequence, so that a change that
-- was rolled back never shares its number with another.
create sequence standards_edition_number as bigint;
create table standards_edition (
  only_row boolean primary key default true check (only_row),
  edition bigint not null
);
insert into standards_edition (edition) values (0);
create function next_standards_edition() returns trigger language plpgsql security definer set search_path = public as $$
begin
  update standards_edition set edition = nextval('standards_edition_number');
  return null;
end
$$;
revoke execute on function next_standards_edition() from public;

do $$
declare
  t text;
begin
  foreach t in array array['reference_value', 'policy_setting']
  loop
    execute format('create trigger %I after insert or update on %I
      for each statement execute function next_standards_edition()', t || '_edition', t);
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I for select to daohu_app using (true)', t || '_read', t);
    execute format('create policy %I on %I for insert to daohu_app
      with check (division between reach_low() and reach_high())', t || '_write', t);
    execute format('create policy %I on %I for update to daohu_app
      using (division between reach_low() and reach_high())
      with check (division between reach_low() and reach_high())', t || '_supersede', t);
    execute format('grant select, insert, update (superseded_act) on %I to daohu_app', t);
  end loop;
end
$$;
grant select on standards_edition to daohu_app;

-- Down Migration

drop table policy_setting;
drop table reference_value;
drop table standards_edition;
drop function next_standards_edition();
drop sequence standards_edition_number;
