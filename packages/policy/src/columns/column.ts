import { dateExists, invariant, parseCalendarDate } from '@daohu/kernel';
import type { Field, IndexedSchema } from '../schema.ts';

/**
 * A field of all rows of a table. What is unknown stands in the array itself, as a value that nothing known can have
 * (`UNKNOWN_TRUTH`, `unknownIn`), so a row is one read and a province fits in memory.
 */
export interface Column {
  readonly holds: ColumnContent;
  readonly values: ColumnArray;
  /** Nothing unknown in any row: the program made for it does not look. */
  readonly complete: boolean;
}

/**
 * `truth`: 0 no, 1 yes, 2 unknown. `number`: whole numbers, as narrow as the declared range allows. `code`: position in
 * `codeKeysOf(field)`. `date`: yyyymmdd. `text`: position in the texts of the columns, since rules only ask whether two
 * are equal.
 */
export type ColumnContent = 'truth' | 'number' | 'code' | 'date' | 'text';
export type ColumnArray = Uint8Array | Uint16Array | Int32Array | Float64Array;
type ArrayKind = 'u8' | 'u16' | 'i32' | 'f64';

export const NO = 0;
export const YES = 1;
export const UNKNOWN_TRUTH = 2;
/** Among results: no version of the rule holds there. */
export const NO_RULE = 3;
const LEAST_INT32 = -2_147_483_648;

/** The value that stands for unknown in an array of this kind, unless it holds truths. */
export function unknownIn(values: ColumnArray): number {
  if (values instanceof Uint8Array) return 255;
  if (values instanceof Uint16Array) return 65_535;
  return values instanceof Int32Array ? LEAST_INT32 : Number.NaN;
}

export function unknownOf({ holds, values }: Pick<Column, 'holds' | 'values'>): number {
  return holds === 'truth' ? UNKNOWN_TRUTH : unknownIn(values);
}

export function contentOf(field: Field): ColumnContent {
  switch (field.type) {
    case 'boolean':
      return 'truth';
    case 'integer':
      return 'number';
    default:
      return field.type;
  }
}

/** An array for the values of a field, all rows unknown. Shared between threads where the platform can. */
export function arrayFor(field: Field, count: number): ColumnArray {
  const values = allocate(arrayKindOf(field), count);
  return values.fill(unknownOf({ holds: contentOf(field), values }));
}

export function allocate(kind: 'u8', count: number): Uint8Array;
export function allocate(kind: 'u32', count: number): Uint32Array;
export function allocate(kind: 'i32', count: number): Int32Array;
export function allocate(kind: 'f64', count: number): Float64Array;
export function allocate(kind: ArrayKind, count: number): ColumnArray;
export function allocate(kind: ArrayKind | 'u32', count: number): ColumnArray | Uint32Array {
  const bytes = kind === 'u8' ? 1 : kind === 'u16' ? 2 : kind === 'f64' ? 8 : 4;
  const buffer =
    typeof SharedArrayBuffer === 'function' ? new SharedArrayBuffer(count * bytes) : new ArrayBuffer(count * bytes);
  if (kind === 'u8') return new Uint8Array(buffer);
  if (kind === 'u16') return new Uint16Array(buffer);
  if (kind === 'u32') return new Uint32Array(buffer);
  return kind === 'i32' ? new Int32Array(buffer) : new Float64Array(buffer);
}

function arrayKindOf(field: Field): ArrayKind {
  if (field.type === 'boolean') return 'u8';
  if (field.type === 'code') return field.labelByKey.size < 255 ? 'u8' : 'u16';
  if (field.type !== 'integer') return 'i32';
  if (field.low >= 0 && field.high < 255) return 'u8';
  if (field.low >= 0 && field.high < 65_535) return 'u16';
  return field.low > LEAST_INT32 && field.high < 2 ** 31 ? 'i32' : 'f64';
}

/** The keys of a code list in the order of the schema, each once; a column holds positions in it. */
export function codeKeysOf(field: Field): readonly string[] {
  let keys = KEYS.get(field);
  if (!keys) {
    keys = [...field.labelByKey.keys()];
    KEYS.set(field, keys);
  }
  return keys;
}
const KEYS = new WeakMap<Field, readonly string[]>();

