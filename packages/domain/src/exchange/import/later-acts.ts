import { type Connection, sql } from '@daohu/db';

/** A later act 后来的操作 that stands on what an import wrote. */
export interface LaterAct {
  readonly act: number;
  readonly command: string;
  readonly accountName: string;
  readonly at: string;
  readonly records: number;
}

/**
 * Acts that an undo of `act` would pull the ground from: they changed the same records, or put records below ones that
 * the act created (a member into its household, a year onto its person), or gave a number away that would come back.
 * An import that was itself undone rests on nothing any more.
 */
export async function laterActs(db: Connection, act: number): Promise<LaterAct[]> {
  const found = await db.query<Omit<LaterAct, 'at'> & { at: Date }>(sql`
    with own as (select * from history where act = ${act}),
    later as (
      select l.act, l.at, l.table_name, l.record_id, l.year
      from own join history l
        on l.county_code = own.county_code and l.table_name = own.table_name and l.record_id = own.record_id
          and l.year is not distinct from own.year and l.history_id > own.history_id
      where l.act <> ${act}
      union all
      select y.created_act, now(), 'person_year', y.person_id, y.year
      from own join person_year y on y.county_code = own.county_code and y.person_id = own.record_id
      where own.table_name = 'person' and own.kind = 'created' and y.created_act > ${act} and y.retired_act is null
      union all
      select p.created_act, now(), 'person', p.person_id, null
      from own join person p on p.county_code = own.county_code and p.household_id = own.record_id
      where own.table_name = 'household' and own.kind = 'created' and p.created_act > ${act} and p.retired_act is null
      union all
      select y.created_act, now(), 'household_year', y.household_id, y.year
      from own join household_year y on y.county_code = own.county_code and y.household_id = own.record_id
      where own.table_name = 'household' and own.kind = 'created' and y.created_act > ${act} and y.retired_act is null
      union all
      select y.created_act, now(), 'person_year', y.person_id, y.year
      from own join person_year y
        on y.county_code = own.county_code and y.household_id = own.record_id and y.year = own.year
      where own.table_name = 'household_year' and own.kind = 'created' and y.created_act > ${act} and y.retired_act is null
      union all
      select p.created_act, now(), 'person', p.person_id, null
      from own join person p on p.county_code = own.county_code and p.person_no = own.before ->> 'person_no'
      where own.table_name = 'person' and own.kind = 'changed' and p.person_id <> own.record_id and p.retired_act is null
        and p.created_act > ${act})
    select n.act, coalesce(a.command, '') as command, coalesce(a.account_name, '其他人员') as "accountName",
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
