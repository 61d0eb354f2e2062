import type { Connection } from '@daohu/db';
import { type DivisionLevel, levelOfCode } from '@daohu/kernel';
import type { Division, DivisionResolution, Succession } from './contract.ts';
import { EDITIONS, type Edition } from './division-files.ts';
import { DIGITS_HOLD_SINCE } from './division-level.ts';
import { nameParts } from './division-name.ts';
import { findDivision } from './find-division.ts';
import { hasEditionOf, selectEdition, selectLive, selectLiveEdition, selectSuccessions } from './store.ts';

export interface ResolveOptions {
  readonly level?: DivisionLevel;
  /** The edition that the record was made in, when known: some codes were given to another village later. */
  readonly edition?: number;
}

const MOST_STEPS = 8;

/**
 * Where a code is found today. A record made under an old code (郧县 420321) is found under the one that carries it on
 * (420304); where this register is kept in an older edition than the record, the way is walked backwards.
 */
export async function resolveDivision(
  db: Connection,
  code: number,
  { level, edition }: ResolveOptions = {},
): Promise<DivisionResolution> {
  const live = await findDivision(db, code, level);
  if (live && !(edition !== undefined && (await meansAnother(db, live, edition)))) {
    return { kind: 'live', division: live, path: [] };
  }
  const asked = level ?? levelOfCode(code);
  for (const direction of ['from', 'to'] as const) {
    const found = await walk(db, code, asked, direction);
    if (found.divisions.length === 1 && found.divisions[0]) {
      return { kind: 'live', division: found.divisions[0], path: found.path };
    }
    if (found.divisions.length > 1) return { kind: 'several', candidates: found.divisions, path: found.path };
  }
  // The code went on as it is under another name, or it was given to another village and its own is gone.
  if (live) return (await wasRenamed(db, live)) ? { kind: 'live', division: live, path: [] } : { kind: 'unknown' };
  return underSucceededCounty(db, code, asked);
}

/** Whether this code belonged to a division of another name in the record's edition. */
async function meansAnother(db: Connection, live: Division, edition: number): Promise<boolean> {
  if (edition === (await selectLiveEdition(db))) return false;
  const then = (await selectEdition(db, edition, [live.code])).find((row) => row.level === live.level);
  return then !== undefined && nameParts(then.name, then.level).stem !== nameParts(live.name, live.level).stem;
}

async function wasRenamed(db: Connection, { code, level }: Division): Promise<boolean> {
  const steps = await selectSuccessions(db, [code], 'from');
  return steps.some((step) => step.level === level && step.newCode === code);
}

async function walk(
  db: Connection,
  code: number,
  level: DivisionLevel,
  direction: 'from' | 'to',
): Promise<{ divisions: Division[]; path: Succession[] }> {
  const path: Succession[] = [];
  const seen = new Set([code]);
  let codes = [code];
  for (let step = 0; step < MOST_STEPS && codes.length > 0; step++) {
    const steps = decisive(await selectSuccessions(db, codes, direction), direction).filter(
      (row) => row.level === level && row.oldCode !== row.newCode,
    );
    codes = [...new Set(steps.map((row) => (direction === 'from' ? row.newCode : row.oldCode)))].filter(
      (next) => !seen.has(next),
    );
    for (const next of codes) seen.add(next);
    path.push(...steps);
    const today = direction === 'from' ? codes : await throughRecodes(db, codes, level, path);
    const divisions = (await selectLive(db, today)).filter((row) => row.level === level);
    if (divisions.length > 0) return { divisions, path };
  }
  return { divisions: [], path };
}

/** Where this register itself recoded a county, what the editions say about the same code is beside the point. */
function decisive(steps: readonly Succession[], direction: 'from' | 'to'): readonly Succession[] {
  if (direction === 'to') return steps;
  const recoded = new Set(steps.filter(({ basis }) => basis === 'recode').map(({ oldCode }) => oldCode));
  return steps.filter(({ basis, oldCode }) => basis === 'recode' || !recoded.has(oldCode));
}

/** A newer edition's code leads back to one that a recode has since replaced: its records have gone on from there. */
async function throughRecodes(
  db: Connection,
  codes: readonly number[],
  level: DivisionLevel,
  path: Succession[],
): Promise<number[]> {
  const reached = new Set(codes);
  let next = [...codes];
  for (let step = 0; step < MOST_STEPS && next.length > 0; step++) {
    const steps = (await selectSuccessions(db, next, 'from')).filter(
      (row) => row.level === level && row.basis === 'recode',
    );
    next = steps.map((row) => row.newCode).filter((code) => !reached.has(code));
    for (const code of next) reached.add(code);
    path.push(...steps);
  }
  return [...reached];
}

/**
 * A code that no edition has, of 郧县 before 2014 or of 京山市 in 2018: the county is resolved, and the same last digits
 * are looked for in the edition nearest to that time. A code that an edition has and no succession leads on from was
 * merged, and its digits may be another's by now: nothing is guessed for it.
 */
async function underSucceededCounty(db: Connection, code: number, level: DivisionLevel): Promise<DivisionResolution> {
  if (level !== 'township' && level !== 'village') return { kind: 'unknown' };
  if ((await editionsWith(db, code, level)).length > 0) return { kind: 'unknown' };
  const oldCounty = Math.floor(code / 1_000_000) * 1_000_000;
  const county = await resolveDivision(db, oldCounty, { level: 'county' });
  if (county.kind !== 'live' || county.path.length === 0) return { kind: 'unknown' };
  if (county.path.some((step) => step.year < DIGITS_HOLD_SINCE)) return { kind: 'unknown' };
  const isFormer = county.path.some((step) => step.oldCode === oldCounty);
  // Gone before the edition of its own county was made.
  if (isFormer && (await hasEditionOf(db, oldCounty))) return { kind: 'unknown' };
  for (const step of county.path) {
    const then = (isFormer ? step.newCode : step.oldCode) + (code - oldCounty);
    const editions = await editionsWith(db, then, level);
    const edition = isFormer ? editions[0] : editions.at(-1);
    if (edition === undefined) continue;
    const found = await resolveDivision(db, then, { level, edition });
    return found.kind === 'unknown' ? found : { ...found, path: [...county.path, ...found.path] };
  }
  return { kind: 'unknown' };
}

/** The editions that have a division of this code and level, the oldest first. */
async function editionsWith(db: Connection, code: number, level: DivisionLevel): Promise<Edition[]> {
  const found: Edition[] = [];
  for (const edition of EDITIONS) {
    if ((await selectEdition(db, edition, [code])).some((row) => row.level === level)) found.push(edition);
  }
  return found;
}
