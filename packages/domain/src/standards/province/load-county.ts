import { BinaryCopy, type Connection } from '@daohu/db';
import type { Entity, Item } from '@daohu/dictionary';
import { arrayFor, type ColumnArray, type ColumnReads, columnKey, type Field, type TableReads } from '@daohu/policy';
import { type CopyScope, copyOfYear } from '../../register/index.ts';
import { copiedAs, fieldsRead, itemOf, NUMBER, putValues } from './copied-columns.ts';
import type { BlockList, BlockTable, CountyBlock } from './county-block.ts';
import { RowIndex } from './row-index.ts';

type Wanted = TableReads['columns'][number];

/**
 * Reads county by county what the rules of a program read, by the same records as `load-facts.ts`: households on record
 * in the year, their members, their villages, and the year before. What the register does not keep (two years back, the
 * households of a village the year before) is there for no row, which is unknown. Arrays that are being filled are kept
 * for the next county.
 */
export class CountyReader {
  private readonly db: Connection;
  private readonly reads: ColumnReads;
  private readonly year: number;
  private readonly copies = new Map<string, BinaryCopy>();

  constructor(db: Connection, reads: ColumnReads, year: number) {
    this.db = db;
    this.reads = reads;
    this.year = year;
  }

  async read(countyCode: number, range: { readonly low: number; readonly high: number }): Promise<CountyBlock> {
    const scope: CopyScope = { countyCode, low: range.low, high: range.high, year: this.year };
    const before: CopyScope = { ...scope, year: this.year - 1 };
    const villages = await this.villages(scope, before);
    const households = await this.households(scope, before, villages);
    const tables = new Map<string, BlockTable>([
      ['village', households.villageTable],
      ['household', households.table],
    ]);
    if (this.reads.tables.has('county')) tables.set('county', await this.county(scope));
    const lists = new Map<string, BlockList>();
    if (this.reads.tables.has('person')) {
      const members = await this.members('person', scope, households.index, households.table.count);
      tables.set('person', await this.yearBefore('person', members.table, before));
      lists.set('members', members.list);
    }
    if (this.reads.tables.has(columnKey('person', 1))) {
      const name = columnKey('person', 1);
      const members = await this.members(name, before, households.index, households.table.count);
      tables.set(name, members.table);
      lists.set(columnKey('members', 1), members.list);
    }
    tables.set('household', { ...households.table, lists });
    for (const [name, table] of this.reads.tables) if (!tables.has(name)) tables.set(name, nobody(table));
    const block = { countyCode, tables, villageOfHousehold: households.villageRows };
    return withRelations(block, this.reads);
  }

  private async villages(scope: CopyScope, before: CopyScope): Promise<Staged> {
    const now = await this.copy('village', 'village', copyOfYear.villages, scope, 0, ['division']);
    const last = this.wants('village', 1)
      ? await this.copy('village@before', 'village', copyOfYear.villages, before, 1, ['division'])
      : null;
    return { ...now, before: last };
  }

  /** Households in the order of their villages, and the villages: those that report and those that have a household. */
  private async households(scope: CopyScope, before: CopyScope, villages: Staged) {
    const names = ['id', 'division'];
    const staged = await this.copy('household', 'household', copyOfYear.households, scope, 0, names);
    const [ids, divisions] = [staged.ids[0]!, staged.ids[1]!];
    const order = orderBy(divisions, ids);
    const count = order.length;
    const known = new Set([...villages.ids[0]!, ...divisions]);
    const codes = Float64Array.from(known).sort();
    const villageIndex = new RowIndex(codes);
    const villageRows = order.map((row) => villageIndex.find(divisions[row]!));
    const sorted = inOrder(ids, order);
    const table = await this.yearBefore('household', tableOf(sorted, taken(staged.columns, order)), before);
    const villageTable = villageTableOf(codes, villages);
    const index = new RowIndex(sorted);
    return { table: { ...table, count }, index, villageRows, villageTable };
  }

