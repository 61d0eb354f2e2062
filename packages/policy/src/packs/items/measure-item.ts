import type { Mapping } from '../yaml-reader.ts';
import { type Deadline, deadlineOf } from './fields.ts';
import type { ItemBase } from './item.ts';

/** 措施: a programme or work that the document orders or promises. */
export interface MeasureItem extends ItemBase {
  readonly kind: 'measure';
  /** 领域: one of the sectors handed in with the schema. */
  readonly sector: string;
  /** For whom: a subject. */
  readonly for: string;
  /** Which of them, in words. */
  readonly which: string | null;
  /** Who carries it out; null where the text does not say. */
  readonly who: string | null;
  readonly by: Deadline | null;
  /** What is done, where it is several things. */
  readonly actions: readonly string[];
}

export const MEASURE_KEYS = ['sector', 'for', 'which', 'who', 'by', 'actions'];

export function readMeasure(entry: Mapping, base: ItemBase): MeasureItem {
  return {
    ...base,
    kind: 'measure',
    sector: entry.required('sector'),
    for: entry.required('for'),
    which: entry.text('which'),
    who: entry.text('who'),
    by: deadlineOf(entry, 'by'),
    actions: entry.texts('actions'),
  };
}
