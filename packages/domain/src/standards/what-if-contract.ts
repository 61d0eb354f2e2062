import { z } from 'zod';
import type { State, Tally } from './contract.ts';
import type { KnownValue } from './explanation-contract.ts';

export const whatIfLevels = ['city', 'county', 'township', 'village'] as const;
export type WhatIfLevel = (typeof whatIfLevels)[number];

const ChangedValue = z.union([z.number(), z.boolean(), z.string().max(64)]);

export const AskWhatIf = z.object({
  rule: z.string().max(64).default('exit-household'),
  /** Parameters and what they would be, in their own unit (a poverty line in fen). A cell of a table: `名称(类别)`. */
  changes: z
    .array(z.object({ parameter: z.string().min(1).max(120), value: ChangedValue }))
    .min(1)
    .max(20),
  by: z.enum(whatIfLevels).default('county'),
  /** The asker's whole reach when left out. */
  division: z.coerce.number().int().min(0).max(999_999_999_999).optional(),
  /** As for `EvaluateDivision`; the latest year on record when left out. */
  asOf: z.iso.date().optional(),
});
export type AskWhatIf = z.infer<typeof AskWhatIf>;

/** 试算: what a change of the law would do, or how far the province has been read into memory for it. */
export type WhatIfAnswer = WhatIfLoading | WhatIf;

/** The first answer for a year waits until its register is in memory; ask again in a second. */
export interface WhatIfLoading {
  readonly state: 'loading';
  /** Counties read, of how many; 0 of 0 while it is counted. */
  readonly done: number;
  readonly total: number;
}

export interface WhatIf extends Moves {
  readonly state: 'ready';
  readonly rule: string;
  readonly title: string;
  readonly subject: 'household' | 'person' | 'village';
  readonly division: number;
  readonly divisionName: string;
  readonly by: WhatIfLevel;
  readonly year: number;
  readonly judgedFor: string;
  /** When the register was read that this rests on. */
  readonly readAt: string;
  readonly changes: readonly WhatIfChange[];
  /** In the order of the codes; divisions with nobody to judge are left out. */
  readonly groups: readonly WhatIfGroup[];
  /** What entitlements cost that the change touches. Empty where it touches none. */
  readonly costs: readonly WhatIfCost[];
}

export interface WhatIfChange {
  readonly parameter: string;
  readonly title: string | null;
  readonly unit: string;
  readonly value: KnownValue;
  /** What it is now, with the number of counties where it is so; null where nobody has set it. */
  readonly now: readonly { readonly value: KnownValue | null; readonly counties: number }[];
}

/** Before, after, and who moves. */
export interface Moves {
  readonly total: number;
  readonly before: Tally;
  readonly after: Tally;
  readonly moves: readonly Move[];
  /** Subjects for whom no version of the rule holds; they are in no other count. */
  readonly withoutRule: number;
}

export interface Move {
  readonly from: State;
  readonly to: State;
  readonly subjects: number;
}

export interface WhatIfGroup extends Moves {
  readonly division: number;
  readonly name: string;
  readonly costs: readonly WhatIfCost[];
}

/** 待遇金额 of one entitlement, in its own unit and period. A floor (不低于) counts as what it is at least. */
export interface WhatIfCost {
  readonly rule: string;
  readonly title: string;
  readonly unit: string;
  readonly period: string | null;
  readonly before: number;
  readonly after: number;
  /** Subjects whose amount is not known, and who are in no sum. */
  readonly unknownBefore: number;
  readonly unknownAfter: number;
}

export type WhatIfRefusal =
  | { readonly code: 'parameter-unknown'; readonly parameter: string; readonly near: readonly string[] }
  /** None of the rules judged asks for it: nothing can move. */
  | {
      readonly code: 'parameter-not-used';
      readonly parameter: string;
      readonly rule: string;
      readonly used: readonly string[];
    }
  | {
      readonly code: 'value-out-of-range';
      readonly parameter: string;
      readonly low: number;
      readonly high: number;
      readonly unit: string;
    };
