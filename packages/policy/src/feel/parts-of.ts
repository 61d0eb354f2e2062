import type { Node } from './tree.ts';

/** The nodes right below a node, whatever it is. */
export function partsOf(node: Node): readonly Node[] {
  return Object.values(node).flatMap((value) => (Array.isArray(value) ? value : [value]).filter(isNode));
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'is' in value && 'from' in value;
}
