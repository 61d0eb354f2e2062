import { databaseColumns } from '@daohu/dictionary';
import { type CalendarDate, invariant } from '@daohu/kernel';
import { itemsOfTable, type RegisterTable, type Row } from './columns.ts';
import type { RecordedChange } from './store/history.ts';

/** The instant at which a day ends in China: what was written before it was on record that day. */
export function endOfDay(day: CalendarDate): Date {
  return new Date(Date.parse(`${day}T00:00:00+08:00`) + 86_400_000);
}

/**
 * A row as it stood before `changes`, which are all later ones of this row, newest first. Null for a row that did not
 * exist yet. The history holds the old value of every changed column, so nothing is guessed.
 */
export function rowBefore(table: RegisterTable, row: Row, changes: readonly RecordedChange[]): Row | null {
  let earlier = row;
  for (const change of changes) {
    invariant(change.table === table, 'a row is taken back by its own history only');
    if (change.kind === 'created') return null;
    earlier = { ...earlier, ...fromJson(table, change.before ?? {}) };
  }
  return earlier;
}

/** JSON has no bytes: a `bytea` column is kept as `\x…` text. */
function fromJson(table: RegisterTable, values: Readonly<Record<string, unknown>>): Row {
  const bytes = BYTES.get(table) ?? new Set();
  return Object.fromEntries(
    Object.entries(values).map(([column, value]) => [
      column,
      bytes.has(column) && typeof value === 'string' ? Buffer.from(value.slice(2), 'hex') : value,
    ]),
  );
}

const TABLES: readonly RegisterTable[] = [
  'household',
  'household_year',
  'person',
  'person_year',
  'village_year',
  'county_year',
];
const BYTES = new Map(
  TABLES.map((table) => [
    table,
    new Set(
      itemsOfTable(table)
        .flatMap(databaseColumns)
        .filter((column) => column.type === 'bytea')
        .map((column) => column.name),
    ),
  ]),
);
