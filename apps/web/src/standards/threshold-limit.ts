import type { ExplainedCondition } from '@daohu/domain/standards/contract';

type Threshold = NonNullable<ExplainedCondition['threshold']>;

/**
 * The limit as the law words it. The engine gives the least whole value that meets the condition; 「高于 2,952 元」 is met
 * by 2,952.01 yuan, and the sentence says 2,952.
 */
export function limitOf({ op, needed }: Pick<Threshold, 'op' | 'needed'>): number {
  if (op === '>') return needed - 1;
  if (op === '<') return needed + 1;
  return needed;
}
