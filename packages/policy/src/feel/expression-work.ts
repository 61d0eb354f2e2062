import { childrenOf } from './node-children.ts';
import type { Node } from './tree.ts';

/** About a second on a slow machine. */
export const MOST_STEPS = 100_000_000;

/** How many nodes are visited at most, by the lengths of the lists: a loop within a loop multiplies. */
export function stepsAtMost(node: Node): number {
  if (node.is === 'every' || node.is === 'some' || node.is === 'for') {
    const times = node.list.type.is === 'list' ? node.list.type.maxCount : 1;
    return 1 + stepsAtMost(node.list) + times * stepsAtMost(node.body);
  }
  return childrenOf(node).reduce((steps, part) => steps + stepsAtMost(part), 1);
}
