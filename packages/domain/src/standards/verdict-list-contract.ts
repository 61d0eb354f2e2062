import { z } from 'zod';
import type { JudgedAsIf } from './contract.ts';
import type { Missing, State } from './explanation-contract.ts';

const Division = z.coerce.number().int().min(0).max(999_999_999_999);

const AskedVerdicts = z.object({
  rule: z.string().max(64).default('exit-household'),
  /** Code of the division; the actor's whole reach when left out. */
  division: Division.optional(),
  asOf: z.iso.date().optional(),
  /** 试算: a document (`hunan-2016`) by which to judge all instead of by the law of the place. */
  law: z.string().min(1).max(64).optional(),
});

/** 核查清单: households or villages by the verdict of a rule, a page at a time, in the order of the division codes. */
export const ListVerdicts = AskedVerdicts.extend({
  state: z.enum(['met', 'unmet', 'unknown']).default('unmet'),
  /** Only those for whom this condition is why: the `key` of a `VerdictCause`. */
  cause: z.string().max(200).optional(),
  /** `next` or `previous` of another page. */
  from: z.string().max(64).optional(),
  size: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListVerdicts = z.infer<typeof ListVerdicts>;

/** 核查统计: how many there are of each verdict, and by which conditions. */
export const CountVerdicts = AskedVerdicts;
export type CountVerdicts = z.infer<typeof CountVerdicts>;

/** 未达到或未知的原因: a condition of the rule in force there. */
export interface VerdictCause {
  /** `hubei-plan:all.0.any.0.all.1`: the pack and the part of its rule. */
  readonly key: string;
  readonly pack: string;
  /** What stands above it in the rule, and its own title: 一有 › 发展脱贫 › 收入超过扶贫标准. */
  readonly titles: readonly string[];
  readonly clauses: readonly string[];
}

/** One household or village of the list. */
export interface ListedVerdict {
  readonly subject: 'household' | 'village';
  readonly division: number;
  readonly townshipName: string;
  readonly villageName: string;
  /** Of a household alone. */
  readonly countyCode: number | null;
  readonly householdId: number | null;
  readonly householdNo: string | null;
  readonly headName: string | null;
  /** Label of 脱贫属性 on record. */
  readonly exitStatus: string | null;
  readonly verdict: State;
  /** Conditions that are not met, of one that is not met; that nobody can answer, of one that is unknown. */
  readonly causes: readonly VerdictCause[];
  readonly missing: readonly Missing[];
  /** What an entitlement or quantity comes to, in its unit. */
  readonly amount: { readonly value: number | null; readonly unit: string } | null;
}

export interface VerdictPage {
  readonly rule: string;
  readonly title: string;
  readonly subject: 'household' | 'village';
  readonly state: State;
  readonly division: number;
  readonly divisionName: string;
  readonly asked: string | null;
  /** The document asked for, by which everybody was judged; null: each by the law of the place. */
  readonly asIf: JudgedAsIf | null;
  /** Register years judged and the day of the law, the villages of one county mostly share one. */
  readonly years: readonly { readonly year: number; readonly judgedFor: string }[];
  readonly rows: readonly ListedVerdict[];
  readonly next: string | null;
  readonly previous: string | null;
}

export interface VerdictCounts {
  readonly rule: string;
  readonly title: string;
  readonly subject: 'household' | 'village';
  readonly division: number;
  readonly divisionName: string;
  readonly asked: string | null;
  /** The document asked for, by which everybody was judged; null: each by the law of the place. */
  readonly asIf: JudgedAsIf | null;
  readonly total: number;
  readonly met: number;
  readonly unmet: number;
  readonly unknown: number;
  /** Every condition in force, in the order of the rule: for how many it is why they do not pass, or cannot be judged. */
  readonly causes: readonly (VerdictCause & { readonly unmet: number; readonly unknown: number })[];
  readonly years: readonly { readonly year: number; readonly judgedFor: string; readonly subjects: number }[];
  /** Counties where no version of the rule holds; their subjects are in no count. */
  readonly withoutRule: readonly number[];
}
