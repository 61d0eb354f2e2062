import { z } from 'zod';
import type { ItemKind } from './coverage-contract.ts';
import type { Citation, ParameterInForce, PublicSource, Reading, State } from './explanation-contract.ts';

/** What pages read of the law itself: packs, rules, parameters. No person's data stands in any of it. */

const Day = z.iso.date();
const Place = z.coerce.number().int().min(0).max(999_999_999_999);

/** 政策包, as a line of a list. */
export interface PackSummary {
  readonly key: string;
  readonly title: string;
  readonly issuer: string | null;
  readonly number: string | null;
  readonly date: string | null;
  readonly jurisdiction: { readonly name: string; readonly code: string };
  /** From which day its rules speak; `assumed` when the document does not say. */
  readonly inForce: { readonly from: string; readonly status: 'stated' | 'assumed'; readonly note: string | null };
  readonly counts: {
    readonly clauses: number;
    readonly rules: number;
    readonly cases: number;
    readonly parameters: number;
    /** Parameters that the text leaves open for an office to fill. */
    readonly open: number;
  };
}

/** Another pack that this one names, or that names it. */
export interface RelatedPack {
  readonly key: string;
  readonly title: string;
  readonly from: string | null;
  readonly note: string | null;
}

/** 政策包, whole. */
export interface PackDetail extends PackSummary {
  readonly parents: readonly RelatedPack[];
  readonly supersedes: readonly RelatedPack[];
  readonly supersededBy: readonly RelatedPack[];
  readonly rules: readonly RuleSummary[];
  readonly parameters: readonly LawParameter[];
  /** What else it holds: procedures, targets, measures …, how many of each. */
  readonly items: readonly { readonly kind: ItemKind; readonly count: number }[];
}

/** 规则, as a line of a list: one version of it, in one pack. */
export interface RuleSummary {
  readonly rule: string;
  readonly title: string;
  readonly kind: RuleKind;
  readonly pack: string;
  readonly packTitle: string;
  readonly subject: string;
  /** The Chinese word for the subject (户). */
  readonly subjectLabel: string;
  readonly holdsFrom: string;
  readonly holdsUntil: string | null;
  readonly counts: { readonly conditions: number; readonly cases: number };
}

export type RuleKind = 'criterion' | 'quantity' | 'entitlement' | 'check' | 'formula';

/** 参数 with every value it ever had. */
export interface LawParameter {
  readonly name: string;
  readonly title: string | null;
  readonly unit: string;
  readonly reading: Reading | null;
  /** The values by the day they hold from, the latest first. */
  readonly values: readonly LawValue[];
  /** Rules of any pack that use it. */
  readonly usedBy: readonly Pick<RuleSummary, 'rule' | 'pack' | 'title'>[];
}

export interface LawValue {
  readonly from: string;
  readonly until: string | null;
  readonly knownSince: string;
  /** Null: the text leaves it open. */
  readonly value: number | boolean | string | null;
  /** Of a table by category: its rows. */
  readonly table: readonly LawTableRow[] | null;
  readonly clauses: readonly Citation[];
  readonly source: string | null;
  readonly status: 'clause' | 'sourced' | 'unverified';
  readonly note: string | null;
}

export interface LawTableRow {
  /** One label per argument; none for everything the table does not list. */
  readonly categories: readonly string[];
  readonly value: number | boolean | string | null;
  /** Clauses of its own, beside those of the whole table. */
  readonly clauses: readonly Citation[];
}

export const ShowRule = z.object({
  pack: z.string().max(64),
  rule: z.string().max(64),
  /** The day whose parameters are shown; that of the rule's own cases when left out. */
  asOf: Day.optional(),
  /** The division whose parameters are shown; the jurisdiction of the pack when left out. */
  place: Place.optional(),
});
export type ShowRule = z.infer<typeof ShowRule>;

/** 规则 for somebody who reads it: every condition in words, beside the clause it comes from. */
export interface RuleDetail extends RuleSummary {
  readonly note: string | null;
  readonly inForceStatus: 'stated' | 'assumed';
  readonly file: string;
  readonly asOf: string;
  readonly place: { readonly code: number; readonly name: string };
  readonly root: LawGroup;
  /** The word by which other rules use its result. */
  readonly name: string | null;
  /** Of a quantity or an entitlement: how much. */
  readonly amount: LawAmount | null;
  /** Of a check: how grave, and the sentence with the places of its values. */
  readonly check: {
    readonly severity: 'error' | 'warning' | 'hint';
    readonly message: string;
    /** Where it comes from when no clause asks for it. */
    readonly source: string | null;
  } | null;
  /** Other entitlements that may, or may not, be had beside this one. */
  readonly stacksWith: readonly LawRelation[];
  readonly excludes: readonly LawRelation[];
  readonly parameters: readonly ParameterInForce[];
  readonly cases: readonly LawCase[];
  /** The same rule in other packs, and other days of it in this one. */
  readonly otherVersions: readonly RuleSummary[];
}

/** Another entitlement by its id, with the clauses that say so. */
export interface LawRelation {
  readonly rule: string;
  readonly clauses: readonly string[];
}

export interface LawAmount {
  readonly feel: string;
  readonly words: string;
  readonly unit: string;
  readonly is: 'exact' | 'at-least' | 'at-most';
  readonly period: string | null;
  readonly provider: string | null;
  readonly benefit: string | null;
  readonly clauses: readonly Citation[];
  readonly reading: Reading | null;
}

export type LawPart = LawGroup | LawCondition;

interface LawPartCommon {
  readonly id: string;
  readonly title: string;
  readonly kind: 'criterion' | 'aim';
  readonly clauses: readonly Citation[];
  readonly source: PublicSource | null;
  readonly reading: Reading | null;
  /** To whom the part applies; null when to all. */
  readonly when: LawExpression | null;
  readonly holdsFrom: string | null;
  readonly holdsUntil: string | null;
}

export interface LawGroup extends LawPartCommon {
  readonly is: 'group';
  readonly mode: 'all' | 'any';
  readonly parts: readonly LawPart[];
}

export interface LawCondition extends LawPartCommon {
  readonly is: 'condition';
  readonly expression: LawExpression;
}

/** 判断式: as written, and in Chinese words. */
export interface LawExpression {
  readonly feel: string;
  readonly words: string;
  readonly parameters: readonly string[];
}

/** 例子 of a rule, in its own words. */
export interface LawCase {
  readonly name: string;
  readonly date: string;
  readonly division: string;
  readonly placeName: string;
  readonly verdict: State | null;
  /** Of a quantity, a formula or an entitlement, in its unit. */
  readonly amount: number | null;
  readonly unit: string;
  /** Of a check: the sentence it must say. */
  readonly message: string | null;
  readonly because: readonly Citation[];
  readonly missing: readonly string[];
  /** By rule names, nested, as the case file writes them. */
  readonly facts: Readonly<Record<string, unknown>>;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Where its facts differ from those of the first case; empty for the first. */
  readonly differs: readonly CaseDifference[];
}

export interface CaseDifference {
  /** Names in the rule's words, from the subject on (上年.人均纯收入). */
  readonly path: string;
  readonly unit: string;
  readonly value: number | boolean | string | null;
}

export type LawRefusal =
  | { readonly code: 'pack-not-found'; readonly pack: string; readonly known: readonly string[] }
  | {
      readonly code: 'rule-not-in-pack';
      readonly pack: string;
      readonly rule: string;
      readonly known: readonly string[];
    };
