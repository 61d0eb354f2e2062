import type { Program, Type } from '../feel/tree.ts';
import type { Entity, Field } from '../schema.ts';
import type { CoverageNotes } from './items/coverage-notes.ts';
import type { PackItem } from './items/item.ts';
import type { PackFile } from './pack-file.ts';
import type { Place } from './problem.ts';

/** 政策包: one document as data. */
export interface Pack {
  readonly key: string;
  readonly title: string;
  readonly issuer: string | null;
  readonly number: string | null;
  readonly date: string | null;
  readonly jurisdiction: { readonly name: string; readonly code: string };
  /** From which day its rules speak; `assumed` when the document does not say. */
  readonly inForce: { readonly from: string; readonly status: 'stated' | 'assumed'; readonly note: string | null };
  readonly parents: readonly string[];
  readonly supersedes: readonly { readonly pack: string; readonly from: string; readonly note: string | null }[];
  readonly parameters: readonly Parameter[];
  readonly series: readonly Series[];
  readonly rules: readonly Rule[];
  /** Ids of rules that could not be compiled; their problems are reported, their cases not run. */
  readonly brokenRules: readonly string[];
  readonly cases: readonly CaseFile[];
  /** The files that decide something, as they were read; see `packHash`. */
  readonly sources: readonly PackFile[];
  /** 程序、目标、资金 … : what the document holds besides rules. */
  readonly items: readonly PackItem[];
  readonly coverageNotes: CoverageNotes;
  /** Whether the pack claims to carry every clause of its document; then one that nothing carries is a problem. */
  readonly complete: boolean;
  readonly place: Place;
}

/** 条款: one clause of a document, with its exact words. */
export interface Clause {
  readonly id: string;
  /** Where it stands in the document, in the document's own numbering (三（一）1). */
  readonly ref: string;
  readonly quote: string;
  readonly kind: string;
  readonly subject: string;
  readonly damaged?: boolean;
  readonly note?: string;
  readonly [more: string]: unknown;
}

export interface Document {
  readonly key: string;
  readonly title: string;
  readonly [more: string]: unknown;
}

/** A number, date or yes/no of the law, by the day it holds from; or a table of them by category. */
export interface Parameter {
  readonly name: string;
  readonly title: string | null;
  readonly pack: string;
  readonly unit: string;
  /** Of the value, or of each cell of the table. */
  readonly type: Type;
  /** 分类: what the table is by, one axis per argument; empty for a single value. */
  readonly by: readonly TableAxis[];
  readonly values: readonly ParameterValue[];
  readonly reading: Reading | null;
  readonly place: Place;
}

export interface ParameterValue {
  /** In force from and, when it ends by itself, until (both days included). */
  readonly from: string;
  readonly until: string | null;
  /** The day it could be known; with it a decision can be recomputed as it was known then. */
  readonly knownSince: string;
  /** Null: the text leaves it open, an office must set it. Of a table always null: its values are in `cells`. */
  readonly value: LawValue;
  readonly cells: readonly TableCell[];
  /** Of a table: what holds for categories it does not list; null leaves them unknown. */
  readonly otherwise: LawValue;
  readonly clauses: readonly string[];
  /** Where an amount comes from that no clause of the documents states. */
  readonly source: string | null;
  readonly status: ValueStatus;
  readonly note: string | null;
  readonly place: Place;
}

export type LawValue = number | boolean | string | null;

/** A table is by the labels of a code list of the schema, or by categories of its own, which are texts. */
export type TableAxis =
  | { readonly is: 'code'; readonly item: string; readonly field: Field }
  | { readonly is: 'text'; readonly categories: readonly string[] };

export interface TableCell {
  /** One label or category per axis. */
  readonly categories: readonly string[];
  /** Null: the text leaves it open, an office must set it. */
  readonly value: LawValue;
  /** Clauses of its own; empty where those of the whole table say it. */
  readonly clauses: readonly string[];
  readonly note: string | null;
  readonly place: Place;
}

/** `clause`: the words of the clause say so; `sourced`: read in the public source named; `unverified`: to be checked. */
export type ValueStatus = 'clause' | 'sourced' | 'unverified';

/** 统计数列: figures by division and year that rules refer to. */
export interface Series {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly pack: string;
  readonly values: readonly SeriesValue[];
  readonly place: Place;
}

export interface SeriesValue {
  readonly division: number;
  readonly year: number;
  readonly value: number;
  readonly status: 'sourced' | 'unverified';
  readonly source: string;
}

/** How an ambiguous text is read here, and how else it could be. */
export interface Reading {
  readonly taken: string;
  readonly alternative: string | null;
  readonly why: string | null;
}

export type Kind = 'criterion' | 'aim';

