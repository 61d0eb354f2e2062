import type { Rule } from '../packs/pack.ts';
import type { Mode } from './bound-rule.ts';
import type { ExplainedAmount, ExplainedCondition, ExplainedGroup, Missing, State, Verdict } from './explanation.ts';
import { keyOf } from './trace.ts';

export function stateOf(value: boolean | null): State {
  return value === null ? 'unknown' : value ? 'met' : 'unmet';
}

/** A part that does not apply is left out of its group, so it shows the state that changes nothing there. */
export function applied(applies: boolean | null, verdict: State, within: Mode): State {
  const decisive: State = within === 'all' ? 'unmet' : 'met';
  const neutral: State = within === 'all' ? 'met' : 'unmet';
  if (applies === false) return neutral;
  return applies === null && verdict === decisive ? 'unknown' : verdict;
}

export function combine(mode: Mode, states: readonly State[]): State {
  const decisive: State = mode === 'all' ? 'unmet' : 'met';
  if (states.includes(decisive)) return decisive;
  return states.includes('unknown') ? 'unknown' : mode === 'all' ? 'met' : 'unmet';
}

/** The verdict that an explained tree and amount amount to. */
export function verdictOf(
  rule: Rule,
  judgedFor: string,
  tree: ExplainedGroup,
  amount: ExplainedAmount | null,
  message: string | null,
): Verdict {
  const missing = new Map<string, Missing>();
  const unmet = new Set<string>();
  const aims: Verdict['aims'][number][] = [];
  collect(tree, tree.verdict, missing, unmet);
  collectAims(tree, aims);
  for (const item of amount?.missing ?? []) missing.set(keyOf(item), item);
  const isNumber = rule.kind === 'quantity' || rule.kind === 'formula';
  return {
    rule: rule.id,
    kind: rule.kind,
    pack: rule.pack,
    judgedFor,
    verdict: isNumber && amount?.value === null ? 'unknown' : tree.verdict,
    unmet: [...unmet],
    missing: [...missing.values()],
    aims,
    amount: amount && { value: amount.value, unit: amount.unit, is: amount.is },
    message,
  };
}

/** Follows only the parts that share the verdict: a path that another path makes needless has nothing to answer for. */
function collect(
  part: ExplainedGroup | ExplainedCondition,
  verdict: State,
  missing: Map<string, Missing>,
  unmet: Set<string>,
): void {
  if (part.kind === 'aim' || !part.applies || verdict === 'met' || part.verdict !== verdict) return;
  for (const item of part.missing) missing.set(keyOf(item), item);
  if (part.is === 'group') for (const kid of part.parts) collect(kid, verdict, missing, unmet);
  else if (verdict === 'unmet') for (const clause of part.clauses) unmet.add(clause.id);
}

function collectAims(part: ExplainedGroup | ExplainedCondition, aims: Verdict['aims'][number][]): void {
  if (part.kind === 'aim')
    aims.push({ id: part.id, clauses: part.clauses.map((clause) => clause.id), verdict: part.verdict });
  else if (part.is === 'group') for (const kid of part.parts) collectAims(kid, aims);
}
