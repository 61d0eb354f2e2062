import { parseCalendarDate } from '@daohu/kernel';
import type { SyntaxNode } from '@lezer/common';
import { childrenOf } from './children-of.ts';
import { AGGREGATES, FUNCTIONS, isFeelName, ROUNDING } from './names.ts';
import { FeelRefused, type RefusalCode } from './refusal.ts';
import { decimalAsQuotient, type Items, SPELT_OUT, type SpeltOut, spellOut } from './spelt-out.ts';
import type { AggregateName, RoundMode, Span, Syntax } from './syntax.ts';

const MOST_ARGUMENTS = 10;

/** What reading an invocation needs of the reader of the rest. */
export interface ExpressionReader {
  read(node: SyntaxNode, depth: number): Syntax;
  /** A loop; over a list literal it is taken apart, and a `for` is then its items. */
  loop(node: SyntaxNode, is: 'every' | 'some' | 'for', depth: number): Syntax | Items;
  string(node: SyntaxNode): string;
  textOf(node: Span): string;
}

/** Parameter names of the standard, for arguments that are given by name. */
const PARAMETERS: { readonly [fn: string]: readonly string[] } = {
  not: ['negand'],
  ...Object.fromEntries(AGGREGATES.map((fn) => [fn, ['list']])),
  ...Object.fromEntries(ROUNDING.map((fn) => [fn, ['n', 'scale']])),
  ...SPELT_OUT,
};

export function readInvocation(reader: ExpressionReader, node: SyntaxNode, depth: number): Syntax {
  const kids = childrenOf(node);
  const at = { from: node.from, to: node.to };
  const fn = reader.textOf(kids[0]!).split(/\s+/).join(' ');
  const given = argumentsOf(reader, node, PARAMETERS[fn]);
  const count = (least: number, most: number): void => {
    if (given.length >= least && given.length <= most) return;
    refuse('wrong-arguments', at, `${fn}( ) 的参数个数不对。`, `${fn}() has the wrong number of arguments.`);
  };
  if (fn === 'not') {
    count(1, 1);
    return { ...at, is: 'not', of: reader.read(given[0]!, depth + 1) };
  }
  const mode = ROUNDING.find((one) => one === fn);
  if (mode) {
    count(1, 2);
    return round(reader, at, mode, given, depth);
  }
  const aggregated = AGGREGATES.find((one) => one === fn);
  if (aggregated) {
    count(1, 1_000);
    return aggregate(reader, at, aggregated, given, depth);
  }
  if (Object.hasOwn(SPELT_OUT, fn)) return speltOut(reader, at, fn as SpeltOut, given, depth);
  // A table of the law or another rule; the names are looked up where the types are.
  if (isFeelName(fn) && given.length > 0) {
    count(1, MOST_ARGUMENTS);
    const nameSpan = { from: kids[0]!.from, to: kids[0]!.to };
    return { ...at, is: 'call', name: fn, nameSpan, given: given.map((kid) => reader.read(kid, depth + 1)) };
  }
  const zh = `规则语言里没有函数「${fn}」。可用的有：${FUNCTIONS.join('、')}。`;
  return refuse('unknown-function', at, zh, `No function \`${fn}\`. There are: ${FUNCTIONS.join(', ')}.`);
}

