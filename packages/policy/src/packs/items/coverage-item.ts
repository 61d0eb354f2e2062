import type { Mapping } from '../yaml-reader.ts';
import { type Deadline, deadlineOf } from './fields.ts';
import type { ItemBase } from './item.ts';
import { amountOf, type StatedQuantity } from './quantity.ts';

/** 全覆盖要求: every one of these has that. Computed by a rule, a part of the product, or a later one (`awaits`). */
export interface CoverageItem extends ItemBase {
  readonly kind: 'coverage';
  /** Every … : the subject of one. */
  readonly of: string;
  /** Which of them, in words (新办的学校). */
  readonly which: string | null;
  /** … has this. */
  readonly has: string;
  /** How many or what share, where the text says so; every one of them otherwise. */
  readonly share: StatedQuantity | null;
  readonly by: Deadline | null;
  readonly rule: string | null;
  readonly part: string | null;
}

export const COVERAGE_KEYS = ['of', 'which', 'has', 'share', 'by', 'rule', 'part'];

export function readCoverage(entry: Mapping, base: ItemBase): CoverageItem {
  if (!['rule', 'part', 'awaits'].some((key) => entry.has(key))) {
    const zh = `谁来核对「${base.title}」？台账有数据的写 rule（规则编号）；产品已有的部分写 part；还没有的写 awaits（能力清单的行号）。`;
    entry.file.report(entry.node, 'missing-key', zh, `${base.id}: write \`rule\`, \`part\` or \`awaits\`.`);
  }
  return {
    ...base,
    kind: 'coverage',
    of: entry.required('of'),
    which: entry.text('which'),
    has: entry.required('has'),
    share: amountOf(entry, 'share', base.title),
    by: deadlineOf(entry, 'by'),
    rule: entry.text('rule'),
    part: entry.text('part'),
  };
}
