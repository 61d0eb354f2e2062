import type { ItemId } from './items.ts';
import type { FileUnit } from './unit.ts';

/** What one row of a sheet is about. A person row repeats the values of its household. */
export type RowSubject = 'person' | 'household' | 'village';

/** Columns that place a row or name its household and are kept elsewhere, or not at all. */
export type SheetContext =
  | 'rowNumber'
  | 'dataDate'
  | 'divisionCode'
  | 'province'
  | 'city'
  | 'county'
  | 'township'
  | 'village'
  | 'year'
  | 'headNo'
  | 'headName'
  | 'headIdNumber'
  | 'villageOfficePhone'
  | 'remark';

export type ColumnMeaning =
  | { readonly role: 'item'; readonly item: ItemId; readonly unit?: FileUnit }
  | { readonly role: 'context'; readonly context: SheetContext };

/** A column of a set. `unread`: it belongs to the set, and the dictionary has no item for it. */
export type SetColumn = { readonly label: string } & (ColumnMeaning | { readonly role: 'unread' });

/** 表册: a sheet that offices exchange or one of our own, with its columns in order. */
export interface SheetSet {
  readonly id: string;
  readonly title: string;
  /** `exchanged` by offices before us; `own`: Daohu's 核查表, which only ever speaks of what is on record already. */
  readonly origin: 'exchanged' | 'own';
  /** Years in which files of the kind were seen, as written by the source. */
  readonly seenIn?: string;
  readonly rows: RowSubject;
  /** False: only its headers are known to us, so that a clerk can be told what the file is. */
  readonly isImported: boolean;
  readonly columns: readonly SetColumn[];
}

/** One column of a file and what it means. */
export type FileColumn = {
  readonly index: number;
  readonly header: string;
  /** False: not a column of the set, but one that the dictionary knows. */
  readonly isInSet: boolean;
} & ColumnMeaning;

export interface SheetMatch {
  readonly set: SheetSet;
  readonly columns: readonly FileColumn[];
  /** Columns of the set that the file lacks. */
  readonly missing: readonly SetColumn[];
  /** Headers without a meaning here; blank headers are not listed. */
  readonly unknown: readonly { readonly index: number; readonly header: string }[];
  /** Further columns with the meaning of an earlier one. They are not read. */
  readonly repeated: readonly { readonly index: number; readonly header: string; readonly firstIndex: number }[];
}
