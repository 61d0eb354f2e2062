/** The words that items may use, handed in by whoever knows the work. Each with its word for people. */
export interface ItemWords {
  /** Of whom or what an item speaks: `person`, `village`, `project` … */
  readonly subjects: ReadonlyMap<string, string>;
  /** The fields of work of measures. */
  readonly sectors: ReadonlyMap<string, string>;
  /** Parts that the product really has. */
  readonly parts: ReadonlyMap<string, string>;
  /** Rows of the plan of the product. */
  readonly rows: ReadonlyMap<number, string>;
}
