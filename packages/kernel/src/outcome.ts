/**
 * What a command gives back. A refusal is expected and is a value, listed by code in the noun's `contract.ts`;
 * a bug throws through `invariant`; a failure of the outside (database, file) is thrown with its `cause`.
 */
export type Outcome<Value, Refusal extends { readonly code: string }> = Done<Value> | Refused<Refusal>;

export interface Done<Value> {
  readonly ok: true;
  readonly value: Value;
}

export interface Refused<Refusal extends { readonly code: string }> {
  readonly ok: false;
  readonly refusal: Refusal;
}

export function done<Value>(value: Value): Done<Value> {
  return { ok: true, value };
}

export function refuse<const Refusal extends { readonly code: string }>(refusal: Refusal): Refused<Refusal> {
  return { ok: false, refusal };
}
