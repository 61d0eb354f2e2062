import type { DivisionLevel } from '@daohu/kernel';
import { expect, test } from 'vitest';
import {
  allSuccessions,
  type DetailedProvince,
  type Edition,
  editionDivisions,
  type FileDivision,
  provinceDivisions,
} from './division-files.ts';
import { parentCodeOf } from './division-level.ts';

function count(rows: readonly FileDivision[], level: DivisionLevel): number {
  return rows.filter((row) => row.level === level && !row.isVirtual).length;
}

// 东莞 and 中山 add one county each to what the bureau counts in 广东's 2016 edition; its 2023 edition has them.
test.each<[Edition, DetailedProvince, number, number, number, number]>([
  [2016, 42, 13, 103, 1481, 29687],
  [2016, 43, 14, 122, 1967, 29010],
  [2016, 44, 21, 121, 1705, 25408],
  [2023, 42, 13, 105, 1475, 27057],
  [2023, 43, 14, 134, 2008, 29534],
  [2023, 44, 21, 124, 1757, 26842],
])('edition %i of province %i has its %i cities, %i counties, %i townships and %i villages', async (...given) => {
  const [edition, province, cities, counties, townships, villages] = given;
  const rows = await provinceDivisions(edition, province);
  expect([count(rows, 'city'), count(rows, 'county'), count(rows, 'township'), count(rows, 'village')]).toEqual([
    cities,
    counties,
    townships,
    villages,
  ]);
});

test.each<Edition>([2016, 2023])(
  'in edition %i no division is without its parent, and none stands there twice',
  async (edition) => {
    const levelAbove = {
      province: 'nation',
      city: 'province',
      county: 'city',
      township: 'county',
      village: 'township',
    };
    const keys = new Set(['nation 0']);
    const rows: FileDivision[] = [];
    for await (const row of editionDivisions(edition)) {
      expect(keys.has(`${row.level} ${row.code}`)).toBe(false);
      keys.add(`${row.level} ${row.code}`);
      rows.push(row);
    }
    const orphans = rows.filter(
      (row) => !keys.has(`${levelAbove[row.level as 'city']} ${parentCodeOf(row.code, row.level)}`),
    );
    expect(orphans).toEqual([]);
  },
);

test.each([
  ['郧县', 420321, 420304, 2014],
  ['京山县', 420821, 420882, 2018],
  ['监利县', 421023, 421088, 2020],
  ['宁乡县', 430124, 430182, 2017],
  ['株洲县', 430221, 430212, 2018],
  ['邵东县', 430521, 430582, 2019],
  ['祁阳县', 431121, 431181, 2021],
])('%s %i is carried on by %i since %i', async (oldName, oldCode, newCode, year) => {
  const found = (await allSuccessions()).filter((row) => row.oldCode === oldCode * 1e6 && row.oldName === oldName);
  expect(found.map((row) => [row.newCode, row.year, row.basis])).toEqual([[newCode * 1e6, year, 'gbt2260']]);
});

test('no successor is invented: each derived one exists in the 2023 edition, and its predecessor in that of 2016', async () => {
  const keys = new Map<Edition, Set<string>>();
  for (const edition of [2016, 2023] as const) {
    const set = new Set<string>();
    for await (const row of editionDivisions(edition)) set.add(`${row.level} ${row.code} ${row.name}`);
    keys.set(edition, set);
  }
  const derived = (await allSuccessions()).filter((row) => !row.basis.startsWith('gbt2260'));
  expect(derived.length).toBeGreaterThan(10_000);
  for (const row of derived) {
    expect(keys.get(2016)?.has(`${row.level} ${row.oldCode} ${row.oldName}`)).toBe(true);
    expect(keys.get(2023)?.has(`${row.level} ${row.newCode} ${row.newName}`)).toBe(true);
  }
});
