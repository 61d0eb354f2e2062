/**
 * Writes the column lists of the register's tables from the dictionary, to be pasted into a migration:
 * `npx tsx scripts/generate/register-migration.ts`. A migration that has landed is never changed; a later item gets its
 * own migration, and `register-columns.db.test.ts` fails until it has one.
 */
import { databaseColumns, type Entity, type ItemTime, items } from '@daohu/dictionary';

function columnsOf(entity: Entity, time: ItemTime, except: readonly string[] = []): string {
  return items
    .filter((item) => item.entity === entity && item.time === time && !except.includes(item.field))
    .flatMap((item) => databaseColumns(item).map((column) => `  ${column.name} ${column.type},`))
    .join('\n');
}

const tables: readonly [string, Entity, ItemTime, string[]][] = [
  ['household', 'household', 'identity', ['householdNo']],
  ['household_year', 'household', 'yearly', []],
  ['person', 'person', 'identity', ['personNo']],
  ['person_year', 'person', 'yearly', []],
  ['village', 'village', 'identity', []],
  ['village_year', 'village', 'yearly', []],
  ['county_year', 'county', 'yearly', []],
];

for (const [table, entity, time, except] of tables) {
  console.log(`-- ${table}\n${columnsOf(entity, time, except)}\n`);
}
