import { expect, test } from 'vitest';
import { lawSideOf, lawSideText } from './law-side.ts';

test('a side of a comparison is a document or a place, each with or without a day', () => {
  expect(lawSideOf('hubei-plan')).toEqual({ is: 'pack', key: 'hubei-plan', day: null });
  expect(lawSideOf('420100@2016-12-31')).toEqual({ is: 'place', key: '420100', day: '2016-12-31' });
  expect(lawSideOf('0')).toEqual({ is: 'place', key: '0', day: null });
});

test('an address that names neither is no side', () => {
  for (const text of ['', 'Hubei', 'hubei-plan@', '420100@2016', 'a b', '__proto__'])
    expect(lawSideOf(text)).toBeNull();
});

test('what is written is read again', () => {
  for (const text of ['hubei-plan', 'hubei-plan@2016-04-18', '999921000000@2017-12-31']) {
    const side = lawSideOf(text);
    expect(side && lawSideText(side.key, side.day)).toBe(text);
  }
});
