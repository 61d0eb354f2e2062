/** The engine's explanation in the words of the wire: a browser reads these types and never the engine. */

/** 达到 未达到 未知. */
export type State = 'met' | 'unmet' | 'unknown';
export type KnownValue = number | boolean | string;

/** How an ambiguous text is read here, and how else it could be. */
export interface Reading {
  readonly taken: string;
  readonly alternative: string | null;
  readonly why: string | null;
}

/** 公开来源: a public document that is not among the packs; `sourced`: its words were read there. */
export interface PublicSource {
  readonly text: string;
  readonly status: 'sourced' | 'unverified';
}

export interface RecordName {
  readonly entity: string;
  readonly id: string | null;
  readonly name: string | null;
  /** Position in its list, counted from 1; null for the subject itself. */
  readonly position: number | null;
}

/** Why there is no answer: which item of which record, figure or setting is wanting. */
export type Missing =
  | {
      readonly is: 'item';
      readonly item: string;
      readonly label: string;
      readonly key: string;
      readonly entity: string;
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

/** 核查结论: a verdict with what it rests on. */
export interface Verdict {
  readonly rule: string;
  readonly kind: RuleKind;
  readonly pack: string;
  readonly judgedFor: string;
  /** Of a check, met means suspicious. Of a quantity or formula, met where the number is known, unknown otherwise. */
  readonly verdict: State;
  /** Clauses of the conditions that are not met. Empty unless the verdict is unmet. */
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

export type RuleKind = 'criterion' | 'quantity' | 'entitlement' | 'check' | 'formula';

export interface VerdictAmount {
  /** Null where it is unknown. */
  readonly value: number | null;
  readonly unit: string;
  /** Whether the text gives the amount itself, a floor or a ceiling. */
  readonly is: 'exact' | 'at-least' | 'at-most';
}

/** 依据说明: why a subject gets its verdict, condition by condition. */
export interface Explanation extends Verdict {
  /** Of the shape of this explanation, for those who store it. */
  readonly version: number;
  /** The packs that speak at the place on the day, nearest first, each by the hash of its text. */
  readonly packs: readonly { readonly key: string; readonly hash: string }[];
  readonly title: string;
  readonly packTitle: string;
  readonly jurisdiction: string;
  readonly holdsFrom: string;
  /** `assumed` when the document does not say from which day it holds. */
  readonly inForceStatus: 'stated' | 'assumed';
  readonly note: string | null;
  readonly subject: RecordName;
  readonly tree: ExplainedGroup;
  readonly explainedAmount: ExplainedAmount | null;
  readonly entitlement: ExplainedEntitlement | null;
  readonly severity: 'error' | 'warning' | 'hint' | null;
}

/** 数额说明: how a number comes about. Its `value` counts the conditions, `computed` does not. */
export interface ExplainedAmount extends VerdictAmount {
  readonly computed: number | null;
  readonly feel: string;
  readonly words: string;
  readonly clauses: readonly Citation[];
  readonly reading: Reading | null;
  readonly inputs: readonly Input[];
  readonly parameters: readonly ParameterInForce[];
  readonly figures: readonly FigureInForce[];
  readonly missing: readonly Missing[];
}

/** 待遇说明: what no number says. */
export interface ExplainedEntitlement {
  readonly period: string | null;
  readonly provider: string | null;
  readonly benefit: string | null;
  /** Ids of other entitlements that may, or may not, be had beside this one. */
  readonly stacksWith: readonly string[];
  readonly excludes: readonly string[];
}

interface ExplainedCommon {
  readonly id: string;
  readonly title: string;
  readonly kind: 'criterion' | 'aim';
  readonly verdict: State;
  /** False when the part does not apply to the subject and so is left out of its group. */
  readonly applies: boolean;
  /** To whom the part applies, in Chinese words; null when to all. */
  readonly when: string | null;
  readonly clauses: readonly Citation[];
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
  readonly parameters: readonly ParameterInForce[];
  readonly figures: readonly FigureInForce[];
  readonly threshold: Threshold | null;
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
  /** The path as written: `户.上年.人均纯收入`. */
  readonly path: string;
  readonly item: string;
  readonly label: string;
  readonly key: string;
  /** Of the result of another rule: its id. Null for an item of the record. */
  readonly rule: string | null;
  readonly record: RecordName;
  readonly year: number;
  readonly value: KnownValue | null;
  /** The label of a code. */
  readonly valueLabel: string | null;
  readonly unit: string;
}

/** What a value of the law is at a place on a day, and why. */
export interface ParameterInForce {
  readonly name: string;
  readonly title: string | null;
  readonly unit: string;
  /** Null where it is unknown; of a table always. */
  readonly value: KnownValue | null;
  /** Of a parameter by category. */
  readonly table: TableInForce | null;
  /** `unset`: the text leaves it open and nobody set it; `set`: an office did; `changed`: a what-if. */
  readonly state: 'law' | 'set' | 'changed' | 'unset' | 'not-in-force';
  readonly pack: string | null;
  readonly from: string | null;
  readonly until: string | null;
  readonly clauses: readonly string[];
  /** Where a value comes from that no clause states; of a set one, who set it on what basis. */
  readonly source: string | null;
  readonly status: 'clause' | 'sourced' | 'unverified' | null;
  readonly note: string | null;
  readonly reading: Reading | null;
}

/** 分类表 as it stands at a place on a day. */
export interface TableInForce {
  readonly cells: readonly {
    /** By which the cell is set and changed (`学段资助标准(小学)`). */
    readonly name: string;
    readonly categories: readonly string[];
    readonly value: KnownValue | null;
  }[];
  /** What holds for categories that are not listed; null leaves them unknown. */
  readonly otherwise: KnownValue | null;
}

/** What a figure of a division is in a year, and where it comes from. */
export interface FigureInForce {
  readonly series: string;
  readonly title: string;
  readonly unit: string;
  readonly level: string;
  readonly division: number | null;
  readonly year: number;
  readonly value: KnownValue | null;
  readonly status: 'sourced' | 'unverified' | 'office' | null;
  readonly source: string | null;
}

/** Of a comparison that turns on one value: what it must reach, and how far it is. */
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

/** Of `every` and `some`: how many were looked at, and the records that decide. */
export interface Elements {
  readonly list: string;
  readonly checked: number;
  readonly deciding: readonly { readonly record: RecordName; readonly outcome: State }[];
  /** Deciding records beyond those listed. */
  readonly more: number;
}
