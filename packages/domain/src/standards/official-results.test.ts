import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { countsByYear, splitTotal, type TargetItem } from '@daohu/policy';
import { loadPacks } from '@daohu/policy/node';
import { describe, expect, test } from 'vitest';
import { policySchema } from './policy-schema.ts';
import { packsFolder } from './standards.ts';

const library = loadPacks(packsFolder, policySchema);

function rowsOf(file: string): Record<string, string>[] {
  const text = readFileSync(
    fileURLToPath(new URL(`../../../../data/poverty-counties/${file}`, import.meta.url)),
    'utf8',
  );
  const [header = [], ...rows] = text
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  return rows.map((cells) => Object.fromEntries(header.map((key, at) => [key, cells[at] ?? ''])));
}

function targetOf(pack: string, id: string): TargetItem {
  const found = library.pack(pack)?.items.find((item) => item.kind === 'target' && item.id === id);
  if (found?.kind !== 'target') throw new Error(`${pack} has no target ${id}`);
  return found;
}

function asked(pack: string, id: string): Record<number, number | null> {
  const target = targetOf(pack, id);
  const counts = countsByYear(target);
  return Object.fromEntries(target.years.map(({ year }, at) => [year, counts[at] ?? null]));
}

const exits = rowsOf('county-exits.csv');
const countiesOf = (province: string) => exits.filter(({ code }) => code!.startsWith(province));
const exitsByYear = (province: string) =>
  Object.fromEntries(
    [2016, 2017, 2018, 2019].map((year) => [
      year,
      countiesOf(province).filter((one) => Number(one.exit_year) === year).length,
    ]),
  );
const finalOf = (province: string) => rowsOf('final-results.csv').find((row) => row.province === province)!;
const sum = (counts: Record<number, number | null>) =>
  Object.values(counts).reduce<number>((all, one) => all + one!, 0);

describe('Hubei', () => {
  test('37 poverty counties are asked for and 37 left, all by 2019', () => {
    expect(sum(asked('hubei-plan', 'exit-counties'))).toBe(37);
    expect(targetOf('hubei-2015', 'exit-counties').base?.value).toBe(37);
    expect(countiesOf('42')).toHaveLength(37);
    expect(sum(exitsByYear('42'))).toBe(37);
    expect(Number(finalOf('420000').counties)).toBe(37);
  });

  test('the counties left later than the shares of the plan ask', () => {
    expect(asked('hubei-plan', 'exit-counties')).toEqual({ 2017: 9, 2018: 24, 2019: 4 });
    expect(exitsByYear('42')).toEqual({ 2016: 0, 2017: 3, 2018: 17, 2019: 17 });
  });

  test('4821 villages of the decision are those that left in the end', () => {
    expect(sum(asked('hubei-2015', 'exit-villages'))).toBe(4821);
    expect(Number(finalOf('420000').villages)).toBe(4821);
  });

  test('in 2017 and 2019 fewer villages left than the plan asks, in 2018 a few more; the plan’s make its 4613', () => {
    const plan = asked('hubei-plan', 'exit-villages');
    const real = rowsOf('results-by-year.csv').map(({ villages }) => Number(villages));
    expect(sum(plan)).toBe(4613);
    expect([plan[2017], plan[2018], plan[2019]]).toEqual([1384, 923, 922]);
    expect(real).toEqual([1013, 963, 800]);
  });

  test('of 5.9 million poor persons of the decision 5.81 million were counted out', () => {
    expect(targetOf('hubei-2015', 'exit-persons').base?.value).toBe(5_900_000);
    expect(Number(finalOf('420000').persons_10k)).toBe(581);
  });

  test('the shares of persons make the plan’s 3.9 million; fewer left in 2017 than planned, more in 2018 and 2019', () => {
    const plan = asked('hubei-plan', 'exit-persons');
    const real = rowsOf('results-by-year.csv').map((row) => Math.round(Number(row.persons_10k) * 10_000));
    expect(sum(plan)).toBe(3_900_000);
    expect([plan[2017], plan[2018], plan[2019]]).toEqual([1_365_000, 975_000, 195_000]);
    expect(real).toEqual([917_000, 1_046_000, 925_000]);
  });
});

describe('Wuhan', () => {
  test('271 villages in three years, the half village settled by the largest remainder, none lost', () => {
    expect(asked('wuhan-2015', 'exit-villages')).toEqual({ 2016: 81, 2017: 109, 2018: 81 });
    expect(splitTotal(271, [30, 40, 30], 'largest-remainder').reduce((all, one) => all + one, 0)).toBe(271);
  });
});

describe('Hunan', () => {
  const late = (listedBy: string, by: number) =>
    countiesOf('43')
      .filter((one) => one.listed_by === listedBy && Number(one.exit_year) > by)
      .map(({ name }) => name);

  test('51 counties left: all 40 of the nation’s by 2019 as the opinion asks', () => {
    expect(countiesOf('43')).toHaveLength(51);
    expect(Number(finalOf('430000').counties)).toBe(51);
    expect(targetOf('hunan-2016', 'exit-counties').deadlines.map(({ by }) => by?.written)).toEqual(['2017', '2019']);
    expect(late('nation', 2019)).toEqual([]);
  });

  test('of the province’s own eleven, two left a year after the 2017 that the opinion asks for as a rule', () => {
    expect(late('province', 2017)).toEqual(['永定区', '双峰县']);
  });

  test('the opinion speaks of 8000 poor villages, the final count of 6920', () => {
    expect(targetOf('hunan-2016', 'exit-villages').base?.value).toBe(8000);
    expect(Number(finalOf('430000').villages)).toBe(6920);
  });
});

describe('Guangdong', () => {
  test('2277 villages are asked for and counted', () => {
    expect(targetOf('guangdong-2016', 'exit-villages').base?.value).toBe(2277);
    expect(Number(finalOf('440000').villages)).toBe(2277);
  });

  test('the three years make the 1.765 million persons of the opinion; 1.615 million were counted out', () => {
    expect(asked('guangdong-2016', 'exit-persons')).toEqual({ 2016: 500_000, 2017: 600_000, 2018: 665_000 });
    expect(sum(asked('guangdong-2016', 'exit-persons'))).toBe(1_765_000);
    expect(Number(finalOf('440000').persons_10k)).toBe(161.5);
  });
});
