-- Up Migration

-- 行政区划: reference tables, the same on every node. All may read them; only the owner writes them.

-- The live tree that the register is kept in: one edition of the codes, and the demonstration's invented province.
-- A retired row is a code that a recode has replaced; it stays, so that old papers can be read.
create table division (
  code bigint not null check (code between 0 and 999999999999),
  level text not null check (level in ('nation', 'province', 'city', 'county', 'township', 'village')),
  name text not null,
  -- The name without what offices leave out or write differently (packages/domain/src/divisions/division-name.ts).
  stem text not null,
  parent_code bigint,
  -- Whose law is followed instead of the parent's. Only the demonstration uses it.
  law_division bigint,
  -- 城乡分类代码: 111 112 121 122 123 urban, 210 220 rural. Villages of the 2016 edition have it.
  urban_rural text,
  -- 市辖区, 省直辖县级行政区划: a level that only exists so that codes can be counted.
  is_virtual boolean not null default false,
  lon double precision,
  lat double precision,
  edition smallint,
  live_from date,
  retired_on date,
  -- 东莞, 中山 and 儋州 are city and county under one code.
  primary key (code, level)
);
create index division_children on division (parent_code, level, code);
create index division_by_stem on division (stem text_pattern_ops, code);

-- What else a live division was or will be called: 郧县 for 郧阳区, 京山市 for 京山县.
create table division_name (
  code bigint not null,
  level text not null,
  name text not null,
  stem text not null,
  primary key (code, level, name)
);
create index division_name_by_stem on division_name (stem text_pattern_ops, code);

-- Every row of every edition that is known here, whichever of them is live.
create table division_edition (
  edition smallint not null,
  code bigint not null,
  level text not null,
  name text not null,
  parent_code bigint not null,
  primary key (edition, code, level)
);

-- Which code carries on which: GB/T 2260 for counties, two editions compared for what lies below, recodes made here.
create table division_succession (
  old_code bigint not null,
  level text not null,
  old_name text not null,
  new_code bigint not null,
  new_name text not null,
  year smallint not null,
  on_date date,
  basis text not null
);
create index division_succession_by_old on division_succession (old_code);
create index division_succession_by_new on division_succession (new_code);

grant select on division, division_name, division_edition, division_succession to daohu_app;

-- Down Migration

drop table division_succession;
drop table division_edition;
drop table division_name;
drop table division;
