import type { DivisionLevel } from '@daohu/kernel';
import { z } from 'zod';
import type { Explanation, KnownValue, Missing, State } from './explanation-contract.ts';

export type {
  ComparedCondition,
  ComparedPack,
  ComparedParameter,
  ComparedRule,
  ComparedSide,
  ComparedSubject,
  ComparisonRefusal,
  ConditionSide,
  Difference,
  LawComparison,
  ParameterSide,
  RuleSide,
} from './comparison-contract.ts';
export { CompareLaw } from './comparison-contract.ts';
export type {
  CarrierKind,
  ClauseCarrier,
  ClausesOverview,
  CoverageCounts,
  CoverageState,
  CoveredClause,
  CoveredDocument,
  CoveredSection,
  ItemKind,
  LawItem,
  LawQuantity,
  LawStep,
  LawTargetYear,
  PlannedRow,
} from './coverage-contract.ts';
export { ListClauses, ListItems } from './coverage-contract.ts';
export type {
  CheckedDraft,
  DivisionMoves,
  DraftComparison,
  DraftedRule,
  DraftInputs,
  DraftItem,
  DraftProblem,
  DraftRefusal,
  DraftRelation,
  LawVocabulary,
  MovedList,
  MovedSubject,
  TriedDraft,
  VocabularyEntity,
  VocabularyParameter,
  VocabularyRule,
} from './draft-contract.ts';
export { CheckDraft, CompareDraft, ListMoved, TryDraft } from './draft-contract.ts';
export type {
  Citation,
  Elements,
  ExplainedCondition,
  ExplainedGroup,
  Explanation,
  FigureInForce,
  Input,
  KnownValue,
  Missing,
  ParameterInForce,
  PublicSource,
  Reading,
  RecordName,
  State,
  TableInForce,
  Threshold,
  Verdict,
} from './explanation-contract.ts';
export type {
  CaseDifference,
  LawAmount,
  LawCase,
  LawCondition,
  LawExpression,
  LawGroup,
  LawParameter,
  LawPart,
  LawRefusal,
  LawRelation,
  LawTableRow,
  LawValue,
  PackDetail,
  PackSummary,
  RelatedPack,
  RuleDetail,
  RuleKind,
  RuleSummary,
} from './law-contract.ts';
export { ShowRule } from './law-contract.ts';
export {
  CountVerdicts,
  type ListedVerdict,
  ListVerdicts,
  type VerdictCause,
  type VerdictCounts,
  type VerdictPage,
} from './verdict-list-contract.ts';
export type {
  Move,
  Moves,
  WhatIf,
  WhatIfAnswer,
  WhatIfChange,
  WhatIfCost,
  WhatIfGroup,
  WhatIfLevel,
  WhatIfLoading,
  WhatIfRefusal,
} from './what-if-contract.ts';
export { AskWhatIf, whatIfLevels } from './what-if-contract.ts';

const Day = z.iso.date();
const Division = z.coerce.number().int().min(0).max(999_999_999_999);
/** 试算: a document (`hunan-2016`) by which to judge instead of by the law of the place. */
const Law = z.string().min(1).max(64).optional();

export const ExplainHousehold = z.object({
  countyCode: z.coerce.number().int().min(0).max(999_999),
  householdId: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER),
  /** The day to judge for; the end of the latest year on record when left out. See `JudgedYear`. */
  asOf: Day.optional(),
  rule: z.string().max(64).default('exit-household'),
  law: Law,
});
export type ExplainHousehold = z.infer<typeof ExplainHousehold>;

export const ExplainVillage = z.object({
  division: Division,
  asOf: Day.optional(),
  rule: z.string().max(64).default('exit-village'),
  law: Law,
});
export type ExplainVillage = z.infer<typeof ExplainVillage>;

export const ExplainCounty = z.object({
  division: Division,
  asOf: Day.optional(),
  rule: z.string().max(64).default('exit-county'),
  law: Law,
});
export type ExplainCounty = z.infer<typeof ExplainCounty>;

export const EvaluateDivision = z.object({
  /** Code of the division; the actor's whole reach when left out. */
  division: Division.optional(),
  asOf: Day.optional(),
  rule: z.string().max(64).default('exit-household'),
  law: Law,
});
export type EvaluateDivision = z.infer<typeof EvaluateDivision>;

/**
 * 核查年度: which register year a verdict rests on, and the day whose law and figures hold.
 * `asked-year`: the year of the day asked for. `year-before`: that year is not over and the village has nothing on
 * record for it yet, so the year before is judged as at its end. `latest-on-record`: no day was asked for.
 */
export interface JudgedYear {
  readonly asked: string | null;
  readonly year: number;
  readonly judgedFor: string;
  readonly basis: 'asked-year' | 'year-before' | 'latest-on-record';
}

/**
 * 试算: judged by the document asked for and not by the law of the place. Such an answer binds nobody. Mean incomes and
 * the like stay those of the place.
 */
export interface JudgedAsIf {
  readonly pack: string;
  readonly title: string;
}

