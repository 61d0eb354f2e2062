import type { RoundMode } from '../../feel/syntax.ts';
import type { Block } from './block.ts';
import { type Numeric, numeric } from './emitted.ts';

/**
 * A quotient that is not whole differs from every whole number by more than a double can lose, as long as the numerator
 * is below 2^53: these are exact on it.
 */
const EXACT: { readonly [mode in RoundMode]?: string } = {
  floor: 'Math.floor',
  ceiling: 'Math.ceil',
  'round down': 'Math.trunc',
};

/** A rounded quotient; NaN of what is unknown or divided by zero. The other modes go by the exact remainder. */
export function quotient(mode: RoundMode, a: Numeric, b: Numeric, block: Block): Numeric {
  const [x, y] = [a.code, b.code];
  const exact = EXACT[mode];
  if (exact) return numeric(`(${y} === 0 ? NaN : ${exact}(${x} / ${y}))`, false, [a, b]);
  const rest = block.keep(numeric(`(${x} % ${y})`, false, [a, b])).code;
  const toZero = block.keep(numeric(`((${x} - ${rest}) / ${y})`, false, [a, b])).code;
  const away = `((${x} < 0) === (${y} < 0) ? 1 : -1)`;
  const twice = `Math.abs(${rest}) * 2`;
  const passes =
    mode === 'round up' ? `${rest} !== 0` : `${twice} ${mode === 'round half up' ? '>=' : '>'} Math.abs(${y})`;
  return numeric(`(${toZero} + (${passes} ? ${away} : 0))`, false, [a, b]);
}
