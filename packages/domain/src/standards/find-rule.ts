import { done, type Outcome, refuse } from '@daohu/kernel';
import { nearestNames } from '@daohu/policy';
import type { StandardsRefusal } from './contract.ts';
import type { Standards } from './standards.ts';

/** Households and villages are judged in bulk; a county is only judged by itself. */
type Subject = 'household' | 'village';

/** The subject of a rule that the packs know, whatever the place; refused with the ids that would do, the nearest first. */
export function findRule<Asked extends Subject | 'county' = Subject>(
  standards: Standards,
  rule: string,
  subject?: Asked,
): Outcome<{ readonly title: string; readonly subject: Asked }, StandardsRefusal> {
  const judgeable = standards
    .ruleIds()
    .filter((one) => (subject === undefined ? isSubject(one.subject) : one.subject === subject));
  const found = judgeable.find(({ id }) => id === rule);
  if (!found) {
    const all = judgeable.map(({ id }) => id);
    return refuse({ code: 'rule-unknown', rule, known: [...new Set([...nearestNames(rule, all), ...all])] });
  }
  return done({ title: found.title, subject: found.subject as Asked });
}

function isSubject(subject: string): boolean {
  return subject === 'household' || subject === 'village';
}
