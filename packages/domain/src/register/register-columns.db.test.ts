import { type Database, openDatabase, personalDataCipher, sql } from '@daohu/db';
import { databaseColumns, type Entity, itemsOf } from '@daohu/dictionary';
import { type TestDatabase, testDatabase } from '@daohu/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { itemsOfTable, type RegisterTable, registerTables } from './columns.ts';

let mine: TestDatabase;
let database: Database;
let columns: Map<string, Map<string, string>>;

beforeAll(async () => {
  mine = await testDatabase();
  database = openDatabase(mine, personalDataCipher(Buffer.alloc(32, 1)));
  const rows = await database.asOwner((owner) =>
    owner.query<{ table: string; column: string; type: string }>(sql`
      select table_name as "table", column_name as "column",
        case when data_type = 'ARRAY' then substr(udt_name, 2) || '[]' else data_type end as type
      from information_schema.columns where table_schema = 'public'`),
  );
  columns = new Map();
  for (const { table, column, type } of rows) {
    columns.set(table, (columns.get(table) ?? new Map()).set(column, type));
  }
});
afterAll(async () => {
  await database.close();
  await mine.drop();
});

/** Columns that hold no item: keys, reach, acts, and what the register derives from its members. */
const OTHER_COLUMNS = new Set(
  'county_code household_id person_id division year created_act retired_act head_name member_count'.split(' '),
);
/** Columns of a staged row that hold no item. */
const STAGED_COLUMNS = new Set(
  'import_id row_number within_division year county_code division household_no household_id person_id list cleared'.split(
    ' ',
  ),
);

function expected(items: ReturnType<typeof itemsOf>): [string, string][] {
  return items.flatMap((item) => databaseColumns(item).map(({ name, type }): [string, string] => [name, type]));
}

test.each(Object.keys(registerTables) as RegisterTable[])(
  'the table %s has exactly the items of the dictionary',
  (table) => {
    const found = [...(columns.get(table) ?? [])].filter(([column]) => !OTHER_COLUMNS.has(column));
    expect(new Map(found)).toEqual(new Map(expected(itemsOfTable(table))));
  },
);

test.each(['person', 'household', 'village'] satisfies Entity[])(
  'a staged %s row has a column for every item',
  (entity) => {
    const found = new Map([...(columns.get(`staged_${entity}_row`) ?? [])]);
    for (const [column, type] of expected(itemsOf(entity))) expect([column, found.get(column)]).toEqual([column, type]);
    const known = new Set(expected(itemsOf(entity)).map(([column]) => column));
    expect([...found.keys()].filter((column) => !known.has(column) && !STAGED_COLUMNS.has(column))).toEqual([]);
  },
);

test.each(['person', 'household', 'village'] satisfies Entity[])(
  'an import reads and applies every item of a staged %s: its views have the columns of its table',
  (entity) => {
    const items = expected(itemsOf(entity)).map(([column]) => column);
    for (const view of [`staged_${entity}`, `sorted_${entity}`]) {
      expect(items.filter((column) => !columns.get(view)?.has(column))).toEqual([]);
    }
  },
);
