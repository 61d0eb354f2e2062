export {
  allocate,
  arrayFor,
  type Column,
  type ColumnArray,
  type ColumnContent,
  codeKeysOf,
  columnOf,
  contentOf,
  NO_RULE,
  Texts,
  UNKNOWN_TRUTH,
  unknownOf,
} from './column.ts';
export { ColumnsBuilder, type ColumnWriter, TableBuilder } from './columns-builder.ts';
export { columnsOfRecords, type PlacedRecords } from './columns-of-records.ts';
export {
  columnKey,
  type FactColumns,
  type FactTable,
  factColumns,
  type LinkColumn,
  type ListColumn,
  type Segment,
  tableName,
} from './fact-columns.ts';
export type { Task } from './generate.ts';
export {
  type ColumnProgram,
  type CompileOptions,
  compileColumns,
  type Results,
  type RuleResults,
  type RunOptions,
  type SegmentRunner,
} from './program.ts';
export type { ColumnReads, TableReads } from './reads.ts';
export { decodeSnapshot, encodeSnapshot, type SnapshotNote, type SnapshotRefusal } from './snapshot.ts';
