export { type Branch, BranchCoverage, type BranchWay } from './cases/branch-coverage.ts';
export {
  type CaseReading,
  type PackTest,
  type ReadingResult,
  ReadingSkipped,
  testPackFiles,
} from './cases/test-packs.ts';
export {
  type Column,
  type ColumnArray,
  type ColumnProgram,
  type ColumnReads,
  ColumnsBuilder,
  type ColumnWriter,
  codeKeysOf,
  columnsOfRecords,
  compileColumns,
  type FactColumns,
  type FactTable,
  NO_RULE,
  type Results,
  type RuleResults,
  type RunOptions,
  type Segment,
  type SegmentRunner,
  type TableBuilder,
  type TableReads,
} from './columns/index.ts';
export type { BranchWatch } from './explain/branch-watch.ts';
export { Evaluator } from './explain/evaluator.ts';
export type {
  Citation,
  Elements,
  ExplainedCondition,
  ExplainedGroup,
  Explanation,
  Input,
  Missing,
  RecordName,
  State,
  Threshold,
  Verdict,
} from './explain/explanation.ts';
export type { Value } from './explain/frame.ts';
export { type FieldRead, type Reads, readsOf } from './explain/reads.ts';
export { shownNumber } from './explain/shown-number.ts';
export { missingInEnglish, stateInEnglish, thresholdInEnglish, valueInEnglish } from './explain/wording.en.ts';
export {
  inputInChinese,
  missingInChinese,
  stateInChinese,
  thresholdInChinese,
  valueInChinese,
  valueStatusInChinese,
} from './explain/wording.zh-cn.ts';
export { inChinese } from './explain/words.zh-cn.ts';
export {
  type ExpressionContext,
  type ExpressionRefusal,
  evaluateExpression,
} from './feel/evaluate-expression.ts';
export type { ExpressionType } from './feel/plain-values.ts';
export { FeelRefused, REFUSALS, type RefusalCode } from './feel/refusal.ts';
export type { Program } from './feel/tree.ts';
export { buildLibrary, loadPackFiles } from './packs/build-library.ts';
export { checkPackFiles, type PackCheck } from './packs/check-packs.ts';
export { type DivisionChain, type DivisionStep, divisionChain, divisionChainOf } from './packs/division-chain.ts';
export {
  Library,
  type NoRule,
  type OfficeFigure,
  type ResolvedFigure,
  type ResolvedParameter,
  type Setting,
} from './packs/library.ts';
export type {
  Clause,
  ConditionNode,
  Document,
  Kind,
  Pack,
  Parameter,
  ParameterValue,
  Reading,
  Rule,
  Series,
} from './packs/pack.ts';
export type { PackFile } from './packs/pack-file.ts';
export { formatProblem, type PackProblemCode, PacksRefused, type Place, type Problem } from './packs/problem.ts';
export { type CaseResult, type CaseRun, nameOfMissing, runCases } from './packs/run-cases.ts';
export type {
  CodeSchema,
  EntitySchema,
  FactRecord,
  FactValue,
  FieldSchema,
  FieldType,
  RelationSchema,
  Schema,
} from './schema.ts';
