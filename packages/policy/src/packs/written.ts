import type { Kind, Pack, Reading } from './pack.ts';
import type { Place } from './problem.ts';

/** A pack as written: its rules are not yet compiled, because they may use the names of other packs. */
export interface WrittenPack extends Omit<Pack, 'rules' | 'brokenRules'> {
  readonly rules: readonly WrittenRule[];
}

export interface WrittenRule {
  readonly id: string;
  readonly title: string;
  readonly subject: string;
  readonly holdsFrom: string;
  readonly holdsUntil: string | null;
  readonly note: string | null;
  readonly root: WrittenNode;
  readonly place: Place;
}

export interface WrittenNode {
  readonly id: string;
  readonly title: string;
  readonly kind: Kind;
  readonly clauses: readonly string[];
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
