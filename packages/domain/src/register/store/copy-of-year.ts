import type { Item } from '@daohu/dictionary';

/** Which rows to copy: those of a county, cut to the divisions in question. */
export interface CopyScope {
  readonly countyCode: number;
  readonly low: number;
  readonly high: number;
  readonly year: number;
}

/**
 * Binary `COPY … TO STDOUT` of register rows, for who needs a whole province as columns. Row-level security holds in
 * it. COPY takes no bound values: only digits and the dictionary's own column names are put into the text. The items
 * come last, in the order given; see `rows-of-year.ts` for which records count.
 */
export const copyOfYear = {
  /** household_id, division, items. */
  households: (scope: CopyScope, items: readonly Item[]) =>
    copy(`select y.household_id, y.division ${columns(items, 'h', 'y')}
      from household_year y join household h on h.county_code = y.county_code and h.household_id = y.household_id
      where ${where('y', scope)} and h.retired_act is null`),

  /** household_id, items: of whichever households had a record in the year. */
  householdItems: (scope: CopyScope, items: readonly Item[]) =>
    copy(`select b.household_id ${columns(items, 'h', 'b')}
      from household_year b join household h on h.county_code = b.county_code and h.household_id = b.household_id
      where ${where('b', scope, 'anywhere')}`),

  /** household_id, person_id, items. */
  members: (scope: CopyScope, items: readonly Item[]) =>
    copy(`select m.household_id, m.person_id ${columns(items, 'p', 'm')}
      from person_year m join person p on p.county_code = m.county_code and p.person_id = m.person_id
      where ${where('m', scope, 'anywhere')} and p.retired_act is null`),

  /** person_id, items: of whoever had a record in the year, in whichever household. */
  personItems: (scope: CopyScope, items: readonly Item[]) =>
    copy(`select b.person_id ${columns(items, 'p', 'b')}
      from person_year b join person p on p.county_code = b.county_code and p.person_id = b.person_id
      where ${where('b', scope, 'anywhere')}`),

  /** division, items. */
  villages: (scope: CopyScope, items: readonly Item[]) =>
    copy(`select v.division ${columns(items, 'v', 'v')} from village_year v where ${where('v', scope)}`),

  /** county_code, items. */
  counties: (scope: CopyScope, items: readonly Item[]) =>
    copy(`select c.county_code ${columns(items, 'c', 'c')} from county_year c where ${where('c', scope, 'anywhere')}`),
};

function copy(select: string): string {
  return `copy (${select.replaceAll(/\s+/g, ' ')}) to stdout (format binary)`;
}

function where(row: string, { countyCode, low, high, year }: CopyScope, place?: 'anywhere'): string {
  const within = place === undefined ? `and ${row}.division between ${digits(low)} and ${digits(high)}` : '';
  return `${row}.county_code = ${digits(countyCode)} and ${row}.year = ${digits(year)} ${within} and ${row}.retired_act is null`;
}

function columns(items: readonly Item[], identity: string, yearly: string): string {
  return items.map((item) => `, ${item.time === 'identity' ? identity : yearly}.${item.column}`).join('');
}

function digits(value: number): string {
  if (!Number.isSafeInteger(value) || value < 0) throw new TypeError('only digits are put into the text of a COPY');
  return String(value);
}