/**
 * `criterion` 标准: met, unmet or unknown. `quantity` 数量: a number. `entitlement` 待遇: who is owed it, and how much.
 * `check` 疑点: met means suspicious. `formula` 公式: a number from inputs of its own.
 */
export type Rule = Criterion | Quantity | Entitlement | Check | Formula;
export type RuleKind = Rule['kind'];

interface RuleCommon {
  readonly id: string;
  /** The word by which other rules use the result: `可结业` in `可结业(生)`. Null when none does. */
  readonly name: string | null;
  readonly title: string;
  readonly pack: string;
  /** Of a formula an entity of its own, whose fields are the inputs. */
  readonly subject: Entity;
  readonly holdsFrom: string;
  readonly holdsUntil: string | null;
  readonly note: string | null;
  /** The conditions. Empty where there are none, and then met. */
  readonly root: Group;
  readonly amount: Amount | null;
  readonly place: Place;
}

export interface Criterion extends RuleCommon {
  readonly kind: 'criterion';
  readonly amount: null;
}

export interface Quantity extends RuleCommon {
  readonly kind: 'quantity';
  readonly amount: Amount;
}

export interface Formula extends RuleCommon {
  readonly kind: 'formula';
  readonly amount: Amount;
}

export interface Entitlement extends RuleCommon {
  readonly kind: 'entitlement';
  /** Null for what is no number (免费 …); then `benefit` says what it is. */
  readonly amount: Amount | null;
  /** Whether the text gives the amount itself, a floor (不低于) or a ceiling (不超过). */
  readonly amountIs: 'exact' | 'at-least' | 'at-most';
  /** 每年、每学年、每月、一次性 … */
  readonly period: string | null;
  /** 由谁提供: the department that pays or gives. */
  readonly provider: string | null;
  readonly benefit: string | null;
  readonly stacksWith: readonly RuleRelation[];
  readonly excludes: readonly RuleRelation[];
}

export interface Check extends RuleCommon {
  readonly kind: 'check';
  readonly amount: null;
  readonly severity: Severity;
  /** The sentence for whoever must look into it; its places hold values of the record. */
  readonly message: readonly (string | Program)[];
  /** Where the check comes from when no clause asks for it. */
  readonly source: string | null;
}

export type Severity = 'error' | 'warning' | 'hint';

/** What a number is: of a quantity or formula the result, of an entitlement what is owed. */
export interface Amount {
  readonly program: Program;
  readonly unit: string;
  readonly clauses: readonly string[];
  readonly reading: Reading | null;
  readonly place: Place;
}

/** Another entitlement that may (or may not) be had beside this one, and the clause that says so. */
export interface RuleRelation {
  readonly rule: string;
  readonly clauses: readonly string[];
  readonly place: Place;
}

/** 公开来源: a public document that is not among the packs, and whether its words were read there. */
export interface PublicSource {
  readonly text: string;
  readonly status: Exclude<ValueStatus, 'clause'>;
}

export type ConditionNode = Condition | Group;

interface NodeCommon {
  /** Path in the rule, stable while the rule is not reordered: `all.2.any.0`; or the `id` the writer gave. */
  readonly id: string;
  readonly title: string;
  readonly kind: Kind;
  readonly clauses: readonly string[];
  /** Where the condition comes from when no clause of a pack says it. */
  readonly source: PublicSource | null;
  readonly reading: Reading | null;
  /** Applies only where this is true; elsewhere the part is left out of its group. */
  readonly when: Program | null;
  /** Days between which the part belongs to the rule; null where it has no bound of its own. */
  readonly holdsFrom: string | null;
  readonly holdsUntil: string | null;
  readonly place: Place;
}

export interface Condition extends NodeCommon {
  readonly is: 'condition';
  readonly program: Program;
}

export interface Group extends NodeCommon {
  readonly is: 'group';
  readonly mode: 'all' | 'any';
  readonly parts: readonly ConditionNode[];
}

/** Examples beside a rule, in its own words. */
export interface CaseFile {
  readonly rule: string;
  readonly pack: string;
  readonly cases: readonly RuleCase[];
  readonly place: Place;
}

export interface RuleCase {
  readonly name: string;
  readonly date: string;
  readonly division: string;
  /** By rule names, nested; `null` is a value nobody recorded. */
  readonly facts: { readonly [ruleName: string]: unknown };
  readonly parameters: { readonly [name: string]: unknown };
  readonly expect: {
    /** Of a criterion, an entitlement or a check (met: suspicious); null where only the number is asked. */
    readonly verdict: string | null;
    /** The number: a whole number, null for unknown; undefined when the case does not say. */
    readonly amount: number | null | undefined;
    /** Of a check that is met: the sentence. */
    readonly message: string | null;
    readonly because: readonly string[] | null;
    readonly missing: readonly string[] | null;
    readonly aims: { readonly [clause: string]: string } | null;
  };
  readonly place: Place;
}
