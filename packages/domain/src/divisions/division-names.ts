import { countyOf, type DivisionLevel, isWithin, rangeOfDivision } from '@daohu/kernel';
import type { Division, NameMatch } from './contract.ts';
import { DIVISION_LEVELS, depthOf } from './division-level.ts';
import { nameParts, tidyDivisionName } from './division-name.ts';
import { nearestNames } from './nearest-names.ts';
import type { FormerCode } from './store.ts';

/** The address columns of a file row; a column that the file lacks or leaves blank is left out. */
export interface NamedPlace {
  readonly province?: string;
  readonly city?: string;
  readonly county?: string;
  readonly township?: string;
  readonly village?: string;
}

/**
 * `found`: the lowest named division. `ambiguous`: several have the name, and none is chosen. `unknown`: no division of
 * that level has it within `within`; `nearest` are the most similar names there (none after very many unknown names). `blank`: the row names nothing.
 */
export type NameResolution =
  | { readonly kind: 'found'; readonly division: Division }
  | {
      readonly kind: 'ambiguous';
      readonly level: DivisionLevel;
      readonly name: string;
      readonly candidates: readonly Division[];
    }
  | {
      readonly kind: 'unknown';
      readonly level: DivisionLevel;
      readonly name: string;
      readonly within: readonly Division[];
      readonly nearest: readonly Division[];
    }
  | { readonly kind: 'blank' };

export interface DivisionNames {
  readonly within: Division;
  /** Names to one division. Answers are kept, so that a file of 200,000 rows pays for each address once. */
  resolve(place: NamedPlace): NameResolution;
  /** The live division with this code inside `within`, or the one that carries on, or preceded, this code; or null. */
  byCode(code: number, level?: DivisionLevel): Division | null;
}

interface Named {
  readonly division: Division;
  readonly tidy: string;
  readonly stem: string;
  readonly kind: string;
  readonly isOther: boolean;
}

/** Codes below one county. */
const COUNTY_SPAN = 1_000_000;
const CACHE_LIMIT = 200_000;
/** No division has a name half as long; what is longer is not compared, kept or searched for. */
const LONGEST_NAME = 80;

/**
 * Names to codes within one division, in memory. `rows` are the live divisions of its range, `above` its ancestors
 * (a file's province and city columns are checked against them), `others` former and later names, `formerCodes` what
 * the divisions were numbered before, or are in a newer edition, the nearer first: files say so for years.
 */
export function divisionNames(
  within: Division,
  rows: readonly Division[],
  others: readonly { code: number; level: DivisionLevel; name: string }[],
  above: readonly Division[],
  formerCodes: readonly FormerCode[] = [],
): DivisionNames {
  const index = indexNames(rows, others);
  const aboveNames = indexNames(above, []);
  const byKey = new Map(rows.map((row) => [`${row.level} ${row.code}`, row]));
  const renumbered = new Map<number, number>();
  for (const { formerCode, code, level, keepsDigits } of formerCodes) {
    const today = byKey.get(`${level} ${code}`);
    if (today && !byKey.has(`${level} ${formerCode}`)) byKey.set(`${level} ${formerCode}`, today);
    if (keepsDigits) renumbered.set(countyOf(formerCode), countyOf(code));
  }
  const cache = new Map<string, NameResolution>();
  const nearest = nearestNames(rows);

  const look = (place: NamedPlace): NameResolution => {
    let scope: Division[] = [within];
    let last: { level: DivisionLevel; name: string } | null = null;
    for (const level of ADDRESS_LEVELS) {
      const name = place[level];
      if (name === undefined || name.trim() === '') continue;
      last = { level, name };
      if (name.length > LONGEST_NAME) return { kind: 'unknown', level, name, within: scope, nearest: [] };
      if (depthOf(level) <= depthOf(within.level)) {
        const own = [...index.named(level, name), ...aboveNames.named(level, name)].filter(
          ({ division }) => division.code === within.code || isWithin(within.code, rangeOf(division)),
        );
        if (own.length === 0 && !isVirtualStandIn(level, within, above)) return unknown(level, name, [within]);
        continue;
      }
      const hits = hitsWithin(scope, level, name);
      if (hits.length > 0) scope = hits;
      // 仙桃市 stands in the city column although its city level is virtual: the county column decides.
      else if (level !== 'city' || hitsWithin(scope, 'county', name).length === 0) return unknown(level, name, scope);
      else scope = hitsWithin(scope, 'county', name);
    }
    if (last === null) return { kind: 'blank' };
    const [only, ...more] = scope;
    if (only && more.length === 0) return { kind: 'found', division: only };
    return { kind: 'ambiguous', ...last, candidates: scope };
  };

  const hitsWithin = (scope: readonly Division[], level: DivisionLevel, name: string): Division[] => {
    const inScope = index
      .named(level, name)
      .filter(({ division }) => scope.some((up) => up === division || isWithin(division.code, rangeOf(up))));
    return bestMatches(inScope, name, level).divisions;
  };

  const unknown = (level: DivisionLevel, name: string, scope: readonly Division[]): NameResolution => ({
    kind: 'unknown',
    level,
    name,
    within: scope,
    nearest: nearest.find(level, name, scope),
  });

  return {
    within,
    resolve(place) {
      const key = `${place.province ?? ''}|${place.city ?? ''}|${place.county ?? ''}|${place.township ?? ''}|${place.village ?? ''}`;
      const known = cache.get(key);
      if (known) return known;
      if (cache.size >= CACHE_LIMIT) cache.clear();
      const answer = look(place);
      if (key.length <= 5 * LONGEST_NAME) cache.set(key, answer);
      return answer;
    },
    byCode(code, level) {
      if (level) {
        const county = renumbered.get(countyOf(code));
        const digits = county === undefined ? code : county * COUNTY_SPAN + (code % COUNTY_SPAN);
        return byKey.get(`${level} ${code}`) ?? byKey.get(`${level} ${digits}`) ?? null;
      }
      for (const each of DIVISION_LEVELS) {
        const row = byKey.get(`${each} ${code}`);
        if (row) return row;
      }
      return null;
    },
  };
}

