import type { ConditionNode, Library, Rule } from '@daohu/policy';
import type { RuleSummary } from '../law-contract.ts';

/** One version of a rule as a line of a list. */
export function ruleSummary(library: Library, rule: Rule): RuleSummary {
  const pack = library.pack(rule.pack);
  const cases = pack?.cases.filter((file) => file.rule === rule.id).flatMap((file) => file.cases) ?? [];
  return {
    rule: rule.id,
    title: rule.title,
    kind: rule.kind,
    pack: rule.pack,
    packTitle: pack?.title ?? rule.pack,
    subject: rule.subject.key,
    subjectLabel: rule.subject.schema.label ?? rule.subject.ruleName,
    holdsFrom: rule.holdsFrom,
    holdsUntil: rule.holdsUntil,
    counts: { conditions: countOf(rule.root), cases: cases.length },
  };
}

function countOf(node: ConditionNode): number {
  return node.is === 'group' ? node.parts.reduce((sum, part) => sum + countOf(part), 0) : 1;
}
