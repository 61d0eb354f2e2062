export { buildLibrary } from './build-library.ts';
export { checkPackFiles, checkPacks, type PackCheck } from './check-packs.ts';
export { type DivisionChain, type DivisionStep, divisionChain, divisionChainOf } from './division-chain.ts';
export {
  type ExpressionContext,
  type ExpressionRefusal,
  type ExpressionType,
  evaluateExpression,
} from './evaluate-expression.ts';
export { Evaluator } from './evaluator.ts';
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
} from './explanation.ts';
export type { Value } from './frame.ts';
export {
  Library,
  type NoRule,
  type OfficeFigure,
  type ResolvedFigure,
  type ResolvedParameter,
  type Setting,
} from './library.ts';
export { loadPacks, readPackFiles } from './load-packs.ts';
export type { Clause, Document, Kind, Pack, Parameter, ParameterValue, Reading, Rule, Series } from './pack.ts';
export { formatProblem, type PackProblemCode, PacksRefused, type Place, type Problem } from './problem.ts';
export type { PackFile } from './read-pack.ts';
export { type FieldRead, type Reads, readsOf } from './reads.ts';
export { FeelRefused, REFUSALS, type RefusalCode } from './refusal.ts';
export { type CaseResult, nameOfMissing, runCases } from './run-cases.ts';
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
export { shownNumber } from './shown-number.ts';
export { missingInEnglish, stateInEnglish, thresholdInEnglish, valueInEnglish } from './wording.en.ts';
export {
  inputInChinese,
  missingInChinese,
  stateInChinese,
  thresholdInChinese,
  valueInChinese,
  valueStatusInChinese,
} from './wording.zh-cn.ts';