/** The keys of all code lists of a schema, each once, for codes of different lists that meet. */
export function allCodesOf(schema: IndexedSchema): readonly string[] {
  let all = ALL_CODES.get(schema);
  if (!all) {
    const fields = [...schema.byKey.values()].flatMap((entity) => [...entity.fields.values()]);
    all = [...new Set(fields.flatMap((field) => codeKeysOf(field)))];
    ALL_CODES.set(schema, all);
  }
  return all;
}
const ALL_CODES = new WeakMap<IndexedSchema, readonly string[]>();

/** Texts by number, shared by all text columns, so that equal texts are equal numbers. */
export class Texts {
  readonly all: string[];
  private readonly positions: Map<string, number>;

  constructor(all: readonly string[] = []) {
    this.all = [...all];
    this.positions = new Map(all.map((text, position) => [text, position]));
  }

  /** The number of a text; a text not met before gets the next one. */
  add(text: string): number {
    let position = this.positions.get(text);
    if (position === undefined) {
      position = this.all.push(text) - 1;
      this.positions.set(text, position);
    }
    return position;
  }
}

/**
 * How values of a field are written into its array. Exactly what the closures admit: a value of the wrong type, a date
 * that does not exist, a code that is not in the list, a number outside the declared range is unknown.
 */
export function encoderOf(field: Field, values: ColumnArray, texts: Texts): (raw: unknown) => number {
  const unknown = unknownOf({ holds: contentOf(field), values });
  switch (field.type) {
    case 'boolean':
      return (raw) => (raw === true ? YES : raw === false ? NO : unknown);
    case 'integer': {
      const { low, high } = field;
      return (raw) =>
        typeof raw === 'number' && Number.isSafeInteger(raw) && raw >= low && raw <= high ? raw + 0 : unknown;
    }
    case 'code': {
      const positions = new Map(codeKeysOf(field).map((key, position) => [key, position]));
      return (raw) => (typeof raw === 'string' ? (positions.get(raw) ?? unknown) : unknown);
    }
    case 'date':
      return (raw) => (typeof raw === 'string' ? (dateNumber(raw) ?? unknown) : unknown);
    case 'text':
      return (raw) => (typeof raw === 'string' ? texts.add(raw) : unknown);
  }
}

/** What a number in an array stands for, as facts hold it; null for unknown. */
export function decoderOf(field: Field, values: ColumnArray, texts: Texts): (stored: number) => unknown {
  const unknown = unknownOf({ holds: contentOf(field), values });
  const known = (stored: number): unknown => {
    switch (field.type) {
      case 'boolean':
        return stored === YES;
      case 'integer':
        return stored;
      case 'code':
        return codeKeysOf(field)[stored]!;
      case 'date':
        return dateText(stored);
      case 'text':
        return texts.all[stored]!;
    }
  };
  return (stored) => (Object.is(stored, unknown) ? null : known(stored));
}

/** `2016-04-18` as 20160418, or null when there is no such day. */
export function dateNumber(text: string): number | null {
  return parseCalendarDate(text) === null ? null : Number(text.slice(0, 4) + text.slice(5, 7) + text.slice(8, 10));
}

export function dateText(date: number): string {
  const digits = String(date).padStart(8, '0');
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
}

/**
 * An array as a column. Reads it once: whatever the field cannot hold becomes unknown, however it was written, and a
 * column without unknowns is marked as such.
 */
export function columnOf(field: Field, values: ColumnArray): Column {
  const expected = allocate(arrayKindOf(field), 0);
  invariant(
    values.constructor === expected.constructor,
    `columns: ${field.entity}.${field.key} is kept in a ${expected.constructor.name}, not a ${values.constructor.name}`,
  );
  const holds = contentOf(field);
  const unknown = unknownOf({ holds, values });
  const isHeld = heldBy(field);
  let complete = true;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (isHeld(value)) continue;
    values[row] = unknown;
    complete = false;
  }
  return { holds, values, complete };
}

function heldBy(field: Field): (value: number) => boolean {
  switch (field.type) {
    case 'boolean':
      return (value) => value <= YES;
    case 'integer': {
      const { low, high } = field;
      const narrow = arrayKindOf(field) !== 'f64';
      return narrow
        ? (value) => value >= low && value <= high
        : (value) => value >= low && value <= high && Number.isSafeInteger(value);
    }
    case 'code': {
      const count = codeKeysOf(field).length;
      return (value) => value < count;
    }
    case 'date':
      return (value) => dateExists(Math.trunc(value / 10_000), Math.trunc(value / 100) % 100, value % 100);
    case 'text':
      return (value) => value >= 0;
  }
}
