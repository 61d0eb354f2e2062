import { expect, test } from 'vitest';
import { askedOf, withAsked } from './verdict-list-queries.ts';

test('an address without anything asks who does not pass the exit of households', () => {
  expect(askedOf(new URLSearchParams())).toEqual({
    rule: 'exit-household',
    state: 'unmet',
    division: null,
    asOf: null,
    cause: null,
    from: null,
  });
});

test('what somebody typed into the address and cannot be asked is left out', () => {
  const typed = new URLSearchParams('state=perhaps&division=here&asOf=tomorrow');
  expect(askedOf(typed)).toMatchObject({ state: 'unmet', division: null, asOf: null });
});

test('another rule or outcome forgets the reason, anything but turning the page starts at the first page', () => {
  const address = new URLSearchParams('rule=a&state=unmet&cause=p:all.0&from=after.1.2&division=7');
  expect(withAsked(address, 'state', 'unknown').toString()).toBe('rule=a&state=unknown&division=7');
  expect(withAsked(address, 'division', null).toString()).toBe('rule=a&state=unmet&cause=p%3Aall.0');
  expect(withAsked(address, 'from', 'after.3.4').get('cause')).toBe('p:all.0');
});
