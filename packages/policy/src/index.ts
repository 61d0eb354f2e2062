export type { Outcome } from '@daohu/kernel';
export { type Branch, BranchCoverage, type BranchWay } from './cases/branch-coverage.ts';
export { casesInColumns } from './cases/cases-in-columns.ts';
export {
  type CaseReading,
  type PackTest,
  type ReadingResult,
  ReadingSkipped,
  testPackFiles,
} from './cases/test-packs.ts';
export {
  allocate,
  arrayFor,
  type Column,
  type ColumnArray,
  type ColumnProgram,
  type ColumnReads,
  ColumnsBuilder,
  type ColumnWriter,
  codeKeysOf,
  columnKey,
  columnOf,
  columnsOfRecords,
  compileColumns,
  contentOf,
  type FactColumns,
  type FactTable,
  factColumns,
  type LinkColumn,
  type ListColumn,
  NO_RULE,
  type Results,
  type RuleResults,
  type RunOptions,
  type Segment,
  type SegmentRunner,
  type TableBuilder,
  type TableReads,
  type Task,
  Texts,
  unknownOf,
} from './columns/index.ts';
export { callsOf } from './columns/order-rules.ts';
export type { BranchWatch } from './explain/branch-watch.ts';
export { Evaluator } from './explain/evaluator.ts';
export type {
  Citation,
  Elements,
  ExplainedAmount,
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
export { nearestNames } from './feel/nearest-names.ts';
export { childrenOf } from './feel/node-children.ts';
export type { ExpressionType } from './feel/plain-values.ts';
export { FeelRefused, REFUSALS, type RefusalCode } from './feel/refusal.ts';
export type { Node, Program } from './feel/tree.ts';
export { buildLibrary, loadPackFiles } from './packs/build-library.ts';
export { nameOfMissing } from './packs/case-differences.ts';
export { CaseFacts } from './packs/case-facts.ts';
export { checkPackFiles, type PackCheck } from './packs/check-packs.ts';
export { type DivisionChain, type DivisionStep, divisionChain, divisionChainOf } from './packs/division-chain.ts';
export { draftRule, type RuleDraft } from './packs/draft-rule.ts';
export { clausesOf } from './packs/items/check-items.ts';
export { type Carrier, type CarrierKind, type ClauseCoverage, clauseCoverage } from './packs/items/clause-coverage.ts';
export type { CoverageItem } from './packs/items/coverage-item.ts';
export type { Deadline, YearlyWindow } from './packs/items/fields.ts';
export type { FundItem, Payer, Period } from './packs/items/fund-item.ts';
export type { IndicatorItem } from './packs/items/indicator-item.ts';
export type { ItemKind, ItemOf, PackItem } from './packs/items/item.ts';
export { isItemSetting, stepSetting } from './packs/items/item-settings.ts';
export type { ItemWords } from './packs/items/item-words.ts';
export { itemsAt } from './packs/items/items-at.ts';
export type { MeasureItem } from './packs/items/measure-item.ts';
export type { Act, Level, ProcedureItem, Step } from './packs/items/procedure-item.ts';
export type { Bound, StatedQuantity } from './packs/items/quantity.ts';
export type { RegisterItem } from './packs/items/register-item.ts';
export { dueDays, type ReportItem } from './packs/items/report-item.ts';
export type { RoleItem } from './packs/items/role-item.ts';
export type { SanctionItem } from './packs/items/sanction-item.ts';
export { type Rounding, splitTotal } from './packs/items/split-total.ts';
export { countsByYear, type TargetItem, type TargetYear } from './packs/items/target-item.ts';
export type { LeadsMode, TaskItem } from './packs/items/task-item.ts';
export { type UnstatedNumber, unstatedNumbers } from './packs/items/unstated-numbers.ts';
export {
  Library,
  type NoRule,
  type OfficeFigure,
  type ResolvedCall,
  type ResolvedFigure,
  type ResolvedParameter,
  type Setting,
} from './packs/library.ts';
export { type OpenValue, openValuesOf } from './packs/open-values.ts';
export type {
  Amount,
  Check,
  Clause,
  ConditionNode,
  Criterion,
  Document,
  Entitlement,
  Formula,
  Kind,
  Pack,
  Parameter,
  ParameterValue,
  PublicSource,
  Quantity,
  Reading,
  Rule,
  RuleKind,
  Series,
  TableAxis,
  TableCell,
} from './packs/pack.ts';
export type { PackFile } from './packs/pack-file.ts';
export { packHash } from './packs/pack-hash.ts';
export { relativesOf } from './packs/pack-relatives.ts';
export { formatProblem, type PackProblemCode, PacksRefused, type Place, type Problem } from './packs/problem.ts';
export { cellName, ResolvedTable } from './packs/resolved-table.ts';
export { programsOf } from './packs/rule-programs.ts';
export { type CaseResult, type CaseRun, runCases } from './packs/run-cases.ts';
export type {
  CodeSchema,
  Entity,
  EntitySchema,
  FactRecord,
  FactValue,
  Field,
  FieldSchema,
  FieldType,
  IndexedSchema,
  RelationSchema,
  Schema,
} from './schema.ts';
