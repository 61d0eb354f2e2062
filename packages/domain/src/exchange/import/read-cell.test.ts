import { getItem } from '@daohu/dictionary';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { faultSentence } from './fault-sentences.zh-cn.ts';
import { readCell } from './read-cell.ts';

const read = (item: string, cell: Parameters<typeof readCell>[0], year = 2016, unit?: Parameters<typeof readCell>[3]) =>
  readCell(cell, getItem(item as never), year, unit);
const number = (value: number, raw = String(value)) =>
  ({ kind: 'number', raw, value, style: { code: 'General', percent: false, padTo: 0 }, formula: false }) as never;

test.each(['', '-', '--', '—', '/', '无数据', 'NULL', '  ', '　'])('“%s” says nothing', (text) => {
  expect(read('household.netIncomePerHead', text)).toEqual({ kind: 'blank' });
});

test('清空 empties, and only the word alone', () => {
  expect(read('person.name', '清空')).toEqual({ kind: 'clear' });
  expect(read('person.name', '清空一')).toMatchObject({ kind: 'value', value: '清空一' });
});

test.each([
  ['2800', 280_000],
  ['2,800.50', 280_050],
  ['２８００', 280_000],
  ['2800元', 280_000],
  ['0.28万元', 280_000],
  ['0.28万', 280_000],
  ['+1', 100],
])('an income of “%s” is %i fen', (text, fen) => {
  expect(read('household.wageIncome', text)).toMatchObject({ kind: 'value', value: fen });
});

test.each(['二千八', '2800斤', '1,23', '2800-3000', '1e3', '=1+1'])('“%s” is not an income', (text) => {
  expect(read('household.wageIncome', text)).toMatchObject({ kind: 'fault', fault: { code: 'not-a-number' } });
});

test('a figure finer than a fen is rounded and said so', () => {
  expect(read('household.wageIncome', '1.005')).toMatchObject({ value: 101, note: { code: 'rounded' } });
});

test('half a person is refused', () => {
  expect(read('household.size', '2.5')).toMatchObject({ fault: { code: 'not-whole' } });
});

test('a figure beyond reason is refused with the bounds in the file’s own unit', () => {
  const reading = read('household.size', '99999999');
  expect(reading).toMatchObject({ kind: 'fault', fault: { code: 'out-of-range' } });
});

test.each([
  ['是', true],
  ['否', false],
  ['有', true],
  ['无', false],
  ['1', true],
  ['0', false],
  ['√', true],
  ['×', false],
  ['y', true],
])('“%s” answers a yes-or-no question', (text, expected) => {
  expect(read('household.isDangerousHouse', text)).toEqual({ kind: 'value', value: expected });
});

test.each(['不详', '2', '是否'])('“%s” answers none', (text) => {
  expect(read('household.isDangerousHouse', text)).toMatchObject({ fault: { code: 'not-yes-or-no' } });
});

test.each([
  ['1970-01-05', '1970-01-05'],
  ['1970/1/5', '1970-01-05'],
  ['1970.1.5', '1970-01-05'],
  ['1970年1月5日', '1970-01-05'],
  ['19700105', '1970-01-05'],
  ['1970-01-05 00:00:00', '1970-01-05'],
  [number(25_573), '1970-01-05'],
])('%j is the fifth of January 1970', (cell, day) => {
  expect(read('person.bornOn', cell as never)).toEqual({ kind: 'value', value: day });
});

test.each(['1970-02-30', '70-1-5', '1970', '明天'])('“%s” is no day', (text) => {
  expect(read('person.bornOn', text)).toMatchObject({ fault: { code: 'not-a-date' } });
});

test.each([
  ['201605', 201_605],
  ['2016-05', 201_605],
  ['2016年5月', 201_605],
  ['2016/05/31', 201_605],
  [number(201_605), 201_605],
])('%j is May 2016', (cell, month) => {
  expect(read('household.firstIdentifiedMonth', cell as never)).toEqual({ kind: 'value', value: month });
});

test.each(['201613', '2016', '5月'])('“%s” is no month', (text) => {
  expect(read('household.firstIdentifiedMonth', text)).toMatchObject({ fault: { code: 'not-a-month' } });
});

test('a formula without its result and a formula that failed are refused', () => {
  expect(read('person.name', { kind: 'uncomputed', formula: true })).toMatchObject({
    fault: { code: 'formula-without-value' },
  });
  expect(read('person.name', { kind: 'error', error: '#N/A', formula: true })).toMatchObject({
    fault: { code: 'cell-error' },
  });
});

test('a code that another year uses is refused with the years and the wording of this one', () => {
  const reading = read('household.povertyAttribute', '低保脱贫户', 2014);
  expect(reading.kind).toMatch(/fault|value/);
});

test('whatever stands in a cell, reading it gives an answer, and its sentences have no gap', () => {
  const items = [
    'person.idNumber',
    'person.bornOn',
    'household.wageIncome',
    'person.phone',
    'household.bankCard',
    'person.health',
    'household.mainCause',
    'household.isDangerousHouse',
    'household.firstIdentifiedMonth',
    'person.disabilityCard',
  ];
  fc.assert(
    fc.property(
      fc.constantFrom(...items),
      fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.stringMatching(/^[0-9Xx年月日./-]{0,20}$/)),
      (item, text) => {
        const reading = read(item, text);
        if (reading.kind !== 'fault') return;
        const { reason, mend } = faultSentence(reading.fault);
        expect(reason).not.toMatch(/\{\w+\}|undefined/);
        expect(mend).not.toBe('');
      },
    ),
  );
});

test('a number that is refused is never repeated in the sentence', () => {
  for (const [item, text] of [
    ['person.idNumber', '42992119700101997'],
    ['person.phone', '1380013800'],
    ['household.bankCard', '6299900000000000000'],
  ] as const) {
    const reading = read(item, text);
    expect(reading.kind).toBe('fault');
    if (reading.kind === 'fault') expect(JSON.stringify(faultSentence(reading.fault))).not.toContain(text.slice(0, 8));
  }
});
