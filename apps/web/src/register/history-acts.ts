import type { HistoryEntry } from '@daohu/domain/register/contract';

/** One act with all that it did to the records of a household. */
export interface HistoryAct {
  readonly act: number;
  readonly at: string;
  readonly accountName: string;
  readonly command: string;
  readonly changed: readonly HistoryEntry[];
  /** Entries that say no more than what happened to whom, those alike together. */
  readonly plain: readonly PlainEntries[];
}

export interface PlainEntries {
  readonly kind: HistoryEntry['kind'];
  readonly entity: HistoryEntry['entity'];
  readonly years: readonly number[];
  readonly subjects: readonly string[];
}

/** Puts the entries of each act together, in the order in which they come (newest first). */
export function actsOf(entries: readonly HistoryEntry[]): HistoryAct[] {
  const byAct = new Map<number, HistoryEntry[]>();
  for (const entry of entries) byAct.set(entry.act, [...(byAct.get(entry.act) ?? []), entry]);
  return [...byAct.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { act, at, accountName, command } = first;
    const changed = group.filter((entry) => entry.changes.length > 0);
    return [
      { act, at, accountName, command, changed, plain: together(group.filter((entry) => entry.changes.length === 0)) },
    ];
  });
}

function together(entries: readonly HistoryEntry[]): PlainEntries[] {
  const groups = new Map<string, HistoryEntry[]>();
  for (const entry of entries) {
    const key = `${entry.kind} ${entry.entity}`;
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const years = new Set(group.flatMap(({ year }) => (year === null ? [] : [year])));
    const subjects = new Set(group.map(({ subject }) => subject));
    return [{ kind: first.kind, entity: first.entity, years: [...years].sort(), subjects: [...subjects] }];
  });
}
