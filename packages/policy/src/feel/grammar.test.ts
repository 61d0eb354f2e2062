import fc from 'fast-check';
import { parser as standard } from 'lezer-feel';
import { expect, test } from 'vitest';
import { evaluateExpression } from '../index.ts';
import { readGrammar } from './grammar.ts';

const WORDS = [
  ...['甲', '乙', 'x', 'y2', '年龄', '1', '12', '"字"', 'true', 'null', '(', ')', '[', ']', ',', '.', ' ', ' ', ' '],
  ...['and', 'or', 'not(', 'if', 'then', 'else', 'every', 'some', 'in', 'satisfies', 'for', 'return', 'between'],
  ...['+', '-', '*', '/', '<', '>=', '=', '!=', 'date', 'date and time', 'time', 'round half up(', 'sum(', '..', ':'],
];

test('without its context the grammar reads what it reads with an empty one', () => {
  const text = fc.array(fc.constantFrom(...WORDS), { maxLength: 14 }).map((words) => words.join(' '));
  const strict = standard.configure({ strict: true });
  const asStandard = (words: string): string => {
    try {
      return strict.parse(words).toString();
    } catch (error) {
      return (error as Error).message;
    }
  };
  fc.assert(
    fc.property(text, (words) => {
      const read = readGrammar(words);
      const ours = typeof read === 'number' ? `No parse at ${read}` : (read?.tree?.toString() ?? String(read));
      expect(ours).toBe(asStandard(words));
    }),
    { numRuns: 1_000 },
  );
});

const ask = (text: string, values: Record<string, unknown>) => {
  const outcome = evaluateExpression(text, { values });
  return outcome.ok ? outcome.value : outcome.refusal.code;
};
const chain = (links: number, part: string, sign: string) => Array.from({ length: links }, () => part).join(sign);

test('long flat chains are read: conditions, sums, sums with minus', () => {
  expect(ask(chain(1_500, '甲 > 1', ' and '), { 甲: 2 })).toBe(true);
  expect(ask(chain(1_500, '甲 > 1', ' or '), { 甲: 1 })).toBe(false);
  expect(ask(chain(1_000, '甲', ' + '), { 甲: 2 })).toBe(2_000);
  expect(ask(chain(60, '甲', ' - '), { 甲: 2 })).toBe(2 - 59 * 2);
  expect(ask(`甲 - (乙 - ${chain(30, '甲', ' + ')})`, { 甲: 1, 乙: 5 })).toBe(-32);
  expect(ask('甲 - 乙 - 乙 + 甲 * 2 - 1', { 甲: 10, 乙: 3 })).toBe(23);
  expect(ask(chain(3_000, '甲', ' + '), { 甲: 2 })).toBe('too-deep');
  expect(ask(chain(3_000, '是', ' and '), { 是: true })).toBe('too-deep');
  expect(ask(chain(100, '甲', ' * '), { 甲: 1 })).toBe('too-deep');
  expect(ask(chain(20_000, '甲', ' + '), { 甲: 2 })).toBe('too-long');
});
