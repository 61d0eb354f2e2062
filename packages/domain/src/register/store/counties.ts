import { type Connection, join, raw, sql } from '@daohu/db';
import type { Item } from '@daohu/dictionary';
import { countyOf } from '@daohu/kernel';
import { itemColumnsSql, itemsOfTable, type Row } from '../columns.ts';

/** What the county itself reports, newest year first. */
export function selectCountyYears(db: Connection, division: number): Promise<Row[]> {
  return db.query<Row>(sql`
    select ${itemColumnsSql(itemsOfTable('county_year'), 'c')}, c.year from county_year c
    where c.county_code = ${countyOf(division)} and c.retired_act is null
    order by c.year desc`);
}

/** Writes these items alone; the row of the year is made where there is none. */
export async function storeCountyFigures(
  db: Connection,
  division: number,
  year: number,
  figures: readonly { readonly item: Item; readonly value: number | boolean | null }[],
): Promise<void> {
  const columns = figures.map(({ item }) => item.column);
  await db.execute(sql`
    insert into county_year (${raw(['county_code', 'year', 'division', ...columns].join(', '))})
    values (${join([countyOf(division), year, division, ...figures.map(({ value }) => value)])})
    on conflict (county_code, year) do update
    set ${raw(columns.map((column) => `${column} = excluded.${column}`).join(', '))}, retired_act = null`);
}
