import { type Database, inTransaction, openDatabase, personalDataCipher, sql } from '@daohu/db';
import { actorOf } from '@daohu/domain/access';
import { DEMONSTRATION_PROVINCE, loadDemonstrationDivisions } from '@daohu/domain/divisions';
import { listHouseholds, showHousehold } from '@daohu/domain/register';
import { fixedClock } from '@daohu/kernel';
import { type TestDatabase, testDatabase } from '@daohu/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { generateHouseholds } from './generate-households.ts';
import type { InventedHousehold } from './invented-household.ts';
import { loadRegister } from './load-register.ts';
import { loadPlaces } from './places.ts';

let address: TestDatabase;
let database: Database;
let households: InventedHousehold[];
const clock = fixedClock('2017-05-31T10:00:00+08:00');
const province = actorOf({
  accountId: 1,
  name: '示范省',
  role: 'province',
  division: DEMONSTRATION_PROVINCE,
  divisionLevel: 'province',
});

beforeAll(async () => {
  address = await testDatabase();
  database = openDatabase(address, personalDataCipher(Buffer.alloc(32, 7)));
  households = [...generateHouseholds({ households: 60, places: await loadPlaces({ province: 99 }), seed: 5 })];
  await database.asOwner(async (owner) => {
    await loadDemonstrationDivisions(owner);
    await loadRegister(owner, { households, years: [2016, 2017], cipher: database.cipher, villageSeed: 5 });
  });
});
afterAll(async () => {
  await database.close();
  await address.drop();
});

const ask = <Result>(body: Parameters<typeof inTransaction<typeof province, Result>>[4]) =>
  inTransaction(database, clock, province, { readOnly: true }, body);

test('every household on record in a year is in the list of that year', async () => {
  const onRecord = households.filter((household) => household.inYear(2016) !== null);
  const page = await ask((work) => listHouseholds(work, { year: 2016, size: 200 }));
  expect(page.rows.map((row) => row.householdNo).sort()).toEqual(onRecord.map((one) => one.householdNo).sort());
  expect(page.years).toEqual([2017, 2016]);
});

test('a household is found by a member’s name and ID number, and shows what was invented', async () => {
  const wanted = households.find((household) => household.inYear(2017) !== null)!;
  const inYear = wanted.inYear(2017)!;
  const head = inYear.members.find(({ yearly }) => yearly.relation === 'head')!.person.identity;
  for (const search of [String(head.name), String(head.idNumber)]) {
    const { rows } = await ask((work) => listHouseholds(work, { search, size: 200 }));
    expect(rows.map(({ householdNo }) => householdNo)).toContain(wanted.householdNo);
  }
  const [row] = (await ask((work) => listHouseholds(work, { search: wanted.householdNo, size: 1 }))).rows;
  const shown = await ask((work) => showHousehold(work, { ...row!, year: 2017 }));
  expect(shown).toMatchObject({
    ok: true,
    value: {
      yearly: { netIncomePerHead: inYear.household.netIncomePerHead },
      members: { length: inYear.members.length },
    },
  });
});

test('the load is one act, which the history of every record names', async () => {
  const found = await database.asOwner((owner) =>
    owner.query(sql`select h.table_name as name, count(*) as n, count(distinct act) as acts
      from history h join audit_entry using (act) where command = 'synth.load' group by 1 order by 1`),
  );
  expect(found).toMatchObject(
    ['household', 'household_year', 'person', 'person_year', 'village_year'].map((name) => ({ name, acts: 1 })),
  );
});

test('what is on record already is not loaded again, and the attempt leaves nothing', async () => {
  const traces = () =>
    database.asOwner((owner) =>
      owner.one(sql`select (select count(*) from history) as history, count(*) as acts
      from audit_entry`),
    );
  const before = await traces();
  // The last household is the one on record: everything before it had been written.
  const places = await loadPlaces({ province: 99 });
  const others = [...generateHouseholds({ households: 2_100, places, seed: 6 })].map((household, at) => ({
    ...household,
    householdNo: `N${at}`,
    members: [],
    inYear: () => null,
  }));
  const load = database.asOwner((owner) =>
    loadRegister(owner, { households: [...others, households[0]!], years: [2016], cipher: database.cipher }),
  );
  await expect(load).rejects.toThrow(/household_no/);
  expect(await traces()).toEqual(before);
});