const ADDRESS_LEVELS = ['province', 'city', 'county', 'township', 'village'] as const;

function rangeOf({ code, level }: Division) {
  return rangeOfDivision(code, level);
}

/** Above a county that hangs from a virtual city, a file writes the province, the county or nothing: all are right. */
function isVirtualStandIn(level: DivisionLevel, within: Division, above: readonly Division[]): boolean {
  return level === 'city' && [within, ...above].some((row) => row.level === 'city' && row.isVirtual);
}

function indexNames(
  rows: readonly Division[],
  others: readonly { code: number; level: DivisionLevel; name: string }[],
): { named(level: DivisionLevel, name: string): readonly Named[] } {
  const byStem = new Map<string, Named[]>();
  const add = (division: Division, name: string, isOther: boolean) => {
    const { stem, kind } = nameParts(name, division.level);
    const entry: Named = { division, tidy: tidyDivisionName(name), stem, kind, isOther };
    const key = `${division.level} ${stem}`;
    const list = byStem.get(key);
    if (list) list.push(entry);
    else byStem.set(key, [entry]);
  };
  for (const row of rows) add(row, row.name, false);
  const byKey = new Map(rows.map((row) => [`${row.level} ${row.code}`, row]));
  for (const other of others) {
    const division = byKey.get(`${other.level} ${other.code}`);
    if (division) add(division, other.name, true);
  }
  return { named: (level, name) => byStem.get(`${level} ${nameParts(name, level).stem}`) ?? [] };
}

/**
 * The divisions that a name means, by the first of these that gives any: the name as it stands; the same stem and kind
 * (街道 = 街道办事处); the same stem; then the same for former and later names.
 */
export function bestMatches(
  candidates: readonly Named[],
  name: string,
  level: DivisionLevel,
): { divisions: Division[]; matched: NameMatch } {
  const tidy = tidyDivisionName(name);
  const { kind } = nameParts(name, level);
  for (const isOther of [false, true]) {
    const group = candidates.filter((candidate) => candidate.isOther === isOther);
    const tiers = [
      group.filter((candidate) => candidate.tidy === tidy),
      group.filter((candidate) => kind !== 'none' && candidate.kind === kind),
      group,
    ];
    for (const [tier, hits] of tiers.entries()) {
      const matched = isOther ? 'other-name' : tier === 0 ? 'name' : 'stem';
      if (hits.length > 0) return { divisions: [...new Set(hits.map((hit) => hit.division))], matched };
    }
  }
  return { divisions: [], matched: 'name' };
}

/** A division as `bestMatches` compares it, under its own name or under another one. */
export function namedDivision(division: Division, name: string, isOther: boolean): Named {
  return { division, tidy: tidyDivisionName(name), isOther, ...nameParts(name, division.level) };
}
