import { invariant } from '@daohu/kernel';

/**
 * 取整办法: how a total of whole things is divided by shares so that no thing is lost or counted twice.
 *
 * - `largest-remainder` 最大余数法: each part rounded down, then one more to those with the largest remainders, the
 *   earlier of equal ones first.
 * - `running-total` 累计四舍五入: the running total is rounded half up, a part is the difference to the one before.
 * - `ceiling` 逐项进一: each part rounded up, as long as the total lasts; the last takes the rest.
 */
export type Rounding = (typeof ROUNDINGS)[number];
export const ROUNDINGS = ['largest-remainder', 'running-total', 'ceiling'] as const;

/**
 * Divides `total` in proportion to `weights` (shares in percent, head counts …); the parts are whole and add up to
 * `total`. Weights that are all zero give nothing to anybody, unless the total is zero.
 */
export function splitTotal(total: number, weights: readonly number[], rounding: Rounding): number[] {
  invariant(Number.isSafeInteger(total) && total >= 0, 'a total is a whole number and not negative');
  invariant(
    weights.every((weight) => Number.isSafeInteger(weight) && weight >= 0),
    'weights are whole numbers and not negative',
  );
  const sum = weights.reduce((all, weight) => all + BigInt(weight), 0n);
  invariant(sum > 0n || total === 0, 'somebody must have a weight');
  if (sum === 0n) return weights.map(() => 0);
  const products = weights.map((weight) => BigInt(total) * BigInt(weight));
  switch (rounding) {
    case 'largest-remainder':
      return largestRemainder(BigInt(total), products, sum);
    case 'running-total':
      return runningTotal(products, sum);
    case 'ceiling':
      return ceiling(BigInt(total), products, sum);
  }
}

function largestRemainder(total: bigint, products: readonly bigint[], sum: bigint): number[] {
  const parts = products.map((product) => product / sum);
  const left = Number(total - parts.reduce((all, part) => all + part, 0n));
  const order = products
    .map((product, index) => ({ index, remainder: product % sum }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  for (const { index } of order.slice(0, left)) parts[index]! += 1n;
  return parts.map(Number);
}

function runningTotal(products: readonly bigint[], sum: bigint): number[] {
  let reached = 0n;
  let before = 0n;
  return products.map((product) => {
    reached += product;
    const rounded = (reached * 2n + sum) / (sum * 2n);
    const part = rounded - before;
    before = rounded;
    return Number(part);
  });
}

function ceiling(total: bigint, products: readonly bigint[], sum: bigint): number[] {
  let left = total;
  const last = products.findLastIndex((product) => product > 0n);
  return products.map((product, index) => {
    const wanted = index === last ? left : (product + sum - 1n) / sum;
    const part = wanted < left ? wanted : left;
    left -= part;
    return Number(part);
  });
}
