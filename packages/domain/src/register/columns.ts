import { type PersonalDataCipher, raw, type Sql } from '@daohu/db';
import { databaseColumns, type Entity, type Item, type ItemTime, itemsOf } from '@daohu/dictionary';
import type { ItemValues } from './contract.ts';
import { maskSensitive } from './mask-sensitive.ts';

/** The register's tables and the dictionary's items that they hold. Identity holds for life, yearly for one 年度. */
export const registerTables = {
  household: { entity: 'household', time: 'identity' },
  household_year: { entity: 'household', time: 'yearly' },
  person: { entity: 'person', time: 'identity' },
  person_year: { entity: 'person', time: 'yearly' },
  village_year: { entity: 'village', time: 'yearly' },
  county_year: { entity: 'county', time: 'yearly' },
} as const satisfies Record<string, { readonly entity: Entity; readonly time: ItemTime }>;
export type RegisterTable = keyof typeof registerTables;

export function itemsOfTable(table: RegisterTable): readonly Item[] {
  const { entity, time } = registerTables[table];
  return itemsOf(entity, time);
}

/** Names of the columns that hold items, in the order of the forms; a sensitive item has two. */
export function columnsOfTable(table: RegisterTable): string[] {
  return columnsOfItems(itemsOfTable(table));
}

export function columnsOfItems(items: readonly Item[]): string[] {
  return items.flatMap((item) => databaseColumns(item).map((column) => column.name));
}

/** The item columns as SQL, each with the alias of its table before it. Names come from the dictionary, never from input. */
export function itemColumnsSql(items: readonly Item[], alias: string): Sql {
  return raw(
    columnsOfItems(items)
      .map((column) => `${alias}.${column}`)
      .join(', '),
  );
}

/** A database row, by column name. */
export type Row = Readonly<Record<string, unknown>>;

/** What becomes of a sensitive value: its mask, its whole text, or null for "leave it out". */
export type Opening = (item: Item, sealed: Buffer) => string | null;

/** For screens and masked files: `420***********1234`. */
export function masked(cipher: PersonalDataCipher): Opening {
  return (item, sealed) => maskSensitive(item.type, cipher.decrypt(sealed));
}

/** For unmasked exports alone, which need their own right and are logged. */
export function opened(cipher: PersonalDataCipher): Opening {
  return (_item, sealed) => cipher.decrypt(sealed);
}

/** A row's items by field name, null where nothing is recorded. Columns that the row does not have are left out. */
export function rowToItems(items: readonly Item[], row: Row, opening: Opening): ItemValues {
  const values: ItemValues = {};
  for (const item of items) {
    const value = itemValue(item, row, opening);
    if (value !== undefined) values[item.field] = value;
  }
  return values;
}

export function itemValue(item: Item, row: Row, opening: Opening): ItemValues[string] | undefined {
  if (item.sensitivity !== 'sensitive') return row[item.column] as ItemValues[string] | undefined;
  const sealed = row[`${item.column}_cipher`] as Buffer | null | undefined;
  return sealed ? opening(item, sealed) : sealed;
}
