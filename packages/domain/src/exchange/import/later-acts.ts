import { type Connection, sql } from '@daohu/db';
import type { LaterAct } from '../contract.ts';

/**
 * Acts that an undo of `act` would pull the ground from: they changed the same records, or put records below ones that
 * the act created (a member into its household, a year onto its person), or gave a number away that would come back.
 * An import that was itself undone rests on nothing any more.
 */
export async function laterActs(db: Connection, act: number): Promise<LaterAct[]> {
  const found = await db.query<Omit<LaterAct, 'at'> & { at: Date }>(sql`
    with own as (
      -- A record that was retired and came back with the act is as good as created by it.
      select *, kind = 'created' or before ->> 'retired_act' is not null as brought_in from history where act = ${act}),
    resting as (
      select county_code, table_name, record_id, year, history_id as since from own
      union all
      select y.county_code, 'person_year', y.person_id, y.year, own.history_id
      from own join person_year y on y.county_code = own.county_code and y.person_id = own.record_id
      where own.table_name = 'person' and own.brought_in and y.retired_act is null
      union all
      select p.county_code, 'person', p.person_id, null, own.history_id
      from own join person p on p.county_code = own.county_code and p.household_id = own.record_id
      where own.table_name = 'household' and own.brought_in and p.retired_act is null
      union all
      select y.county_code, 'household_year', y.household_id, y.year, own.history_id
      from own join household_year y on y.county_code = own.county_code and y.household_id = own.record_id
      where own.table_name = 'household' and own.brought_in and y.retired_act is null
      union all
      select y.county_code, 'person_year', y.person_id, y.year, own.history_id
      from own join person_year y
        on y.county_code = own.county_code and y.household_id = own.record_id and y.year = own.year
      where own.table_name = 'household_year' and own.brought_in and y.retired_act is null
      union all
      select p.county_code, 'person', p.person_id, null, own.history_id
      from own join person p on p.county_code = own.county_code and p.person_no = own.before ->> 'person_no'
      where own.table_name = 'person' and own.kind = 'changed' and p.person_id <> own.record_id and p.retired_act is null),
    later as (
      select l.act, l.at, l.table_name, l.record_id, l.year
      from resting r join history l
        on l.county_code = r.county_code and l.table_name = r.table_name and l.record_id = r.record_id
          and l.year is not distinct from r.year and l.history_id > r.since
      where l.act <> ${act})
    select n.act, coalesce(a.command, '') as command,
      (select i.import_id from import i where i.applied_act = n.act) as "importId",
      coalesce(a.account_name, '其他人员') as "accountName",
      coalesce(a.at, n.at) as at, n.records
    from (
      select act, min(at) as at, count(distinct (table_name, record_id, year)) as records from later group by act) n
      -- What a higher office did stands in an audit row beyond reach; the act counts all the same.
      left join audit_entry a on a.act = n.act
    where not exists (
      select from import i where i.undone_act is not null and n.act in (i.applied_act, i.undone_act))
    order by n.act limit 20`);
  return found.map((each) => ({ ...each, at: each.at.toISOString() }));
}
