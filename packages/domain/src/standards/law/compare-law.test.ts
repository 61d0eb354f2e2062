import { expect, test } from 'vitest';
import { loadStandards } from '../standards.ts';
import { comparePacks } from './compare-law.ts';

const standards = await loadStandards();

function compare(a: string, b: string, subject?: string) {
  const compared = comparePacks(standards, { a, b, ...(subject === undefined ? {} : { subject }) });
  if (!compared.ok) throw new Error(compared.refusal.code);
  return compared.value;
}

function householdConditions(a: string, b: string) {
  const [rule] = compare(a, b, 'household').subjects[0]!.rules.filter(({ rule: id }) => id === 'exit-household');
  return rule!.conditions;
}

test('a document beside itself differs in nothing', () => {
  const { counts, subjects } = compare('hubei-plan', 'hubei-plan');
  expect(counts).toMatchObject({ differ: 0, onlyA: 0, onlyB: 0 });
  expect(subjects.flatMap(({ rules }) => rules).every(({ difference }) => difference === 'same')).toBe(true);
});

test('what only one side asks for stands alone: Wuhan wants public services at the level of a well-off society', () => {
  const only = householdConditions('hubei-plan', 'wuhan-2015').filter(({ difference }) => difference === 'only-b');
  expect(only.map(({ b }) => b!.title)).toContain('基本公共服务主要指标达到小康水平');
  const turned = householdConditions('wuhan-2015', 'hubei-plan').filter(({ difference }) => difference === 'only-a');
  expect(turned.map(({ a }) => a!.title)).toEqual(only.map(({ b }) => b!.title));
});

test('the same demand measured against another division is one row that differs: growth above the province, above the city', () => {
  const growth = householdConditions('hubei-plan', 'wuhan-2015').find(({ a }) => a?.title === '收入增幅高于全省');
  expect(growth).toMatchObject({ difference: 'differs', b: { title: '收入增幅高于全市' } });
});

test('every condition of either side is in one row, and in one only', () => {
  for (const [a, b] of [
    ['hubei-2015', 'wuhan-2015'],
    ['wuhan-2015', 'hubei-2015'],
    ['hubei-2015', 'hubei-plan'],
  ] as const) {
    const rows = householdConditions(a, b);
    for (const [side, pack] of [
      ['a', a],
      ['b', b],
    ] as const) {
      const shown = rows.flatMap((row) => (row[side] ? [row[side].id] : []));
      const own = householdConditions(pack, pack).map((row) => row.a!.id);
      expect(shown.toSorted()).toEqual(own.toSorted());
    }
  }
});

test('a value by year is shown with those that went before, and a document says by which it is replaced', () => {
  const { a, parameters } = compare('hubei-2015', 'hubei-plan');
  expect(a.packs[0]!.supersededBy).toMatchObject([{ key: 'hubei-plan', from: '2016-04-18' }]);
  const line = parameters.find(({ name }) => name === '扶贫标准')!;
  expect(line.b!.inForce.value).not.toBeNull();
  expect(line.b!.law!.values.length).toBeGreaterThan(3);
});

test('a document that does not exist is refused with those that do', () => {
  expect(comparePacks(standards, { a: 'hubei-plan', b: 'hubei-2020' })).toMatchObject({
    ok: false,
    refusal: { code: 'pack-not-found', pack: 'hubei-2020', known: expect.arrayContaining(['hubei-plan']) },
  });
});
