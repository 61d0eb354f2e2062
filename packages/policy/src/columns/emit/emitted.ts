import type { CompareOp } from '../../feel/syntax.ts';
import type { Field, RelationSchema } from '../../schema.ts';
import { type At, atOf, type Block, type Placed } from './block.ts';

/**
 * What an expression became. `sure` says that it is never unknown.
 *
 * A sure truth is 0 or 1, or false or true, which `&`, `|` and `^` take as well. Another one is 0 for false, 1 for
 * unknown, 3 for true, so that `&` and `|` are the strict three-valued and, or. An unknown number is NaN, which
 * arithmetic passes on by itself. Codes and texts are positions in their list. Truths are never chosen by `? :`: what
 * varies from row to row cannot be foreseen by a processor, and a wrong guess costs more than the whole condition.
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
  /** How unknown is written, unless it is sure. */
  readonly unknown: string;
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

export function truth(code: string, sure: boolean, parts: readonly Placed[]): Truth {
  return { is: 'truth', code, sure, at: atOf(parts) };
}

export function numeric(code: string, sure: boolean, parts: readonly Placed[]): Numeric {
  return { is: 'number', code, sure, at: atOf(parts) };
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
  if (a.sure && b.sure) {
    const written = op === '=' ? '===' : op === '!=' ? '!==' : op;
    return truth(`(${x} ${written} ${y})`, true, [a, b]);
  }
  if (op === '=' || op === '!=') {
    const unknown = [a, b].filter((one) => !one.sure).map(({ code }) => `(${code} !== ${code})`);
    const equal: Truth = truth(`((${x} === ${y}) << 1 | (${x} === ${y}) | ${unknown.join(' | ')})`, false, [a, b]);
    return op === '=' ? equal : not(equal);
  }
  // Of an unknown number neither a comparison nor its opposite is true.
  const opposite = { '<': '>=', '<=': '>', '>': '<=', '>=': '<' }[op];
  return truth(`((${x} ${op} ${y}) << 1 | (${x} ${opposite} ${y}) ^ 1)`, false, [a, b]);
}

export function compareTruths(a: Truth, b: Truth, negated: boolean): Truth {
  if (a.sure && b.sure) return truth(`(${a.code} ^ ${b.code}${negated ? '' : ' ^ 1'})`, true, [a, b]);
  const [x, y] = [threeValued(a), threeValued(b)];
  return truth(`(${x} === 1 || ${y} === 1 ? 1 : ${x} ${negated ? '!==' : '==='} ${y} ? 3 : 0)`, false, [a, b]);
}

export function compareCodes(a: Coded, b: Coded, negated: boolean): Truth {
  if (a.sure && b.sure) return truth(`(${a.code} ${negated ? '!==' : '==='} ${b.code})`, true, [a, b]);
  const unknown = [a, b].filter((one) => !one.sure).map(isUnknownCode);
  const [yes, no] = negated ? ['0', '3'] : ['3', '0'];
  return truth(`(${unknown.join(' || ')} ? 1 : ${a.code} === ${b.code} ? ${yes} : ${no})`, false, [a, b]);
}

export function isUnknownCode({ code, unknown }: Coded): string {
  return `${code} === ${unknown}`;
}

/** Whether a code is one of some positions of a list of `count` codes. */
export function codeIsOneOf(value: Coded, positions: readonly number[], count: number): Truth {
  const { code, sure } = value;
  // In a short list the positions are bits of a number. Unknown is all ones, so the bit behind the last of any list.
  const bits = positions.length > 1 && count < 31 && value.list !== 'all codes';
  const hit = bits
    ? `(${positions.reduce((mask, position) => mask | (1 << position), 0)} >> ${code} & 1)`
    : `(${positions.map((position) => `(${code} === ${position})`).join(' | ') || '0'})`;
  if (sure) return truth(hit, true, [value]);
  return truth(`(${hit} << 1 | ${hit} | (${isUnknownCode(value)}))`, false, [value]);
}

export function choose(test: Truth, yes: Emitted, no: Emitted): Emitted {
  const parts = [test, yes as Placed, no as Placed];
  if (yes.is === 'truth' && no.is === 'truth') return chooseTruth(test, yes, no);
  const pick = (a: string, b: string, unknown: string): string =>
    test.sure ? `(${test.code} ? ${a} : ${b})` : `(${test.code} === 3 ? ${a} : ${test.code} === 0 ? ${b} : ${unknown})`;
  if (yes.is === 'number' && no.is === 'number') {
    return numeric(pick(yes.code, no.code, 'NaN'), test.sure && yes.sure && no.sure, parts);
  }
  const [a, b] = [yes as Coded, no as Coded];
  const sure = test.sure && a.sure && b.sure;
  const known = ({ code, sure: isSure, unknown }: Coded): string =>
    isSure || unknown === '-1' ? code : `(${code} === ${unknown} ? -1 : ${code})`;
  return { is: 'coded', code: pick(known(a), known(b), '-1'), sure, list: a.list, unknown: '-1', at: atOf(parts) };
}

function chooseTruth(test: Truth, yes: Truth, no: Truth): Truth {
  const parts = [test, yes, no];
  if (test.sure && yes.sure && no.sure) {
    return truth(`(${test.code} & ${yes.code} | (${test.code} ^ 1) & ${no.code})`, true, parts);
  }
  const [t, a, b] = [threeValued(test), threeValued(yes), threeValued(no)];
  const chosen = `${t} & ${a} | (${t} ^ 3) & ${b}`;
  return truth(test.sure ? `(${chosen})` : `(${t} === 1 ? 1 : ${chosen})`, false, parts);
}

/** The truth as results keep it: 0, 1, and 2 for unknown. */
export function asResult(value: Truth): string {
  return value.sure ? `${value.code} | 0` : `72 >> (${value.code} << 1) & 3`;
}

/** A truth column or result (0, 1, 2 unknown, 3 no such rule there) as 0, 1 for unknown, 3. */
export function fromResult(code: string): string {
  return `(92 >> (${code} << 1) & 3)`;
}
