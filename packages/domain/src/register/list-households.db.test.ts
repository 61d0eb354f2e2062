import { raw, sql, type Work } from '@daohu/db';
import {
  BAIYAN_VILLAGE,
  CHENGGUAN_TOWNSHIP,
  type InventedCounty,
  inventedCounty,
  LIULIN_VILLAGE,
  QINGSHI_TOWNSHIP,
} from '@daohu/testkit';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HouseholdQuery } from './contract.ts';
import { HouseholdQuery as Query } from './contract.ts';
import { listHouseholds } from './list-households.ts';

let county: InventedCounty;
/** Of a county that does not exist, so it is nobody’s. */
const HEAD_ID = '42999919650312019X';

beforeAll(async () => {
  county = await inventedCounty();
  await county.record({
    no: 'H-1',
    yearly: { exitStatus: 'poor', povertyAttribute: 'generalPoor', mainCause: 'illness', netIncomePerHead: 295_250 },
    members: [
      { name: '王小明', identity: { idNumber: HEAD_ID }, yearly: { relation: 'head' } },
      { name: '李桂花', yearly: { relation: 'spouse' } },
    ],
  });
  await county.record({ no: 'H-2', village: LIULIN_VILLAGE, yearly: { exitStatus: 'exited', mainCause: 'schooling' } });
  await county.record({
    no: 'H-3',
    village: BAIYAN_VILLAGE,
    yearly: { exitStatus: 'poor' },
    members: [{ name: '王明' }],
  });
  await county.record({ no: 'H-4', village: BAIYAN_VILLAGE, members: [{ name: '阿依古丽·买买提' }] });
  await county.record({ no: 'H-5', year: 2015, members: [{ name: '旧年人' }] });
});
afterAll(() => county.close());

function list(query: Partial<HouseholdQuery>, actor = county.actor('county-office')) {
  return county.ask(actor, (work: Work<typeof actor>) => listHouseholds(work, Query.parse(query)));
}
const numbers = async (query: Partial<HouseholdQuery>, actor?: ReturnType<typeof county.actor>) =>
  (await list(query, actor)).rows.map((row) => row.householdNo);

test('without a year, the list shows the latest year on record and tells the others', async () => {
  const page = await list({});
  expect(page).toMatchObject({ year: 2016, years: [2016, 2015], total: 4 });
  expect(page.rows.map((row) => row.householdNo)).toEqual(['H-1', 'H-2', 'H-3', 'H-4']);
});

test('a row says where the household lives, who heads it and how it stands', async () => {
  expect((await list({})).rows[0]).toEqual({
    countyCode: 999921,
    householdId: expect.any(Number),
    householdNo: 'H-1',
    division: 999921100201,
    townshipName: '城关镇',
    villageName: '石桥村',
    headName: '王小明',
    memberCount: 2,
    povertyStatus: 'poor',
    attribute: 'generalPoor',
    mainCause: 'illness',
    netIncomePerHead: 295_250,
  });
});

test('a division of any level narrows the list to what lies in it', async () => {
  expect(await numbers({ division: CHENGGUAN_TOWNSHIP })).toEqual(['H-1', 'H-2']);
  expect(await numbers({ division: BAIYAN_VILLAGE })).toEqual(['H-3', 'H-4']);
  expect(await numbers({ division: 999900000000 })).toHaveLength(4);
});

test('filters narrow the list and its total alike', async () => {
  expect(await list({ povertyStatus: 'poor' })).toMatchObject({ total: 2 });
  expect(await numbers({ povertyStatus: 'poor', mainCause: 'illness' })).toEqual(['H-1']);
  expect(await numbers({ attribute: 'generalPoor' })).toEqual(['H-1']);
});

describe('searching', () => {
  test('a whole ID number finds the household of its owner, with a small x, blanks or the 15 digits of the old card as well', async () => {
    expect(await numbers({ search: HEAD_ID })).toEqual(['H-1']);
    expect(await numbers({ search: ` ${HEAD_ID.toLowerCase()} ` })).toEqual(['H-1']);
    expect(await numbers({ search: '429999650312019' })).toEqual(['H-1']);
  });

  test('part of an ID number finds nobody', async () => {
    expect(await numbers({ search: HEAD_ID.slice(0, 10) })).toEqual([]);
  });

  test('a whole household number finds its household', async () => {
    expect(await numbers({ search: 'H-3' })).toEqual(['H-3']);
  });

  test('any two adjacent characters of any member’s name find the household', async () => {
    expect(await numbers({ search: '小明' })).toEqual(['H-1']);
    expect(await numbers({ search: '桂花' })).toEqual(['H-1']);
    expect(await numbers({ search: '王小明' })).toEqual(['H-1']);
    expect(await numbers({ search: '王明' })).toEqual(['H-3']);
  });

  test('one character is the beginning of a name', async () => {
    expect(await numbers({ search: '王' })).toEqual(['H-1', 'H-2', 'H-3']);
    expect(await numbers({ search: '明' })).toEqual([]);
  });

  test('a name is found with or without its dot', async () => {
    expect(await numbers({ search: '阿依古丽·买买提' })).toEqual(['H-4']);
    expect(await numbers({ search: '古丽买买' })).toEqual(['H-4']);
  });

  test('a search counts what it finds, and a name of another year is not found', async () => {
    expect(await list({ search: '王' })).toMatchObject({ total: 3 });
    expect(await list({ search: '旧年人' })).toMatchObject({ total: 0, rows: [] });
    expect(await numbers({ search: '旧年人', year: 2015 })).toEqual(['H-5']);
  });

  test('signs that mean something to a database are only signs', async () => {
    for (const search of ['%', "'", '\\', '_', '王\0', '\u{10ffff}', '"; drop table household']) {
      expect((await list({ search })).rows.length).toBeLessThanOrEqual(3);
    }
  });
});

