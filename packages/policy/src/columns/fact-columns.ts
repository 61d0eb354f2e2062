import { invariant } from '@daohu/kernel';
import type { DivisionChain } from '../packs/division-chain.ts';
import type { IndexedSchema } from '../schema.ts';
import { checkSegments } from './check-segments.ts';
import type { Column, Texts } from './column.ts';

/**
 * 事实列: the facts of a region as arrays. One table per entity and year (`class`, `class@1` for the year
 * before where a list leads to it); row by row the same order in all columns of a table.
 */
export interface FactColumns {
  readonly tables: ReadonlyMap<string, FactTable>;
  /** Where one law and one set of figures hold. Rows are sorted so that each segment is a range of every table. */
  readonly segments: readonly Segment[];
  readonly texts: Texts;
}

export interface FactTable {
  readonly name: string;
  readonly entity: string;
  /** How many years before the year judged its records are of. */
  readonly yearsBack: number;
  readonly count: number;
  /** By `columnKey(field.key, yearsBack)`: what a record was in the year before lies on its own row. */
  readonly columns: ReadonlyMap<string, Column>;
  /** By `columnKey(relation.key, yearsBack)`. */
  readonly lists: ReadonlyMap<string, ListColumn>;
  readonly links: ReadonlyMap<string, LinkColumn>;
  /** By years back: 1 where there is a record of that year, 0 where there is none. Absent: there always is. */
  readonly present: ReadonlyMap<number, Uint8Array>;
}

/** Of a relation to many: the rows of its records are `starts[row]` to `starts[row + 1]`. */
export interface ListColumn {
  readonly table: string;
  readonly starts: Uint32Array;
  /** 1 where nobody recorded the list, which is not the same as an empty list. Null: every list is recorded. */
  readonly missing: Uint8Array | null;
  /** Set when the records do not lie side by side: `starts` then counts in this array, which holds the rows. */
  readonly rows: Uint32Array | null;
}

/** Of a relation to one: its row, -1 where there is none. */
export interface LinkColumn {
  readonly table: string;
  readonly rows: Int32Array;
}

export interface Segment {
  readonly chain: DivisionChain;
  /** By table: first row and the row after the last. A table that is only looked up in needs no range. */
  readonly ranges: { readonly [table: string]: readonly [from: number, to: number] };
}

/** `income`, or `income@1` for what it was in the year before. */
export function columnKey(key: string, yearsBack: number): string {
  return yearsBack === 0 ? key : `${key}@${yearsBack}`;
}

/** The table of the records of an entity in a year; also `columnKey`'s way of writing it. */
export const tableName = columnKey;

/** Puts tables and segments together. A mistake in them is a bug of the caller and throws, naming the place. */
export function factColumns(schema: IndexedSchema, made: FactColumns): FactColumns {
  for (const table of made.tables.values()) checkTable(schema, made, table);
  checkSegments(made);
  return made;
}

function checkTable(schema: IndexedSchema, { tables }: FactColumns, table: FactTable): void {
  const { name, count } = table;
  invariant(schema.byKey.has(table.entity), `columns: ${table.entity} is no entity`);
  invariant(Number.isInteger(count) && count >= 0, `columns: ${name} has ${count} rows`);
  for (const [key, { values }] of table.columns) {
    invariant(values.length === count, `columns: ${name}.${key} has ${values.length} values for ${count} rows`);
  }
  for (const [years, flags] of table.present) {
    invariant(flags.length === count, `columns: ${name} of ${years} years back has ${flags.length} flags`);
  }
  for (const [key, link] of table.links) {
    const target = tables.get(link.table);
    invariant(target, `columns: ${name}.${key} leads to no table: ${link.table}`);
    invariant(link.rows.length === count, `columns: ${name}.${key} has ${link.rows.length} rows for ${count}`);
    const lost = link.rows.findIndex((row) => row < -1 || row >= target.count);
    invariant(lost < 0, `columns: ${name}.${key} of row ${lost} leads to row ${link.rows[lost]} of ${link.table}`);
  }
  for (const [key, list] of table.lists) {
    const target = tables.get(list.table);
    invariant(target, `columns: ${name}.${key} leads to no table: ${list.table}`);
    checkList(`${name}.${key}`, list, count, target.count);
  }
}

function checkList(name: string, { starts, rows, missing }: ListColumn, count: number, targets: number): void {
  invariant(starts.length === count + 1, `columns: ${name} has ${starts.length} starts for ${count} rows and an end`);
  const unsorted = starts.findIndex((start, row) => row > 0 && start < starts[row - 1]!);
  invariant(unsorted < 0, `columns: ${name} of row ${unsorted} starts before that of the row above`);
  const end = starts[count]!;
  invariant(end <= (rows?.length ?? targets), `columns: ${name} ends at ${end}, beyond its records`);
  invariant(missing === null || missing.length === count, `columns: ${name} has flags for other rows`);
  invariant(rows?.every((row) => row < targets) ?? true, `columns: ${name} leads beyond its ${targets} records`);
}
