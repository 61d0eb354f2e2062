import { invariant } from '@daohu/kernel';
import type { DivisionChain } from '../packs/division-chain.ts';
import type { Entity, Field, IndexedSchema } from '../schema.ts';
import { allocate, arrayFor, type Column, type ColumnArray, columnOf, encoderOf, Texts } from './column.ts';
import {
  columnKey,
  type FactColumns,
  type FactTable,
  factColumns,
  type LinkColumn,
  type ListColumn,
  type Segment,
  tableName,
} from './fact-columns.ts';

/** Where the values of a column are written: one by one as facts hold them, or into the array itself. */
export interface ColumnWriter {
  /** Encoded as `Column` says. What the field cannot hold becomes unknown when the columns are built. */
  readonly values: ColumnArray;
  set(row: number, raw: unknown): void;
}

/** Fills tables row by row and puts them together. Every value is unknown until it is set. */
export class ColumnsBuilder {
  private readonly schema: IndexedSchema;
  private readonly texts = new Texts();
  private readonly tables = new Map<string, TableBuilder>();
  private readonly segments: Segment[] = [];

  constructor(schema: IndexedSchema) {
    this.schema = schema;
  }

  /** The table of an entity, of `yearsBack` years before the year judged. */
  table(entity: string, count: number, yearsBack: number = 0): TableBuilder {
    const name = tableName(entity, yearsBack);
    const found = this.schema.byKey.get(entity);
    invariant(found, `columns: ${entity} is no entity`);
    invariant(!this.tables.has(name), `columns: ${name} is there already`);
    const table = new TableBuilder(found, count, yearsBack, this.texts);
    this.tables.set(name, table);
    return table;
  }

  /** The rows of one place, behind those of the segments before it. */
  segment(chain: DivisionChain, ranges: Segment['ranges']): void {
    this.segments.push({ chain, ranges });
  }

  build(): FactColumns {
    const tables = new Map([...this.tables].map(([name, table]) => [name, table.build()]));
    return factColumns(this.schema, { tables, segments: this.segments, texts: this.texts });
  }
}

export class TableBuilder {
  readonly name: string;
  readonly count: number;
  private readonly entity: Entity;
  private readonly yearsBack: number;
  private readonly texts: Texts;
  private readonly fields: ReadonlyMap<string, Field>;
  private readonly columns = new Map<string, { readonly field: Field; readonly values: ColumnArray }>();
  private readonly lists = new Map<string, ListColumn>();
  private readonly links = new Map<string, LinkColumn>();
  private readonly presence = new Map<number, Uint8Array>();

  constructor(entity: Entity, count: number, yearsBack: number, texts: Texts) {
    this.name = tableName(entity.key, yearsBack);
    this.entity = entity;
    this.count = count;
    this.yearsBack = yearsBack;
    this.texts = texts;
    this.fields = new Map([...entity.fields.values()].map((field) => [field.key, field]));
  }

  /** By the key of the field; `back` for what it was in the year before, on the same row. */
  column(key: string, back: number = 0): ColumnWriter {
    const field = this.fields.get(key);
    invariant(field, `columns: ${this.entity.key} has no field ${key}`);
    const values = arrayFor(field, this.count);
    this.columns.set(columnKey(key, back), { field, values });
    const encode = encoderOf(field, values, this.texts);
    return {
      values,
      set: (row, raw) => {
        values[row] = encode(raw);
      },
    };
  }

  /** A column that is there already, from an earlier load. */
  given(key: string, back: number, { values }: Pick<Column, 'values'>): void {
    const field = this.fields.get(key);
    invariant(field, `columns: ${this.entity.key} has no field ${key}`);
    this.columns.set(columnKey(key, back), { field, values });
  }

  /** 1 where there is a record so many years back; to be filled by the caller. */
  present(back: number): Uint8Array {
    const flags = allocate('u8', this.count);
    this.presence.set(back, flags);
    return flags;
  }

  list(key: string, list: { starts: Uint32Array; missing?: Uint8Array; rows?: Uint32Array }, back: number = 0): void {
    const { starts, missing = null, rows = null } = list;
    this.lists.set(columnKey(key, back), { table: this.target(key, back), starts, missing, rows });
  }

  link(key: string, rows: Int32Array, back: number = 0): void {
    this.links.set(columnKey(key, back), { table: this.target(key, back), rows });
  }

  build(): FactTable {
    const { name, entity, yearsBack, count, lists, links, presence } = this;
    const columns = new Map([...this.columns].map(([key, { field, values }]) => [key, columnOf(field, values)]));
    return { name, entity: entity.key, yearsBack, count, columns, lists, links, present: presence };
  }

  private target(key: string, back: number): string {
    const relation = [...this.entity.relations.values()].find((one) => one.key === key);
    invariant(relation, `columns: ${this.entity.key} has no relation ${key}`);
    return tableName(relation.to, this.yearsBack + back);
  }
}
