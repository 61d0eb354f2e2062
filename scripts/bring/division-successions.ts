import { nameParts } from '../../packages/domain/src/divisions/division-name.ts';

export interface EditionRow {
  code: number;
  level: 'province' | 'city' | 'county' | 'township' | 'village';
  name: string;
}

/** On what a succession rests, strongest first; `gbt2260…` is the national standard, the others compare two editions. */
export type Basis = 'gbt2260' | 'gbt2260-split' | 'same-digits' | 'same-name' | 'same-code' | 'merged-villages';

export interface Succession {
  oldCode: number;
  level: EditionRow['level'];
  oldName: string;
  newCode: number;
  newName: string;
  year: number;
  basis: Basis;
}

interface Township {
  row: EditionRow;
  villages: EditionRow[];
  stems: Set<string>;
}

/**
 * Which townships and villages of the newer edition carry on those of the older one, in one province. Only what the
 * digits and the names show; villages merged under a new name have no successor here, and that is said, not guessed.
 * Unchanged rows (same code, same name apart from its suffix) give no succession.
 */
export function deriveSuccessions(
  older: readonly EditionRow[],
  newer: readonly EditionRow[],
  counties: readonly Succession[],
): Succession[] {
  const liveCounties = new Set(newer.filter((row) => row.level === 'county').map((row) => row.code));
  const countyOf = (code: number): number => {
    let county = Math.floor(code / 1_000_000) * 1_000_000;
    for (let step = 0; step < 6 && !liveCounties.has(county); step++) {
      const next = counties.find((row) => row.level === 'county' && row.oldCode === county && row.newCode !== county);
      if (!next) break;
      county = next.newCode;
    }
    return county;
  };
  const before = townshipsOf(older);
  const after = townshipsOf(newer);
  const pairs = pairTownships(before, after, countyOf);
  const found: Succession[] = [];
  for (const [old, { township, basis }] of pairs) found.push(succession(old.row, township.row, basis));
  found.push(...pairVillages(before, after, pairs, countyOf));
  return found.filter((row) => row.oldCode !== row.newCode || !sameName(row.oldName, row.newName, row.level));
}

function sameName(a: string, b: string, level: EditionRow['level']): boolean {
  return nameParts(a, level).stem === nameParts(b, level).stem;
}

function succession(old: EditionRow, next: EditionRow, basis: Basis): Succession {
  const { code: oldCode, name: oldName, level } = old;
  return { oldCode, level, oldName, newCode: next.code, newName: next.name, year: 2023, basis };
}

function townshipsOf(rows: readonly EditionRow[]): Map<number, Township> {
  const found = new Map<number, Township>();
  for (const row of rows) if (row.level === 'township') found.set(row.code, { row, villages: [], stems: new Set() });
  for (const row of rows) {
    if (row.level !== 'village') continue;
    const township = found.get(Math.floor(row.code / 1_000) * 1_000);
    if (!township) throw new Error(`${row.code} ${row.name} has no township`);
    township.villages.push(row);
    township.stems.add(stemOf(row));
  }
  return found;
}

function stemOf(row: EditionRow): string {
  return nameParts(row.name, row.level).stem;
}

/** Share of the smaller township's villages that the other one also has, by name. */
function overlap(a: Township, b: Township): number {
  let common = 0;
  for (const stem of a.stems) if (b.stems.has(stem)) common++;
  return common / Math.max(1, Math.min(a.stems.size, b.stems.size));
}

type Pairs = Map<Township, { township: Township; basis: Basis }>;

