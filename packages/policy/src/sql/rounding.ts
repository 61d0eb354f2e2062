import { assertNever } from '@daohu/kernel';
import type { RoundMode } from '../feel/syntax.ts';
import { type Fragment, sql } from './fragment.ts';

/**
 * A quotient rounded to a whole number, exactly: `/` and `%` of bigint truncate towards zero. Division by zero is
 * null. Both sides are computed once, in a subquery that `offset 0` keeps whole.
 */
export function roundedQuotient(mode: RoundMode, numerator: Fragment, denominator: Fragment): Fragment {
  if (mode === 'round down') return sql`(${numerator} / nullif(${denominator}, 0))`;
  return sql`(select ${awayFromTruncated(mode)} from (select ${numerator} as a, nullif(${denominator}, 0) as b offset 0) d)`;
}

/** The remainder has the sign of the numerator. */
function awayFromTruncated(mode: Exclude<RoundMode, 'round down'>): Fragment {
  const isNegative = sql`(d.a < 0) <> (d.b < 0)`;
  switch (mode) {
    case 'floor':
      return sql`d.a / d.b - case when d.a % d.b <> 0 and ${isNegative} then 1 else 0 end`;
    case 'ceiling':
      return sql`d.a / d.b + case when d.a % d.b <> 0 and not (${isNegative}) then 1 else 0 end`;
    case 'round up':
      return sql`d.a / d.b + case when d.a % d.b = 0 then 0 when ${isNegative} then -1 else 1 end`;
    case 'round half up':
      return sql`d.a / d.b + case when abs(d.a % d.b) < abs(d.b) - abs(d.a % d.b) then 0 when ${isNegative} then -1 else 1 end`;
    case 'round half down':
      return sql`d.a / d.b + case when abs(d.a % d.b) <= abs(d.b) - abs(d.a % d.b) then 0 when ${isNegative} then -1 else 1 end`;
    default:
      return assertNever(mode);
  }
}
