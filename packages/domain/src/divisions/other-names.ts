import type { DivisionLevel } from '@daohu/kernel';
import { nameParts } from './division-name.ts';

interface Step {
  readonly oldCode: number;
  readonly oldName: string;
  readonly newCode: number;
  readonly newName: string;
  readonly level: DivisionLevel;
}

interface LiveName {
  readonly code: number;
  readonly level: DivisionLevel;
  readonly name: string;
}

export interface OtherNameRow extends LiveName {
  readonly stem: string;
}

/**
 * Former and later names of the live divisions. A succession gives its old name to the live division that carries it
 * on, and, where the newer code is not live in this edition, its new name to the live division that it came from;
 * through several steps, in both directions.
 */
export function otherNames(live: readonly LiveName[], successions: readonly Step[]): OtherNameRow[] {
  const key = (code: number, level: DivisionLevel) => `${level} ${code}`;
  const liveByKey = new Map(live.map((row) => [key(row.code, row.level), row]));
  const forward = new Map<string, Step[]>();
  const backward = new Map<string, Step[]>();
  for (const step of successions) {
    push(forward, key(step.oldCode, step.level), step);
    push(backward, key(step.newCode, step.level), step);
  }
  const found = new Map<string, OtherNameRow>();
  const give = (division: LiveName, name: string) => {
    const stem = nameParts(name, division.level).stem;
    if (name === division.name || stem === nameParts(division.name, division.level).stem) return;
    const { code, level } = division;
    found.set(`${key(code, level)} ${name}`, { code, level, name, stem });
  };
  const spread = (division: LiveName, steps: Map<string, Step[]>, side: 'oldCode' | 'newCode') => {
    const seen = new Set<number>([division.code]);
    let codes = [division.code];
    for (let depth = 0; depth < 6 && codes.length > 0; depth++) {
      const next: number[] = [];
      for (const step of codes.flatMap((code) => steps.get(key(code, division.level)) ?? [])) {
        give(division, side === 'oldCode' ? step.oldName : step.newName);
        if (!seen.has(step[side]) && !liveByKey.has(key(step[side], division.level))) next.push(step[side]);
        seen.add(step[side]);
      }
      codes = next;
    }
  };
  for (const division of liveByKey.values()) {
    if (backward.has(key(division.code, division.level))) spread(division, backward, 'oldCode');
    if (forward.has(key(division.code, division.level))) spread(division, forward, 'newCode');
  }
  return [...found.values()];
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
