import { parseCalendarDate } from '@daohu/kernel';
import { FeelRefused, type RefusalCode } from './refusal.ts';

export const EXPRESSION_TYPES = ['number', 'boolean', 'text', 'date'] as const;
export type ExpressionType = (typeof EXPRESSION_TYPES)[number];

/** What the values under one name look like, taken together over all records of a list. */
export type Shape =
  /** Nothing but nulls: the type is not known. */
  | { readonly is: 'unknown' }
  | { readonly is: 'number'; readonly low: number; readonly high: number }
  | { readonly is: 'boolean' }
  /** `mayBeDates` when every text is a calendar date and nobody said which of the two they are. */
  | { readonly is: 'text'; readonly mayBeDates: boolean }
  | { readonly is: 'date' }
  | { readonly is: 'record'; readonly fields: ReadonlyMap<string, Shape>; readonly unread: ReadonlySet<string> }
  | { readonly is: 'list'; readonly of: Shape; readonly count: number };

/** The caller's value, copied: numbers, booleans, texts, null, lists, and records without a prototype. */
export type Plain = number | boolean | string | null | readonly Plain[] | { readonly [key: string]: Plain };

export interface PlainValue {
  readonly shape: Shape;
  readonly plain: Plain;
}

const MOST_VALUES = 1_000_000;
const MOST_LEVELS = 32;
/** What can be a name in an expression of the subset. */
export const NAME = /^\p{L}[\p{L}\p{N}_]*$/u;

/**
 * Copies the values that an expression names, and no others, so that nothing of the caller's (getters, proxies, a
 * prototype) is touched while it runs. Throws `FeelRefused` for a value that no expression could use rightly.
 */
export class PlainValues {
  /** Names in the text, wherever they stand: only values under these are read. */
  private readonly words: ReadonlySet<string>;
  private readonly types: ReadonlyMap<string, ExpressionType>;
  private readonly oddKey: (key: string) => void;
  private left = MOST_VALUES;
  private readonly above = new Set<object>();

  constructor(words: ReadonlySet<string>, types: ReadonlyMap<string, ExpressionType>, oddKey: (key: string) => void) {
    this.words = words;
    this.types = types;
    this.oddKey = oddKey;
  }

  /** `path` is the name at the top, then the names of fields, with dots: `班.学生.年龄`. */
  read(path: string, value: unknown): PlainValue {
    if (--this.left < 0) unusable(path, '里的值太多', `holds more than ${MOST_VALUES} values`);
    const declared = this.types.get(path) ?? null;
    if (value === null || value === undefined) return { shape: this.unknown(path), plain: null };
    switch (typeof value) {
      case 'number':
        return this.number(path, value, declared);
      case 'bigint':
        return this.number(path, Number(value), declared);
      case 'boolean':
        expect(path, declared, ['boolean'], '是/否', 'yes or no');
        return { shape: { is: 'boolean' }, plain: value };
      case 'string':
        return this.text(path, value, declared);
      case 'object':
        return this.inside(path, value);
      default:
        return unusable(
          path,
          `是 ${typeof value}，不是数、是/否、文字、日期、名单或记录`,
          `is a ${typeof value}, which is no value of FEEL`,
        );
    }
  }

  private number(path: string, value: number, declared: ExpressionType | null): PlainValue {
    expect(path, declared, ['number'], '数', 'a number');
    if (!Number.isFinite(value)) unusable(path, `是 ${value}，不是一个数`, `is ${value}, which is no number`);
    if (!Number.isInteger(value)) {
      const zh = `「${path}」是 ${value}，带小数。请换成该单位的整数，例如金额用分、比例用百分数。`;
      throw refusal('decimal-number', zh, `${path} is ${value}: give a whole number of its unit.`);
    }
    if (!Number.isSafeInteger(value)) {
      const zh = `「${path}」是 ${value}，超过 2 的 53 次方，不能精确计算。`;
      throw refusal('number-too-large', zh, `${path} is ${value}, beyond 2^53.`);
    }
    const plain = value === 0 ? 0 : value;
    return { shape: { is: 'number', low: plain, high: plain }, plain };
  }

  private text(path: string, value: string, declared: ExpressionType | null): PlainValue {
    expect(path, declared, ['text', 'date'], '文字', 'a text');
    if (declared === 'text') return { shape: { is: 'text', mayBeDates: false }, plain: value };
    const isDate = parseCalendarDate(value) !== null;
    if (declared === null) return { shape: { is: 'text', mayBeDates: isDate }, plain: value };
    if (!isDate) {
      const shown = value.slice(0, 20);
      throw refusal('bad-date', `「${path}」：没有「${shown}」这一天。`, `${path}: ${shown} is no calendar date.`);
    }
    return { shape: { is: 'date' }, plain: value };
  }

