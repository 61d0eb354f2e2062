export {
  type BooleanCell,
  type Cell,
  type DateCell,
  dayOfSerial,
  type ErrorCell,
  type FormulaTextCell,
  hasLostDigits,
  isFormula,
  type NumberCell,
  type SheetRow,
  type StoredCell,
  serialOfDay,
  textOf,
  type UncomputedCell,
} from './cell.ts';
export { type CellRange, cellAddress, columnFromLetters, columnLetters, parseCellRange } from './cell-address.ts';
export type { WriteTarget } from './file-target.ts';
export { DEFAULT_LIMITS, type SheetLimits } from './limits.ts';
export type { DateStyle, NumberStyle } from './number-style.ts';
export { type OpenSheetsOptions, openSheets } from './open-sheets.ts';
export { refusalSentenceEn } from './refusal-sentences.en.ts';
export { refusalSentence } from './refusal-sentences.zh-cn.ts';
export type { OtherFileKind, SheetPlace, SheetRefusal } from './sheet-refusal.ts';
export type {
  CsvReading,
  ReadProgress,
  ReadRowsOptions,
  Sheet,
  SheetHead,
  TextEncodingName,
  Workbook,
} from './workbook.ts';
export type { SheetVisibility } from './workbook-parts.ts';
export { type WriteCsvOptions, writeCsv } from './write-csv.ts';
export { type WriteXlsxOptions, writeXlsx } from './write-xlsx.ts';
export type {
  ColumnToWrite,
  DayCell,
  NotedCell,
  PlainCell,
  RowsToWrite,
  RowsWritten,
  SheetToWrite,
  WritableCell,
} from './writing.ts';
