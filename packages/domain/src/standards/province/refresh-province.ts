import { BinaryCopy, type Connection } from '@daohu/db';
import type { Entity, Item } from '@daohu/dictionary';
import { type DivisionRange, rangeOfDivision } from '@daohu/kernel';
import {
  type ColumnReads,
  columnKey,
  type DivisionChain,
  type FactTable,
  factColumns,
  type IndexedSchema,
} from '@daohu/policy';
import { copyOfRecords, type RecordKeys } from '../../register/index.ts';
import { jurisdictionChain } from '../jurisdiction-chain.ts';
import type { ChangedRecord } from './changed-since.ts';
import { copiedAs, fieldsRead, itemOf, NUMBER, putValues } from './copied-columns.ts';
import type { CountyBlock } from './county-block.ts';
import { CountyReader } from './load-county.ts';
import { blockOf, joinCounties, type Province } from './province.ts';
import { RowIndex } from './row-index.ts';

/**
 * Brings a province in memory up to date: what was changed is read again, and a county where records came, went or moved
 * is read whole. Values are put where they stood, so nobody may be judging by this province meanwhile. In a transaction
 * that sees one moment.
 */
export async function refreshProvince(
  db: Connection,
  schema: IndexedSchema,
  province: Province,
  reads: ColumnReads,
  changed: readonly ChangedRecord[],
): Promise<Province> {
  const known = new Set(province.counties.map(({ countyCode }) => countyCode));
  const anew = new Set<number>();
  for (const { countyCode, table, isStructural } of changed) {
    if (isStructural || table === 'county_year' || !known.has(countyCode)) anew.add(countyCode);
  }
  const values = changed.filter(({ countyCode }) => !anew.has(countyCode));
  const refreshed = values.length > 0 ? await new Refresh(db, schema, province, reads).run(values) : province;
  return anew.size > 0 ? withCountiesAnew(db, schema, refreshed, reads, anew) : refreshed;
}

async function withCountiesAnew(
  db: Connection,
  schema: IndexedSchema,
  province: Province,
  reads: ColumnReads,
  anew: ReadonlySet<number>,
): Promise<Province> {
  const reader = new CountyReader(db, reads, province.year);
  const blocks = new Map<number, CountyBlock>();
  const chains = new Map<number, DivisionChain>();
  for (const county of province.counties) {
    blocks.set(county.countyCode, blockOf(schema, province, county));
    chains.set(county.countyCode, county.chain);
  }
  for (const countyCode of anew) {
    const range = cut(rangeOfDivision(countyCode * 1_000_000, 'county'), province.ranges);
    if (!range) continue;
    blocks.set(countyCode, await reader.read(countyCode, range));
    if (!chains.has(countyCode)) chains.set(countyCode, await jurisdictionChain(db, countyCode));
  }
  const ordered = [...blocks.values()].sort((a, b) => a.countyCode - b.countyCode);
  return joinCounties(schema, province, ordered, (countyCode) => chains.get(countyCode)!);
}

function cut({ low, high }: DivisionRange, ranges: readonly DivisionRange[]): DivisionRange | null {
  const range = ranges.find((one) => one.low <= high && one.high >= low);
  return range ? { low: Math.max(low, range.low), high: Math.min(high, range.high) } : null;
}

/** Values of records that stay where they are. */
class Refresh {
  private readonly db: Connection;
  private readonly schema: IndexedSchema;
  private readonly province: Province;
  private readonly reads: ColumnReads;
  /** Columns that have got an unknown value, by table. */
  private readonly incomplete = new Map<string, Set<string>>();
  private readonly households: RowIndex;

  constructor(db: Connection, schema: IndexedSchema, province: Province, reads: ColumnReads) {
    this.db = db;
    this.schema = schema;
    this.province = province;
    this.reads = reads;
    this.households = indexOf(province.ids.get('household')!);
  }

