import type { TableValue, Value } from '../explain/frame.ts';
import type { ReferenceRead } from '../feel/tree.ts';
import type { DivisionChain } from '../packs/division-chain.ts';
import type { Library } from '../packs/library.ts';
import type { Rule } from '../packs/pack.ts';
import type { IndexedSchema } from '../schema.ts';
import { allCodesOf, type ColumnContent, codeKeysOf, dateNumber, type Texts } from './column.ts';
import type { LawTableSlot, NumberSlot, TableAxisRead } from './emit/sources.ts';

/** The figures of one place, each looked up once. */
export class PlaceFigures {
  private readonly library: Library;
  private readonly chain: DivisionChain;
  private readonly date: string;
  private readonly known = new Map<string, Value>();

  constructor(library: Library, chain: DivisionChain, date: string) {
    this.library = library;
    this.chain = chain;
    this.date = date;
  }

  figure(read: ReferenceRead): Value {
    const key = `${read.series}/${read.level}/${read.yearOffset}`;
    let value = this.known.get(key);
    if (value === undefined) {
      value = this.library.figure(read, this.chain, this.date).value;
      this.known.set(key, value);
    }
    return value;
  }
}

/** The rules and parameters of all places under one law, as numbers, each looked up once. */
export class LawValues {
  readonly rules: readonly Rule[];
  private readonly library: Library;
  private readonly schema: IndexedSchema;
  private readonly chain: DivisionChain;
  private readonly date: string;
  private readonly texts: Texts;
  private readonly parameters = new Map<string, { readonly value: Value; readonly table: TableValue | null }>();
  private readonly tables = new Map<string, Float64Array>();

  /** `chain` is that of any one of the places. */
  constructor(
    library: Library,
    schema: IndexedSchema,
    ruleIds: readonly string[],
    chain: DivisionChain,
    date: string,
    texts: Texts,
  ) {
    this.library = library;
    this.schema = schema;
    this.chain = chain;
    this.date = date;
    this.texts = texts;
    this.rules = ruleIds.flatMap((id) => {
      const found = library.ruleFor(id, chain, date);
      return found.ok ? [found.value] : [];
    });
  }

  isKnown(name: string): boolean {
    return this.parameter(name).value !== null;
  }

  /** As the generated function takes them: see `Emitted`. */
  numbers(slots: readonly NumberSlot[], figures: PlaceFigures): Float64Array {
    const { texts } = this;
    const numbers = Float64Array.from(slots, (slot) => {
      switch (slot.is) {
        case 'parameter':
          return inNumbers(this.parameter(slot.name).value, slot.type, slot.sure, texts);
        case 'figure':
          return inNumbers(figures.figure(slot.read), 'number', slot.sure, texts);
        case 'text':
          return texts.add(slot.text);
        case 'textCount':
          return 0;
      }
    });
    // Only now every text that the function can meet has its number.
    for (const [index, { is }] of slots.entries()) if (is === 'textCount') numbers[index] = texts.all.length;
    return numbers;
  }

  tableIsKnown(slot: LawTableSlot): boolean {
    return slot.by.every((axis) => axis !== 'texts') && !this.table(slot).some(Number.isNaN);
  }

  /** All cells of a table of the law, position by position of its axes; NaN where it is unknown. */
  table(slot: LawTableSlot): Float64Array {
    const key = `${slot.name} ${this.texts.all.length} ${JSON.stringify(slot.by)}`;
    let cells = this.tables.get(key);
    if (!cells) {
      cells = this.cellsOf(slot);
      this.tables.set(key, cells);
    }
    return cells;
  }

  private cellsOf(slot: LawTableSlot): Float64Array {
    const { texts } = this;
    const { table } = this.parameter(slot.name);
    const axes = slot.by.map((axis) => axisOf(axis, this.schema, texts));
    const length = axes.reduce((product, axis) => product * axis.length, 1);
    const cells = new Float64Array(length).fill(Number.NaN);
    if (!table) return cells;
    const keys = axes.map(() => '');
    const fill = (axis: number, position: number): void => {
      const keysHere = axes[axis];
      if (!keysHere) {
        cells[position] = inNumbers(table.at(keys), slot.type, true, texts);
        return;
      }
      for (const [index, key] of keysHere.entries()) {
        keys[axis] = key;
        fill(axis + 1, position * keysHere.length + index);
      }
    };
    fill(0, 0);
    return cells;
  }

  private parameter(name: string) {
    let found = this.parameters.get(name);
    if (!found) {
      const { value, table } = this.library.parameter(name, this.chain, this.date);
      found = { value, table };
      this.parameters.set(name, found);
    }
    return found;
  }
}

function axisOf(axis: TableAxisRead, schema: IndexedSchema, texts: Texts): readonly string[] {
  if (axis === 'texts') return [...texts.all];
  if (axis === 'all codes') return allCodesOf(schema);
  return codeKeysOf([...schema.byKey.get(axis.entity)!.fields.values()].find(({ key }) => key === axis.key)!);
}

/** A sure yes or no is 1 or 0, another one 3, 1, 0; any other unknown is NaN, or -1 for a text that is compared. */
function inNumbers(value: Value, type: ColumnContent, sure: boolean, texts: Texts): number {
  if (value === null) return type === 'truth' && !sure ? 1 : Number.NaN;
  if (typeof value === 'boolean') return value ? (sure ? 1 : 3) : 0;
  if (typeof value === 'number') return value;
  return type === 'date' ? (dateNumber(value) ?? Number.NaN) : texts.add(value);
}
