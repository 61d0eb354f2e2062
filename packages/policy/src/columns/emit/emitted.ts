import type { CompareOp } from '../../feel/syntax.ts';
import type { Field, RelationSchema } from '../../schema.ts';
import { type At, atOf, type Block, type Placed } from './block.ts';

/**
 * What an expression became. `sure` says that it is never unknown.
 *
 * A sure truth is 0 or 1. Another one is 0 for false, 1 for unknown, 3 for true, so that `&` and `|` are the strict
 * three-valued and, or: no branch, nothing to look up. An unknown number is NaN, which arithmetic passes on by itself.
 * Codes and texts are positions in their list, -1 for unknown.
 */
export type Emitted = Truth | Numeric | Coded | Row | List;

export interface Truth extends Placed {
  readonly is: 'truth';
  readonly sure: boolean;
}

/** A number, or a date as yyyymmdd. */
export interface Numeric extends Placed {
  readonly is: 'number';
  readonly sure: boolean;
}

export interface Coded extends Placed {
  readonly is: 'coded';
  readonly sure: boolean;
  /** What the position counts in: the code list of a field, all codes of the schema, or the texts of the columns. */
  readonly list: Field | 'all codes' | 'texts';
}

/** A record: a row of a table, seen so many years back. `code` is -1 where there is none, if that `mayLack`. */
export interface Row extends Placed {
  readonly is: 'row';
  readonly table: string;
  readonly entity: string;
  /** Years before the year judged that the table is of. */
  readonly tableBack: number;
  readonly back: number;
  readonly mayLack: boolean;
}

/** Records that a relation leads to, or what `for` makes of each element of another list. `at` is all that it needs. */
export type List = { readonly is: 'list'; readonly at: At } & (
  | { readonly of: 'relation'; readonly holder: Row; readonly relation: RelationSchema }
  | { readonly of: 'for'; readonly list: List; readonly make: MakeElement }
);

/** Makes what `for` returns for an element, in the body of whichever loop runs over the list. */
export type MakeElement = (element: Emitted, block: Block) => Emitted;

export const UNKNOWN_NUMBER: Numeric = { is: 'number', code: 'NaN', at: [0], sure: false };
export const UNKNOWN: Truth = { is: 'truth', code: '1', at: [0], sure: false };

export function truth(code: string, sure: boolean, parts: readonly Placed[]): Truth {
  return { is: 'truth', code, sure, at: atOf(parts) };
}

export function numeric(code: string, sure: boolean, parts: readonly Placed[]): Numeric {
  return { is: 'number', code, sure, at: atOf(parts) };
}

export function sureTruth(value: boolean): Truth {
  return truth(value ? '1' : '0', true, []);
}

/** The truth as 0, 1 or 3, whether or not it is sure. */
export function threeValued(value: Truth): string {
  if (!value.sure) return value.code;
  if (value.code === '0' || value.code === '1') return value.code === '0' ? '0' : '3';
  return `(${value.code} | ${value.code} << 1)`;
}

export function not(value: Truth): Truth {
  if (value.sure) return truth(`(${value.code} ^ 1)`, true, [value]);
  return truth(`((${value.code} >> 1 | ${value.code} << 1 & 2) ^ 3)`, false, [value]);
}

/** `&` or `|` over all parts; the sure ones are joined first. */
export function join(op: '&' | '|', parts: readonly Truth[]): Truth {
  const sure = parts.filter((part) => part.sure).map((part) => part.code);
  const open = parts.filter((part) => !part.sure).map((part) => part.code);
  const ofSure = sure.length === 0 ? null : sure.length === 1 ? sure[0]! : `(${sure.join(` ${op} `)})`;
  if (open.length === 0) return truth(ofSure ?? (op === '&' ? '1' : '0'), true, parts);
  const all = ofSure === null ? open : [threeValued(truth(ofSure, true, [])), ...open];
  return truth(all.length === 1 ? all[0]! : `(${all.join(` ${op} `)})`, false, parts);
}

