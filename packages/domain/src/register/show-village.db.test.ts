import { sql } from '@daohu/db';
import { type InventedCounty, inventedCounty, LIULIN_VILLAGE, QINGSHI_TOWNSHIP, SHIQIAO_VILLAGE } from '@daohu/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { showVillage } from './show-village.ts';

let county: InventedCounty;
beforeAll(async () => {
  county = await inventedCounty();
  const members = (count: number) => Array.from({ length: count }, (_, at) => ({ name: `成员${at}` }));
  await county.record({ no: '1', members: members(3), yearly: { exitStatus: 'poor', netIncome: 900_000, size: 3 } });
  await county.record({
    no: '2',
    members: members(2),
    yearly: { exitStatus: 'exited', netIncomePerHead: 400_001, size: 2 },
  });
  await county.record({ no: '3', members: members(4), yearly: { exitStatus: 'returned' } });
  await county.record({ no: '4', members: members(5), village: LIULIN_VILLAGE });
  await county.act(county.actor('county-office'), (work) =>
    work.db.execute(sql`insert into village_year (county_code, division, year, households, collective_income, office_phone)
      values (999921, ${SHIQIAO_VILLAGE}, 2017, 120, 5200000, '0710-1234567')`),
  );
});
afterAll(() => county.close());

const show = (division: number, year?: number, actor = county.actor('county-office')) =>
  county.ask(actor, (work) => showVillage(work, { division, ...(year ? { year } : {}) }));

test('a village adds up to its households of the year', async () => {
  expect(await show(SHIQIAO_VILLAGE, 2016)).toMatchObject({
    ok: true,
    value: {
      name: '石桥村',
      years: [2017, 2016],
      yearly: {},
      totals: {
        households: 3,
        persons: 9,
        poorHouseholds: 2,
        poorPersons: 7,
        outHouseholds: 1,
        // (9000 元 + 2 × 4000.01 元) over the five persons of the two households that report an income.
        netIncomePerHead: 340_000,
      },
    },
  });
});

test('without a year, the latest is shown with what the village itself reports', async () => {
  expect(await show(SHIQIAO_VILLAGE)).toMatchObject({
    value: {
      year: 2017,
      yearly: { households: 120, collectiveIncome: 5_200_000, officePhone: '0710-1234567' },
      totals: { households: 0, persons: 0, netIncomePerHead: null },
    },
  });
});

test('a village beyond reach, a township and a code that is none are not found', async () => {
  const clerk = county.actor('township-clerk', QINGSHI_TOWNSHIP);
  const notFound = { ok: false, refusal: { code: 'village-not-found' } };
  expect(await show(SHIQIAO_VILLAGE, 2016, clerk)).toEqual(notFound);
  expect(await show(QINGSHI_TOWNSHIP)).toEqual(notFound);
  expect(await show(999921999999)).toEqual(notFound);
});