  async run(changed: readonly ChangedRecord[]): Promise<Province> {
    const { year } = this.province;
    const of = (yearly: string, identity: string, inYear: number): RecordKeys =>
      keysOf(changed, (one) => (one.table === yearly && one.year === inYear) || one.table === identity);
    const villages = indexOf(this.province.ids.get('village')!);
    const householdRow = (id: number): number => this.households.find(id);
    const { households, persons, personsBefore, villages: villagesOf } = copyOfRecords;
    const now = of('household_year', 'household', year);
    await this.patch('household', 'household', 0, now, year, households, householdRow);
    const before = of('household_year', 'household', year - 1);
    await this.patch('household', 'household', 1, before, year - 1, households, householdRow);
    const members = of('person_year', 'person', year);
    const membersBefore = of('person_year', 'person', year - 1);
    await this.patch('person', 'person', 0, members, year, persons, this.memberRow('person', 'members'));
    await this.patch('person', 'person', 1, membersBefore, year, personsBefore, this.memberRow('person', 'members'));
    const last = columnKey('person', 1);
    const lastRow = this.memberRow(last, columnKey('members', 1));
    await this.patch(last, 'person', 0, membersBefore, year - 1, persons, lastRow);
    const villageRow = (division: number): number => villages.find(division);
    await this.patch('village', 'village', 0, of('village_year', '', year), year, villagesOf, villageRow);
    await this.patch('village', 'village', 1, of('village_year', '', year - 1), year - 1, villagesOf, villageRow);
    return this.refreshed();
  }

  /** Reads some records of a table as they were so many years back, and puts their values where they stand. */
  private async patch(
    name: string,
    entity: Entity,
    back: number,
    keys: RecordKeys,
    year: number,
    copy: (keys: RecordKeys, year: number, items: readonly Item[]) => string,
    rowOf: ((first: number, second: number) => number) | null,
  ): Promise<void> {
    const fields = fieldsRead(this.reads, name, back);
    const table = this.province.columns.tables.get(name);
    if (keys.ids.length === 0 || fields.length === 0 || !table || !rowOf) return;
    const numbers = entity === 'person' ? 2 : 1;
    const into = new BinaryCopy([...new Array(numbers).fill(NUMBER), ...fields.map(copiedAs)]);
    const items = fields.map((field) => itemOf(entity, field));
    await this.db.copyInto(copy(keys, year, items), into);
    const [first, second] = [into.column(0), into.column(numbers - 1)];
    const rows: number[] = [];
    const at: number[] = [];
    for (let row = 0; row < into.count; row++) {
      const place = rowOf(first[row]!, second[row]!);
      if (place < 0) continue;
      rows.push(row);
      at.push(place);
    }
    const [from, to] = [Int32Array.from(rows), Int32Array.from(at)];
    for (const [index, field] of fields.entries()) {
      const key = columnKey(field.key, back);
      const { values } = table.columns.get(key)!;
      if (!putValues(field, values, into.column(numbers + index), from, to)) this.isIncomplete(name, key);
    }
  }

  /** Finds a member in the household; null where the province holds no such list. */
  private memberRow(table: string, list: string): ((household: number, person: number) => number) | null {
    const members = this.province.columns.tables.get('household')?.lists.get(list);
    const ids = this.province.ids.get(table);
    if (!members || !ids) return null;
    return (household, person) => {
      const row = this.households.find(household);
      if (row < 0) return -1;
      for (let member = members.starts[row]!; member < members.starts[row + 1]!; member++) {
        if (ids[member] === person) return member;
      }
      return -1;
    };
  }

  private isIncomplete(table: string, key: string): void {
    const keys = this.incomplete.get(table) ?? new Set();
    this.incomplete.set(table, keys.add(key));
  }

  /** New columns over the same arrays: what follows from the old values is forgotten with the old ones. */
  private refreshed(): Province {
    const { columns } = this.province;
    const tables = new Map<string, FactTable>();
    for (const [name, table] of columns.tables) {
      const incomplete = this.incomplete.get(name);
      const own = new Map(table.columns);
      for (const key of incomplete ?? []) own.set(key, { ...own.get(key)!, complete: false });
      tables.set(name, { ...table, columns: own });
    }
    return { ...this.province, columns: factColumns(this.schema, { ...columns, tables }) };
  }
}

function keysOf(changed: readonly ChangedRecord[], isWanted: (one: ChangedRecord) => boolean): RecordKeys {
  const found = changed.filter(isWanted);
  return { counties: found.map(({ countyCode }) => countyCode), ids: found.map(({ recordId }) => recordId) };
}

function indexOf(ids: Float64Array): RowIndex {
  const index = INDEXES.get(ids) ?? new RowIndex(ids);
  INDEXES.set(ids, index);
  return index;
}
const INDEXES = new WeakMap<Float64Array, RowIndex>();
