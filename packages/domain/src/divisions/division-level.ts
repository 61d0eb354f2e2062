import type { DivisionLevel } from '@daohu/kernel';

/** From the nation down. 东莞's city and county share a code, so a level is needed beside the code everywhere. */
export const DIVISION_LEVELS = ['nation', 'province', 'city', 'county', 'township', 'village'] as const;

export function depthOf(level: DivisionLevel): number {
  return DIVISION_LEVELS.indexOf(level);
}

export function levelBelow(level: DivisionLevel): DivisionLevel | null {
  return DIVISION_LEVELS[depthOf(level) + 1] ?? null;
}

/** The code one level up, by digits. Only the nation has none. */
export function parentCodeOf(code: number, level: DivisionLevel): number | null {
  switch (level) {
    case 'nation':
      return null;
    case 'province':
      return 0;
    case 'city':
      return Math.floor(code / 10_000_000_000) * 10_000_000_000;
    case 'county':
      return Math.floor(code / 100_000_000) * 100_000_000;
    case 'township':
      return Math.floor(code / 1_000_000) * 1_000_000;
    case 'village':
      return Math.floor(code / 1_000) * 1_000;
  }
}

/** County codes before this year had other townships below them: their last digits prove nothing. */
export const DIGITS_HOLD_SINCE = 2010;
