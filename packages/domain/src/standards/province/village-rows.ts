import type { HeldSubject } from './judged-rules.ts';
import type { Province } from './province.ts';

/** Where each village's rows of a subject begin, and behind the last where they end: they lie side by side. */
export function startsOfVillages(province: Province, subject: HeldSubject): Uint32Array {
  const villages = province.ids.get('village')!.length;
  const starts = new Uint32Array(villages + 1);
  if (subject === 'village') return starts.map((_, row) => row);
  for (const village of province.villageOfHousehold) starts[village + 1]!++;
  for (let row = 0; row < villages; row++) starts[row + 1]! += starts[row]!;
  if (subject === 'household') return starts;
  const members = province.columns.tables.get('household')!.lists.get('members')!.starts;
  return starts.map((household) => members[household]!);
}