export function compareNumbers(op: CompareOp, a: Numeric, b: Numeric): Truth {
  const [x, y] = [a.code, b.code];
  const written = op === '=' ? '===' : op === '!=' ? '!==' : op;
  if (a.sure && b.sure) return truth(`(${x} ${written} ${y} ? 1 : 0)`, true, [a, b]);
  if (op === '=') return truth(`(${x} === ${y} ? 3 : ${x} === ${x} && ${y} === ${y} ? 0 : 1)`, false, [a, b]);
  if (op === '!=') return truth(`(${x} === ${y} ? 0 : ${x} === ${x} && ${y} === ${y} ? 3 : 1)`, false, [a, b]);
  const opposite = { '<': '>=', '<=': '>', '>': '<=', '>=': '<' }[op];
  return truth(`(${x} ${op} ${y} ? 3 : ${x} ${opposite} ${y} ? 0 : 1)`, false, [a, b]);
}

export function compareTruths(a: Truth, b: Truth, negated: boolean): Truth {
  if (a.sure && b.sure) return truth(`(${a.code} ^ ${b.code}${negated ? '' : ' ^ 1'})`, true, [a, b]);
  const [x, y] = [threeValued(a), threeValued(b)];
  return truth(`(${x} === 1 || ${y} === 1 ? 1 : ${x} ${negated ? '!==' : '==='} ${y} ? 3 : 0)`, false, [a, b]);
}

export function compareCodes(a: Coded, b: Coded, negated: boolean): Truth {
  const [yes, no] = negated ? ['0', '3'] : ['3', '0'];
  if (a.sure && b.sure) return truth(`(${a.code} ${negated ? '!==' : '==='} ${b.code} ? 1 : 0)`, true, [a, b]);
  const unknown = [a, b].filter((one) => !one.sure).map((one) => `${one.code} === -1`);
  return truth(`(${unknown.join(' || ')} ? 1 : ${a.code} === ${b.code} ? ${yes} : ${no})`, false, [a, b]);
}

/** Whether a code is one of some positions of its list. */
export function codeIsOneOf(value: Coded, positions: readonly number[], negated: boolean): Truth {
  const { code, sure } = value;
  const hit = positions.map((position) => `${code} === ${position}`).join(' || ') || 'false';
  const [yes, no] = negated ? [0, 1] : [1, 0];
  if (sure) return truth(`(${hit} ? ${yes} : ${no})`, true, [value]);
  return truth(`(${hit} ? ${yes * 3} : ${code} === -1 ? 1 : ${no * 3})`, false, [value]);
}

export function choose(test: Truth, yes: Emitted, no: Emitted): Emitted {
  const parts = [test, yes as Placed, no as Placed];
  const pick = (a: string, b: string, unknown: string): string =>
    test.sure ? `(${test.code} ? ${a} : ${b})` : `(${test.code} === 3 ? ${a} : ${test.code} === 0 ? ${b} : ${unknown})`;
  if (yes.is === 'truth' && no.is === 'truth') {
    const sure = test.sure && yes.sure && no.sure;
    return truth(sure ? pick(yes.code, no.code, '1') : pick(threeValued(yes), threeValued(no), '1'), sure, parts);
  }
  if (yes.is === 'number' && no.is === 'number') {
    return numeric(pick(yes.code, no.code, 'NaN'), test.sure && yes.sure && no.sure, parts);
  }
  const [a, b] = [yes as Coded, no as Coded];
  const sure = test.sure && a.sure && b.sure;
  return { is: 'coded', code: pick(a.code, b.code, '-1'), sure, list: a.list, at: atOf(parts) };
}

/** The truth as results keep it: 0, 1, and 2 for unknown. */
export function asResult(value: Truth): string {
  return value.sure ? value.code : `72 >> (${value.code} << 1) & 3`;
}

/** A truth column or result (0, 1, 2 unknown, 3 no such rule there) as 0, 1 for unknown, 3. */
export function fromResult(code: string): string {
  return `(92 >> (${code} << 1) & 3)`;
}