/** 户的核查结论, with the whole tree. */
export interface HouseholdVerdict extends Explanation {
  readonly judged: JudgedYear;
  /** Null: the binding law, also where it was asked for by name. */
  readonly asIf: JudgedAsIf | null;
  readonly countyCode: number;
  readonly householdId: number;
  readonly householdNo: string;
  readonly headName: string | null;
  readonly division: number;
}

/** A household named by a village's verdict. */
export interface NamedHousehold {
  readonly countyCode: number;
  readonly householdId: number;
  readonly householdNo: string;
  readonly headName: string | null;
}

/** One household of a village or a division with its own verdict. */
export interface JudgedHousehold extends NamedHousehold {
  readonly division: number;
  /** Label of 脱贫属性 on record, which a decision changes and a verdict does not. */
  readonly exitStatus: string | null;
  readonly verdict: State;
  readonly unmet: readonly string[];
  readonly missing: readonly Missing[];
}

/** 村的核查结论, with the households it turns on. */
export interface VillageVerdict extends Explanation {
  readonly judged: JudgedYear;
  readonly asIf: JudgedAsIf | null;
  readonly division: number;
  readonly villageName: string;
  /** Households by which a condition of the village is not met. */
  readonly heldBackBy: readonly NamedHousehold[];
  /** Households for which such a condition cannot be answered. */
  readonly unknownHouseholds: readonly NamedHousehold[];
  /** Every household on record in the year with its own verdict; null where no rule for households holds. */
  readonly households: {
    readonly met: number;
    readonly unmet: number;
    readonly unknown: number;
    readonly list: readonly JudgedHousehold[];
  } | null;
}

/** 县的核查结论, with the whole tree. */
export interface CountyVerdict extends Explanation {
  readonly judged: JudgedYear;
  readonly asIf: JudgedAsIf | null;
  readonly division: number;
  readonly countyName: string;
}

export interface Tally {
  readonly met: number;
  readonly unmet: number;
  readonly unknown: number;
}

export interface DivisionTally extends Tally {
  readonly division: number;
  readonly level: 'county' | 'township';
  readonly name: string;
}

/** 缺项 of many subjects: what is missing, and for how many of them. */
export interface MissingTally {
  readonly is: Missing['is'];
  readonly item: string;
  readonly entity: string | null;
  readonly year: number | null;
  readonly division: number | null;
  readonly subjects: number;
}

/** 批量核查结果 of one rule over a division. */
export interface EvaluationSummary extends Tally {
  readonly rule: string;
  readonly title: string;
  readonly subject: 'household' | 'village';
  readonly division: number;
  readonly divisionName: string;
  readonly asked: string | null;
  /** The document asked for, by which everybody was judged; null: each by the law of the place. */
  readonly asIf: JudgedAsIf | null;
  /** Which register years were judged, for which day, and how many subjects each. One line as a rule. */
  readonly years: readonly { readonly year: number; readonly judgedFor: string; readonly subjects: number }[];
  /** Whose law was applied to how many. */
  readonly packs: readonly { readonly pack: string; readonly title: string; readonly subjects: number }[];
  readonly total: number;
  /** Counties and townships, in the order of their codes. */
  readonly byDivision: readonly DivisionTally[];
  /** Most frequent first. */
  readonly missing: readonly MissingTally[];
  /** Clauses that stand against most, first. */
  readonly unmetClauses: readonly { readonly clause: string; readonly subjects: number }[];
  /** 力争 aims, by clause. */
  readonly aims: readonly (Tally & { readonly clause: string })[];
  /** Counties for which no version of the rule holds on the day, with their subjects, who are in no other count. */
  readonly withoutRule: readonly { readonly division: number; readonly name: string; readonly subjects: number }[];
}

/** 条款原文 with the document it stands in. */
export interface ClauseDetail {
  readonly id: string;
  readonly ref: string;
  readonly quote: string;
  readonly damaged: boolean;
  readonly note: string | null;
  readonly document: {
    readonly key: string;
    readonly title: string;
    readonly issuer: string | null;
    readonly number: string | null;
    readonly date: string | null;
  };
}

export const JudgeAll = z.object({
  /** As for `EvaluateDivision`. */
  asOf: Day.optional(),
});
export type JudgeAll = z.infer<typeof JudgeAll>;

/** 全面核查结果: how everybody in reach stands by every rule, and how much of it is another than was kept before. */
export interface AllJudged {
  readonly year: number;
  readonly judgedFor: string;
  readonly counties: number;
  readonly rules: readonly (Tally & {
    readonly rule: string;
    readonly title: string;
    readonly subject: string;
  })[];
  readonly villages: number;
  /** Sheets written anew: one for the households, one for the persons of a village, and one for itself. */
  readonly sheets: number;
}

export const ListOpenSettings = z.object({ division: Division.optional() });
export type ListOpenSettings = z.infer<typeof ListOpenSettings>;

export const entryStatuses = ['entered', 'demonstration'] as const;
export type EntryStatus = (typeof entryStatuses)[number];

