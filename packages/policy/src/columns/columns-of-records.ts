import type { DivisionChain } from '../packs/division-chain.ts';
import type { FactRecord, IndexedSchema } from '../schema.ts';
import { allocate } from './column.ts';
import { ColumnsBuilder, type TableBuilder } from './columns-builder.ts';
import type { FactColumns } from './fact-columns.ts';
import type { ColumnReads, TableReads } from './reads.ts';

/** The subjects of one place, by entity. Each is a row of its table, in this order, before the records they lead to. */
export interface PlacedRecords {
  readonly chain: DivisionChain;
  readonly subjects: { readonly [entity: string]: readonly FactRecord[] };
}

/**
 * Plain records as columns, the same that the closures judge: for tests, for small numbers, and as the plainest
 * statement of what each column means. A record that several lead to is one row.
 */
export function columnsOfRecords(
  schema: IndexedSchema,
  reads: ColumnReads,
  places: readonly PlacedRecords[],
): FactColumns {
  const gathered = new Map([...reads.tables.keys()].map((name) => [name, new Gathered()]));
  const ranges = places.map(({ subjects }) => {
    const before = [...gathered].map(([name, { rows }]) => [name, rows.length] as const);
    for (const table of gathered.values()) table.known.clear();
    for (const [entity, records] of Object.entries(subjects)) {
      for (const record of records) gathered.get(entity)?.append(record);
    }
    follow(reads, gathered);
    return Object.fromEntries(before.map(([name, from]) => [name, [from, gathered.get(name)!.rows.length] as const]));
  });
  const builder = new ColumnsBuilder(schema);
  for (const [name, wanted] of reads.tables) {
    const { rows } = gathered.get(name)!;
    fill(builder.table(wanted.entity, rows.length, wanted.yearsBack), wanted, gathered.get(name)!, gathered);
  }
  for (const [index, { chain }] of places.entries()) builder.segment(chain, ranges[index]!);
  return builder.build();
}

class Gathered {
  readonly rows: FactRecord[] = [];
  readonly known = new Map<FactRecord, number>();
  /** For each relation, the rows it leads to from each row. */
  readonly lists = new Map<string, (readonly number[] | null)[]>();
  readonly links = new Map<string, number[]>();
  followed = 0;

  append(record: FactRecord): number {
    const row = this.rows.push(record) - 1;
    if (!this.known.has(record)) this.known.set(record, row);
    return row;
  }

  rowOf(record: FactRecord): number {
    return this.known.get(record) ?? this.append(record);
  }
}

/** Goes on until every record that the rules can reach has its row. */
function follow(reads: ColumnReads, gathered: ReadonlyMap<string, Gathered>): void {
  for (let more = true; more; ) {
    more = false;
    for (const [name, wanted] of reads.tables) {
      const table = gathered.get(name)!;
      for (; table.followed < table.rows.length; table.followed++) {
        more = true;
        followRow(wanted, table, table.rows[table.followed]!, gathered);
      }
    }
  }
}

function followRow(
  wanted: TableReads,
  table: Gathered,
  record: FactRecord,
  gathered: ReadonlyMap<string, Gathered>,
): void {
  for (const { relation, back, table: target } of wanted.lists) {
    const list = yearsBefore(record, wanted, back)?.[relation.key];
    const rows = Array.isArray(list) ? list.map((one) => gathered.get(target)!.rowOf(recordOf(one) ?? {})) : null;
    append(table.lists, `${relation.key} ${back}`, rows);
  }
  for (const { relation, back, table: target } of wanted.links) {
    const linked = recordOf(yearsBefore(record, wanted, back)?.[relation.key]);
    append(table.links, `${relation.key} ${back}`, linked === null ? -1 : gathered.get(target)!.rowOf(linked));
  }
}

function append<T>(map: Map<string, T[]>, key: string, value: T): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}

function fill(
  table: TableBuilder,
  wanted: TableReads,
  { rows, lists, links }: Gathered,
  gathered: ReadonlyMap<string, Gathered>,
): void {
  for (const { field, back } of wanted.columns) {
    const column = table.column(field.key, back);
    for (const [row, record] of rows.entries()) column.set(row, yearsBefore(record, wanted, back)?.[field.key]);
  }
  for (const back of wanted.present) {
    const flags = table.present(back);
    for (const [row, record] of rows.entries()) flags[row] = yearsBefore(record, wanted, back) === null ? 0 : 1;
  }
  for (const { relation, back } of wanted.lists) {
    const found = lists.get(`${relation.key} ${back}`) ?? [];
    const starts = allocate('u32', rows.length + 1);
    const missing = allocate('u8', rows.length);
    for (const [row, list] of found.entries()) {
      starts[row + 1] = starts[row]! + (list?.length ?? 0);
      missing[row] = list === null ? 1 : 0;
    }
    const all = allocate('u32', starts[rows.length]!);
    all.set(found.flatMap((list) => list ?? []));
    table.list(relation.key, { starts, missing, rows: all }, back);
  }
  for (const { relation, back, table: target } of wanted.links) {
    const found = allocate('i32', rows.length);
    found.set(links.get(`${relation.key} ${back}`) ?? []);
    if (gathered.has(target)) table.link(relation.key, found, back);
  }
}

function yearsBefore(record: FactRecord, wanted: TableReads, back: number): FactRecord | null {
  let found: FactRecord | null = record;
  for (let year = 0; year < back; year++) found = found && recordOf(found[wanted.yearBefore ?? '']);
  return found;
}

function recordOf(value: unknown): FactRecord | null {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as FactRecord) : null;
}
