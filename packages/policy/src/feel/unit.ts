/**
 * Units of whole numbers, as products of symbols: `分/人/年`, `%`, `平方米`. A symbol means nothing to the engine
 * except in the few exact conversions below, each of which the writer must spell out as a factor.
 */
export interface Unit {
  /** Canonical text; two units are the same when their keys are. Empty for a plain count. */
  readonly key: string;
  readonly powers: ReadonlyMap<string, number>;
}

/** `factor` of `from` are one … the other way round: a number in `from` times `factor` is that number in `to`. */
interface Conversion {
  readonly from: string;
  readonly factor: number;
  readonly to: string;
}

const CONVERSIONS: readonly Conversion[] = [
  { from: '', factor: 100, to: '%' },
  { from: '', factor: 1_000, to: '‰' },
  { from: '', factor: 10_000, to: '‱' },
  { from: '元', factor: 100, to: '分' },
  { from: '万元', factor: 10_000, to: '元' },
  { from: '万元', factor: 1_000_000, to: '分' },
  { from: '1/月', factor: 12, to: '1/年' },
  { from: '亩', factor: 100, to: '0.01亩' },
  { from: '平方米', factor: 100, to: '0.01平方米' },
];

export const NO_UNIT: Unit = unitOf(new Map());

/** Reads `分/人/年`, `1/月`, `公里·人`; the first part stands above the line, each after a `/` below it. */
export function parseUnit(text: string): Unit {
  const powers = new Map<string, number>();
  text.split('/').forEach((part, index) => {
    for (const symbol of part.split('·').map((word) => word.trim())) {
      if (symbol !== '' && symbol !== '1') powers.set(symbol, (powers.get(symbol) ?? 0) + (index === 0 ? 1 : -1));
    }
  });
  return unitOf(powers);
}

export function timesUnit(a: Unit, b: Unit): Unit {
  return combine(a, b, 1);
}

export function perUnit(a: Unit, b: Unit): Unit {
  return combine(a, b, -1);
}

export function formatUnit(unit: Unit): string {
  return unit.key === '' ? '无单位的数' : unit.key;
}

/**
 * The unit in which numbers in `a` and `b` may be added or compared: the same unit, or one side carries the exact factor
 * that turns its unit into the other's (`收入 * 100 >= 比例 * 均值` compares a percent with a ratio times 100). Null where
 * they may not. A written divisor counts as the factor one over it.
 */
export function commonUnit(
  a: Unit,
  factorsOfA: readonly number[],
  b: Unit,
  factorsOfB: readonly number[],
): Unit | null {
  if (a.key === b.key) return a;
  if (converts(a, factorsOfA, b)) return b;
  return converts(b, factorsOfB, a) ? a : null;
}

/** The factor that the writer would have to spell out on the side of `a` or `b`, when one conversion would do. */
export function missingFactor(a: Unit, b: Unit): { factor: number; side: 'left' | 'right' } | null {
  for (const conversion of READY) {
    if (perUnit(b, a).key === conversion.step.key) return { factor: conversion.factor, side: 'left' };
    if (perUnit(a, b).key === conversion.step.key) return { factor: conversion.factor, side: 'right' };
  }
  return null;
}

function converts(from: Unit, factors: readonly number[], to: Unit): boolean {
  const [there, back] = [perUnit(to, from).key, perUnit(from, to).key];
  return READY.some(
    ({ step, factor }) =>
      (step.key === there && factors.includes(factor)) || (step.key === back && factors.includes(1 / factor)),
  );
}

function combine(a: Unit, b: Unit, sign: 1 | -1): Unit {
  const powers = new Map(a.powers);
  for (const [symbol, power] of b.powers) powers.set(symbol, (powers.get(symbol) ?? 0) + sign * power);
  return unitOf(powers);
}

function unitOf(all: Map<string, number>): Unit {
  const powers = new Map([...all].filter(([, power]) => power !== 0));
  const above: string[] = [];
  const below: string[] = [];
  for (const [symbol, power] of powers) {
    for (let n = 0; n < Math.abs(power); n++) (power > 0 ? above : below).push(symbol);
  }
  above.sort();
  below.sort();
  const key = below.length === 0 ? above.join('·') : `${above.length === 0 ? '1' : above.join('·')}/${below.join('/')}`;
  return { key, powers };
}

const READY = CONVERSIONS.map(({ from, factor, to }) => ({ factor, step: perUnit(parseUnit(to), parseUnit(from)) }));
