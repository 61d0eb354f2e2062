import type { Type } from './tree.ts';

/** The names an expression may use: its subject and loop variables, and the parameters of the packs. */
export interface Scope {
  /** Type of a parameter, or null when there is none of that name. */
  parameter(name: string): Type | null;
  /** All parameter names, for the nearest-name message. */
  parameterNames(): Iterable<string>;
  /** The subject variables that are there from the start, in slot order. */
  readonly variables: readonly { readonly name: string; readonly type: Type }[];
}
