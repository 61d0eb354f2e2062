export { type AskPostgres, casesInSql } from './cases-in-sql.ts';
export {
  type BoundValue,
  bind,
  type Fragment,
  joined,
  type SqlScalar,
  type SqlType,
  type SqlValue,
  type Statement,
  sql,
  toStatement,
  toTemplate,
  trusted,
} from './fragment.ts';
export { lawInForce } from './law-in-force.ts';
export type { FieldMoment, SqlEntity, SqlMapping, SqlRows } from './mapping.ts';
export { type RecordsInSql, recordsInSql } from './records-in-sql.ts';
export { asExpression, type LawInForce, type PartReading, type RuleReading, readRuleAsSql } from './rule-reading.ts';
