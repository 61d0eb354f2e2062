import { z } from 'zod';
import type { Citation, Explanation, Missing, State } from './explanation-contract.ts';
import type { LawAmount, LawGroup, RuleKind } from './law-contract.ts';
import { AskWhatIf } from './what-if-contract.ts';

/**
 * 起草: a rule as somebody writes it, checked and tried out, and never put into force here: packs are files, and a new
 * version of one comes with the next release of the law.
 */

const Day = z.iso.date();
const Place = z.coerce.number().int().min(0).max(999_999_999_999);

/** Longest rule file that is looked at while somebody types. */
const FILE_CHARACTERS_MAX = 30_000;
/** Records of one list, and how deep a record lies in others: invented examples are small. */
const LIST_MAX = 40;
const DEPTH_MAX = 8;

const Draft = z.object({
  /** The pack whose parameters and clauses the rule may use. */
  pack: z.string().min(1).max(64),
  /** The rule file, as it would stand in the pack (YAML). */
  file: z.string().max(FILE_CHARACTERS_MAX),
});

export const CheckDraft = Draft;
export type CheckDraft = z.infer<typeof CheckDraft>;

/** 例子里的值: by rule names, nested; null is what nobody recorded. */
const Facts = z.record(z.string().max(64), z.unknown()).refine((facts) => isSmall(facts, DEPTH_MAX));

function isSmall(value: unknown, depth: number): boolean {
  if (value === null || typeof value !== 'object') return true;
  if (depth === 0 || (Array.isArray(value) && value.length > LIST_MAX)) return false;
  return Object.values(value).every((inner) => isSmall(inner, depth - 1));
}

export const TryDraft = Draft.extend({ facts: Facts, asOf: Day, place: Place });
export type TryDraft = z.infer<typeof TryDraft>;

export const CompareDraft = Draft.extend({
  /** The whole reach when left out. */
  division: Place.optional(),
  asOf: Day.optional(),
});
export type CompareDraft = z.infer<typeof CompareDraft>;

/** 草稿的问题: where in the file it is, in a sentence, and what would stand there legally. */
export interface DraftProblem {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  /** Line and column count from 1; `end` is where the faulty part stops, where that is known. */
  readonly line: number;
  readonly column: number;
  readonly end: { readonly line: number; readonly column: number } | null;
  /** Texts of which each could stand in place of the faulty part. */
  readonly mend: readonly string[];
}

/** 草稿检查结果. */
export interface CheckedDraft {
  /** In the order of the file; empty when the rule could go into the pack as it is. */
  readonly problems: readonly DraftProblem[];
  /** The rule as it is understood; null while it cannot be. */
  readonly rule: DraftedRule | null;
}

export interface DraftedRule {
  readonly rule: string;
  readonly title: string;
  readonly kind: RuleKind;
  readonly subject: string;
  readonly root: LawGroup;
  readonly amount: LawAmount | null;
  /** What it reads, so that somebody can fill it in and see the answer. */
  readonly inputs: DraftInputs;
}

/** 试算所需的值: the items that a rule reads of one record, and those of the records around it. */
export interface DraftInputs {
  /** Key of the record's kind (household). */
  readonly entity: string;
  readonly items: readonly DraftItem[];
  readonly related: readonly DraftRelation[];
}

export interface DraftItem {
  readonly name: string;
  readonly label: string;
  readonly type: 'boolean' | 'integer' | 'code' | 'date' | 'text';
  readonly unit: string;
  /** Labels of a code, each once. */
  readonly codes: readonly string[];
}

export interface DraftRelation {
  readonly name: string;
  readonly label: string;
  /** Several records (成员) or one (上年, 全省). */
  readonly many: boolean;
  readonly inputs: DraftInputs;
}

/** 试算结果 for one record. */
export interface TriedDraft {
  readonly problems: readonly DraftProblem[];
  readonly explanation: Explanation | null;
}

/** 起草规则与现行规则之比 over a division: who would move. */
export interface DraftComparison {
  readonly rule: string;
  readonly subject: string;
  readonly division: number;
  readonly divisionName: string;
  readonly years: readonly { readonly year: number; readonly judgedFor: string; readonly subjects: number }[];
  readonly total: number;
  readonly before: Readonly<Record<State, number>> | null;
  readonly after: Readonly<Record<State, number>>;
  /** How many went from one answer to another; those that stayed are not here. */
  readonly moves: readonly { readonly from: State; readonly to: State; readonly subjects: number }[];
  readonly byDivision: readonly DivisionMoves[];
  /** The first who move, for those who may see them; null for others. */
  readonly moved: readonly MovedSubject[] | null;
  readonly movedMore: number;
}

export interface DivisionMoves {
  readonly division: number;
  readonly name: string;
  readonly level: 'county' | 'township';
  readonly subjects: number;
  /** Met under the rule in force, and under the draft. */
  readonly metBefore: number | null;
  readonly metAfter: number;
  readonly moved: number;
}

export interface MovedSubject {
  readonly countyCode: number;
  readonly householdId: number | null;
  readonly householdNo: string | null;
  readonly name: string | null;
  readonly division: number;
  readonly from: State;
  readonly to: State;
  /** Clauses against it under whichever of the two is not met. */
  readonly unmet: readonly Citation[];
  readonly missing: readonly Missing[];
}

export const ListMoved = AskWhatIf.omit({ by: true });
export type ListMoved = z.infer<typeof ListMoved>;

/** 结论会变的户, by name. */
export interface MovedList {
  readonly moved: readonly MovedSubject[];
  /** False when there are more: the list stops at a hundred, or when it takes too long. */
  readonly isWhole: boolean;
}

/** 词汇: every name that a rule of one pack may use, for those who write one. */
export interface LawVocabulary {
  readonly entities: readonly VocabularyEntity[];
  readonly parameters: readonly VocabularyParameter[];
  readonly rules: readonly VocabularyRule[];
}

export interface VocabularyEntity {
  readonly key: string;
  /** The word for the record in a rule (户). */
  readonly name: string;
  readonly label: string;
  readonly items: readonly DraftItem[];
  readonly relations: readonly {
    readonly name: string;
    readonly to: string;
    readonly many: boolean;
  }[];
}

export interface VocabularyParameter {
  readonly name: string;
  readonly title: string | null;
  readonly unit: string;
  /** Of a table by category: what each argument may be. */
  readonly by: readonly string[];
  readonly pack: string;
  /** The latest value of a single one. */
  readonly value: number | boolean | string | null;
}

/** A rule whose result another may use, by its name in rules (可脱贫). */
export interface VocabularyRule {
  readonly name: string;
  readonly rule: string;
  readonly title: string;
  readonly subject: string;
  readonly kind: RuleKind;
}

export type DraftRefusal =
  | { readonly code: 'pack-not-found'; readonly pack: string; readonly known: readonly string[] }
  | { readonly code: 'draft-not-ready'; readonly problems: number }
  | { readonly code: 'draft-too-slow'; readonly seconds: number }
  | { readonly code: 'subject-not-judged-over-division'; readonly subject: string };
