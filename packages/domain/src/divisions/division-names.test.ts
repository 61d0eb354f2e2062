import { ancestorsByDigits, isWithin, rangeOfDivision } from '@daohu/kernel';
import { expect, test } from 'vitest';
import type { Division } from './contract.ts';
import { demonstrationDivisions, LINJIANG_DISTRICT, QINGSHI_COUNTY } from './demonstration-divisions.ts';
import { provinceDivisions } from './division-files.ts';
import { depthOf, parentCodeOf } from './division-level.ts';
import { type DivisionNames, divisionNames, type NamedPlace } from './division-names.ts';

const invented = demonstrationDivisions().map(liveRow);

function liveRow(row: Omit<Division, 'parentCode' | 'lawDivision'> & { lawDivision?: number }): Division {
  return { ...row, parentCode: parentCodeOf(row.code, row.level), lawDivision: row.lawDivision ?? null };
}

function namesWithin(rows: readonly Division[], code: number, level: Division['level']): DivisionNames {
  const within = rows.find((row) => row.code === code && row.level === level);
  if (!within) throw new Error(`no ${level} ${code}`);
  const range = rangeOfDivision(code, level);
  const ups = ancestorsByDigits(code);
  return divisionNames(
    within,
    rows.filter((row) => isWithin(row.code, range) && depthOf(row.level) >= depthOf(level)),
    [{ code: QINGSHI_COUNTY + 100_000, level: 'township', name: '青石城区镇' }],
    rows.filter((row) => (ups.includes(row.code) || row.code === code) && depthOf(row.level) < depthOf(level)),
  );
}

const county = namesWithin(invented, QINGSHI_COUNTY, 'county');
const city = namesWithin(invented, 999_900_000_000, 'city');

function answer(names: DivisionNames, place: NamedPlace): unknown {
  const found = names.resolve(place);
  if (found.kind === 'found') return found.division.code;
  if (found.kind === 'ambiguous') return { ambiguous: found.candidates.map((one) => one.code) };
  if (found.kind === 'unknown') return { unknown: found.name, nearest: found.nearest.map((one) => one.name) };
  return found.kind;
}

test('the address of a file row leads to its village, with or without suffixes', () => {
  const village = 999_921_101_202;
  expect(answer(county, { county: '青石县', township: '青石镇', village: '白岩村' })).toBe(village);
  expect(answer(county, { county: '青石', township: '青石', village: '白岩' })).toBe(village);
  expect(answer(county, { township: '青石镇', village: '白岩村委会' })).toBe(village);
  expect(answer(county, { village: '白岩村民委员会' })).toBe(village);
  expect(
    answer(city, { province: '示范省', city: '示范市', county: '青石县', township: '青石镇', village: '白岩村' }),
  ).toBe(village);
});

test('a village name that two townships have is refused with both, until the township decides', () => {
  expect(answer(county, { village: '李家沟村' })).toEqual({ ambiguous: [999_921_103_214, 999_921_202_202] });
  expect(answer(county, { township: '柏杨乡', village: '李家沟村' })).toBe(999_921_202_202);
});

test('an unknown village comes back with the most similar names of its township', () => {
  expect(answer(county, { township: '青石镇', village: '白崖村' })).toEqual({ unknown: '白崖村', nearest: ['白岩村'] });
  expect(answer(county, { township: '火星镇', village: '白岩村' })).toEqual({ unknown: '火星镇', nearest: [] });
});

test('a file of another county is not taken in by villages that happen to have the same names', () => {
  expect(answer(county, { county: '临江区', township: '汤湖镇', village: '汤湖村' })).toMatchObject({
    unknown: '临江区',
  });
  expect(answer(county, { province: '湖北省', county: '青石县', village: '白岩村' })).toMatchObject({
    unknown: '湖北省',
  });
});

test('a row without village means its township, a row without any name means nothing', () => {
  expect(answer(county, { township: '青石镇' })).toBe(999_921_101_000);
  expect(answer(county, { township: '', village: '  ' })).toBe('blank');
});

test('a name of ten thousand characters is unknown at once, and a hundred thousand unknown names cost seconds at most', () => {
  const startedAt = performance.now();
  expect(answer(county, { township: '土家族'.repeat(10_000) })).toMatchObject({ nearest: [] });
  const other = namesWithin(invented, QINGSHI_COUNTY, 'county');
  for (let at = 0; at < 100_000; at++) other.resolve({ village: `无此村名${at}` });
  expect(performance.now() - startedAt).toBeLessThan(5_000);
});

test('a former name leads to the division that carries it on', () => {
  expect(answer(county, { township: '青石城区镇', village: '石桥村' })).toBe(999_921_100_201);
});

test('云雾社区 and 云雾山村 are told apart, and so are 青石村 and 青石街社区', () => {
  expect(answer(county, { township: '云雾镇', village: '云雾社区' })).toBe(999_921_102_001);
  expect(answer(county, { township: '青石镇', village: '青石村' })).toBe(999_921_101_201);
});

test('every invented code lies in the range of its township, county, city and province', () => {
  for (const row of invented.filter((each) => each.level === 'village')) {
    const ups = ancestorsByDigits(row.code);
    expect(ups.slice(-2)).toEqual([999_900_000_000, 990_000_000_000]);
    expect([QINGSHI_COUNTY, LINJIANG_DISTRICT]).toContain(ups[1]);
    for (const up of ups) expect(isWithin(row.code, rangeOfDivision(up))).toBe(true);
  }
});

test('仙桃 is found through a virtual city, 东莞 as a county of its own', async () => {
  const hubei = namesWithin((await provinceDivisions(2016, 42)).map(liveRow), 420_000_000_000, 'province');
  expect(answer(hubei, { county: '仙桃市', township: '干河街道', village: '小林村' })).toBe(429_004_002_219);
  expect(answer(hubei, { city: '仙桃市', county: '仙桃市', township: '干河办事处' })).toBe(429_004_002_000);
  expect(answer(hubei, { province: '湖北', city: '省直辖县级行政区划', county: '仙桃' })).toBe(429_004_000_000);
  const guangdong = namesWithin((await provinceDivisions(2023, 44)).map(liveRow), 440_000_000_000, 'province');
  expect(answer(guangdong, { city: '东莞市', county: '东莞市' })).toBe(441_900_000_000);
  expect(guangdong.resolve({ city: '东莞市', county: '东莞市' })).toMatchObject({ division: { level: 'county' } });
  expect(answer(guangdong, { city: '东莞市', township: '东城街道办事处' })).toBe(441_900_003_000);
});

test('200,000 rows of a county are looked up within a second', () => {
  const villages = invented.filter(
    (row) => row.level === 'village' && isWithin(row.code, rangeOfDivision(QINGSHI_COUNTY)),
  );
  const startedAt = performance.now();
  for (let at = 0; at < 200_000; at++) {
    const village = villages[at % villages.length];
    county.resolve({ county: '青石县', township: '青石镇', village: village?.name ?? '' });
  }
  expect(performance.now() - startedAt).toBeLessThan(1_000);
});
