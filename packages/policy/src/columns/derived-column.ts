import { invariant } from '@daohu/kernel';
import type { Entity, Field } from '../schema.ts';
import { arrayFor, type Column, columnOf, decoderOf, encoderOf } from './column.ts';
import { columnKey, type FactColumns, type FactTable } from './fact-columns.ts';

/**
 * The column of a field of a table so many years back. A derived one is computed once per day of judgement, and again
 * when one that it follows from is another column: whoever changes the values of a column in place makes a new one of it.
 */
export function columnFor(
  columns: FactColumns,
  table: string,
  entity: Entity,
  field: Field,
  back: number,
  date: string,
): Column {
  const held = columns.tables.get(table);
  invariant(held, `columns: there is no table ${table}`);
  const given = held.columns.get(columnKey(field.key, back));
  if (given) return given;
  invariant(field.derive, `columns: ${table} has no column ${columnKey(field.key, back)}, which a rule reads`);
  const from = sourcesOf(entity, field).map((source) => columnFor(columns, table, entity, source, back, date));
  const basis = [...from, held.present.get(back), columns.texts];
  const owner = from[0] ?? held;
  const kept = DERIVED.get(owner) ?? new Map<string, Derived>();
  DERIVED.set(owner, kept);
  const key = `${table}.${columnKey(field.key, back)} ${date}`;
  const known = kept.get(key);
  if (known?.basis.every((one, index) => one === basis[index])) return known.column;
  if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value!);
  const column = derive(columns, held, entity, field, back, date);
  kept.set(key, { basis, column });
  return column;
}
/** Of one column; what follows from it is made anew for every day that is asked about. */
const MOST_KEPT = 16;
const DERIVED = new WeakMap<object, Map<string, Derived>>();

interface Derived {
  readonly basis: readonly unknown[];
  readonly column: Column;
}

function derive(
  columns: FactColumns,
  table: FactTable,
  entity: Entity,
  field: Field,
  back: number,
  date: string,
): Column {
  const at = { date, yearOffset: 0 - (table.yearsBack + back) };
  const sources = sourcesOf(entity, field).map((source) => {
    const { values } = columnFor(columns, table.name, entity, source, back, date);
    return { key: source.key, values, decode: decoderOf(source, values, columns.texts) };
  });
  const values = arrayFor(field, table.count);
  const encode = encoderOf(field, values, columns.texts);
  const present = table.present.get(back) ?? null;
  const of = (row: number): number => {
    const record = Object.fromEntries(sources.map(({ key, values, decode }) => [key, decode(values[row]!)]));
    return encode(field.derive!(record, at));
  };
  // What follows from one value is computed once per value: there are fewer days of birth than people.
  const [only] = sources.length === 1 ? sources : [];
  const known = new Map<number, number>();
  for (let row = 0; row < table.count; row++) {
    if (present && present[row] === 0) continue;
    if (!only) {
      values[row] = of(row);
      continue;
    }
    const stored = only.values[row]!;
    let value = known.get(stored);
    if (value === undefined) {
      value = of(row);
      known.set(stored, value);
    }
    values[row] = value;
  }
  return columnOf(field, values);
}

/** The fields that a derived one follows from. */
export function sourcesOf(entity: Entity, field: Field): readonly Field[] {
  return (field.derivedFrom ?? []).map((name) => {
    const source = entity.fields.get(name);
    invariant(source, `schema: ${entity.ruleName}.${field.ruleName} follows from ${name}, which is no field`);
    return source;
  });
}
