import { isScalar, isSeq, type Node, type Scalar } from 'yaml';
import type { Mapping } from '../yaml-reader.ts';
import { type Deadline, deadlineOf, oneOf } from './fields.ts';

/** 数量: one number as a text states it: how many of what, at least or at most, by when. */
export interface StatedQuantity {
  readonly name: string;
  readonly is: Bound;
  /** Whole, in `unit`. Null: the text asks for a number and gives none, so an office sets it (or it only `rises`). */
  readonly value: number | null;
  /** Of a span (一至二名): its upper end; `value` is the lower. */
  readonly upTo: number | null;
  /** The exact unit that `value` counts: `30.63 万人` is 306300 人, `8.5 亿元` is 85000000000 分, `9.5 %` is 950 ‱. */
  readonly unit: string;
  /** The number as the writer copied it from the text, with its unit. */
  readonly written: string;
  /** Of a share: what it is a share of. */
  readonly of: string | null;
  readonly by: Deadline | null;
  /** Empty where the item's own clauses state it. */
  readonly clauses: readonly string[];
  readonly note: string | null;
}

/** 不低于 at-least · 超过 above · 不超过 at-most · 低于 below · 左右 about · 提高（没有写多少） rising · 下降 falling. */
export type Bound = (typeof BOUNDS)[number];
export const BOUNDS = ['exact', 'at-least', 'above', 'at-most', 'below', 'about', 'rising', 'falling'] as const;

const AMOUNT_KEYS = ['is', 'value', 'between', 'unit', 'of', 'by', 'clause', 'note'];

/** The list under `quantities`. */
export function quantitiesOf(entry: Mapping): StatedQuantity[] {
  return entry.list('quantities').flatMap((node) => {
    const one = entry.file.mapping(node, ['name', ...AMOUNT_KEYS], '数量');
    if (!one) return [];
    const quantity = readAmount(one, one.required('name'));
    return quantity ? [quantity] : [];
  });
}

/** One amount under a key of its own (`amount`, `floor`), named by that key's word. Null when it is not written. */
export function amountOf(entry: Mapping, key: string, name: string): StatedQuantity | null {
  if (!entry.has(key)) return null;
  const one = entry.file.mapping(entry.raw(key), AMOUNT_KEYS, `「${key}」`);
  return one && readAmount(one, name);
}

/** Reads `value` and `unit` (or `between`) of a mapping that states one number. */
export function readAmount(entry: Mapping, name: string): StatedQuantity | null {
  const written = entry.text('unit');
  if (written === null) {
    const zh = `「${name}」没有单位。请写 unit，例如 村、万元、%、分/人/年；没有单位的数写 unit: ''。`;
    entry.file.report(entry.node, 'no-unit', zh, `${name} has no unit.`);
    return null;
  }
  const ends = endsOf(entry, name);
  if (!ends) return null;
  const { unit, values } = inExactUnit(ends, written);
  if (values.some((value) => value !== null && !Number.isSafeInteger(value))) {
    const zh = `「${name}」的 ${ends.map(textOf).join('—')} ${written} 不是整数的${unit === '' ? '个数' : unit}。请换小一级的单位。`;
    entry.file.report(entry.raw('value') ?? entry.node, 'not-exact', zh, `${name} is not whole in ${unit}.`);
    return null;
  }
  return {
    name,
    is: oneOf(entry, 'is', BOUNDS) ?? 'exact',
    value: values[0] ?? null,
    upTo: values[1] ?? null,
    unit,
    written: `${ends.map(textOf).join('—')} ${written}`.trim(),
    of: entry.text('of'),
    by: deadlineOf(entry, 'by'),
    clauses: entry.texts('clause'),
    note: entry.text('note'),
  };
}

/** The numbers as digits in the file, so that 8.7 stays 8.7. */
type End = string | null;

function endsOf(entry: Mapping, name: string): readonly End[] | null {
  const { file } = entry;
  if (entry.has('value') === entry.has('between')) {
    const zh = `「${name}」要么写 value（文件没有写明的写 null），要么写 between: [下限, 上限]。`;
    file.report(entry.node, 'missing-key', zh, `${name}: write \`value\` (null where it is left open) or \`between\`.`);
    return null;
  }
  const node = entry.raw(entry.has('value') ? 'value' : 'between');
  const scalars: (Node | null)[] = entry.has('between') && isSeq(node) ? (node.items as Node[]) : [node];
  const ends = scalars.map(digitsOf);
  if (ends.some((end) => end === undefined) || (entry.has('between') && (ends.length !== 2 || ends.includes(null)))) {
    const zh = `「${name}」应是数，例如 30.63；上下限写成 [1, 2]。`;
    file.report(node ?? entry.node, 'wrong-shape', zh, `${name} should be a number, or [low, high].`);
    return null;
  }
  return ends as End[];
}

function digitsOf(node: Node | null): End | undefined {
  if (node === null || (isScalar(node) && node.value === null)) return null;
  if (!isScalar(node) || typeof node.value !== 'number') return undefined;
  const source = (node as Scalar & { source?: string }).source ?? String(node.value);
  return /^-?\d+(\.\d+)?$/.test(source) ? source : undefined;
}

function textOf(end: End): string {
  return end ?? '未定';
}

/** 万, 亿 and 元 are factors; a decimal share is counted in parts of ten thousand. The rest of a unit stands as it is. */
function inExactUnit(ends: readonly End[], written: string): { unit: string; values: (number | null)[] } {
  const [, scale = '', rest = ''] = /^(亿|万)?(.*)$/s.exec(written.trim())!;
  let factor = scale === '亿' ? 100_000_000n : scale === '万' ? 10_000n : 1n;
  let unit = rest;
  if (unit === '元' || unit.startsWith('元/') || unit.startsWith('元·')) {
    unit = `分${unit.slice(1)}`;
    factor *= 100n;
  }
  const decimal = ends.some((end) => end?.includes('.'));
  if (decimal && (unit[0] === '%' || unit[0] === '‰')) {
    factor *= unit[0] === '%' ? 100n : 10n;
    unit = `‱${unit.slice(1)}`;
  }
  return { unit, values: ends.map((end) => (end === null ? null : times(end, factor))) };
}

/** NaN when the product is not whole. */
function times(digits: string, factor: bigint): number {
  const [whole = '', decimals = ''] = digits.split('.');
  const scaled = BigInt(whole + decimals) * factor;
  const divisor = 10n ** BigInt(decimals.length);
  return scaled % divisor === 0n ? Number(scaled / divisor) : Number.NaN;
}
