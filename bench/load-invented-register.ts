import { type Connection, type CopyValue, chunked, copyLine, sql } from '@daohu/db';
import { itemsOfTable, type RegisterTable } from '@daohu/domain/register';
import { countyOf } from '@daohu/kernel';
import type { InventedHousehold, Values } from '@daohu/synth';

/**
 * Writes invented households into the tables by COPY, as owner: no import, no history, no look-up tables. For measuring
 * what reads the register. Two years, because growth needs the year before. Sensitive items are left out.
 */
export async function loadInventedRegister(
  owner: Connection,
  households: Iterable<InventedHousehold>,
  years: readonly number[],
): Promise<{ households: number; persons: number }> {
  const lines: Record<Table, string[]> = { household: [], household_year: [], person: [], person_year: [] };
  let persons = 0;
  let count = 0;
  const flush = async (): Promise<void> => {
    for (const table of TABLES) {
      await owner.copyIn(`copy ${table} (${columnsOf(table).join(', ')}) from stdin`, chunked(lines[table]));
      lines[table] = [];
    }
  };
  await owner.execute(sql`set session_replication_role = replica`);
  for (const household of households) {
    const place = { county_code: countyOf(household.place.code), division: household.place.code };
    const householdId = ++count;
    const key = { ...place, household_id: householdId };
    lines.household.push(
      line('household', { ...key, created_act: 1 }, { ...household.identity, householdNo: household.householdNo }),
    );
    const ids = new Map(household.members.map((person) => [person, ++persons]));
    for (const person of household.members) {
      const own = { ...key, person_id: ids.get(person)!, created_act: 1 };
      lines.person.push(line('person', own, { ...person.identity, personNo: person.personNo }));
    }
    for (const year of years) {
      const inYear = household.inYear(year);
      if (!inYear) continue;
      const head = inYear.members[0]?.person.identity.name ?? null;
      const own = { ...key, year, head_name: head as string | null, member_count: inYear.members.length };
      lines.household_year.push(line('household_year', own, inYear.household));
      for (const { person, yearly } of inYear.members) {
        lines.person_year.push(line('person_year', { ...key, year, person_id: ids.get(person)! }, yearly));
      }
    }
    if (count % 5_000 === 0) await flush();
  }
  await flush();
  await owner.execute(sql`set session_replication_role = origin`);
  await owner.execute(sql`analyze household, household_year, person, person_year`);
  return { households: count, persons };
}

const TABLES = ['household', 'household_year', 'person', 'person_year'] as const;
type Table = (typeof TABLES)[number];

const KEYS: Record<Table, readonly string[]> = {
  household: ['county_code', 'division', 'household_id', 'created_act'],
  household_year: ['county_code', 'division', 'household_id', 'year', 'head_name', 'member_count'],
  person: ['county_code', 'division', 'household_id', 'person_id', 'created_act'],
  person_year: ['county_code', 'division', 'household_id', 'year', 'person_id'],
};

function itemsOf(table: RegisterTable) {
  return itemsOfTable(table).filter((item) => item.sensitivity !== 'sensitive');
}

function columnsOf(table: Table): string[] {
  return [...KEYS[table], ...itemsOf(table).map((item) => item.column)];
}

function line(table: Table, keys: Readonly<Record<string, CopyValue>>, values: Values): string {
  return copyLine([
    ...KEYS[table].map((key) => keys[key] ?? null),
    ...itemsOf(table).map((item) => (values[item.field] ?? null) as CopyValue),
  ]);
}
