import { z } from 'zod';
import type { Citation, Reading } from './explanation-contract.ts';

/** 条款落实: every clause of every document and what in the system carries it; and the items that do. */

export const ListClauses = z.object({
  /** Only the clauses of this document; the counts are of all. */
  document: z.string().max(64).optional(),
});
export type ListClauses = z.infer<typeof ListClauses>;

/** `carried`: something carries it today. `planned`: a later part of the product will. `none`: nobody has said yet. */
export type CoverageState = 'carried' | 'planned' | 'recorded-only' | 'none';
export type CoverageCounts = Readonly<Record<CoverageState, number>>;

export interface ClausesOverview {
  readonly documents: readonly CoveredDocument[];
  /** Rows of the plan that clauses or carriers wait for. */
  readonly rows: readonly PlannedRow[];
}

/** A row of the plan of the product. */
export interface PlannedRow {
  readonly row: number;
  readonly title: string;
  readonly titleEn: string;
}

export interface CoveredDocument {
  readonly key: string;
  readonly title: string;
  readonly issuer: string | null;
  readonly number: string | null;
  readonly date: string | null;
  /** Whether there is a pack of it yet, and whether that pack claims to carry every clause. */
  readonly hasPack: boolean;
  readonly complete: boolean;
  readonly counts: CoverageCounts;
  readonly byKind: readonly { readonly kind: string; readonly counts: CoverageCounts }[];
  /** In the order of the text; empty for documents that were not asked for. */
  readonly sections: readonly CoveredSection[];
}

export interface CoveredSection {
  /** In the numbering of the document (三（三）). */
  readonly ref: string;
  readonly clauses: readonly CoveredClause[];
}

export interface CoveredClause {
  readonly id: string;
  readonly ref: string;
  /** What the clause is: criterion, entitlement, target … */
  readonly kind: string;
  /** Whom it is about. */
  readonly subject: string;
  readonly quote: string;
  readonly damaged: boolean;
  readonly state: CoverageState;
  readonly carriers: readonly ClauseCarrier[];
  /** Why it is only recorded, or must wait. */
  readonly reason: string | null;
  /** Of `planned`: the row of the plan. */
  readonly row: number | null;
}

export type ItemKind =
  | 'procedure'
  | 'target'
  | 'coverage'
  | 'fund'
  | 'indicator'
  | 'report'
  | 'role'
  | 'sanction'
  | 'measure'
  | 'task'
  | 'register';

export type CarrierKind = 'rule' | 'parameter' | ItemKind;

/** 承载项: where to read it is told by kind, pack and name. */
export interface ClauseCarrier {
  /** `rule:hubei-plan/exit-household`. */
  readonly id: string;
  readonly kind: CarrierKind;
  readonly pack: string;
  readonly name: string;
  readonly title: string;
  /** Rows of the plan that it waits for; empty when it works today. */
  readonly awaits: readonly number[];
  /** What the damaged text no longer says. */
  readonly damaged: string | null;
  /** Of a register: the page that it is, when that page can be opened as it stands. */
  readonly page: string | null;
}

export const ListItems = z.object({
  pack: z.string().max(64),
  kind: z
    .enum([
      'procedure',
      'target',
      'coverage',
      'fund',
      'indicator',
      'report',
      'role',
      'sanction',
      'measure',
      'task',
      'register',
    ])
    .optional(),
});
export type ListItems = z.infer<typeof ListItems>;

/** 政策项: what a pack holds besides rules and parameters, as pages show it. */
export interface LawItem {
  readonly kind: ItemKind;
  readonly id: string;
  readonly title: string;
  readonly pack: string;
  readonly file: string;
  readonly line: number;
  readonly aim: boolean;
  readonly holdsFrom: string | null;
  readonly holdsUntil: string | null;
  /** Every clause that any part of it cites. */
  readonly clauses: readonly Citation[];
  readonly reading: Reading | null;
  readonly damaged: string | null;
  readonly note: string | null;
  readonly awaits: readonly PlannedRow[];
  /** What is filled in, in the order of reading; labels are `itemFieldLabels`, words of closed lists `itemWordLabels`. */
  readonly fields: readonly { readonly key: string; readonly values: readonly string[] }[];
  readonly quantities: readonly LawQuantity[];
  /** Of a procedure. */
  readonly steps: readonly LawStep[];
  /** Of a target by years. */
  readonly years: readonly LawTargetYear[];
}

export interface LawQuantity {
  readonly name: string;
  readonly is: 'exact' | 'at-least' | 'above' | 'at-most' | 'below' | 'about' | 'rising' | 'falling';
  readonly value: number | null;
  readonly upTo: number | null;
  readonly unit: string;
  /** As the text has it (30.63 万户). */
  readonly written: string;
  readonly of: string | null;
  readonly by: string | null;
  readonly clauses: readonly string[];
  readonly note: string | null;
}

export interface LawStep {
  readonly id: string;
  readonly title: string;
  /** Level; null where the text names none. */
  readonly by: string | null;
  readonly actor: string | null;
  readonly act: string;
  /** Null: open, a setting. Absent for acts that have none. */
  readonly days?: number | null;
  readonly sampleRate?: number | null;
  readonly withinDays: number | null;
  readonly window: { readonly from: string; readonly to: string } | null;
  readonly media: readonly string[];
  readonly needs: readonly string[];
  readonly confirms: readonly string[];
  readonly after: readonly string[];
  readonly rule: string | null;
  readonly optional: boolean;
  readonly clauses: readonly string[];
  readonly note: string | null;
}

export interface LawTargetYear {
  readonly year: number;
  readonly share: number | null;
  /** The number of the text, or, of a share of a known base, the whole number that the stated rounding gives. */
  readonly count: number | null;
  readonly unit: string | null;
  readonly isComputed: boolean;
  readonly clauses: readonly string[];
  readonly note: string | null;
}
