import type { Mapping } from '../yaml-reader.ts';
import { oneOf, whole } from './fields.ts';
import type { ItemBase } from './item.ts';

/** 指标: what somebody is assessed by, or what a place should have (九有). */
export interface IndicatorItem extends ItemBase {
  readonly kind: 'indicator';
  /** Who is assessed: a subject. */
  readonly of: string;
  /** The list it stands in (九有, 市县考核). */
  readonly set: string;
  /** What is measured, in words, and in which unit. */
  readonly measure: string;
  readonly unit: string | null;
  /** Percent within its set. Null: the text leaves it open, a setting. Absent in a list that is had or not (九有). */
  readonly weight?: number | null;
  /** `yes`: one has it or not. */
  readonly better: 'higher' | 'lower' | 'yes' | null;
  readonly rule: string | null;
}

export const INDICATOR_KEYS = ['of', 'set', 'measure', 'unit', 'weight', 'better', 'rule'];

export function readIndicator(entry: Mapping, base: ItemBase): IndicatorItem {
  const better = oneOf(entry, 'better', ['higher', 'lower', 'yes']);
  if (!entry.has('weight') && better !== 'yes') {
    const zh = '缺少「weight」（权重，%）。文件没有写明的写 weight: null；只看有没有的写 better: yes。';
    entry.file.report(entry.node, 'missing-key', zh, 'Missing `weight`; write null where the text leaves it open.');
  }
  return {
    ...base,
    kind: 'indicator',
    of: entry.required('of'),
    set: entry.required('set'),
    measure: entry.required('measure'),
    unit: entry.text('unit'),
    ...(entry.has('weight') && { weight: whole(entry, 'weight', 0, 100) }),
    better,
    rule: entry.text('rule'),
  };
}
