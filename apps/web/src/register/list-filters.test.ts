import { expect, test } from 'vitest';
import { filtersOf, isNarrowed, withFilters } from './list-filters.ts';

test('the list that an address names is the list that was left', () => {
  const address = withFilters(new URLSearchParams(), { division: 999901000000, year: 2017, search: '王' });
  expect(filtersOf(address)).toEqual({ division: 999901000000, year: 2017, search: '王' });
});

test('another filter starts at the first page, turning the page keeps the filters', () => {
  const third = new URLSearchParams('search=王&from=abc');
  expect(withFilters(third, { mainCause: 'illness' }).get('from')).toBeNull();
  expect(withFilters(third, { from: 'def' }).toString()).toBe(new URLSearchParams('search=王&from=def').toString());
});

test('an address that was mistyped filters by nothing rather than by nonsense', () => {
  expect(filtersOf(new URLSearchParams('year=abc&division=-1'))).toEqual({});
});

test('the place and the year alone do not count as a search without result', () => {
  expect(isNarrowed({ division: 1, year: 2017 })).toBe(false);
  expect(isNarrowed({ attribute: 'dibao' })).toBe(true);
});
