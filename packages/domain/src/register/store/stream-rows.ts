import { type Connection, empty, join, raw, type Sql, sql } from '@daohu/db';
import { databaseColumns, type Item } from '@daohu/dictionary';
import type { DivisionRange } from '@daohu/kernel';
import type { Row } from '../columns.ts';
import { inRanges } from './household-list.ts';

/** What a stream of rows is about: one row for each member, household or village of one year. */
export interface RowsToStream {
  readonly rows: 'person' | 'household' | 'village';
  readonly year: number;
  readonly ranges: readonly DivisionRange[];
  /** Items that each row carries, of the row's own subject or of its household. */
  readonly items: readonly Item[];
  /** Also villages that report nothing for the year but have a household on record in it. */
  readonly silentVillages?: boolean;
}

/** Columns that every streamed row of a person or household has beside its items. */
export interface StreamedPlace {
  readonly division: number;
  readonly head_name?: string | null;
  readonly head_no?: string | null;
  readonly head_id_number_cipher?: Buffer | null;
  readonly office_phone?: string | null;
}

const BATCH = 1000;
let cursors = 0;

/** Name under which a column of an item stands in a streamed row: household and person share column names. */
export function streamedColumn(item: Item, column: string): string {
  return `${item.entity}.${column}`;
}

/**
 * Rows in the order of division, household and member, the head first; retired ones never. One statement and so one
 * moment, read through a cursor: memory does not grow with the number of rows.
 */
export async function* streamRows(db: Connection, wanted: RowsToStream): AsyncGenerator<(Row & StreamedPlace)[]> {
  const cursor = raw(`register_rows_${++cursors}`);
  await db.execute(sql`declare ${cursor} no scroll cursor for ${statement(wanted)}`);
  for (;;) {
    const rows = await db.query<Row & StreamedPlace>(sql`fetch ${raw(String(BATCH))} from ${cursor}`);
    if (rows.length > 0) yield rows;
    if (rows.length < BATCH) break;
  }
  await db.execute(sql`close ${cursor}`);
}

const ALIASES = { household: ['h', 'y'], person: ['p', 'm'], village: ['v', 'v'], county: ['c', 'c'] } as const;

function itemColumns(items: readonly Item[]): Sql {
  if (items.length === 0) return empty;
  const columns = items.flatMap((item) =>
    databaseColumns(item)
      .filter(({ name }) => !name.endsWith('_hash'))
      .map(({ name }) => {
        const alias = ALIASES[item.entity][item.time === 'identity' ? 0 : 1];
        return `, ${alias}.${name} as "${streamedColumn(item, name)}"`;
      }),
  );
  return raw(columns.join(''));
}

function statement({ rows, year, ranges, items, silentVillages = false }: RowsToStream): Sql {
  if (rows === 'village' && silentVillages) {
    return sql`select d.division ${itemColumns(items)}
      from (
        select y.division from household_year y
        where y.year = ${year}::smallint and ${inRanges(sql`y.division`, ranges)} and y.retired_act is null
        union
        select r.division from village_year r
        where r.year = ${year}::smallint and ${inRanges(sql`r.division`, ranges)} and r.retired_act is null) d
      left join village_year v on v.county_code = (d.division / 1000000)::integer and v.division = d.division
        and v.year = ${year}::smallint and v.retired_act is null
      order by d.division`;
  }
  if (rows === 'village') {
    return sql`select v.division ${itemColumns(items)} from village_year v
      where v.year = ${year}::smallint and ${inRanges(sql`v.division`, ranges)} and v.retired_act is null
      order by v.division`;
  }
  const members = sql`
    join person_year m on m.county_code = y.county_code and m.household_id = y.household_id and m.year = y.year
      and m.retired_act is null
    join person p on p.county_code = m.county_code and p.person_id = m.person_id and p.retired_act is null`;
  const order = [
    sql`y.division, y.household_id`,
    ...(rows === 'person' ? [sql`(m.relation is distinct from 'head'), m.person_id`] : []),
  ];
  return sql`
    select y.division, y.head_name, head.head_no, head.head_id_number_cipher, office.office_phone ${itemColumns(items)}
    from household_year y
    join household h on h.county_code = y.county_code and h.household_id = y.household_id
    ${rows === 'person' ? members : empty}
    left join lateral (
      select hp.person_no as head_no, hp.id_number_cipher as head_id_number_cipher
      from person_year hm
      join person hp on hp.county_code = hm.county_code and hp.person_id = hm.person_id and hp.retired_act is null
      where hm.county_code = y.county_code and hm.household_id = y.household_id and hm.year = y.year
        and hm.relation = 'head' and hm.retired_act is null
      order by hm.person_id limit 1) head on true
    left join village_year office on office.county_code = y.county_code and office.division = y.division
      and office.year = y.year and office.retired_act is null
    where y.year = ${year}::smallint and ${inRanges(sql`y.division`, ranges)} and y.retired_act is null
    order by ${join(order)}`;
}