export interface FilledValue {
  readonly value: KnownValue;
  readonly holdsFrom: string;
  readonly holdsUntil: string | null;
  readonly status: EntryStatus;
  readonly basis: string;
  readonly recordedBy: string;
  readonly recordedAt: string;
}

/** 待填参数: a parameter that a document leaves open, for one place where the document holds. */
export interface OpenSetting {
  readonly parameter: string;
  readonly title: string | null;
  readonly type: 'integer' | 'boolean' | 'date';
  readonly unit: string;
  readonly pack: string;
  readonly packTitle: string;
  /** Where a value would hold, with everything below. */
  readonly division: number;
  readonly divisionName: string;
  /** From which day the text leaves it open. */
  readonly openFrom: string;
  readonly clauses: readonly { readonly id: string; readonly ref: string; readonly quote: string }[];
  /** Why it is open. */
  readonly note: string | null;
  /** Values filled so far, the newest first. Empty: whatever needs it is unknown. */
  readonly filled: readonly FilledValue[];
  /** Whether the account that asks may fill it. */
  readonly mayFill: boolean;
}

/** 缺少的统计值: figures that rules in force ask for and nobody has. */
export interface MissingFigure {
  readonly series: string;
  readonly title: string;
  readonly unit: string;
  readonly level: string;
  readonly division: number;
  readonly divisionName: string;
  readonly years: readonly number[];
  readonly mayFill: boolean;
}

export interface EnteredFigure {
  readonly series: string;
  readonly title: string;
  readonly unit: string;
  readonly division: number;
  readonly divisionName: string;
  readonly year: number;
  readonly value: number;
  readonly status: EntryStatus;
  readonly source: string;
  readonly recordedBy: string;
  readonly recordedAt: string;
}

export interface OpenSettings {
  readonly settings: readonly OpenSetting[];
  readonly missingFigures: readonly MissingFigure[];
  readonly enteredFigures: readonly EnteredFigure[];
}

export const FillSetting = z.object({
  parameter: z.string().min(1).max(64),
  division: Division,
  value: z.union([z.number(), z.boolean(), z.string().max(64)]),
  holdsFrom: Day,
  holdsUntil: Day.nullable().default(null),
  /** 依据: the document or decision that gives the value. */
  basis: z.string().trim().min(1).max(500),
});
export type FillSetting = z.infer<typeof FillSetting>;

export const EnterReferenceValue = z.object({
  series: z.string().min(1).max(64),
  division: Division,
  year: z.number().int().min(2000).max(2100),
  /** Whole number in the unit of the series. */
  value: z.number().int(),
  /** 出处: the bulletin or yearbook it is taken from. */
  source: z.string().trim().min(1).max(500),
});
export type EnterReferenceValue = z.infer<typeof EnterReferenceValue>;

export interface SettingFilled {
  readonly parameter: string;
  readonly division: number;
  readonly holdsFrom: string;
}
export interface ReferenceValueEntered {
  readonly series: string;
  readonly division: number;
  readonly year: number;
}

export type StandardsRefusal =
  | { readonly code: 'household-not-found' }
  /** The household is no longer on the register: there is nothing to judge. */
  | { readonly code: 'household-struck-off' }
  | { readonly code: 'village-not-found' }
  | { readonly code: 'county-not-found' }
  | { readonly code: 'division-not-found'; readonly division: number }
  | { readonly code: 'rule-unknown'; readonly rule: string; readonly known: readonly string[] }
  /** No version of the rule holds at that place on that day. */
  | { readonly code: 'no-rule'; readonly rule: string; readonly date: string }
  /** No document is called so; `known` has the nearest names first. */
  | { readonly code: 'pack-not-found'; readonly pack: string; readonly known: readonly string[] }
  /** The document asked for holds only `from` a later day, or has no such rule, nor has what it rests on. */
  | {
      readonly code: 'law-silent';
      readonly pack: string;
      readonly title: string;
      readonly rule: string;
      readonly date: string;
      readonly from: string;
    }
  /** The household, village or division has nothing on record for the year that would be judged. */
  | { readonly code: 'not-on-record'; readonly year: number | null; readonly years: readonly number[] }
  | { readonly code: 'clause-not-found'; readonly id: string }
  | { readonly code: 'place-out-of-reach' }
  /** No document in force there on that day leaves this parameter open. */
  | { readonly code: 'parameter-not-open'; readonly parameter: string; readonly open: readonly string[] }
  | { readonly code: 'value-not-fitting'; readonly parameter: string; readonly unit: string }
  | { readonly code: 'dates-reversed'; readonly holdsFrom: string; readonly holdsUntil: string }
  | { readonly code: 'series-unknown'; readonly series: string; readonly known: readonly string[] }
  /** No rule asks for the series at the level of this division. */
  | { readonly code: 'level-not-asked'; readonly series: string; readonly levels: readonly DivisionLevel[] }
  | { readonly code: 'figure-out-of-range'; readonly low: number; readonly high: number; readonly unit: string };
