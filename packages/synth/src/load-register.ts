import { type Connection, type CopyValue, chunked, copyLine, type PersonalDataCipher, raw, sql } from '@daohu/db';
import { columnsOfTable, itemsOfTable, nameTokens, type RegisterTable } from '@daohu/domain/register';
import { countyOf } from '@daohu/kernel';
import type { InventedHousehold, InventedHouseholdYear, Values } from './invented-household.ts';
import { addToSums, emptySums, type VillageSums, villageYear } from './village-year.ts';

export interface LoadRegister {
  /** Village by village, as `generateHouseholds` gives them. */
  readonly households: Iterable<InventedHousehold>;
  /** Register years to write; a household has a row for each year in which it was on record. */
  readonly years: readonly number[];
  readonly cipher: PersonalDataCipher;
  /** Also writes the villages around the households, invented with this seed. */
  readonly villageSeed?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: RegisterLoaded) => void;
}

export interface RegisterLoaded {
  readonly households: number;
  readonly persons: number;
}

const BATCH = 2_000;

/**
 * Invented households straight into the register's tables by COPY, outside row-level security and without the checks of
 * an import: for demonstrations of size and for measurements. Everything that an import writes is there: encrypted
 * numbers, name tokens, the look-up by ID number, and history under one act of its own. All or nothing.
 */
export async function loadRegister(owner: Connection, options: LoadRegister): Promise<RegisterLoaded> {
  const { households, years, signal, onProgress } = options;
  const loaded = { households: 0, persons: 0 };
  await owner.execute(sql`begin`);
  try {
    await beginAct(owner);
    let batch: InventedHousehold[] = [];
    const villages: OpenVillage[] = [];
    for (const household of households) {
      const { code } = household.place;
      if (villages.at(-1)?.division !== code) villages.push({ division: code, sums: emptyYears(years) });
      batch.push(household);
      for (const year of years) {
        const inYear = household.inYear(year);
        if (inYear) addToSums(villages.at(-1)!.sums.get(year)!, inYear);
      }
      if (batch.length < BATCH) continue;
      signal?.throwIfAborted();
      loaded.persons += await writeHouseholds(owner, batch, options);
      loaded.households += batch.length;
      batch = [];
      onProgress?.(loaded);
    }
    loaded.persons += await writeHouseholds(owner, batch, options);
    loaded.households += batch.length;
    if (options.villageSeed !== undefined) await writeVillages(owner, villages, options.villageSeed);
    await owner.execute(sql`commit`);
  } catch (error) {
    await owner.execute(sql`rollback`);
    throw error;
  }
  // Lists are answered from indexes alone only where a vacuum has passed.
  await owner.execute(
    sql`vacuum (analyze) household, household_year, person, person_year, village_year, person_name_token, person_lookup, history`,
  );
  return loaded;
}

interface OpenVillage {
  readonly division: number;
  readonly sums: ReadonlyMap<number, VillageSums>;
}

function emptyYears(years: readonly number[]): OpenVillage['sums'] {
  return new Map(years.map((year) => [year, emptySums()]));
}

/** History and records name the act that wrote them, so the load is one. */
async function beginAct(owner: Connection): Promise<void> {
  const { act } = await owner.one<{ act: number }>(sql`select nextval('act_number') as act`);
  await owner.execute(sql`set local app.act = ${raw(`'${Math.trunc(act)}'`)}`);
  await owner.execute(sql`
    insert into audit_entry (act, account_id, account_name, command, division, outcome)
    values (${act}, 0, '虚构数据', 'synth.load', 0, 'done')`);
}

/** Gives the number of persons. Numbers of records come from the register's own sequences. */
async function writeHouseholds(
  owner: Connection,
  households: readonly InventedHousehold[],
  { years, cipher }: LoadRegister,
): Promise<number> {
  if (households.length === 0) return 0;
  const householdIds = await reserve(owner, 'household_number', households.length);
  const personIds = await reserve(
    owner,
    'person_number',
    households.reduce((sum, { members }) => sum + members.length, 0),
  );
  const rows = new Rows(cipher);
  let persons = 0;
  households.forEach((household, at) => {
    const place = [countyOf(household.place.code), household.place.code];
    const householdId = householdIds[at]!;
    rows.add('household', [...place, householdId], { ...household.identity, householdNo: household.householdNo });
    const ids = new Map(household.members.map((person) => [person, personIds[persons++]!]));
    for (const person of household.members) {
      const personId = ids.get(person)!;
      rows.add('person', [...place, householdId, personId], { ...person.identity, personNo: person.personNo });
      rows.addSearch(person.identity, place, personId);
    }
    for (const year of years) {
      const inYear = household.inYear(year);
      if (!inYear) continue;
      const { household: yearly, members } = inYear;
      rows.add('household_year', [...place, householdId, year, headName(inYear), members.length], yearly);
      for (const member of members) {
        rows.add('person_year', [...place, householdId, year, ids.get(member.person)!], member.yearly);
      }
    }
  });
  await rows.write(owner);
  return persons;
}

