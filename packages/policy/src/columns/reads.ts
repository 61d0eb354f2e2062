import type { Rule } from '../packs/pack.ts';
import type { Field, IndexedSchema, RelationSchema } from '../schema.ts';
import { contentOf } from './column.ts';
import { sourcesOf } from './derived-column.ts';
import { emitRules } from './emit/emit-rules.ts';
import type { Row } from './emit/emitted.ts';
import type { Layout } from './emit/sources.ts';
import { tableName } from './fact-columns.ts';

/** 所需的列: what a program reads, table by table, and nothing that it does not read. */
export interface ColumnReads {
  readonly tables: ReadonlyMap<string, TableReads>;
}

export interface TableReads {
  readonly entity: string;
  readonly yearsBack: number;
  readonly columns: readonly { readonly field: Field; readonly back: number }[];
  readonly lists: readonly { readonly relation: RelationSchema; readonly back: number; readonly table: string }[];
  readonly links: readonly { readonly relation: RelationSchema; readonly back: number; readonly table: string }[];
  /** The relation that leads to the record of the year before. */
  readonly yearBefore: string | null;
  /** For how many years back it is asked, or needed to tell, whether there is a record. */
  readonly present: readonly number[];
}

/** Generates the rules once against a layout that notes what it is asked for. */
export function columnReadsOf(
  rules: readonly Rule[],
  schema: IndexedSchema,
  date: string,
  called: (name: string, entity: string) => readonly Rule[],
): ColumnReads {
  const wish = new Wish(schema);
  for (const rule of rules) {
    wish.table(rule.subject.key, rule.subject.key, 0);
    const first = (name: string, entity: string): Rule | null => called(name, entity)[0] ?? null;
    emitRules([rule], { schema, layout: wish, date, aims: true, called: first, isSure: () => false });
  }
  return { tables: wish.tables };
}

interface Wanted extends TableReads {
  readonly columns: { field: Field; back: number }[];
  readonly lists: { relation: RelationSchema; back: number; table: string }[];
  readonly links: { relation: RelationSchema; back: number; table: string }[];
  readonly present: number[];
}

class Wish implements Layout {
  readonly tables = new Map<string, Wanted>();
  private readonly schema: IndexedSchema;

  constructor(schema: IndexedSchema) {
    this.schema = schema;
  }

  table(name: string, entity: string, yearsBack: number): Wanted {
    let table = this.tables.get(name);
    if (!table) {
      const relations = [...this.schema.byKey.get(entity)!.relations.values()];
      const yearBefore = relations.find(({ kind }) => kind === 'yearBefore')?.key ?? null;
      table = { entity, yearsBack, yearBefore, columns: [], lists: [], links: [], present: [] };
      this.tables.set(name, table);
    }
    return table;
  }

  column(row: Row, field: Field) {
    const sources = field.derive ? sourcesOf(this.schema.byKey.get(row.entity)!, field) : [field];
    const table = this.of(row);
    for (const source of sources) {
      if (!table.columns.some((one) => one.field === source && one.back === row.back)) {
        table.columns.push({ field: source, back: row.back });
      }
    }
    return { holds: contentOf(field), complete: false, unknown: -1 };
  }

  list(holder: Row, relation: RelationSchema) {
    const table = this.target(holder, relation, 'lists');
    return { table, hasMissing: true, mayBeEmpty: true, hasRows: true };
  }

  link(holder: Row, relation: RelationSchema) {
    return { table: this.target(holder, relation, 'links') };
  }

  mayLack(row: Row): boolean {
    this.of(row);
    return true;
  }

  parameterIsKnown(): boolean {
    return false;
  }

  tableIsKnown(): boolean {
    return false;
  }

  figureIsKnown(): boolean {
    return false;
  }

  private target(holder: Row, relation: RelationSchema, among: 'lists' | 'links'): string {
    const yearsBack = holder.tableBack + holder.back;
    const name = tableName(relation.to, yearsBack);
    const wanted = this.of(holder)[among];
    if (!wanted.some((one) => one.relation === relation && one.back === holder.back)) {
      wanted.push({ relation, back: holder.back, table: name });
    }
    this.table(name, relation.to, yearsBack);
    return name;
  }

  private of(row: Row): Wanted {
    const table = this.table(row.table, row.entity, row.tableBack);
    if (row.back > 0 && !table.present.includes(row.back)) table.present.push(row.back);
    return table;
  }
}
