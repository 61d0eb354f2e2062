-- Up Migration

-- What Hunan's exits of villages and counties ask for (hunan-2016 1.2c, 1.2e, 1.2i) and no column held.
alter table village_year add column are_prominent_problems_solved boolean;
alter table staged_village_row add column are_prominent_problems_solved boolean;
alter table county_year add column poor_persons integer;
alter table county_year add column are_other_exit_indicators_met boolean;

-- Down Migration

alter table county_year drop column are_other_exit_indicators_met;
alter table county_year drop column poor_persons;
alter table staged_village_row drop column are_prominent_problems_solved;
alter table village_year drop column are_prominent_problems_solved;
