import type { Node } from '../feel/tree.ts';
import type { Amount, Condition, ConditionNode } from '../packs/pack.ts';

/** Hears which way each part of a rule went for one subject, so that the examples of a rule can be held against it. */
export interface BranchWatch {
  /** Before `when` is heard: the bare value, null for unknown. */
  condition(source: Condition, value: boolean | null, applies: boolean | null): void;
  when(source: ConditionNode, applies: boolean | null): void;
  /** The number itself where it is owed, null for unknown. */
  amount(source: Amount, value: number | null): void;
  /** An `if` in any expression of the rule. */
  branch(node: Node, taken: boolean | null): void;
}