  /** The members of the households of the county in a year, household by household. */
  private async members(name: string, scope: CopyScope, households: RowIndex, count: number) {
    const staged = await this.copy(name, 'person', copyOfYear.members, scope, 0, ['household', 'id']);
    const [of, ids] = [staged.ids[0]!, staged.ids[1]!];
    const rows = rowsOf(of, households);
    const starts = new Uint32Array(count + 1);
    for (const row of rows) if (row >= 0) starts[row + 1]!++;
    for (let row = 0; row < count; row++) starts[row + 1]! += starts[row]!;
    const next = starts.slice();
    const order = new Int32Array(starts[count]!);
    for (let index = 0; index < rows.length; index++) {
      const row = rows[index]!;
      if (row >= 0) order[next[row]!++] = index;
    }
    // A household without a single member row has unknown members, not none.
    const table = tableOf(inOrder(ids, order), taken(staged.columns, order));
    return { table, list: { table: name, starts, missing: emptyIn(starts) } };
  }

  /** Adds what the records of a table were in the year before, where a rule asks. */
  private async yearBefore(entity: 'household' | 'person', table: BlockTable, scope: CopyScope): Promise<BlockTable> {
    if (!this.wants(entity, 1)) return table;
    const copy = entity === 'household' ? copyOfYear.householdItems : copyOfYear.personItems;
    const staged = await this.copy(`${entity}@before`, entity, copy, scope, 1, ['id']);
    const rows = new RowIndex(staged.ids[0]!);
    const order = rowsOf(table.ids, rows);
    return {
      ...table,
      columns: new Map([...table.columns, ...taken(staged.columns, order)]),
      present: new Map([[1, presenceOf(order)]]),
    };
  }

  private async county(scope: CopyScope): Promise<BlockTable> {
    const staged = await this.copy('county', 'county', copyOfYear.counties, scope, 0, ['id']);
    const ids = staged.ids[0]!.slice();
    return tableOf(ids, taken(staged.columns, inPlace(ids.length)));
  }

  private wants(table: string, back: number): boolean {
    return this.reads.tables.get(table)?.present.includes(back) ?? false;
  }

  /** One COPY: the numbers that it begins with, then the items of `back` years back. `key` names its kept arrays. */
  private async copy(
    key: string,
    entity: Entity,
    copy: (scope: CopyScope, items: readonly Item[]) => string,
    scope: CopyScope,
    back: number,
    numbers: readonly string[],
  ): Promise<Staged> {
    const fields = fieldsRead(this.reads, back > 0 ? entity : key, back);
    const text = copy(
      scope,
      fields.map((field) => itemOf(entity, field)),
    );
    const into = this.copies.get(key) ?? new BinaryCopy([...numbers.map(() => NUMBER), ...fields.map(copiedAs)]);
    this.copies.set(key, into);
    await this.db.copyInto(text, into);
    return {
      ids: numbers.map((_, index) => into.column(index)),
      columns: fields.map((field, index) => ({
        key: columnKey(field.key, back),
        field,
        values: into.column(numbers.length + index),
      })),
      before: null,
    };
  }
}

/** What one COPY brought. The arrays are those of the reader and change with its next county. */
interface Staged {
  readonly ids: readonly Float64Array[];
  readonly columns: readonly { readonly key: string; readonly field: Field; readonly values: Float64Array }[];
  readonly before: Staged | null;
}

/** Rows in the order of the first numbers, then of the second. A county is mostly in order as it comes. */
function orderBy(first: Float64Array, second: Float64Array): Int32Array {
  const order = inPlace(first.length);
  const compare = (a: number, b: number): number => first[a]! - first[b]! || second[a]! - second[b]!;
  for (let row = 1; row < order.length; row++) if (compare(row - 1, row) > 0) return order.sort(compare);
  return order;
}

/** The columns of a county with its rows in order; -1 is a row that nobody wrote. */
function taken(columns: Staged['columns'], order: Int32Array): BlockTable['columns'] {
  return new Map(
    columns.map(({ key, field, values: from }) => {
      const values = blockArray(field, order.length);
      putValues(field, values, from, order);
      return [key, { field, values }];
    }),
  );
}

/** Of this county alone and of this thread: what threads share is made once, of the whole region. */
function blockArray(field: Field, count: number): ColumnArray {
  const like = arrayFor(field, 0).constructor as new (count: number) => ColumnArray;
  return new like(count);
}

function presenceOf(order: Int32Array): Uint8Array {
  const flags = new Uint8Array(order.length);
  for (let row = 0; row < order.length; row++) flags[row] = order[row]! < 0 ? 0 : 1;
  return flags;
}

function inPlace(count: number): Int32Array {
  return new Int32Array(count).map((_, row) => row);
}

function inOrder(values: Float64Array, order: Int32Array): Float64Array {
  const sorted = new Float64Array(order.length);
  for (let row = 0; row < order.length; row++) sorted[row] = values[order[row]!]!;
  return sorted;
}

