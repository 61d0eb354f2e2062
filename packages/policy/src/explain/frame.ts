import type { Node } from '../feel/tree.ts';
import type { FactRecord } from '../schema.ts';

/** A known value, or null for unknown. Dates are `YYYY-MM-DD`, codes their keys. */
export type Value = number | boolean | string | null;

/** A table of the law as it stands at a place and a day. */
export interface TableValue {
  /** One key per argument of the table: the key of a code, or the category itself where the table is by texts. */
  readonly rows: readonly TableRow[];
  /** For what no row names; null is unknown. */
  readonly otherwise: Value;
  /** The value for these keys; null where it is unknown. */
  at(keys: readonly string[]): Value;
}

export interface TableRow {
  readonly keys: readonly string[];
  /** Null where the text leaves it open and nobody set it. */
  readonly value: Value;
}

/** Another rule, bound to the same place and day: its result for one record, true or false or a number. */
export interface Call {
  value(facts: FactRecord): Value;
}

/** What a compiled expression runs on: one subject, the law and the figures resolved for its place and day. */
export interface Frame {
  /** Subject and loop variables, by slot. */
  readonly slots: unknown[];
  readonly parameters: readonly (Value | TableValue)[];
  readonly references: readonly Value[];
  readonly calls: readonly Call[];
  readonly date: string;
  /** Null when only the value is wanted; then `and`, `or` and loops stop as soon as the answer is known. */
  readonly recorder: Recorder | null;
}

export type FieldNode = Node & { readonly is: 'field' };
export type CallNode = Node & { readonly is: 'verdict' };
export type UnknownCause = 'absent' | 'record-absent' | 'out-of-range' | 'division-by-zero' | 'nothing-to-aggregate';

/** Hears what a compiled expression reads. `mark` and `keep` let a part that is decided drop what it did not need. */
export interface Recorder {
  readField(node: FieldNode, record: FactRecord | null, value: Value, cause: UnknownCause): void;
  readList(node: Node, record: FactRecord | null, missing: boolean): void;
  readParameter(slot: number, value: Value): void;
  /** `keys` that select the cell, one per argument. */
  readTable(slot: number, keys: readonly string[], value: Value): void;
  readCall(node: CallNode, record: FactRecord | null, value: Value): void;
  readReference(slot: number, value: Value): void;
  noResult(node: Node, cause: UnknownCause): void;
  /** Which way an `if` went; null when its test is unknown. */
  tookBranch(node: Node, taken: boolean | null): void;
  mark(): number;
  /** Forgets the missing items noted since `mark`: the part was decided without them. */
  forgetMissing(mark: number): void;
  enterElement(node: Node, index: number, record: unknown): number;
  /** `keep` when the element decides the loop (a counter-example, an example, an unknown). */
  leaveElement(node: Node, since: number, outcome: boolean | null, keep: boolean): void;
}
