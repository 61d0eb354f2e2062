import { partsOf } from './parts-of.ts';
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
  return partsOf(node).some((part) => mayDeviate(part, answerIsUnknown || asked));
}

export function holdsNull(value: Plain): boolean {
  if (value === null) return true;
  if (Array.isArray(value)) return value.some(holdsNull);
  return typeof value === 'object' && Object.values(value).some(holdsNull);
}

const DEVIATING: readonly Node['is'][] = ['if', 'compare', 'codeIs', 'every', 'some'];
const PLAIN: readonly Node['is'][] = ['field', 'variable', 'parameter', 'relation', 'reference'];
