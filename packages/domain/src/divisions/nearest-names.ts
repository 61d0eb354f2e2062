import { type DivisionLevel, rangeOfDivision } from '@daohu/kernel';
import type { Division } from './contract.ts';
import { nameParts } from './division-name.ts';
import { editDistance } from './edit-distance.ts';

export interface NearestNames {
  /** The divisions of `level` within `scope` whose names differ least from `name`, at most three, the nearest first. */
  find(level: DivisionLevel, name: string, scope: readonly Division[]): readonly Division[];
}

const MOST = 3;

/**
 * A file that was made to hurt may name a hundred thousand villages that do not exist. After this many comparisons of
 * two names, about a second of work, unknown names come back without suggestions.
 */
const COMPARISONS = 5_000_000;

export function nearestNames(rows: readonly Division[]): NearestNames {
  const levels = new Map<DivisionLevel, { division: Division; stem: string }[]>();
  for (const division of [...rows].sort((a, b) => a.code - b.code)) {
    const entry = { division, stem: nameParts(division.name, division.level).stem };
    const list = levels.get(division.level);
    if (list) list.push(entry);
    else levels.set(division.level, [entry]);
  }
  let left = COMPARISONS;
  return {
    find(level, name, scope) {
      const list = levels.get(level) ?? [];
      const { stem } = nameParts(name, level);
      const limit = stem.length <= 2 ? 1 : 2;
      const near: { division: Division; far: number }[] = [];
      for (const within of scope) {
        const { low, high } = rangeOfDivision(within.code, within.level);
        for (let at = firstFrom(list, low); at < list.length && left > 0; at++) {
          const entry = list[at] as (typeof list)[number];
          if (entry.division.code > high) break;
          left--;
          const far = editDistance(stem, entry.stem, limit);
          if (far <= limit) near.push({ division: entry.division, far });
        }
      }
      near.sort((a, b) => a.far - b.far || a.division.code - b.division.code);
      return near.slice(0, MOST).map(({ division }) => division);
    },
  };
}

function firstFrom(list: readonly { readonly division: Division }[], code: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle]?.division.code ?? 0) < code) low = middle + 1;
    else high = middle;
  }
  return low;
}
