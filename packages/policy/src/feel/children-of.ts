import type { SyntaxNode } from '@lezer/common';

/** The children of a node of the grammar, without comments. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const kids: SyntaxNode[] = [];
  for (let kid = node.firstChild; kid; kid = kid.nextSibling) if (!kid.name.endsWith('Comment')) kids.push(kid);
  return kids;
}
