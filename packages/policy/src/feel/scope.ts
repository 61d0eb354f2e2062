import type { Entity, Field } from '../schema.ts';
import type { Type } from './tree.ts';

/** The names an expression may use: its subject and loop variables, the parameters and tables of the packs, other rules. */
export interface Scope {
  /** Type of a parameter, or null when there is none of that name. */
  parameter(name: string): Type | null;
  /** All parameter names, for the nearest-name message. */
  parameterNames(): Iterable<string>;
  /** The subject variables that are there from the start, in slot order. */
  readonly variables: readonly { readonly name: string; readonly type: Type }[];
  /** What may be called: tables by category and rules that have a name. Absent: nothing. */
  readonly callables?: ReadonlyMap<string, Callable>;
  /** The entity in slot 0 whose fields are written bare, without a variable before them: the inputs of a formula. */
  readonly inputs?: Entity;
}

export type Callable =
  | { readonly is: 'table'; readonly by: readonly Axis[]; readonly type: Type }
  | { readonly is: 'rule'; readonly entity: Entity; readonly type: Type };

/** What one argument of a table may be: a code with these labels, or one of these texts. */
export type Axis =
  | { readonly is: 'code'; readonly item: string; readonly field: Field }
  | { readonly is: 'text'; readonly categories: readonly string[] };
