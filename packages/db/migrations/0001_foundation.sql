-- Up Migration

-- The role of the application. It owns nothing, cannot bypass row-level security and can delete no register row.
do $$
declare
  -- From 16 on whoever creates a role is its member and still may not become it.
  step_down text := case when current_setting('server_version_num')::int >= 160000 then 'set' else 'member' end;
begin
  if not exists (select from pg_roles where rolname = 'daohu_app') then
    create role daohu_app login nosuperuser nocreatedb nocreaterole nobypassrls;
  end if;
  -- Where a server's own account migrates (DATABASE_URL), it must be allowed to step down to this role.
  if not pg_has_role(current_user, 'daohu_app', step_down) then
    execute format('grant daohu_app to %I', current_user);
  end if;
end
$$;

grant usage on schema public to daohu_app;

-- Reach 管辖范围: one closed range of division codes, set for the transaction. Unset means no row, never all rows.
create function reach_low() returns bigint language sql stable parallel safe
  return nullif(current_setting('app.low', true), '')::bigint;
create function reach_high() returns bigint language sql stable parallel safe
  return nullif(current_setting('app.high', true), '')::bigint;
create function current_act() returns bigint language sql stable parallel safe
  return nullif(current_setting('app.act', true), '')::bigint;
create function current_actor() returns bigint language sql stable parallel safe
  return nullif(current_setting('app.actor', true), '')::bigint;

-- Every command is an act 操作: history, audit and imports refer to it by number.
create sequence act_number as bigint;
grant usage on sequence act_number to daohu_app;

-- 留痕: every command, refused ones included. Written in the act's own transaction, never changed.
create table audit_entry (
  act bigint primary key,
  at timestamptz not null default now(),
  account_id bigint not null,
  account_name text not null,
  command text not null,
  -- Where the actor stood: the low end of the reach. Who may read the entry follows from it.
  division bigint not null,
  outcome text not null check (outcome in ('done', 'refused', 'failed')),
  refusal_code text,
  detail jsonb not null default '{}'
);
create index audit_entry_by_time on audit_entry (division, at desc);
alter table audit_entry enable row level security;
create policy audit_entry_reach on audit_entry for select to daohu_app using (division between reach_low() and reach_high());
create policy audit_entry_write on audit_entry for insert to daohu_app with check (account_id = current_actor());
grant select, insert on audit_entry to daohu_app;

-- 账号: who may sign in, with which role and over which division.
create table account (
  account_id bigint generated always as identity primary key,
  sign_in_name text not null unique check (sign_in_name = lower(sign_in_name)),
  display_name text not null,
  password_hash text not null,
  role text not null,
  division bigint not null,
  division_level text not null,
  must_change_password boolean not null default true,
  disabled_at timestamptz,
  failed_attempts integer not null default 0,
  locked_until timestamptz,
  created_at timestamptz not null default now()
);
alter table account enable row level security;
create policy account_reach on account to daohu_app
  using (division between reach_low() and reach_high())
  with check (division between reach_low() and reach_high());
grant select, insert, update on account to daohu_app;

-- A session is found by the hash of its token; the token itself is only in the browser's cookie.
create table session (
  token_hash bytea primary key,
  account_id bigint not null references account (account_id),
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index session_by_account on session (account_id);
grant select, insert, update, delete on session to daohu_app;

-- Facts about this instance that must outlive a restart: edition of the divisions, whether the demonstration is in.
create table instance_fact (
  name text primary key,
  value jsonb not null
);
grant select on instance_fact to daohu_app;

-- Down Migration

drop table instance_fact;
drop table session;
drop table account;
drop table audit_entry;
drop sequence act_number;
drop function current_actor();
drop function current_act();
drop function reach_high();
drop function reach_low();
revoke usage on schema public from daohu_app;