/** Where each id stands; -1 for one that does not. */
function rowsOf(ids: Float64Array, index: RowIndex): Int32Array {
  const rows = new Int32Array(ids.length);
  for (let row = 0; row < ids.length; row++) rows[row] = index.find(ids[row]!);
  return rows;
}

/** 1 where a list has nothing in it. */
function emptyIn(starts: Uint32Array): Uint8Array {
  const flags = new Uint8Array(starts.length - 1);
  for (let row = 0; row < flags.length; row++) flags[row] = starts[row] === starts[row + 1] ? 1 : 0;
  return flags;
}

function tableOf(ids: Float64Array, columns: BlockTable['columns']): BlockTable {
  return { count: ids.length, ids, columns, lists: new Map(), links: new Map(), present: new Map() };
}

/** A village that only has households on record has no report of its own; it is a record all the same. */
function villageTableOf(codes: Float64Array, villages: Staged): BlockTable {
  const rowsIn = (staged: Staged): Int32Array => rowsOf(codes, new RowIndex(staged.ids[0]!));
  const now = rowsIn(villages);
  const table = tableOf(codes, taken(villages.columns, now));
  const { before } = villages;
  const last = before && rowsIn(before);
  return {
    ...table,
    columns: new Map([...table.columns, ...(before && last ? taken(before.columns, last) : [])]),
    present: new Map([[0, presenceOf(now)], ...(last ? [[1, presenceOf(last)] as const] : [])]),
  };
}

/** A table that the register does not keep: it has no row, and so every list and link to it is unknown. */
function nobody({ columns }: TableReads): BlockTable {
  const empty = new Map(
    columns.map(({ field, back }: Wanted) => [columnKey(field.key, back), { field, values: arrayFor(field, 0) }]),
  );
  return { ...tableOf(new Float64Array(0), empty) };
}

/** Lists and links that lead where nothing was read, and columns of years that are not kept: there for no row. */
function withRelations(block: CountyBlock, reads: ColumnReads): CountyBlock {
  const tables = new Map<string, BlockTable>();
  for (const [name, table] of block.tables) {
    const wanted = reads.tables.get(name);
    const columns = new Map<string, { readonly field: Field; readonly values: ColumnArray }>(table.columns);
    const lists = new Map(table.lists);
    const links = new Map(table.links);
    const present = new Map(table.present);
    for (const { field, back } of wanted?.columns ?? []) {
      const key = columnKey(field.key, back);
      if (!columns.has(key)) columns.set(key, { field, values: arrayFor(field, table.count) });
    }
    for (const back of wanted?.present ?? []) {
      if (!present.has(back)) present.set(back, new Uint8Array(table.count));
    }
    for (const { relation, back, table: target } of wanted?.lists ?? []) {
      const key = columnKey(relation.key, back);
      if (lists.has(key)) continue;
      lists.set(
        key,
        name === 'village' && key === 'registeredHouseholds'
          ? householdsOfVillages(block, table.count)
          : { table: target, starts: new Uint32Array(table.count + 1), missing: new Uint8Array(table.count).fill(1) },
      );
    }
    for (const { relation, back, table: target } of wanted?.links ?? []) {
      const key = columnKey(relation.key, back);
      const rows = back > 0 ? null : linkRows(block, name, target, table.count);
      links.set(key, { table: target, rows: rows ?? new Int32Array(table.count).fill(-1) });
    }
    tables.set(name, { ...table, columns, lists, links, present });
  }
  return { ...block, tables };
}

/** A village without a household on record has unknown households, not none. */
function householdsOfVillages({ villageOfHousehold }: CountyBlock, count: number): BlockList {
  const starts = new Uint32Array(count + 1);
  for (const village of villageOfHousehold) starts[village + 1]!++;
  for (let row = 0; row < count; row++) starts[row + 1]! += starts[row]!;
  return { table: 'household', starts, missing: emptyIn(starts) };
}

function linkRows({ tables, villageOfHousehold }: CountyBlock, from: string, to: string, count: number) {
  if (from === 'household' && to === 'village') {
    const reports = tables.get('village')!.present.get(0)!;
    return villageOfHousehold.map((row) => (reports[row] === 1 ? row : -1));
  }
  if (to === 'county' && tables.get('county')?.count === 1) return new Int32Array(count);
  return null;
}
