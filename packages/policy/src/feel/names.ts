import type { AggregateName, RoundMode } from './syntax.ts';

export const ROUNDING: readonly RoundMode[] = [
  'floor',
  'ceiling',
  'round up',
  'round down',
  'round half up',
  'round half down',
];
export const AGGREGATES: readonly AggregateName[] = ['sum', 'count', 'min', 'max'];
/** The functions of FEEL that the subset holds. */
export const FUNCTIONS: readonly string[] = [
  ...['not', 'date', 'abs', 'modulo', 'all', 'any', 'list contains'],
  ...AGGREGATES,
  ...ROUNDING,
];

export const KEYWORDS: readonly string[] = [
  ...['and', 'or', 'if', 'then', 'else', 'every', 'some', 'in', 'satisfies', 'for', 'return', 'between'],
  ...['null', 'true', 'false', 'function', 'external', 'instance', 'of'],
];

/** Whether a word can be the name of a parameter, a rule or an input: one word, and none that FEEL itself uses. */
export function isFeelName(word: string): boolean {
  return /^\p{L}[\p{L}\p{N}_]*$/u.test(word) && !KEYWORDS.includes(word) && !FUNCTIONS.includes(word);
}