function headName({ members }: InventedHouseholdYear): string | null {
  const head = members.find(({ yearly }) => yearly.relation === 'head') ?? members[0];
  return (head?.person.identity.name as string | undefined) ?? null;
}

async function writeVillages(owner: Connection, villages: readonly OpenVillage[], seed: number): Promise<void> {
  const lines = villages.flatMap(({ division, sums }) =>
    [...sums].map(([year, ofYear]) => {
      const values = villageYear(seed, division, year, ofYear);
      const items = itemsOfTable('village_year').map((item) => (values[item.field] ?? null) as CopyValue);
      return copyLine([countyOf(division), division, year, ...items]);
    }),
  );
  const columns = ['county_code', 'division', 'year', ...columnsOfTable('village_year')];
  await owner.copyIn(`copy village_year (${columns.join(', ')}) from stdin`, chunked(lines));
}

async function reserve(owner: Connection, sequence: string, count: number): Promise<number[]> {
  const rows = await owner.query<{ id: number }>(
    sql`select nextval(${sequence}::regclass) as id from generate_series(1, ${count}::int)`,
  );
  return rows.map(({ id }) => id);
}

const KEYS = {
  household: ['county_code', 'division', 'household_id'],
  person: ['county_code', 'division', 'household_id', 'person_id'],
  household_year: ['county_code', 'division', 'household_id', 'year', 'head_name', 'member_count'],
  person_year: ['county_code', 'division', 'household_id', 'year', 'person_id'],
} as const satisfies Partial<Record<RegisterTable, readonly string[]>>;
type LoadedTable = keyof typeof KEYS;

/** COPY lines of one batch, by table, in the order in which one table refers to another. */
class Rows {
  readonly #cipher: PersonalDataCipher;
  readonly #lines: Record<LoadedTable, string[]> = { household: [], person: [], household_year: [], person_year: [] };
  readonly #tokens: string[] = [];
  readonly #lookups: string[] = [];

  constructor(cipher: PersonalDataCipher) {
    this.#cipher = cipher;
  }

  add(table: LoadedTable, keys: readonly CopyValue[], values: Values): void {
    const cells: CopyValue[] = [...keys];
    for (const item of itemsOfTable(table)) {
      const value = (values[item.field] ?? null) as CopyValue;
      if (item.sensitivity !== 'sensitive') cells.push(value);
      else if (value === null) cells.push(null, null);
      else cells.push(this.#cipher.encrypt(String(value)), this.#cipher.hash(String(value)));
    }
    this.#lines[table].push(copyLine(cells));
  }

  addSearch({ name, idNumber }: Values, [county, division]: readonly number[], personId: number): void {
    const whose: CopyValue[] = [county!, personId];
    for (const token of typeof name === 'string' ? nameTokens(name) : []) {
      this.#tokens.push(copyLine([token, division!, ...whose]));
    }
    if (typeof idNumber === 'string') {
      this.#lookups.push(copyLine([this.#cipher.hash(idNumber), ...whose, division!]));
    }
  }

  async write(owner: Connection): Promise<void> {
    for (const table of Object.keys(KEYS) as LoadedTable[]) {
      const columns = [...KEYS[table], ...columnsOfTable(table)];
      await owner.copyIn(`copy ${table} (${columns.join(', ')}) from stdin`, chunked(this.#lines[table]));
    }
    await owner.copyIn(
      'copy person_name_token (token, division, county_code, person_id) from stdin',
      chunked(this.#tokens),
    );
    await owner.copyIn(
      'copy person_lookup (id_number_hash, county_code, person_id, division) from stdin',
      chunked(this.#lookups),
    );
  }
}
