import { done, type Outcome, refuse } from '@daohu/kernel';
import { nearestNames } from '@daohu/policy';
import type { StandardsRefusal } from './contract.ts';
import type { Standards } from './standards.ts';

type Subject = 'household' | 'village';

/** The subject of a rule that the packs know, whatever the place; refused with the ids that would do, the nearest first. */
export function findRule(
  standards: Standards,
  rule: string,
  subject?: Subject,
): Outcome<{ readonly title: string; readonly subject: Subject }, StandardsRefusal> {
  const judgeable = standards
    .ruleIds()
    .filter((one) => (subject === undefined ? isSubject(one.subject) : one.subject === subject));
  const found = judgeable.find(({ id }) => id === rule);
  if (!found) {
    const all = judgeable.map(({ id }) => id);
    return refuse({ code: 'rule-unknown', rule, known: [...new Set([...nearestNames(rule, all), ...all])] });
  }
  return done({ title: found.title, subject: found.subject as Subject });
}

function isSubject(subject: string): boolean {
  return subject === 'household' || subject === 'village';
}
