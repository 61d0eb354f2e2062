/** What a file may cost before it is refused. Every limit names what it protects; sizes are bytes unless said. */
export interface SheetLimits {
  /** Highest row number that may hold a value. Excel ends at 1,048,576; a CSV file has no such end. */
  readonly maxRowsXlsx: number;
  readonly maxRowsCsv: number;
  /** Columns that may hold a value; styled empty cells beyond are skipped. */
  readonly maxColumns: number;
  /** Characters of one cell; Excel holds 32,767. */
  readonly maxCellChars: number;
  /** Inflated bytes of one part of the workbook. */
  readonly maxInflatedBytes: number;
  /** Inflated over compressed bytes of one part, judged once `inflateRatioFrom` bytes have come out. */
  readonly maxInflateRatio: number;
  readonly inflateRatioFrom: number;
  /** Shared strings as UTF-8, plus four bytes each: they are the one part of a workbook that must stay in memory. */
  readonly maxSharedStringsBytes: number;
  /** Entries of the zip directory, and sheets of the workbook. */
  readonly maxZipEntries: number;
  readonly maxSheets: number;
  /** Consecutive blank rows after which the reader looks for the next value without parsing the rows between. */
  readonly skipAfterBlankRows: number;
}

export const DEFAULT_LIMITS: SheetLimits = {
  maxRowsXlsx: 1_048_576,
  maxRowsCsv: 10_000_000,
  maxColumns: 1_024,
  maxCellChars: 32_767,
  maxInflatedBytes: 4 * 1024 ** 3,
  maxInflateRatio: 300,
  inflateRatioFrom: 64 * 1024 ** 2,
  maxSharedStringsBytes: 64 * 1024 ** 2,
  maxZipEntries: 10_000,
  maxSheets: 255,
  skipAfterBlankRows: 5_000,
};
