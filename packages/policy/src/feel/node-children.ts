import type { Node } from './tree.ts';

/** The parts of a node of the typed tree, in the order as written. */
export function childrenOf(node: Node): readonly Node[] {
  switch (node.is) {
    case 'literal':
    case 'parameter':
    case 'reference':
    case 'variable':
      return [];
    case 'field':
    case 'relation':
    case 'negate':
    case 'not':
    case 'codeIs':
    case 'isMissing':
      return [node.of];
    case 'arithmetic':
    case 'compare':
      return [node.left, node.right];
    case 'between':
      return [node.of, node.low, node.high];
    case 'and':
    case 'or':
      return node.parts;
    case 'if':
      return [node.test, node.yes, node.no];
    case 'every':
    case 'some':
    case 'for':
      return [node.list, node.body];
    case 'table':
      return node.by;
    case 'verdict':
      return [node.of];
    case 'aggregate':
      return node.items;
    case 'aggregateList':
      return [node.list];
    case 'round':
      return node.denominator ? [node.numerator, node.denominator] : [node.numerator];
  }
}
