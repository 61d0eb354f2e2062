import type { Fragment } from './fragment.ts';

/**
 * How the entities of a schema lie in tables. Written by the caller in code: its identifiers become part of the SQL as
 * they are. Aliases `x1`, `x2` … belong to the reading; a mapping may derive others from the one it is given
 * (`x1_person`).
 */
export interface SqlMapping {
  /** By the entity's key. */
  readonly entities: { readonly [entity: string]: SqlEntity };
}

export interface SqlEntity {
  /** A column that is never null in a row: where it is null, an outer join found no row. */
  key(alias: string): Fragment;
  /** The value of a field: a whole number, boolean, text (the key of a code) or date, null where nobody recorded it. */
  field(key: string, alias: string, at: FieldMoment): Fragment;
  /** The rows that a relation leads to from the row `of`. */
  relation(key: string, alias: string, of: string): SqlRows;
}

export interface FieldMoment {
  /** The day judged for, of type date. */
  readonly date: Fragment;
  /** 0 this year, -1 the year before. */
  readonly yearOffset: number;
}

export interface SqlRows {
  /** What stands behind `join`: a table with the given alias, or a join of several in brackets. */
  readonly from: Fragment;
  readonly where: Fragment;
  /** Of a list: a boolean over the row `of` that says whether the list is known. Always, when left out. */
  readonly known?: Fragment;
  /** How these rows are read on, where they do not lead to all that rows of their entity usually lead to. */
  readonly entity?: SqlEntity;
  /** Of a list: that it has no row means that nobody recorded it, not that there is none. */
  readonly emptyIsUnknown?: boolean;
}
