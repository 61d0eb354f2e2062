import { z } from 'zod';
import type { Citation, ParameterInForce, Reading } from './explanation-contract.ts';
import type { LawAmount, LawExpression, LawParameter, RuleKind } from './law-contract.ts';

/**
 * One side of a comparison: the key of a pack (`hubei-plan`), or a place as its code (`420100`), each with or without a
 * day (`420100@2016-12-31`). Without one a pack stands as on the day it came into force, a place as today.
 */
const Side = z
  .string()
  .max(80)
  .regex(/^(?:[a-z][a-z0-9-]*|\d{1,12})(?:@\d{4}-\d{2}-\d{2})?$/)
  .refine((side) => !side.includes('@') || z.iso.date().safeParse(side.split('@')[1]).success);

export const CompareLaw = z.object({
  a: Side,
  b: Side,
  /** Rules over these records only (`household`, `village` …). */
  subject: z.string().max(40).optional(),
});
export type CompareLaw = z.infer<typeof CompareLaw>;

/** 政策比较: two packs, or the law of two places or days, side by side. */
export interface LawComparison {
  readonly a: ComparedSide;
  readonly b: ComparedSide;
  readonly subjects: readonly ComparedSubject[];
  /** Parameters that the rules shown use, or that a pack compared declares. */
  readonly parameters: readonly ComparedParameter[];
  readonly counts: { readonly same: number; readonly differ: number; readonly onlyA: number; readonly onlyB: number };
}

export interface ComparedSide {
  readonly is: 'pack' | 'place';
  /** As asked for, without the day. */
  readonly key: string;
  readonly title: string;
  readonly asOf: string;
  /** Whose law it is: the pack itself, or those in force at the place, the nearest first. */
  readonly packs: readonly ComparedPack[];
}

export interface ComparedPack {
  readonly key: string;
  readonly title: string;
  readonly jurisdiction: string;
  readonly inForceFrom: string;
  readonly inForceStatus: 'stated' | 'assumed';
  readonly supersededBy: readonly { readonly key: string; readonly title: string; readonly from: string }[];
}

export interface ComparedSubject {
  readonly subject: string;
  readonly label: string;
  readonly rules: readonly ComparedRule[];
}

/** `only-a`, `only-b`: the other side has nothing of the kind. */
export type Difference = 'same' | 'differs' | 'only-a' | 'only-b';

export interface ComparedRule {
  readonly rule: string;
  readonly difference: Difference;
  readonly a: RuleSide | null;
  readonly b: RuleSide | null;
  /** In the order of the first side; what only the second has stands where it stands there. */
  readonly conditions: readonly ComparedCondition[];
}

export interface RuleSide {
  readonly title: string;
  readonly kind: RuleKind;
  readonly pack: string;
  readonly packTitle: string;
  readonly holdsFrom: string;
  readonly holdsUntil: string | null;
  readonly note: string | null;
  /** Of a quantity or an entitlement. */
  readonly amount: LawAmount | null;
}

export interface ComparedCondition {
  readonly difference: Difference;
  readonly a: ConditionSide | null;
  readonly b: ConditionSide | null;
}

export interface ConditionSide {
  readonly id: string;
  readonly title: string;
  /** Titles of the groups it stands in, the outermost first, with how each joins its parts. */
  readonly within: readonly { readonly title: string; readonly mode: 'all' | 'any' }[];
  readonly kind: 'criterion' | 'aim';
  readonly expression: LawExpression;
  /** To whom it applies; null when to all. */
  readonly when: LawExpression | null;
  readonly clauses: readonly Citation[];
  readonly reading: Reading | null;
  readonly holdsFrom: string | null;
  readonly holdsUntil: string | null;
}

export interface ComparedParameter {
  readonly name: string;
  readonly title: string | null;
  readonly unit: string;
  readonly difference: Difference;
  readonly a: ParameterSide | null;
  readonly b: ParameterSide | null;
}

export interface ParameterSide {
  /** The value on the day of this side, and where it comes from. */
  readonly inForce: ParameterInForce;
  /** Every value it had or will have here, the superseded ones too. */
  readonly law: LawParameter | null;
}

export type ComparisonRefusal =
  | { readonly code: 'pack-not-found'; readonly pack: string; readonly known: readonly string[] }
  | { readonly code: 'no-law-at-place'; readonly place: string; readonly date: string };
