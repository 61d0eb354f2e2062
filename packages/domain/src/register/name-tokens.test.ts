import fc from 'fast-check';
import { expect, test } from 'vitest';
import { comparableName, nameTokens } from './name-tokens.ts';

test.each([
  ['王明', ['王明']],
  ['王小明', ['王小', '小明']],
  ['欧阳小明', ['欧阳', '阳小', '小明']],
  ['明', ['明']],
  ['王 明', ['王明']],
  ['阿依·买', ['阿依', '依买']],
  ['𠮷田', ['𠮷田']],
  ['', []],
  ['·', []],
])('%s is found by %j', (name, tokens) => {
  expect(nameTokens(name)).toEqual(tokens);
});

test('whoever is found by a part of two or more characters has every token of that part', () => {
  const text = fc.array(fc.constantFrom(...'王李小明花石·'), { maxLength: 6 }).map((characters) => characters.join(''));
  fc.assert(
    fc.property(text, text, text, (before, part, after) => {
      fc.pre([...comparableName(part)].length >= 2);
      const tokens = new Set(nameTokens(before + part + after));
      expect(nameTokens(part).every((token) => tokens.has(token))).toBe(true);
    }),
  );
});
