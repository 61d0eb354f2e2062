import type { Span } from './syntax.ts';
import type { ListType, Node, NodeShape, NumberType, Type } from './tree.ts';
import { nameOfType, refuse, refuseType } from './type-refusal.ts';
import { commonUnit, formatUnit, missingFactor, NO_UNIT, perUnit, timesUnit, type Unit } from './unit.ts';

/** What the operations on numbers ask of their parts: units that meet, results that stay exact. */
const SAFE = Number.MAX_SAFE_INTEGER;

export function node(at: Span, type: Type, shape: NodeShape): Node {
  return { from: at.from, to: at.to, type, ...shape };
}

export function numberType(
  unit: Unit,
  low: number,
  high: number,
  free = false,
  factors: readonly number[] = [],
): NumberType {
  return { is: 'number', unit, free, factors, low, high };
}

export function literalNumber(value: number): NumberType {
  return numberType(NO_UNIT, value, value, true);
}

export function negation(at: Span, of: Node): Node {
  const type = numberOf(of);
  return node(at, { ...type, low: -type.high, high: -type.low }, { is: 'negate', of });
}

export function arithmetic(at: Span, op: '+' | '-' | '*', left: Node, right: Node): Node {
  const a = numberOf(left);
  const b = numberOf(right);
  const shape: NodeShape = { is: 'arithmetic', op, left, right };
  if (op === '*') {
    const corners = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high].map((n) =>
      Number.isNaN(n) ? 0 : n,
    );
    const factors = [...factorsOf(left, a), ...factorsOf(right, b)];
    const [low, high] = [Math.min(...corners), Math.max(...corners)];
    return within(node(at, numberType(timesUnit(a.unit, b.unit), low, high, a.free && b.free, factors), shape));
  }
  const [low, high] = op === '+' ? [a.low + b.low, a.high + b.high] : [a.low - b.high, a.high - b.low];
  return within(node(at, { ...joined(at, a, b), low, high }, shape));
}

/** `sum(a, b)`, `max(a, b)`, and long chains of `+`. */
export function aggregate(at: Span, items: readonly Node[], fn: 'sum' | 'count' | 'min' | 'max'): Node {
  const shape: NodeShape = { is: 'aggregate', fn, items };
  if (fn === 'count') return node(at, numberType(NO_UNIT, items.length, items.length), shape);
  const first = items[0];
  if (!first) return refuse('wrong-arguments', at, `${fn}( ) 里没有内容。`, `${fn}() of nothing.`);
  if (fn !== 'sum' && first.type.is === 'date') {
    for (const item of items) comparable(at, first, item);
    return node(at, first.type, shape);
  }
  const types = items.map(numberOf);
  const fold = { sum: (a: number, b: number) => a + b, min: Math.min, max: Math.max }[fn];
  const low = types.map((type) => type.low).reduce((a, b) => fold(a, b));
  const high = types.map((type) => type.high).reduce((a, b) => fold(a, b));
  const unit = types.reduce((a, b) => joined(at, a, b));
  return within(node(at, { ...unit, low, high }, shape));
}

/** `sum(班.学生 …)`: of a list that the register holds. */
export function aggregateList(at: Span, list: Node, type: ListType, fn: 'sum' | 'count' | 'min' | 'max'): Node {
  const shape: NodeShape = { is: 'aggregateList', fn, list };
  if (fn === 'count') return node(at, numberType(type.unit, 0, type.maxCount), shape);
  if (fn !== 'sum' && type.of.is === 'date') return node(at, type.of, shape);
  if (type.of.is !== 'number') return refuseType(list, '数的名单');
  const item = type.of;
  if (fn !== 'sum') return node(at, item, shape);
  const low = Math.min(0, item.low * type.maxCount);
  const high = Math.max(0, item.high * type.maxCount);
  return within(node(at, { ...item, low, high }, shape));
}

