import { expect, test } from 'vitest';
import { isDiskFull } from './disk-full.ts';

test.each([
  ['a file that cannot be written', Object.assign(new Error('write'), { code: 'ENOSPC' })],
  ['a quota that is used up', Object.assign(new Error('write'), { code: 'EDQUOT' })],
  ['a table that cannot grow', Object.assign(new Error('could not extend file'), { code: '53100' })],
  ['a connection refused for it', new Error('could not write init file: No space left on device')],
  ['what rests on one of these', new Error('the act failed', { cause: Object.assign(new Error(), { code: '53100' }) })],
])('the disk is full: %s', (_what, error) => {
  expect(isDiskFull(error)).toBe(true);
});

test('another failure is not taken for a full disk', () => {
  expect(isDiskFull(new Error('deadlock detected'))).toBe(false);
  expect(isDiskFull('ENOSPC')).toBe(false);
});
