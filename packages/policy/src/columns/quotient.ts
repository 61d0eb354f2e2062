import { roundedQuotient } from '../explain/compile.ts';
import type { RoundMode } from '../feel/syntax.ts';

const MODES: readonly RoundMode[] = ['floor', 'ceiling', 'round up', 'round down', 'round half up', 'round half down'];

/** The name of a rounding quotient in a generated program. */
export function quotientName(mode: RoundMode): string {
  return `Q[${MODES.indexOf(mode)}]`;
}

/** Quotients by rounding mode, in the order of `quotientName`; NaN for what is unknown or divided by zero. */
export const QUOTIENTS = MODES.map((mode) => (numerator: number, denominator: number): number => {
  const product = numerator * denominator;
  return Number.isNaN(product) || denominator === 0 ? Number.NaN : roundedQuotient(mode, numerator, denominator);
});