export function rounding(
  at: Span,
  mode: (NodeShape & { is: 'round' })['mode'],
  numerator: Node,
  denominator: Node | null,
): Node {
  const a = numberOf(numerator);
  const shape: NodeShape = { is: 'round', mode, numerator, denominator };
  if (!denominator) return node(at, a, shape);
  const b = numberOf(denominator);
  // A whole number is at least 1 away from zero, so a quotient is never larger than its numerator.
  const widest = Math.max(Math.abs(a.low), Math.abs(a.high));
  const low = a.low >= 0 && b.low >= 0 ? 0 : -widest;
  const divisors = factorsOf(denominator, b).map((factor) => 1 / factor);
  const factors = [...factorsOf(numerator, a), ...divisors];
  return node(at, numberType(perUnit(a.unit, b.unit), low, widest, a.free && b.free, factors), shape);
}

/** The two branches of an `if` as one type: whichever is taken, the result lies within both ranges. */
export function eitherNumber(at: Span, a: NumberType, b: NumberType): NumberType {
  return { ...joined(at, a, b), low: Math.min(a.low, b.low), high: Math.max(a.high, b.high) };
}

export function comparable(at: Span, left: Node, right: Node): void {
  if (left.type.is !== right.type.is || left.type.is === 'record' || left.type.is === 'list') {
    const zh = `${nameOfType(left.type)}与${nameOfType(right.type)}不能比较。`;
    refuse('wrong-type', at, zh, `A ${left.type.is} cannot meet a ${right.type.is}.`);
  }
  if (left.type.is === 'number') joined(at, left.type, right.type as NumberType);
}

export function ordered(at: Span, left: Node, right: Node): void {
  comparable(at, left, right);
  if (left.type.is === 'number' || left.type.is === 'date') return;
  refuse(
    'wrong-type',
    at,
    `${nameOfType(left.type)}没有大小，只能用 = 或 !=。`,
    `A ${left.type.is} has no order: use = or !=.`,
  );
}

/** Two numbers as one that is neither: in the unit in which they meet. A bare number takes the unit of the other. */
function joined(at: Span, a: NumberType, b: NumberType): NumberType {
  if (a.free) return b;
  if (b.free) return a;
  const unit = commonUnit(a.unit, a.factors, b.unit, b.factors);
  if (!unit) return refuseUnits(at, a.unit, b.unit);
  if (a.unit.key !== b.unit.key) return unit === a.unit ? { ...a, factors: [] } : { ...b, factors: [] };
  return { ...a, factors: a.factors.filter((factor) => b.factors.includes(factor)) };
}

function refuseUnits(at: Span, a: Unit, b: Unit): never {
  const fix = missingFactor(a, b);
  const hint = fix ? `请在${fix.side === 'left' ? '左' : '右'}边乘以 ${fix.factor}。` : '请检查数据项和参数的单位。';
  const en = fix ? ` Multiply the ${fix.side} side by ${fix.factor}.` : '';
  const zh = `单位不同：左边是「${formatUnit(a)}」，右边是「${formatUnit(b)}」。${hint}`;
  return refuse('wrong-unit', at, zh, `Units differ: ${formatUnit(a)} and ${formatUnit(b)}.${en}`);
}

function numberOf(made: Node): NumberType {
  return made.type.is === 'number' ? made.type : refuseType(made, '数');
}

function factorsOf(made: Node, type: NumberType): readonly number[] {
  return made.is === 'literal' && typeof made.value === 'number' ? [made.value] : type.factors;
}

function within(made: Node): Node {
  const type = made.type as NumberType;
  if (type.low >= -SAFE && type.high <= SAFE) return made;
  const zh = '结果可能超出能精确表示的整数（2 的 53 次方）。请给数据项或参数填写取值范围，或换用较大的单位。';
  return refuse('overflow', made, zh, 'The result could exceed 2^53: declare ranges or use a larger unit.');
}