/** A day as `date("2016-01-01")`, `date(2016, 1, 1)` or `@"2016-01-01"`. */
export function readDate(reader: ExpressionReader, node: SyntaxNode): Syntax {
  const at = { from: node.from, to: node.to };
  const [first] = childrenOf(node);
  const isAt = first!.name === 'AtLiteral';
  const given = isAt ? childrenOf(first!) : argumentsOf(reader, node, ['from']);
  const isDate = isAt || reader.textOf(first!) === 'date';
  const numbers = given.map((kid) => (kid.name === 'NumericLiteral' ? reader.textOf(kid) : ''));
  let text: string | null = null;
  if (isDate && given.length === 1 && given[0]!.name === 'StringLiteral') text = reader.string(given[0]!);
  else if (isDate && given.length === 3 && numbers.every((one) => /^\d{1,4}$/.test(one))) {
    const [year, month, day] = numbers as [string, string, string];
    text = `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  }
  if (text === null || (isAt && !/^\d{4}-\d\d-\d\d$/.test(text))) {
    const code = isAt ? 'at-literal' : 'temporal-literal';
    return refuse(code, at, '只有日期：date("2016-01-01")。', 'Calendar dates only: date("2016-01-01").');
  }
  if (parseCalendarDate(text) === null)
    refuse('bad-date', at, `没有「${text}」这一天。`, `${text} is no calendar date.`);
  return { ...at, is: 'date', value: text };
}

/** The arguments in the order of the standard. Given by name, each stands once and none is left out before another. */
function argumentsOf(reader: ExpressionReader, node: SyntaxNode, names: readonly string[] = []): SyntaxNode[] {
  const holder = childrenOf(node).find(({ name }) => name === 'PositionalParameters' || name === 'NamedParameters');
  if (!holder) return [];
  const kids = childrenOf(holder);
  if (holder.name === 'PositionalParameters') return kids;
  const byName = new Map(
    kids.map((kid) => {
      const [name, value] = childrenOf(kid);
      return [reader.textOf(name!).trim(), value!] as const;
    }),
  );
  const ordered = names.flatMap((name) => byName.get(name) ?? []);
  const inOrder = names.slice(0, ordered.length).every((name) => byName.has(name));
  if (inOrder && ordered.length === kids.length) return ordered;
  const known = names.length > 0 ? `这里的参数是：${names.join('、')}。` : '';
  return refuse(
    'named-arguments',
    node,
    `参数的名字不对，请按位置写。${known}`,
    `Give arguments by position${names.length > 0 ? `, or by these names: ${names.join(', ')}` : ''}.`,
  );
}

function speltOut(
  reader: ExpressionReader,
  at: Span,
  fn: SpeltOut,
  given: readonly SyntaxNode[],
  depth: number,
): Syntax {
  const most = fn === 'all' || fn === 'any' ? 1_000 : SPELT_OUT[fn].length;
  if (given.length < SPELT_OUT[fn].length || given.length > most) {
    refuse('wrong-arguments', at, `${fn}( ) 的参数个数不对。`, `${fn}() has the wrong number of arguments.`);
  }
  const only = given.length === 1 ? given[0]! : null;
  if (only?.name === 'ForExpression' && (fn === 'all' || fn === 'any')) {
    return reader.loop(only, fn === 'all' ? 'every' : 'some', depth + 1) as Syntax;
  }
  const read = (kid: SyntaxNode): Syntax | Items =>
    kid.name === 'List' ? itemsOf(reader, kid, depth) : reader.read(kid, depth + 1);
  const several: Items = { ...at, is: 'items', items: [] };
  const parts =
    given.length > SPELT_OUT[fn].length
      ? [{ ...several, items: given.map((kid) => reader.read(kid, depth + 1)) }]
      : given.map(read);
  return (
    spellOut(fn, at, parts) ??
    refuse('list-literal', at, `${fn}( ) 里不能写列表。`, `${fn}() takes no list literal there.`)
  );
}

function round(
  reader: ExpressionReader,
  at: Span,
  mode: RoundMode,
  given: readonly SyntaxNode[],
  depth: number,
): Syntax {
  const scale = given[1];
  if (scale ? reader.textOf(scale) !== '0' : mode.startsWith('round')) {
    refuse(
      'rounding-scale',
      scale ?? at,
      `只能取整到个位，请写 ${mode}(a / b, 0)。`,
      `Whole numbers only: ${mode}(a / b, 0).`,
    );
  }
  let inner = given[0]!;
  while (inner.name === 'ParenthesizedExpression') inner = childrenOf(inner)[1]!;
  const decimal = inner.name === 'NumericLiteral' ? decimalAsQuotient(reader.textOf(inner).replace(/\s+/g, '')) : null;
  if (decimal) {
    const literal = (value: number): Syntax => ({ from: inner.from, to: inner.to, is: 'number', value });
    const [numerator, denominator] = [literal(decimal.numerator), literal(decimal.denominator)];
    return { ...at, is: 'round', mode, numerator, denominator };
  }
  const kids = childrenOf(inner);
  const divides = inner.name === 'ArithmeticExpression' && kids.length === 3 && reader.textOf(kids[1]!) === '/';
  if (!divides) return { ...at, is: 'round', mode, numerator: reader.read(inner, depth + 1), denominator: null };
  const numerator = reader.read(kids[0]!, depth + 1);
  return { ...at, is: 'round', mode, numerator, denominator: reader.read(kids[2]!, depth + 1) };
}

function aggregate(
  reader: ExpressionReader,
  at: Span,
  fn: AggregateName,
  given: readonly SyntaxNode[],
  depth: number,
): Syntax {
  const only = given.length === 1 ? given[0]! : null;
  if (only?.name === 'ForExpression') {
    const list = reader.loop(only, 'for', depth + 1);
    return list.is === 'items'
      ? { ...at, is: 'aggregate', fn, items: list.items }
      : { ...at, is: 'aggregateList', fn, list };
  }
  if (only?.name === 'List') return { ...at, is: 'aggregate', fn, items: itemsOf(reader, only, depth).items };
  if (only) return { ...at, is: 'aggregateList', fn, list: reader.read(only, depth + 1) };
  if (fn === 'count') refuse('wrong-arguments', at, 'count( ) 只数一个名单。', 'count() takes one list.');
  return { ...at, is: 'aggregate', fn, items: given.map((kid) => reader.read(kid, depth + 1)) };
}

/** The elements of a list literal. */
export function itemsOf(reader: Pick<ExpressionReader, 'read'>, list: SyntaxNode, depth: number): Items {
  const kids = childrenOf(list).filter((kid) => kid.name !== '[' && kid.name !== ']');
  return { from: list.from, to: list.to, is: 'items', items: kids.map((kid) => reader.read(kid, depth + 1)) };
}

function refuse(code: RefusalCode, at: Span, zh: string, en: string): never {
  throw new FeelRefused(code, { from: at.from, to: at.to }, zh, en);
}
