import { type DivisionRange, invariant } from '@daohu/kernel';
import {
  allocate,
  type Column,
  type ColumnArray,
  columnOf,
  type DivisionChain,
  type FactColumns,
  type FactTable,
  type Field,
  factColumns,
  type IndexedSchema,
  type LinkColumn,
  type ListColumn,
  Texts,
} from '@daohu/policy';
import type { BlockTable, CountyBlock } from './county-block.ts';

/** Which part of the register a province holds. */
export interface ProvinceScope {
  readonly year: number;
  readonly ranges: readonly DivisionRange[];
}

/** 全省在内存: the facts of a region for one register year as columns, and whose they are. */
export interface Province extends ProvinceScope {
  readonly columns: FactColumns;
  readonly counties: readonly ProvinceCounty[];
  /** Household, person and division of each row, by table. */
  readonly ids: ReadonlyMap<string, Float64Array>;
  /** Row in `village` of each household. */
  readonly villageOfHousehold: Int32Array;
}

/** A county of a province: its law, and its rows. */
export interface ProvinceCounty {
  readonly countyCode: number;
  readonly chain: DivisionChain;
  readonly ranges: { readonly [table: string]: readonly [from: number, to: number] };
}

/** Lays the counties behind each other, in the order given. Everything is in memory that threads share. */
export function joinCounties(
  schema: IndexedSchema,
  { year, ranges: asked }: ProvinceScope,
  blocks: readonly CountyBlock[],
  chainOf: (countyCode: number) => DivisionChain,
): Province {
  const names = [...(blocks[0]?.tables.keys() ?? [])];
  const counties: ProvinceCounty[] = [];
  const ends = new Map(names.map((name) => [name, 0]));
  for (const { countyCode, tables } of blocks) {
    const ranges: { [table: string]: readonly [number, number] } = {};
    for (const name of names) {
      const from = ends.get(name)!;
      const to = from + tables.get(name)!.count;
      ranges[name] = [from, to];
      ends.set(name, to);
    }
    counties.push({ countyCode, chain: chainOf(countyCode), ranges });
  }
  const joined = new Map(names.map((name) => [name, joinTable(name, blocks, counties, ends.get(name)!)]));
  const ids = new Map(
    names.map((name) => {
      const all = allocate('f64', ends.get(name)!);
      for (const [index, block] of blocks.entries()) {
        all.set(block.tables.get(name)!.ids, counties[index]!.ranges[name]![0]);
      }
      return [name, all];
    }),
  );
  const columns = factColumns(schema, {
    tables: joined,
    segments: counties.map(({ chain, ranges }) => ({ chain, ranges })),
    texts: new Texts(),
  });
  return {
    year,
    ranges: asked,
    columns,
    counties,
    ids,
    villageOfHousehold: joinVillages(blocks, counties, ends.get('household') ?? 0),
  };
}

function joinTable(
  name: string,
  blocks: readonly CountyBlock[],
  counties: readonly ProvinceCounty[],
  count: number,
): FactTable {
  const parts = blocks.map(({ tables }) => tables.get(name)!);
  const starts = counties.map(({ ranges }) => ranges[name]![0]);
  const [first] = parts as [BlockTable];
  const columns = new Map<string, Column>();
  for (const [key, { field }] of first.columns) {
    const values = arrayOf(first.columns.get(key)!.values, count);
    for (const [index, part] of parts.entries())
      values.set(part.columns.get(key)!.values as Uint8Array, starts[index]!);
    columns.set(key, columnOf(field, values));
  }
  const present = new Map<number, Uint8Array>();
  for (const years of first.present.keys()) {
    // Of this year every row has a record; whether it reported is what its links say.
    if (years === 0) continue;
    const flags = allocate('u8', count);
    for (const [index, part] of parts.entries()) flags.set(part.present.get(years)!, starts[index]!);
    present.set(years, flags);
  }
  const lists = new Map<string, ListColumn>();
  for (const [key, { table }] of first.lists) lists.set(key, joinList(key, table, parts, starts, counties, count));
  const links = new Map<string, LinkColumn>();
  for (const [key, { table }] of first.links) {
    const rows = allocate('i32', count);
    for (const [index, part] of parts.entries()) {
      const base = counties[index]!.ranges[table]![0];
      rows.set(
        part.links.get(key)!.rows.map((row) => (row < 0 ? -1 : row + base)),
        starts[index]!,
      );
    }
    links.set(key, { table, rows });
  }
  const [entity = name, back = '0'] = name.split('@');
  return { name, entity, yearsBack: Number(back), count, columns, lists, links, present };
}

