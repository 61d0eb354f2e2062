import type { Library, Rule } from '@daohu/policy';

/** Records that a province in memory holds a row for. */
export const HELD_SUBJECTS = ['household', 'person', 'village'] as const;
export type HeldSubject = (typeof HELD_SUBJECTS)[number];

/** Ids of all rules about somebody on the register, whichever packs carry them. A formula is about nobody. */
export function judgedRules(library: Library): string[] {
  const rules = library.packs.flatMap((pack) => pack.rules).filter(isHeld);
  return [...new Set(rules.map(({ id }) => id))];
}

export function isHeld(rule: Rule): boolean {
  return rule.kind !== 'formula' && HELD_SUBJECTS.some((subject) => subject === rule.subject.key);
}
