import type { ColumnArray } from './column.ts';

export type AnyArray = ColumnArray | Uint32Array;

/** Judges the rows from `from` to before `to`. `arrays` and `numbers` are in the order of the slots it was made with. */
export type Judge = (arrays: readonly AnyArray[], numbers: Float64Array, from: number, to: number) => void;

const MOST_KEPT = 500;
const kept = new Map<string, Judge>();

/**
 * The generated text as a function. One text is one function for the life of the process, so that what the engine has
 * learnt about it serves the next run, the next day and the next what-if too.
 */
export function judgeOf(text: string): Judge {
  let judge = kept.get(text);
  if (!judge) {
    judge = new Function('T', 'P', 'from', 'to', text) as Judge;
    if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value!);
    kept.set(text, judge);
  }
  return judge;
}

/** One function over one range of rows. */
export interface Task {
  readonly text: string;
  readonly arrays: readonly AnyArray[];
  readonly numbers: Float64Array;
  readonly from: number;
  readonly to: number;
}

export function perform({ text, arrays, numbers, from, to }: Task): void {
  judgeOf(text)(arrays, numbers, from, to);
}
