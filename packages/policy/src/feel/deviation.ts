import { childrenOf } from './node-children.ts';
import type { Plain } from './plain-values.ts';
import type { Node } from './tree.ts';

/**
 * Whether the answer may differ from that of the standard when a value is unknown: there `if` takes the else branch,
 * `=` with one null is false, and `every` and `some` may pass over an element. A known answer rests on known parts,
 * except where `… = null` asks about one of these.
 */
export function mayDeviate(node: Node, answerIsUnknown: boolean): boolean {
  if (answerIsUnknown && DEVIATING.includes(node.is)) return true;
  const asked = node.is === 'isMissing' && !PLAIN.includes(node.of.is);
  return childrenOf(node).some((part) => mayDeviate(part, answerIsUnknown || asked));
}

/** Whether some part may be unknown: for want of a value, or because it divides, or aggregates what may be nothing. */
export function mayBeUnknown(node: Node, values: Iterable<Plain>): boolean {
  return [...values].some(holdsNull) || hasUncertainResult(node);
}

function hasUncertainResult(node: Node): boolean {
  if (node.is === 'round' && node.denominator) return true;
  if (node.is === 'aggregateList' && node.fn !== 'count') return true;
  return childrenOf(node).some(hasUncertainResult);
}

function holdsNull(value: Plain): boolean {
  if (value === null) return true;
  if (Array.isArray(value)) return value.some(holdsNull);
  return typeof value === 'object' && Object.values(value).some(holdsNull);
}

const DEVIATING: readonly Node['is'][] = ['if', 'compare', 'codeIs', 'every', 'some'];
const PLAIN: readonly Node['is'][] = ['field', 'variable', 'parameter', 'relation', 'reference'];
