import type { Node } from '../feel/tree.ts';
import type { FactRecord } from '../schema.ts';

/** A known value, or null for unknown. Dates are `YYYY-MM-DD`, codes their keys. */
export type Value = number | boolean | string | null;

/** What a compiled expression runs on: one subject, the law and the figures resolved for its place and day. */
export interface Frame {
  /** Subject and loop variables, by slot. */
  readonly slots: unknown[];
  readonly parameters: readonly Value[];
  readonly references: readonly Value[];
  readonly date: string;
  /** Null when only the value is wanted; then `and`, `or` and loops stop as soon as the answer is known. */
  readonly recorder: Recorder | null;
}

export type FieldNode = Node & { readonly is: 'field' };
export type UnknownCause = 'absent' | 'record-absent' | 'out-of-range' | 'division-by-zero' | 'nothing-to-aggregate';

/** Hears what a compiled expression reads. `mark` and `keep` let a part that is decided drop what it did not need. */
export interface Recorder {
  readField(node: FieldNode, record: FactRecord | null, value: Value, cause: UnknownCause): void;
  readList(node: Node, record: FactRecord | null, missing: boolean): void;
  readParameter(slot: number, value: Value): void;
  readReference(slot: number, value: Value): void;
  noResult(node: Node, cause: UnknownCause): void;
  mark(): number;
  /** Forgets the missing items noted since `mark`: the part was decided without them. */
  forgetMissing(mark: number): void;
  enterElement(node: Node, index: number, record: unknown): number;
  /** `keep` when the element decides the loop (a counter-example, an example, an unknown). */
  leaveElement(node: Node, since: number, outcome: boolean | null, keep: boolean): void;
}
