import { BinaryCopy, type Connection } from '@daohu/db';
import type { Entity, Item } from '@daohu/dictionary';
import { type DivisionRange, rangeOfDivision } from '@daohu/kernel';
import {
  type ColumnReads,
  columnKey,
  type DivisionChain,
  type FactTable,
  type Field,
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
  const refreshed = values.length > 0 ? await new Refresh(db, schema, province, reads, values).run() : province;
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

/** Which table a record's values are written in, and where it is read back from. */
interface Patched {
  readonly name: string;
  readonly entity: Entity;
  readonly back: number;
  readonly year: number;
  readonly copy: (keys: RecordKeys, year: number, items: readonly Item[]) => string;
  /** Where the rows of a COPY belong, by its leading numbers; null where the province holds no such table. */
  readonly rowsOf: ((numbers: readonly Float64Array[]) => Int32Array) | null;
}

/** Values of records that stay where they are. */
class Refresh {
  private readonly db: Connection;
  private readonly schema: IndexedSchema;
  private readonly province: Province;
  private readonly reads: ColumnReads;
  private readonly changed: readonly ChangedRecord[];
  /** Columns that values were put into, by table; whether each value put there is known. */
  private readonly touched = new Map<string, Map<string, boolean>>();

  constructor(
    db: Connection,
    schema: IndexedSchema,
    province: Province,
    reads: ColumnReads,
    changed: readonly ChangedRecord[],
  ) {
    this.db = db;
    this.schema = schema;
    this.province = province;
    this.reads = reads;
    // In the order of the tables' keys, so that neighbours are read together.
    this.changed = [...changed].sort((a, b) => a.countyCode - b.countyCode || a.recordId - b.recordId);
  }

  async run(): Promise<Province> {
    const { year } = this.province;
    const { households, persons, personsBefore, villages } = copyOfRecords;
    const rowsOfHouseholds = ([ids]: readonly Float64Array[]) => findRows(this.province.ids.get('household')!, ids!);
    const rowsOfVillages = ([ids]: readonly Float64Array[]) => findRows(this.province.ids.get('village')!, ids!);
    const rowsOfMembers = this.rowsOfMembers('person', 'members');
    const household = { name: 'household', entity: 'household', copy: households, rowsOf: rowsOfHouseholds } as const;
    await this.patch({ ...household, back: 0, year }, year);
    await this.patch({ ...household, back: 1, year: year - 1 }, year - 1);
    const person = { name: 'person', entity: 'person', year, rowsOf: rowsOfMembers } as const;
    await this.patch({ ...person, back: 0, copy: persons }, year);
    await this.patch({ ...person, back: 1, copy: personsBefore }, year - 1);
    const last = columnKey('person', 1);
    const rowsOfLast = this.rowsOfMembers(last, columnKey('members', 1));
    const before = { name: last, entity: 'person', back: 0, copy: persons, rowsOf: rowsOfLast } as const;
    await this.patch({ ...before, year: year - 1 }, year - 1);
    const village = { name: 'village', entity: 'village', copy: villages, rowsOf: rowsOfVillages } as const;
    await this.patch({ ...village, back: 0, year }, year);
    await this.patch({ ...village, back: 1, year: year - 1 }, year - 1);
    return this.refreshed();
  }

  /** What was written in the records of a year is read from them, and what is of no year from the record of no year. */
  private async patch(patched: Patched, inYear: number): Promise<void> {
    const { name, entity, back } = patched;
    const fields = fieldsRead(this.reads, name, back);
    const isOfNoYear = (field: Field): boolean => itemOf(entity, field).time === 'identity';
    const written = this.keysOf((one) => one.table === `${entity}_year` && one.year === inYear);
    const yearly = fields.filter((field) => !isOfNoYear(field));
    await this.patchFields(patched, written, yearly);
    const identities = this.keysOf((one) => one.table === entity);
    await this.patchFields(patched, identities, fields.filter(isOfNoYear));
  }

  /** Reads some items of some records, and puts their values where they stand. */
  private async patchFields(
    { name, entity, back, year, copy, rowsOf }: Patched,
    keys: RecordKeys,
    fields: readonly Field[],
  ): Promise<void> {
    const table = this.province.columns.tables.get(name);
    if (keys.ids.length === 0 || fields.length === 0 || !table || !rowsOf) return;
    const numbers = entity === 'person' ? 2 : 1;
    const into = new BinaryCopy([...new Array(numbers).fill(NUMBER), ...fields.map(copiedAs)]);
    const items = fields.map((field) => itemOf(entity, field));
    await this.db.copyInto(copy(keys, year, items), into);
    const places = rowsOf(Array.from({ length: numbers }, (_, index) => into.column(index)));
    const from = new Int32Array(into.count).map((_, row) => row).filter((row) => places[row]! >= 0);
    const to = places.filter((place) => place >= 0);
    for (const [index, field] of fields.entries()) {
      const key = columnKey(field.key, back);
      const { values } = table.columns.get(key)!;
      this.touch(name, key, putValues(field, values, into.column(numbers + index), from, to));
    }
  }

  private keysOf(isWanted: (one: ChangedRecord) => boolean): RecordKeys {
    const found = this.changed.filter(isWanted);
    return { counties: found.map(({ countyCode }) => countyCode), ids: found.map(({ recordId }) => recordId) };
  }

  /** Finds members in their households; null where the province holds no such list. */
  private rowsOfMembers(table: string, list: string): Patched['rowsOf'] {
    const members = this.province.columns.tables.get('household')?.lists.get(list);
    const ids = this.province.ids.get(table);
    if (!members || !ids) return null;
    return ([households, persons]) =>
      findRows(this.province.ids.get('household')!, households!).map((row, index) => {
        if (row < 0) return -1;
        const [from, to] = [members.starts[row]!, members.starts[row + 1]!];
        for (let member = from; member < to; member++) if (ids[member] === persons![index]) return member;
        return -1;
      });
  }

  private touch(table: string, key: string, isComplete: boolean): void {
    const keys = this.touched.get(table) ?? new Map<string, boolean>();
    this.touched.set(table, keys.set(key, isComplete && keys.get(key) !== false));
  }

  /** New columns over the same arrays, of what was touched: what follows from the old values is forgotten with the old. */
  private refreshed(): Province {
    const { columns } = this.province;
    const tables = new Map<string, FactTable>();
    for (const [name, table] of columns.tables) {
      const own = new Map(table.columns);
      for (const [key, isComplete] of this.touched.get(name) ?? []) {
        const column = own.get(key)!;
        own.set(key, { ...column, complete: column.complete && isComplete });
      }
      tables.set(name, { ...table, columns: own });
    }
    return { ...this.province, columns: factColumns(this.schema, { ...columns, tables }) };
  }
}

/** Where some ids stand among all; -1 for one that does not. The few are indexed, not the many. */
function findRows(all: Float64Array, wanted: Float64Array): Int32Array {
  const index = new RowIndex(wanted);
  const found = new Int32Array(wanted.length).fill(-1);
  for (let row = 0; row < all.length; row++) {
    const place = index.find(all[row]!);
    if (place >= 0) found[place] = row;
  }
  return found.map((_, place) => found[index.find(wanted[place]!)]!);
}