describe('a clerk of one township', () => {
  const clerk = () => county.actor('township-clerk', QINGSHI_TOWNSHIP);

  test('sees no household of another, in rows, total or years', async () => {
    const page = await list({}, clerk());
    expect(page.rows.map((row) => row.householdNo)).toEqual(['H-3', 'H-4']);
    expect(page).toMatchObject({ total: 2, years: [2016] });
  });

  test('finds nobody of another by name, ID number or household number', async () => {
    for (const search of ['王小明', HEAD_ID, 'H-1']) {
      expect(await list({ search }, clerk())).toMatchObject({ total: 0, rows: [] });
    }
  });

  test('who asks for the county gets the township, and who asks for another township gets nothing', async () => {
    expect(await list({ division: 999921000000 }, clerk())).toMatchObject({ total: 2 });
    expect(await list({ division: CHENGGUAN_TOWNSHIP }, clerk())).toMatchObject({ total: 0, rows: [], year: null });
  });
});

async function strikeOff(work: Work, { countyCode, householdId }: { countyCode: number; householdId: number }) {
  for (const table of ['household', 'household_year']) {
    await work.db.execute(sql`
      update ${raw(table)} set retired_act = ${work.act} where household_id = ${householdId} and county_code = ${countyCode}`);
  }
}

test('a total asked for again is the same until somebody writes, and then at once the new one', async () => {
  const all = await list({ year: 2016 });
  expect((await list({ year: 2016 })).total).toBe(all.total);
  const added = await county.record({ no: 'H-6', village: LIULIN_VILLAGE, yearly: { exitStatus: 'poor' } });
  expect((await list({ year: 2016 })).total).toBe(all.total + 1);
  await county.act(county.actor('county-office'), async (work) => {
    await strikeOff(work, added);
    // What a command has itself written it sees, before anybody else does.
    expect((await listHouseholds(work, Query.parse({ year: 2016 }))).total).toBe(all.total);
  });
  expect((await list({ year: 2016 })).total).toBe(all.total);
});

test('a total that one office asked for is not the answer to another', async () => {
  const whole = await list({ year: 2016 });
  const clerk = county.actor('township-clerk', QINGSHI_TOWNSHIP);
  expect((await list({ year: 2016 }, clerk)).total).not.toBe(whole.total);
});

test('a household struck off is in no list', async () => {
  const struck = await county.record({ no: 'H-9', village: LIULIN_VILLAGE });
  await county.act(county.actor('county-office'), (work) => strikeOff(work, struck));
  expect(await list({})).toMatchObject({ total: 4 });
  expect(await numbers({ search: 'H-9' })).toEqual([]);
});

describe('pages', () => {
  test('of any size visit each household exactly once, forwards and backwards', async () => {
    for (let each = 0; each < 20; each++) {
      await county.record({
        no: `P-${each}`,
        year: 2014,
        village: [LIULIN_VILLAGE, BAIYAN_VILLAGE][each % 2] as number,
      });
    }
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 23 }), async (size) => {
        const forwards: number[] = [];
        let page = await list({ year: 2014, size });
        expect(page.previous).toBeNull();
        forwards.push(...page.rows.map((row) => row.householdId));
        while (page.next) {
          page = await list({ year: 2014, size, from: page.next });
          expect(page.total).toBe(20);
          forwards.push(...page.rows.map((row) => row.householdId));
        }
        expect(new Set(forwards).size).toBe(20);
        expect(forwards).toHaveLength(20);
        const backwards = page.rows.map((row) => row.householdId);
        while (page.previous) {
          page = await list({ year: 2014, size, from: page.previous });
          backwards.unshift(...page.rows.map((row) => row.householdId));
        }
        expect(backwards).toEqual(forwards);
      }),
      { numRuns: 12 },
    );
  });

  test('a start that was tampered with is the beginning', async () => {
    expect(await numbers({ from: 'after.x.y' })).toEqual(await numbers({}));
  });
});
