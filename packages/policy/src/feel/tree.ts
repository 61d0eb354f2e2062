import type { Entity, Field, RelationSchema } from '../schema.ts';
import type { CompareOp, RoundMode, Span } from './syntax.ts';
import type { Unit } from './unit.ts';

/** The typed tree. Every reading of a rule (explanation, columns, SQL) is made from this one. */
export type Type =
  | { readonly is: 'boolean' }
  | NumberType
  | { readonly is: 'code'; readonly field: Field }
  | { readonly is: 'text' }
  | { readonly is: 'date' }
  | RecordType
  | ListType
  | { readonly is: 'null' };

export interface NumberType {
  readonly is: 'number';
  readonly unit: Unit;
  /** A bare literal: takes the unit of whatever it meets. */
  readonly free: boolean;
  /** Literal factors of the product, which may turn one unit into another. */
  readonly factors: readonly number[];
  readonly low: number;
  readonly high: number;
}

export interface RecordType {
  readonly is: 'record';
  readonly entity: Entity;
  /** 0 this year, -1 the year before. */
  readonly yearOffset: number;
  /** Set when the record stands for a division, whose series are read by (division, year). */
  readonly level?: string;
}

export interface ListType {
  readonly is: 'list';
  readonly of: Type;
  readonly maxCount: number;
  readonly unit: Unit;
}

export type Node = Span & { readonly type: Type } & NodeShape;

export type NodeShape =
  | { readonly is: 'literal'; readonly value: number | boolean | string }
  | { readonly is: 'parameter'; readonly name: string; readonly slot: number }
  /**
   * A table of the law by category: `学段资助标准(人.在校生状况)`. `slot` counts among `Program.parameters`; what stands
   * there in the frame is a `TableValue`. An argument is a code or a text; a written label of a code is a literal of
   * type code that holds the first of its keys.
   */
  | { readonly is: 'table'; readonly name: string; readonly slot: number; readonly by: readonly Node[] }
  /** The result of another rule for a record of this year: `可结业(生)`. `slot` counts among `Program.calls`. */
  | { readonly is: 'verdict'; readonly name: string; readonly slot: number; readonly of: Node }
  | { readonly is: 'reference'; readonly slot: number; readonly path: string; readonly read: ReferenceRead }
  | { readonly is: 'variable'; readonly name: string; readonly slot: number }
  | {
      readonly is: 'field';
      readonly of: Node;
      readonly field: Field;
      readonly path: string;
      readonly yearOffset: number;
    }
  | {
      readonly is: 'relation';
      readonly of: Node;
      readonly relation: RelationSchema;
      readonly path: string;
      readonly yearOffset: number;
    }
  | { readonly is: 'arithmetic'; readonly op: '+' | '-' | '*'; readonly left: Node; readonly right: Node }
  | { readonly is: 'negate'; readonly of: Node }
  | { readonly is: 'compare'; readonly op: CompareOp; readonly left: Node; readonly right: Node }
  | {
      readonly is: 'codeIs';
      readonly of: Node;
      readonly keys: readonly string[];
      readonly label: string;
      readonly negated: boolean;
    }
  | { readonly is: 'isMissing'; readonly of: Node; readonly negated: boolean }
  | { readonly is: 'between'; readonly of: Node; readonly low: Node; readonly high: Node }
  | { readonly is: 'and' | 'or'; readonly parts: readonly Node[] }
  | { readonly is: 'not'; readonly of: Node }
  | { readonly is: 'if'; readonly test: Node; readonly yes: Node; readonly no: Node }
  | {
      readonly is: 'every' | 'some';
      readonly name: string;
      readonly slot: number;
      readonly list: Node;
      readonly body: Node;
    }
  | { readonly is: 'for'; readonly name: string; readonly slot: number; readonly list: Node; readonly body: Node }
  | { readonly is: 'aggregate'; readonly fn: 'sum' | 'min' | 'max' | 'count'; readonly items: readonly Node[] }
  | { readonly is: 'aggregateList'; readonly fn: 'sum' | 'min' | 'max' | 'count'; readonly list: Node }
  | { readonly is: 'round'; readonly mode: RoundMode; readonly numerator: Node; readonly denominator: Node | null };

/** A figure of a division: which series, at which level, how many years back. */
export interface ReferenceRead {
  readonly series: string;
  readonly level: string;
  readonly yearOffset: number;
  readonly field: Field;
}

/** Another rule whose result an expression uses, by its name in FEEL and the entity it is about. */
export interface CallRead {
  readonly name: string;
  readonly entity: string;
}

/** What a compiled expression needs besides the facts, in the order of its slots. */
export interface Program {
  readonly text: string;
  readonly tree: Node;
  readonly parameters: readonly string[];
  readonly references: readonly ReferenceRead[];
  readonly calls: readonly CallRead[];
  readonly slots: number;
}