function joinList(
  key: string,
  table: string,
  parts: readonly BlockTable[],
  starts: readonly number[],
  counties: readonly ProvinceCounty[],
  count: number,
): ListColumn {
  const all = allocate('u32', count + 1);
  const missing = allocate('u8', count);
  let end = 0;
  for (const [index, part] of parts.entries()) {
    const list = part.lists.get(key)!;
    const base = counties[index]!.ranges[table]![0];
    for (let row = 0; row < part.count; row++) all[starts[index]! + row] = list.starts[row]! + base;
    end = list.starts[part.count]! + base;
    missing.set(list.missing, starts[index]!);
  }
  all[count] = end;
  return { table, starts: all, missing: missing.includes(1) ? missing : null, rows: null };
}

function joinVillages(blocks: readonly CountyBlock[], counties: readonly ProvinceCounty[], count: number): Int32Array {
  const all = allocate('i32', count);
  for (const [index, { villageOfHousehold }] of blocks.entries()) {
    const { ranges } = counties[index]!;
    const [base] = ranges.village!;
    all.set(
      villageOfHousehold.map((row) => row + base),
      ranges.household![0],
    );
  }
  return all;
}

/** An array of the same kind, in memory that threads share. */
function arrayOf(like: ColumnArray, count: number): ColumnArray {
  const buffer = new SharedArrayBuffer(count * like.BYTES_PER_ELEMENT);
  return new (like.constructor as new (buffer: SharedArrayBuffer) => ColumnArray)(buffer);
}

/** What a province takes of memory, in bytes. */
export function bytesOf({ columns, ids, villageOfHousehold }: Province): number {
  let bytes = villageOfHousehold.byteLength;
  for (const array of ids.values()) bytes += array.byteLength;
  for (const table of columns.tables.values()) {
    for (const { values } of table.columns.values()) bytes += values.byteLength;
    for (const { starts, missing } of table.lists.values()) bytes += starts.byteLength + (missing?.byteLength ?? 0);
    for (const { rows } of table.links.values()) bytes += rows.byteLength;
    for (const flags of table.present.values()) bytes += flags.byteLength;
  }
  return bytes;
}

/** A county of a province as it was before it was laid behind the others. Its arrays are those of the province. */
export function blockOf(
  schema: IndexedSchema,
  province: Province,
  { countyCode, ranges }: ProvinceCounty,
): CountyBlock {
  const tables = new Map<string, BlockTable>();
  for (const [name, table] of province.columns.tables) {
    const [from, to] = ranges[name]!;
    const columns = [...table.columns].map(([key, { values }]) => {
      return [key, { field: fieldOf(schema, table, key), values: values.subarray(from, to) }] as const;
    });
    const lists = [...table.lists].map(([key, { table: target, starts, missing }]) => {
      const base = ranges[target]![0];
      const own = starts.slice(from, to + 1).map((start) => start - base);
      const flags = missing?.slice(from, to) ?? new Uint8Array(to - from);
      return [key, { table: target, starts: own, missing: flags }] as const;
    });
    const links = [...table.links].map(([key, { table: target, rows }]) => {
      const base = ranges[target]![0];
      return [key, { table: target, rows: rows.slice(from, to).map((row) => (row < 0 ? -1 : row - base)) }] as const;
    });
    tables.set(name, {
      count: to - from,
      ids: province.ids.get(name)!.subarray(from, to),
      columns: new Map(columns),
      lists: new Map(lists),
      links: new Map(links),
      present: new Map([...table.present].map(([years, flags]) => [years, flags.subarray(from, to)])),
    });
  }
  const [from, to] = ranges.household!;
  const base = ranges.village![0];
  const villageOfHousehold = province.villageOfHousehold.slice(from, to).map((village) => village - base);
  return { countyCode, tables, villageOfHousehold };
}

function fieldOf(schema: IndexedSchema, { entity }: FactTable, columnName: string): Field {
  const [key] = columnName.split('@');
  const field = [...(schema.byKey.get(entity)?.fields.values() ?? [])].find((one) => one.key === key);
  invariant(field, `a province has a column ${entity}.${columnName}, which is no field`);
  return field;
}
