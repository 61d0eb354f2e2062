import { done, type Outcome, refuse } from '@daohu/kernel';
import type { StandardsRefusal } from './contract.ts';
import type { Standards } from './standards.ts';

type Subject = 'household' | 'village';

/** The subject of a rule that the packs know, whatever the place; refused with the ids that would do. */
export function findRule(
  standards: Standards,
  rule: string,
  subject?: Subject,
): Outcome<{ readonly title: string; readonly subject: Subject }, StandardsRefusal> {
  const judgeable = standards
    .ruleIds()
    .filter((one) => (subject === undefined ? isSubject(one.subject) : one.subject === subject));
  const found = judgeable.find(({ id }) => id === rule);
  if (!found) return refuse({ code: 'rule-unknown', rule, known: judgeable.map(({ id }) => id) });
  return done({ title: found.title, subject: found.subject as Subject });
}

function isSubject(subject: string): boolean {
  return subject === 'household' || subject === 'village';
}
