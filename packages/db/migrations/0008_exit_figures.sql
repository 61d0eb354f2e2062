-- Up Migration

-- What Hunan's exits of villages and counties ask for (hunan-2016 1.2c, 1.2e, 1.2i) and no column held.
alter table village_year add column are_prominent_problems_solved boolean;
alter table staged_village_row add column are_prominent_problems_solved boolean;
alter table county_year add column poor_persons integer;
alter table county_year add column are_other_exit_indicators_met boolean;

-- The columns of a view are those of the day it was made.
drop view sorted_village, staged_village;
create view staged_village with (security_barrier) as
  select * from staged_village_row where within_division between reach_low() and reach_high();
grant select, insert, update, delete on staged_village to daohu_app;
create view sorted_village with (security_barrier) as
  select s.*, o.list
  from staged_village_row s join staged_outcome_row o
    on o.import_id = s.import_id and o.entity = 'village' and o.row_number = s.row_number
  where s.within_division between reach_low() and reach_high();
grant select on sorted_village to daohu_app;

-- Down Migration

drop view sorted_village, staged_village;
alter table county_year drop column are_other_exit_indicators_met;
alter table county_year drop column poor_persons;
alter table staged_village_row drop column are_prominent_problems_solved;
alter table village_year drop column are_prominent_problems_solved;
create view staged_village with (security_barrier) as
  select * from staged_village_row where within_division between reach_low() and reach_high();
grant select, insert, update, delete on staged_village to daohu_app;
create view sorted_village with (security_barrier) as
  select s.*, o.list
  from staged_village_row s join staged_outcome_row o
    on o.import_id = s.import_id and o.entity = 'village' and o.row_number = s.row_number
  where s.within_division between reach_low() and reach_high();
grant select on sorted_village to daohu_app;
