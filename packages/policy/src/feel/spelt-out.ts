import { assertNever } from '@daohu/kernel';
import { FeelRefused } from './refusal.ts';
import type { CompareOp, Span, Syntax } from './syntax.ts';

/** A list literal, which stands only where it is taken apart. */
export interface Items extends Span {
  readonly is: 'items';
  readonly items: readonly Syntax[];
}

/** Functions of FEEL that the tree has no node for, with the names of their parameters in the standard. */
export const SPELT_OUT = {
  abs: ['n'],
  modulo: ['dividend', 'divisor'],
  all: ['list'],
  any: ['list'],
  'list contains': ['list', 'element'],
} as const;
export type SpeltOut = keyof typeof SPELT_OUT;

/** No name in FEEL looks like this, so it meets no name of the writer's. */
const ELEMENT = '〔项〕';
const MOST_PARTS = 5_000;

/** The function written with what the tree has, so that every reading of a rule knows it already. */
export function spellOut(fn: SpeltOut, at: Span, [first, second]: readonly (Syntax | Items)[]): Syntax | null {
  switch (fn) {
    case 'abs': {
      if (!first || first.is === 'items') return null;
      return bounded({
        ...spanOf(at),
        is: 'if',
        test: compare(at, '<', first, whole(at, 0)),
        yes: { ...spanOf(at), is: 'negate', of: first },
        no: first,
      });
    }
    case 'modulo': {
      if (!first || !second || first.is === 'items' || second.is === 'items') return null;
      const quotient: Syntax = { ...spanOf(at), is: 'round', mode: 'floor', numerator: first, denominator: second };
      const product: Syntax = { ...spanOf(at), is: 'arithmetic', op: '*', left: second, right: quotient };
      return bounded({ ...spanOf(at), is: 'arithmetic', op: '-', left: first, right: product });
    }
    case 'all':
    case 'any': {
      if (!first) return null;
      if (first.is === 'items') return connected(fn === 'all' ? 'and' : 'or', at, first.items);
      const body: Syntax = { ...spanOf(at), is: 'name', name: ELEMENT };
      return { ...spanOf(at), is: fn === 'all' ? 'every' : 'some', name: ELEMENT, nameSpan: at, list: first, body };
    }
    case 'list contains': {
      if (!first || !second || second.is === 'items') return null;
      if (first.is === 'items') {
        const parts = first.items.map((item) => compare(at, '=', second, item));
        return bounded(connected('or', at, parts));
      }
      const element: Syntax = { ...spanOf(at), is: 'name', name: ELEMENT };
      const body = compare(at, '=', element, second);
      return { ...spanOf(at), is: 'some', name: ELEMENT, nameSpan: at, list: first, body };
    }
    default:
      return assertNever(fn);
  }
}

/** A loop over a list literal, as one part for each of its elements. */
export function unrolled(
  is: 'every' | 'some' | 'for',
  at: Span,
  name: string,
  items: readonly Syntax[],
  body: Syntax | Items,
): Syntax | Items {
  const bodies = body.is === 'items' ? body.items : [body];
  checkSize(at, items.length * bodies.reduce((sum, one) => sum + sizeOf(one), 0));
  const parts = items.flatMap((item) => bodies.map((one) => withValue(one, name, item)));
  return is === 'for'
    ? { ...spanOf(at), is: 'items', items: parts }
    : connected(is === 'every' ? 'and' : 'or', at, parts);
}

/** A rounded decimal literal, exactly: `floor(1.5)` is the floor of 15 / 10. Null when the text is no such literal. */
export function decimalAsQuotient(text: string): { readonly numerator: number; readonly denominator: number } | null {
  const found = /^(-?)(\d*)\.(\d+)$/.exec(text);
  if (!found) return null;
  const [, sign, before, after] = found;
  const numerator = Number(`${sign}${before}${after}`);
  const denominator = 10 ** after!.length;
  return Number.isSafeInteger(numerator) && Number.isSafeInteger(denominator) ? { numerator, denominator } : null;
}

/** `and` of no parts is true and `or` of none is false, as `every` and `some` over nothing are. */
function connected(is: 'and' | 'or', at: Span, parts: readonly Syntax[]): Syntax {
  if (parts.length === 0) return { ...spanOf(at), is: 'boolean', value: is === 'and' };
  return { ...spanOf(at), is, parts };
}

function compare(at: Span, op: CompareOp, left: Syntax, right: Syntax): Syntax {
  return { ...spanOf(at), is: 'compare', op, left, right };
}

function whole(at: Span, value: number): Syntax {
  return { ...spanOf(at), is: 'number', value };
}

function spanOf({ from, to }: Span): Span {
  return { from, to };
}

/** The expression with a literal in the place of a loop variable; an inner loop of the same name keeps its own. */
function withValue(syntax: Syntax, name: string, value: Syntax): Syntax {
  if (syntax.is === 'name') return syntax.name === name ? { ...value, ...spanOf(syntax) } : syntax;
  const hidden = (syntax.is === 'every' || syntax.is === 'some' || syntax.is === 'for') && syntax.name === name;
  const inner = (key: string, part: unknown): unknown => {
    if (hidden && key === 'body') return part;
    if (Array.isArray(part)) return part.map((one) => (isSyntax(one) ? withValue(one, name, value) : one));
    return isSyntax(part) ? withValue(part, name, value) : part;
  };
  return Object.fromEntries(Object.entries(syntax).map(([key, part]) => [key, inner(key, part)])) as unknown as Syntax;
}

/** Parts that stand twice count twice: a function within itself would otherwise grow without end. */
function bounded(syntax: Syntax): Syntax {
  checkSize(syntax, sizeOf(syntax));
  return syntax;
}

function checkSize(at: Span, size: number): void {
  if (size <= MOST_PARTS) return;
  const zh = '函数套函数、列表套列表，展开后太长。请拆成几条。';
  throw new FeelRefused('too-long', { from: at.from, to: at.to }, zh, 'Written out, this is too long: split it.');
}

const sizes = new WeakMap<Syntax, number>();

function sizeOf(syntax: Syntax): number {
  const known = sizes.get(syntax);
  if (known !== undefined) return known;
  let size = 1;
  for (const part of Object.values(syntax)) {
    for (const one of Array.isArray(part) ? part : [part]) if (isSyntax(one)) size += sizeOf(one);
  }
  sizes.set(syntax, size);
  return size;
}

function isSyntax(value: unknown): value is Syntax {
  return typeof value === 'object' && value !== null && 'is' in value;
}
