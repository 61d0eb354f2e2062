import { invariant } from '@daohu/kernel';
import type { ReferenceRead } from '../feel/tree.ts';
import type { Field, IndexedSchema, RelationSchema } from '../schema.ts';
import { unknownOf } from './column.ts';
import { columnFor } from './derived-column.ts';
import type { Row } from './emit/emitted.ts';
import type { ColumnShape, LawTableSlot, Layout, ListShape } from './emit/sources.ts';
import { columnKey, type FactColumns, type FactTable, type LinkColumn, type ListColumn } from './fact-columns.ts';

/** Of the law and the figures of all places that a program is made for. */
export type LawIsKnown = Pick<Layout, 'parameterIsKnown' | 'tableIsKnown' | 'figureIsKnown'>;

/** What certain columns hold: a program is made for where unknowns are, and does not look elsewhere. */
export class ColumnsLayout implements Layout {
  private readonly columns: FactColumns;
  private readonly schema: IndexedSchema;
  private readonly date: string;
  private readonly law: LawIsKnown;

  constructor(columns: FactColumns, schema: IndexedSchema, date: string, law: LawIsKnown) {
    this.columns = columns;
    this.schema = schema;
    this.date = date;
    this.law = law;
  }

  column({ table, entity, back }: Row, field: Field): ColumnShape {
    const column = columnFor(this.columns, table, this.schema.byKey.get(entity)!, field, back, this.date);
    return { holds: column.holds, complete: column.complete, unknown: unknownOf(column) };
  }

  list({ table, back }: Row, relation: RelationSchema): ListShape {
    return shapeOf(listFor(this.columns, table, columnKey(relation.key, back)));
  }

  link({ table, back }: Row, relation: RelationSchema): { readonly table: string } {
    return linkFor(this.columns, table, columnKey(relation.key, back));
  }

  mayLack({ table, back }: Row): boolean {
    return tableFor(this.columns, table).present.get(back)?.includes(0) ?? false;
  }

  parameterIsKnown(name: string): boolean {
    return this.law.parameterIsKnown(name);
  }

  tableIsKnown(slot: LawTableSlot): boolean {
    return this.law.tableIsKnown(slot);
  }

  figureIsKnown(read: ReferenceRead): boolean {
    return this.law.figureIsKnown(read);
  }
}

export function tableFor(columns: FactColumns, name: string): FactTable {
  const table = columns.tables.get(name);
  invariant(table, `columns: there is no table ${name}, which a rule reads`);
  return table;
}

export function listFor(columns: FactColumns, table: string, key: string): ListColumn {
  const list = tableFor(columns, table).lists.get(key);
  invariant(list, `columns: ${table} has no list ${key}, which a rule reads`);
  return list;
}

export function linkFor(columns: FactColumns, table: string, key: string): LinkColumn {
  const link = tableFor(columns, table).links.get(key);
  invariant(link, `columns: ${table} has no link ${key}, which a rule reads`);
  return link;
}

function shapeOf(list: ListColumn): ListShape {
  let shape = SHAPES.get(list);
  if (!shape) {
    const { table, starts, missing, rows } = list;
    const hasMissing = missing?.includes(1) ?? false;
    const mayBeEmpty = starts.some((start, row) => row > 0 && start === starts[row - 1]);
    shape = { table, hasMissing, mayBeEmpty, hasRows: rows !== null };
    SHAPES.set(list, shape);
  }
  return shape;
}
const SHAPES = new WeakMap<ListColumn, ListShape>();