  private inside(path: string, value: object): PlainValue {
    if (this.above.has(value)) unusable(path, '绕了一圈又指回自己', 'leads back to itself');
    if (this.above.size >= MOST_LEVELS)
      unusable(path, `嵌套超过 ${MOST_LEVELS} 层`, `is nested deeper than ${MOST_LEVELS}`);
    this.above.add(value);
    const read = Array.isArray(value) ? this.list(path, value) : this.record(path, value);
    this.above.delete(value);
    return read;
  }

  private list(path: string, values: readonly unknown[]): PlainValue {
    const count = values.length;
    if (count > this.left) unusable(path, '里的值太多', `holds more than ${MOST_VALUES} values`);
    const plain: Plain[] = [];
    let of = this.unknown(path);
    for (let index = 0; index < count; index++) {
      const one = this.read(path, values[index]);
      if (one.shape.is === 'list') unusable(path, '是名单的名单', 'is a list of lists');
      of = joined(path, of, one.shape);
      plain.push(one.plain);
    }
    return { shape: { is: 'list', of, count }, plain };
  }

  private record(path: string, value: object): PlainValue {
    const prototype: unknown = Object.getPrototypeOf(value);
    const isPlain = prototype === null || Object.getPrototypeOf(prototype) === null;
    if (!isPlain) {
      const hint = value instanceof Date ? '日期请写成文字「2016-01-31」' : '只收普通的记录';
      unusable(path, `不是普通的记录（${hint}）`, 'is no plain record; write a date as the text 2016-01-31');
    }
    expect(path, this.types.get(path) ?? null, [], '记录', 'a record');
    const plain: { [key: string]: Plain } = Object.create(null);
    const fields = new Map<string, Shape>();
    const unread = new Set<string>();
    for (const key of Object.keys(value)) {
      if (!NAME.test(key)) this.oddKey(key);
      else if (!this.words.has(key)) unread.add(key);
      else {
        const one = this.read(`${path}.${key}`, (value as { [key: string]: unknown })[key]);
        fields.set(key, one.shape);
        plain[key] = one.plain;
      }
    }
    return { shape: { is: 'record', fields, unread }, plain };
  }

  /** What was declared of a null, or of the elements of an empty list: a type, or the fields of a record. */
  private unknown(path: string): Shape {
    const declared = this.types.get(path);
    if (declared === 'number') return { is: 'number', low: 0, high: 0 };
    if (declared === 'text') return { is: 'text', mayBeDates: false };
    if (declared) return { is: declared };
    const fields = new Map<string, Shape>();
    for (const inner of this.types.keys()) {
      if (!inner.startsWith(`${path}.`)) continue;
      const [key = ''] = inner.slice(path.length + 1).split('.');
      if (NAME.test(key)) fields.set(key, this.unknown(`${path}.${key}`));
    }
    return fields.size > 0 ? { is: 'record', fields, unread: new Set() } : { is: 'unknown' };
  }
}

/** The shape that holds both: of two elements of a list, of one field in two records. */
function joined(path: string, a: Shape, b: Shape): Shape {
  if (a.is === 'unknown') return b;
  if (b.is === 'unknown') return a;
  if (a.is === 'number' && b.is === 'number') {
    return { is: 'number', low: Math.min(a.low, b.low), high: Math.max(a.high, b.high) };
  }
  if (a.is === 'text' && b.is === 'text') return { is: 'text', mayBeDates: a.mayBeDates && b.mayBeDates };
  if (a.is === 'list' && b.is === 'list') {
    return { is: 'list', of: joined(path, a.of, b.of), count: Math.max(a.count, b.count) };
  }
  if (a.is === 'record' && b.is === 'record') {
    const fields = new Map(a.fields);
    for (const [key, shape] of b.fields) {
      fields.set(key, joined(`${path}.${key}`, fields.get(key) ?? { is: 'unknown' }, shape));
    }
    return { is: 'record', fields, unread: new Set([...a.unread, ...b.unread]) };
  }
  if (a.is === b.is) return a;
  const zh = `「${path}」里混着不同类型的值。每个名字只能有一种类型。`;
  throw refusal('mixed-types', zh, `${path} mixes values of different types.`);
}

function expect(
  path: string,
  declared: ExpressionType | null,
  allowed: readonly ExpressionType[],
  zh: string,
  en: string,
): void {
  if (declared === null || allowed.includes(declared)) return;
  throw refusal(
    'wrong-type',
    `「${path}」给的是${zh}，声明的类型却不是。`,
    `${path} is ${en} and declared ${declared}.`,
  );
}

function unusable(path: string, zh: string, en: string): never {
  throw refusal('bad-value', `「${path}」${zh}。`, `${path} ${en}.`);
}

/** Without a place; the caller knows where the name stands in the text. */
function refusal(code: RefusalCode, zh: string, en: string): FeelRefused {
  return new FeelRefused(code, { from: 0, to: 0 }, zh, en);
}
