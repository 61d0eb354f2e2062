import type { Program } from '../feel/tree.ts';
import type { ConditionNode, Rule } from './pack.ts';

/** Every expression of a rule that decides its result. */
export function programsOf(rule: Rule): Program[] {
  return [...partPrograms(rule.root), ...(rule.amount ? [rule.amount.program] : [])];
}

function partPrograms(part: ConditionNode): Program[] {
  const own = [...(part.when ? [part.when] : []), ...(part.is === 'condition' ? [part.program] : [])];
  return part.is === 'group' ? [...own, ...part.parts.flatMap(partPrograms)] : own;
}
