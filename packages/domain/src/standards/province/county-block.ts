import type { ColumnArray, Field } from '@daohu/policy';

/** 一县的列: the rows of one county, table by table, before they are laid behind those of the others. */
export interface CountyBlock {
  readonly countyCode: number;
  readonly tables: ReadonlyMap<string, BlockTable>;
  /** Row in `village` of each household. */
  readonly villageOfHousehold: Int32Array;
}

export interface BlockTable {
  readonly count: number;
  /** Household, person or division of each row; empty where nobody asks. */
  readonly ids: Float64Array;
  readonly columns: ReadonlyMap<string, { readonly field: Field; readonly values: ColumnArray }>;
  readonly lists: ReadonlyMap<string, BlockList>;
  readonly links: ReadonlyMap<string, { readonly table: string; readonly rows: Int32Array }>;
  readonly present: ReadonlyMap<number, Uint8Array>;
}

/** `starts` and rows count from the beginning of the county. */
export interface BlockList {
  readonly table: string;
  readonly starts: Uint32Array;
  readonly missing: Uint8Array;
}
