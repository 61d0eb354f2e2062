import type { Item } from '@daohu/dictionary';

/** Records by their county and number (of a village, its division). */
export interface RecordKeys {
  readonly counties: readonly number[];
  readonly ids: readonly number[];
}

/**
 * As `copyOfYear`, of some records alone: what brings a province in memory up to date. The record of no year is looked up
 * only where one of its items is asked for: each table costs two pages a record.
 */
export const copyOfRecords = {
  /** household_id, items; of households that have a record in the year. */
  households: (keys: RecordKeys, year: number, items: readonly Item[]) =>
    copy(`select y.household_id ${columns(items, 'h', 'y')} from ${wanted(keys)}
      join household_year y on y.county_code = c.county and y.household_id = c.id
      ${identity(items, 'household h', 'h.household_id')}
      where y.year = ${digits(year)} and y.retired_act is null`),

  /** household_id, person_id, items; of persons who have a record in the year. */
  persons: (keys: RecordKeys, year: number, items: readonly Item[]) =>
    copy(`select m.household_id, m.person_id ${columns(items, 'p', 'm')} from ${wanted(keys)}
      join person_year m on m.county_code = c.county and m.person_id = c.id
      ${identity(items, 'person p', 'p.person_id')}
      where m.year = ${digits(year)} and m.retired_act is null`),

  /** household_id of this year, person_id, items of the year before. */
  personsBefore: (keys: RecordKeys, year: number, items: readonly Item[]) =>
    copy(`select m.household_id, m.person_id ${columns(items, 'p', 'b')} from ${wanted(keys)}
      join person_year m on m.county_code = c.county and m.person_id = c.id
      join person_year b on b.county_code = c.county and b.person_id = c.id
      ${identity(items, 'person p', 'p.person_id')}
      where m.year = ${digits(year)} and m.retired_act is null
        and b.year = ${digits(year - 1)} and b.retired_act is null`),

  /** division, items. */
  villages: (keys: RecordKeys, year: number, items: readonly Item[]) =>
    copy(`select v.division ${columns(items, 'v', 'v')} from ${wanted(keys)}
      join village_year v on v.county_code = c.county and v.division = c.id
      where v.year = ${digits(year)} and v.retired_act is null`),
};

function copy(select: string): string {
  return `copy (${select.replaceAll(/\s+/g, ' ')}) to stdout (format binary)`;
}

function wanted({ counties, ids }: RecordKeys): string {
  return `unnest('{${counties.map(digits).join()}}'::integer[], '{${ids.map(digits).join()}}'::bigint[]) as c (county, id)`;
}

/** `table` is the table and its letter. */
function identity(items: readonly Item[], table: string, id: string): string {
  if (!items.some((item) => item.time === 'identity')) return '';
  const letter = table.slice(-1);
  return `join ${table} on ${letter}.county_code = c.county and ${id} = c.id`;
}

function columns(items: readonly Item[], identity: string, yearly: string): string {
  return items.map((item) => `, ${item.time === 'identity' ? identity : yearly}.${item.column}`).join('');
}

/** COPY takes no bound values: only digits and the dictionary's own column names are put into its text. */
function digits(value: number): string {
  if (!Number.isSafeInteger(value) || value < 0) throw new TypeError('only digits are put into the text of a COPY');
  return String(value);
}
