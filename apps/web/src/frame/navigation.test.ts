import { expect, test } from 'vitest';
import { destinationsFor } from './navigation.ts';

test('an administrator keeps accounts and is offered no register', () => {
  expect(destinationsFor(['access.listAccounts', 'access.createAccount']).map(({ path }) => path)).toEqual([
    '/accounts',
  ]);
});

test('a county clerk starts at the register', () => {
  const paths = destinationsFor(['exchange.listImports', 'register.listHouseholds']).map(({ path }) => path);
  expect(paths).toEqual(['/households', '/imports']);
});
