import type { ConditionNode, ExplainedCondition, ExplainedGroup, Explanation, Rule } from '@daohu/policy';
import type { PartReading } from '@daohu/policy/sql';
import type { VerdictCause } from '../contract.ts';

type Part = ExplainedGroup | ExplainedCondition;

/** The conditions by which a subject comes out as it does: those on every way to them share the verdict of the whole. */
export function causesOf({ pack, verdict, tree }: Explanation): VerdictCause[] {
  if (verdict === 'met') return [];
  const found: VerdictCause[] = [];
  const collect = (part: Part, titles: readonly string[]): void => {
    if (part.kind === 'aim' || !part.applies || part.verdict !== verdict) return;
    const own = [...titles, part.title];
    if (part.is === 'group') for (const kid of part.parts) collect(kid, own);
    else
      found.push(
        causeOf(
          pack,
          part.id,
          own,
          part.clauses.map(({ id }) => id),
        ),
      );
  };
  for (const part of tree.parts) collect(part, []);
  return found;
}

/** Every condition of a rule in force that can be why, in the order of the rule, with how it is read as SQL. */
export function possibleCauses(
  rule: Rule,
  parts: readonly PartReading[],
): { cause: VerdictCause; reading: PartReading }[] {
  return parts
    .filter(({ part }) => part.is === 'condition' && part.kind !== 'aim')
    .map((reading) => {
      const titles = [...reading.within.map(({ part }) => part.title), reading.part.title];
      return { cause: causeOf(rule.pack, reading.part.id, titles, reading.part.clauses), reading };
    });
}

function causeOf(
  pack: string,
  id: ConditionNode['id'],
  titles: readonly string[],
  clauses: readonly string[],
): VerdictCause {
  return { key: `${pack}:${id}`, pack, titles, clauses };
}