function pairTownships(
  before: Map<number, Township>,
  after: Map<number, Township>,
  countyOf: (code: number) => number,
): Pairs {
  const pairs: Pairs = new Map();
  const taken = new Set<Township>();
  const pair = (old: Township, township: Township, basis: Basis) => {
    pairs.set(old, { township, basis });
    taken.add(township);
  };
  const sameDigits = (old: Township) => after.get(countyOf(old.row.code) + (old.row.code % 1_000_000));
  const open = () => [...before.values()].filter((old) => !pairs.has(old));
  const free = (test: (next: Township) => boolean) =>
    [...after.values()].filter((next) => !taken.has(next) && test(next));

  for (const old of open()) {
    const next = sameDigits(old);
    if (next && stemOf(next.row) === stemOf(old.row)) pair(old, next, 'same-digits');
  }
  for (const old of open()) {
    const county = countyOf(old.row.code);
    const named = free((next) => countyOf(next.row.code) === county && stemOf(next.row) === stemOf(old.row));
    if (named.length === 1 && named[0]) pair(old, named[0], 'same-name');
  }
  for (const old of open()) {
    const next = sameDigits(old);
    if (next && !taken.has(next) && overlap(old, next) >= 0.5) pair(old, next, 'same-code');
  }
  for (const old of open()) {
    // A township that went to another county of its city, or was merged: most of its villages are found in one place.
    const city = Math.floor(old.row.code / 100_000_000);
    const best = [...after.values()]
      .filter((next) => Math.floor(next.row.code / 100_000_000) === city)
      .map((next) => ({
        next,
        share: overlap(old, next),
        size: [...old.stems].filter((stem) => next.stems.has(stem)).length,
      }))
      .sort((a, b) => b.size - a.size)[0];
    if (!best || best.size < 3 || best.size < old.stems.size / 2) continue;
    pair(old, best.next, stemOf(best.next.row) === stemOf(old.row) ? 'same-name' : 'merged-villages');
  }
  return pairs;
}

function pairVillages(
  before: Map<number, Township>,
  after: Map<number, Township>,
  townships: Pairs,
  countyOf: (code: number) => number,
): Succession[] {
  const found = new Map<EditionRow, Succession>();
  const taken = new Set<EditionRow>();
  const pair = (old: EditionRow, next: EditionRow, basis: Basis) => {
    found.set(old, succession(old, next, basis));
    taken.add(next);
  };
  const key = (row: EditionRow) => `${nameParts(row.name, row.level).kind === 'residents' ? 'r' : 'v'} ${stemOf(row)}`;

  for (const [old, { township: next }] of townships) {
    const byDigits = new Map(next.villages.map((row) => [row.code % 1_000, row]));
    for (const row of old.villages) {
      const same = byDigits.get(row.code % 1_000);
      if (same && !taken.has(same) && stemOf(same) === stemOf(row)) pair(row, same, 'same-digits');
    }
    for (const by of [key, stemOf]) {
      const groups = groupBy(
        next.villages.filter((row) => !taken.has(row)),
        by,
      );
      for (const [name, rows] of groupBy(
        old.villages.filter((row) => !found.has(row)),
        by,
      )) {
        const target = groups.get(name);
        if (rows.length === 1 && rows[0] && target?.length === 1 && target[0]) pair(rows[0], target[0], 'same-name');
      }
    }
  }

  // Villages whose township was divided or changed: the name must be the only one left in the county, on both sides.
  const left = [...before.values()].flatMap((old) => old.villages).filter((row) => !found.has(row));
  const room = [...after.values()].flatMap((next) => next.villages).filter((row) => !taken.has(row));
  const inCounty = (row: EditionRow) => `${countyOf(row.code)} ${key(row)}`;
  const groups = groupBy(room, inCounty);
  for (const [name, rows] of groupBy(left, inCounty)) {
    const target = groups.get(name);
    if (rows.length === 1 && rows[0] && target?.length === 1 && target[0]) pair(rows[0], target[0], 'same-name');
  }

  // What is still open and has the same code in both editions was renamed.
  const newByCode = new Map(room.map((row) => [row.code, row]));
  for (const row of left) {
    const same = newByCode.get(row.code);
    if (!found.has(row) && same && !taken.has(same)) pair(row, same, 'same-code');
  }
  return [...found.values()];
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
