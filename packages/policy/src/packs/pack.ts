import type { Program, Type } from '../feel/tree.ts';
import type { Entity } from '../schema.ts';
import type { CoverageNotes } from './items/coverage-notes.ts';
import type { PackItem } from './items/item.ts';
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

/** A number, date or yes/no of the law, by the day it holds from. */
export interface Parameter {
  readonly name: string;
  readonly title: string | null;
  readonly pack: string;
  readonly unit: string;
  readonly type: Type;
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
  /** Null: the text leaves it open, an office must set it. */
  readonly value: number | boolean | string | null;
  readonly clauses: readonly string[];
  /** Where an amount comes from that no clause of the documents states. */
  readonly source: string | null;
  readonly status: ValueStatus;
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

export interface Rule {
  readonly id: string;
  readonly title: string;
  readonly pack: string;
  readonly subject: Entity;
  readonly holdsFrom: string;
  readonly holdsUntil: string | null;
  readonly note: string | null;
  readonly root: Group;
  readonly place: Place;
}

export type ConditionNode = Condition | Group;

interface NodeCommon {
  /** Path in the rule, stable while the rule is not reordered: `all.2.any.0`; or the `id` the writer gave. */
  readonly id: string;
  readonly title: string;
  readonly kind: Kind;
  readonly clauses: readonly string[];
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
    readonly verdict: string;
    readonly because: readonly string[] | null;
    readonly missing: readonly string[] | null;
    readonly aims: { readonly [clause: string]: string } | null;
  };
  readonly place: Place;
}
