import type { ResolvedFigure, ResolvedParameter } from '../packs/library.ts';
import type { Entitlement, Kind, PublicSource, Reading, RuleKind, Severity } from '../packs/pack.ts';
import type { Value } from './frame.ts';

/** 达到 未达到 未知. */
export type State = 'met' | 'unmet' | 'unknown';

export const EXPLANATION_VERSION = 1;

/** 核查结论: a verdict with what it rests on. Plain data, safe to store and to send. */
export interface Verdict {
  readonly rule: string;
  readonly kind: RuleKind;
  readonly pack: string;
  readonly judgedFor: string;
  /** Of a check, met means suspicious. Of a quantity or formula, met where the number is known, unknown otherwise. */
  readonly verdict: State;
  /** Clauses of the conditions that are not met, in the order of the rule. Empty unless the verdict is unmet. */
  readonly unmet: readonly string[];
  /** What somebody must find out before there is an answer. Empty unless the verdict is unknown. */
  readonly missing: readonly Missing[];
  /** 力争: reported, never in the way. */
  readonly aims: readonly { readonly id: string; readonly clauses: readonly string[]; readonly verdict: State }[];
  /** The number of a quantity or formula; what is owed by an entitlement, 0 where it is not owed. */
  readonly amount: VerdictAmount | null;
  /** Of a check that is met: its sentence, with the values of the record. */
  readonly message: string | null;
}

export interface VerdictAmount {
  /** Null where it is unknown. */
  readonly value: number | null;
  readonly unit: string;
  /** Whether the text gives the amount itself, a floor or a ceiling. */
  readonly is: Entitlement['amountIs'];
}

/** Why there is no answer: which item of which record, figure, setting or other rule is wanting. */
export type Missing =
  | {
      readonly is: 'item';
      readonly item: string;
      readonly label: string;
      readonly key: string;
      readonly entity: string;
      /** The record it is missing from: its id and name where the schema tells, its place in a list otherwise. */
      readonly record: RecordName;
      readonly year: number;
      readonly cause: 'absent' | 'record-absent' | 'out-of-range';
      /** Of an item that follows from others: those to fill in. */
      readonly from: readonly string[];
    }
  | {
      readonly is: 'parameter';
      readonly item: string;
      /** `not-listed`: a table of the law has no such category. */
      readonly state: 'unset' | 'not-in-force' | 'not-listed';
      readonly pack: string | null;
    }
  | {
      readonly is: 'figure';
      readonly item: string;
      readonly series: string;
      readonly level: string;
      readonly division: number | null;
      readonly year: number;
    }
  | {
      /** The result of another rule: none holds at that place and day, or there is no record to judge. */
      readonly is: 'rule';
      readonly item: string;
      readonly rule: string;
      readonly record: RecordName;
      readonly cause: 'not-in-force' | 'record-absent';
    }
  | { readonly is: 'result'; readonly item: string; readonly cause: 'division-by-zero' | 'nothing-to-aggregate' };

export interface RecordName {
  readonly entity: string;
  readonly id: string | null;
  readonly name: string | null;
  /** Position in its list, counted from 1; null for the subject itself. */
  readonly position: number | null;
}

/** 依据说明: why a subject gets its verdict, condition by condition. */
export interface Explanation extends Verdict {
  /** Of the shape of this explanation, for those who store it: raised when a reader of the older one would misread it. */
  readonly version: typeof EXPLANATION_VERSION;
  /** The packs that speak at the place on the day, nearest first, each by the hash of its text (see `packHash`). */
  readonly packs: readonly { readonly key: string; readonly hash: string }[];
  /** The place: the nearest division of the chain. */
  readonly division: number;
  readonly title: string;
  readonly packTitle: string;
  readonly jurisdiction: string;
  readonly holdsFrom: string;
  /** `assumed` when the document does not say from which day it holds. */
  readonly inForceStatus: 'stated' | 'assumed';
  readonly note: string | null;
  readonly subject: RecordName;
  readonly tree: ExplainedGroup;
  /** How the number comes about; its `value` counts the conditions, `computed` does not. */
  readonly explainedAmount: ExplainedAmount | null;
  readonly entitlement: ExplainedEntitlement | null;
  readonly severity: Severity | null;
}

/** 数额说明. */
export interface ExplainedAmount extends VerdictAmount {
  readonly computed: number | null;
  readonly feel: string;
  readonly words: string;
  readonly clauses: readonly Citation[];
  readonly reading: Reading | null;
  readonly inputs: readonly Input[];
  readonly parameters: readonly ResolvedParameter[];
  readonly figures: readonly ResolvedFigure[];
  readonly missing: readonly Missing[];
}

/** 待遇说明: what no number says. */
export type ExplainedEntitlement = Pick<Entitlement, 'period' | 'provider' | 'benefit'> & {
  readonly stacksWith: readonly string[];
  readonly excludes: readonly string[];
};

interface ExplainedCommon {
  readonly id: string;
  readonly title: string;
  readonly kind: Kind;
  readonly verdict: State;
  /** False when the part does not apply to the subject and so is left out of its group. */
  readonly applies: boolean;
  /** To whom the part applies, in Chinese words; null when to all. */
  readonly when: string | null;
  readonly clauses: readonly Citation[];
  /** A public document outside of the packs that the condition comes from. */
  readonly source: PublicSource | null;
  readonly reading: Reading | null;
}

export interface ExplainedGroup extends ExplainedCommon {
  readonly is: 'group';
  readonly mode: 'all' | 'any';
  readonly parts: readonly (ExplainedGroup | ExplainedCondition)[];
  /** What is wanting to say whether the group applies. What its parts miss stands with them. */
  readonly missing: readonly Missing[];
}

export interface ExplainedCondition extends ExplainedCommon {
  readonly is: 'condition';
  readonly feel: string;
  /** The expression in Chinese words. */
  readonly words: string;
  readonly inputs: readonly Input[];
  readonly parameters: readonly ResolvedParameter[];
  readonly figures: readonly ResolvedFigure[];
  /** Of a comparison that turns on one value: what it must reach, and how far it is. */
  readonly threshold: Threshold | null;
  /** Of `every` and `some`: how many were looked at, and the records that decide. */
  readonly elements: Elements | null;
  readonly missing: readonly Missing[];
}

export interface Citation {
  readonly id: string;
  readonly document: string;
  readonly ref: string;
  readonly quote: string;
}

export interface Input {
  /** The path as written: `班.上年.班费`. */
  readonly path: string;
  readonly item: string;
  readonly label: string;
  readonly key: string;
  /** Of the result of another rule: its id. Null for an item of the record. */
  readonly rule: string | null;
  readonly record: RecordName;
  readonly year: number;
  readonly value: Value;
  /** The label of a code. */
  readonly valueLabel: string | null;
  readonly unit: string;
}

export interface Threshold {
  readonly item: string;
  readonly path: string;
  readonly unit: string;
  readonly op: '>' | '>=' | '<' | '<=';
  /** The least (or greatest) whole value that meets the condition, all else as it is. */
  readonly needed: number;
  readonly actual: number | null;
  /** How much is wanting; 0 when it is met, null when the actual value is unknown. */
  readonly shortBy: number | null;
}

export interface Elements {
  readonly list: string;
  readonly checked: number;
  readonly deciding: readonly { readonly record: RecordName; readonly outcome: State }[];
  /** Deciding records beyond those listed. */
  readonly more: number;
}
