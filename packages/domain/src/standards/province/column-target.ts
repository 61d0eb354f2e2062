import { type CopyTarget, dateNumberAt, integerAt } from '@daohu/db';
import { assertNever } from '@daohu/kernel';
import { arrayFor, type ColumnArray, codeKeysOf, contentOf, type Field, unknownOf } from '@daohu/policy';

/** A column being read from a binary COPY: grows as rows come, and is used again for the next county. */
export interface ColumnTarget extends CopyTarget {
  readonly field: Field;
  readonly values: ColumnArray;
  readonly unknown: number;
}

const FIRST_ROWS = 4_096;

/** What a database column of the field's type brings; whatever the rules could not rely on is left to `columnOf`. */
export function columnTarget(field: Field): ColumnTarget {
  switch (field.type) {
    case 'boolean':
      return new TruthTarget(field);
    case 'integer':
      return new IntegerTarget(field);
    case 'date':
      return new DateTarget(field);
    case 'code':
      return new CodeTarget(field);
    case 'text':
      throw new TypeError(`${field.entity}.${field.key} is a text, which no rule reads from the register`);
    default:
      return assertNever(field.type);
  }
}

abstract class GrowingTarget implements ColumnTarget {
  readonly field: Field;
  values: ColumnArray;
  readonly unknown: number;

  constructor(field: Field) {
    this.field = field;
    this.values = arrayFor(field, FIRST_ROWS);
    this.unknown = unknownOf({ holds: contentOf(field), values: this.values });
  }

  take(bytes: Buffer, at: number, length: number, row: number): void {
    if (row >= this.values.length) this.grow();
    this.values[row] = length < 0 ? this.unknown : this.known(bytes, at, length);
  }

  protected abstract known(bytes: Buffer, at: number, length: number): number;

  private grow(): void {
    const larger = arrayFor(this.field, this.values.length * 2);
    larger.set(this.values as Uint8Array);
    this.values = larger;
  }
}

class TruthTarget extends GrowingTarget {
  protected known(bytes: Buffer, at: number): number {
    return bytes[at]!;
  }
}

class IntegerTarget extends GrowingTarget {
  protected known(bytes: Buffer, at: number, length: number): number {
    const value = integerAt(bytes, at, length);
    const { low, high } = this.field;
    // A narrow array would turn it into another number before anybody could refuse it.
    return value >= low && value <= high ? value : this.unknown;
  }
}

class DateTarget extends GrowingTarget {
  protected known(bytes: Buffer, at: number): number {
    return dateNumberAt(bytes, at);
  }
}

/** Code keys are short ASCII words and few: told apart by their bytes, without making a string per row. */
class CodeTarget extends GrowingTarget {
  private readonly slots: ({ readonly key: Buffer; readonly position: number } | null)[];
  private readonly mask: number;

  constructor(field: Field) {
    super(field);
    const keys = codeKeysOf(field).map((key, position) => ({ key: Buffer.from(key), position }));
    let size = 8;
    while (size < keys.length * 4) size *= 2;
    this.mask = size - 1;
    this.slots = new Array<null>(size).fill(null);
    for (const entry of keys) {
      let slot = hashOf(entry.key, 0, entry.key.length) & this.mask;
      while (this.slots[slot] !== null) slot = (slot + 1) & this.mask;
      this.slots[slot] = entry;
    }
  }

  protected known(bytes: Buffer, at: number, length: number): number {
    let slot = hashOf(bytes, at, length) & this.mask;
    for (;;) {
      const entry = this.slots[slot]!;
      if (entry === null) return this.unknown;
      if (sameBytes(entry.key, bytes, at, length)) return entry.position;
      slot = (slot + 1) & this.mask;
    }
  }
}

function hashOf(bytes: Buffer, at: number, length: number): number {
  let hash = length;
  for (let index = at; index < at + length; index++) hash = Math.imul(hash ^ bytes[index]!, 0x9e3779b1);
  return (hash ^ (hash >>> 15)) >>> 0;
}

function sameBytes(key: Buffer, bytes: Buffer, at: number, length: number): boolean {
  if (key.length !== length) return false;
  for (let index = 0; index < length; index++) if (key[index] !== bytes[at + index]) return false;
  return true;
}

/** Ids and division codes: never null, below 2^53. */
export class NumberTarget implements CopyTarget {
  values = new Float64Array(FIRST_ROWS);

  take(bytes: Buffer, at: number, length: number, row: number): void {
    if (row >= this.values.length) {
      const larger = new Float64Array(this.values.length * 2);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[row] = integerAt(bytes, at, length);
  }
}
