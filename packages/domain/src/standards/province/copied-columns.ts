import type { CopyColumn } from '@daohu/db';
import { type Entity, type Item, itemsOf } from '@daohu/dictionary';
import { assertNever, invariant } from '@daohu/kernel';
import { type ColumnArray, type ColumnReads, codeKeysOf, contentOf, type Field, unknownOf } from '@daohu/policy';

/** A whole number that is no item: an id, a division. */
export const NUMBER: CopyColumn = { is: 'integer' };

/** The fields of a table as they were so many years back that are to be read. */
export function fieldsRead(reads: ColumnReads, table: string, back: number): Field[] {
  const columns = reads.tables.get(table)?.columns ?? [];
  return columns.filter((column) => column.back === back).map(({ field }) => field);
}

export function itemOf(entity: Entity, field: Field): Item {
  const item = itemsOf(entity).find((one) => one.field === field.key);
  invariant(item, `the register has no column for ${entity}.${field.key}`);
  return item;
}

/** How the values of a field come in a binary COPY. */
export function copiedAs(field: Field): CopyColumn {
  switch (field.type) {
    case 'boolean':
      return { is: 'truth' };
    case 'integer':
    case 'date':
      return { is: field.type };
    case 'code':
      return { is: 'code', words: codeKeysOf(field) };
    case 'text':
      throw new TypeError(`${field.entity}.${field.key} is a text, which no rule reads from the register`);
    default:
      return assertNever(field.type);
  }
}

/**
 * Puts values of a COPY into a column: `rows[n]` is the row of the COPY that belongs into row `at[n]`, or into row n
 * when `at` is null. A row -1 is one that nobody wrote. Tells whether every value put there is known.
 */
export function putValues(
  field: Field,
  into: ColumnArray,
  from: Float64Array,
  rows: Int32Array,
  at: Int32Array | null = null,
): boolean {
  const [low, high] = field.type === 'integer' ? [field.low, field.high] : [0, Number.MAX_SAFE_INTEGER];
  const unknown = unknownOf({ holds: contentOf(field), values: into });
  let complete = true;
  for (let index = 0; index < rows.length; index++) {
    // A number beyond its range would become another one in a narrow array. Nothing is within the range of NaN.
    const value = from[rows[index]!]!;
    const known = value >= low && value <= high;
    into[at === null ? index : at[index]!] = known ? value : unknown;
    if (!known) complete = false;
  }
  return complete;
}
