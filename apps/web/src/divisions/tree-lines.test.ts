import { expect, test } from 'vitest';
import type { ShownDivision } from './division-queries.ts';
import { divisionKey, liesAbove, treeLines } from './tree-lines.ts';

const county: ShownDivision = { code: 999901000000, level: 'county', name: '青石县', hasChildren: true };
const town: ShownDivision = { code: 999901100000, level: 'township', name: '城关镇', hasChildren: true };
const village: ShownDivision = { code: 999901100201, level: 'village', name: '李家沟村', hasChildren: false };

const below = (division: ShownDivision) => (division === county ? [town] : division === town ? [village] : []);

test('a closed county shows itself alone, an open one its townships', () => {
  expect(treeLines([county], new Set(), below).map((line) => line.label)).toEqual(['青石县']);
  const lines = treeLines([county], new Set([divisionKey(county)]), below);
  expect(lines.map(({ label, depth, expanded }) => [label, depth, expanded])).toEqual([
    ['青石县', 1, true],
    ['城关镇', 2, false],
  ]);
});

test('a village that stays open under a closed township is not shown', () => {
  expect(treeLines([county], new Set([divisionKey(town)]), below)).toHaveLength(1);
});

test('children on their way mark their parent as busy', () => {
  expect(treeLines([county], new Set([divisionKey(county)]), () => null)).toMatchObject([{ busy: true }]);
});

test('the county and the township lie above a village, the nation above all', () => {
  expect(liesAbove(county, village.code)).toBe(true);
  expect(liesAbove(town, village.code)).toBe(true);
  expect(liesAbove(village, village.code)).toBe(false);
  expect(liesAbove({ code: 0 }, county.code)).toBe(true);
});
