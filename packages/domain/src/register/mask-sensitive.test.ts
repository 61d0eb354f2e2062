import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskSensitive } from './mask-sensitive.ts';

test.each([
  ['idNumber', '42999919650312019X', '429***********019X'],
  ['disabilityCard', '42999919650312019X44', '429*************9X44'],
  ['phone', '13912345678', '139****5678'],
  ['phone', '1234567', '*******'],
  ['bankCard', '6222000000000000001', '***************0001'],
] as const)('a %s is shown in part only: %s as %s', (type, text, shown) => {
  expect(maskSensitive(type, text)).toBe(shown);
});

test('at least four characters of any number stay hidden, and its length is kept', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('idNumber', 'phone', 'bankCard', 'disabilityCard'),
      fc.stringMatching(/^\d{1,25}$/),
      (type, text) => {
        const shown = maskSensitive(type, text);
        expect(shown).toHaveLength(text.length);
        expect(shown.split('*').length - 1).toBeGreaterThanOrEqual(Math.min(4, text.length));
      },
    ),
  );
});
