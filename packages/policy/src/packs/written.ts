import type { EntitySchema } from '../schema.ts';
import type { Amount, Entitlement, Kind, Pack, PublicSource, Reading, RuleKind, Severity } from './pack.ts';
import type { Place } from './problem.ts';

/** A pack as written: its rules are not yet compiled, because they may use the names of other packs. */
export interface WrittenPack extends Omit<Pack, 'rules' | 'brokenRules'> {
  readonly rules: readonly WrittenRule[];
}

export interface WrittenRule {
  readonly kind: RuleKind;
  readonly id: string;
  readonly name: string | null;
  readonly title: string;
  /** Key of an entity of the schema; of a formula its own entity. */
  readonly subject: string | EntitySchema;
  readonly subjectPlace: Place;
  readonly namePlace: Place;
  readonly holdsFrom: string;
  readonly holdsUntil: string | null;
  readonly note: string | null;
  readonly root: WrittenNode;
  readonly amount: WrittenAmount | null;
  readonly entitlement: WrittenEntitlement | null;
  readonly check: WrittenCheck | null;
  readonly place: Place;
}

export interface WrittenAmount extends Omit<Amount, 'program'> {
  readonly feel: WrittenFeel;
}

export type WrittenEntitlement = Pick<
  Entitlement,
  'amountIs' | 'period' | 'provider' | 'benefit' | 'stacksWith' | 'excludes'
>;

export interface WrittenCheck {
  readonly severity: Severity;
  readonly message: readonly (string | WrittenFeel)[];
  readonly source: string | null;
}

export interface WrittenNode {
  readonly id: string;
  readonly title: string;
  readonly kind: Kind;
  readonly clauses: readonly string[];
  readonly source: PublicSource | null;
  readonly reading: Reading | null;
  readonly when: WrittenFeel | null;
  readonly holdsFrom: string | null;
  readonly holdsUntil: string | null;
  readonly place: Place;
  readonly feel: WrittenFeel | null;
  readonly group: { readonly mode: 'all' | 'any'; readonly parts: readonly WrittenNode[] } | null;
}

export interface WrittenFeel {
  readonly text: string;
  readonly placeAt: (offset: number) => Place;
}
