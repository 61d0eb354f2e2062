import type { Connection } from '@daohu/db';
import { ancestorsByDigits } from '@daohu/kernel';
import { type Division, findDivisionsByCode } from '../divisions/index.ts';
import type { PlaceNames } from './export-columns.ts';

/** Names of villages and what stands above them. Rows come in the order of divisions, so each name is asked for once. */
export function placeNames(db: Connection): (divisions: readonly number[]) => Promise<Map<number, PlaceNames>> {
  const known = new Map<number, PlaceNames>();
  return async (divisions) => {
    const asked = [...new Set(divisions)].filter((division) => !known.has(division));
    if (asked.length > 0) {
      const codes = new Set(asked.flatMap((division) => [division, ...ancestorsByDigits(division)]));
      const live = await findDivisionsByCode(db, [...codes]);
      for (const division of asked) known.set(division, namesOf(division, live));
    }
    return known;
  };
}

function namesOf(village: number, live: readonly Division[]): PlaceNames {
  const above = new Set([village, ...ancestorsByDigits(village)]);
  const named = (level: Division['level']) =>
    live.find((division) => division.level === level && above.has(division.code) && !division.isVirtual)?.name ?? null;
  return {
    province: named('province'),
    city: named('city'),
    county: named('county'),
    township: named('township'),
    village: named('village'),
  };
}
