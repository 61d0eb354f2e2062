import { invariant } from '@daohu/kernel';
import type { FactColumns, FactTable, Segment } from './fact-columns.ts';

/**
 * That segments are ranges of the tables, one behind the other, and that no record of a segment leads to one of another:
 * it would be judged under another law, or not yet. Looked at once for each set of columns.
 */
export function checkSegments(columns: FactColumns): void {
  if (CHECKED.has(columns)) return;
  const { tables, segments } = columns;
  const ends = new Map<string, number>();
  for (const { ranges } of segments) {
    for (const [name, [from, to]] of Object.entries(ranges)) {
      const table = tables.get(name);
      invariant(table, `columns: a segment has rows of ${name}, which is no table`);
      invariant(
        from >= (ends.get(name) ?? 0) && to >= from && to <= table.count && Number.isInteger(from + to),
        `columns: the segments of ${name} overlap or leave the table at rows ${from} to ${to}`,
      );
      ends.set(name, to);
    }
  }
  for (const segment of segments) {
    for (const [name, range] of Object.entries(segment.ranges)) {
      // A table without a range anywhere is only looked up in; nothing in it is judged.
      checkWithin(tables.get(name)!, range, segment, (target) => ends.has(target));
    }
  }
  CHECKED.add(columns);
}
const CHECKED = new WeakSet<FactColumns>();

function checkWithin(
  { name, lists, links }: FactTable,
  [from, to]: readonly [number, number],
  { ranges }: Segment,
  isJudged: (table: string) => boolean,
): void {
  for (const [key, { table, starts, rows }] of lists) {
    if (!isJudged(table)) continue;
    const [first, end] = [starts[from]!, starts[to]!];
    const [low, high] = ranges[table] ?? [0, 0];
    const stays = rows
      ? rows.subarray(first, end).every((row) => row >= low && row < high)
      : first === end || (first >= low && end <= high);
    invariant(stays, `columns: ${name}.${key} of rows ${from} to ${to} leads out of its segment`);
  }
  for (const [key, { table, rows }] of links) {
    if (!isJudged(table)) continue;
    const [low, high] = ranges[table] ?? [0, 0];
    const stays = rows.subarray(from, to).every((row) => row === -1 || (row >= low && row < high));
    invariant(stays, `columns: ${name}.${key} of rows ${from} to ${to} leads out of its segment`);
  }
}
