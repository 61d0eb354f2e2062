import { type Connection, type CopyValue, chunked, copyLine, sql } from '@daohu/db';
import { type DivisionLevel, rangeOfDivision } from '@daohu/kernel';
import {
  allSuccessions,
  DETAILED_PROVINCES,
  type DetailedProvince,
  divisionsFolder,
  EDITIONS,
  type Edition,
  editionDivisions,
  type FileDivision,
} from './division-files.ts';
import { parentCodeOf } from './division-level.ts';
import { nameParts } from './division-name.ts';
import { otherNames } from './other-names.ts';
import {
  analyzeDivisions,
  clearLiveTree,
  copyDivisions,
  copyEditions,
  copyOtherNames,
  copySuccessions,
  selectLiveEdition,
  storeLiveEdition,
} from './store.ts';

export interface LoadDivisions {
  /** The edition that the register is kept in; chosen once, at the first start. 2016 is the campaign's. */
  readonly edition?: Edition;
  readonly provinces?: readonly DetailedProvince[];
  readonly folder?: string;
}

export interface DivisionsLoaded {
  /** False when they were there already: nothing was touched. */
  readonly loaded: boolean;
  readonly edition: number;
  readonly divisions: number;
}

/** Fills the reference tables at the first start, whole or not at all. A second call changes nothing. */
export async function loadDivisions(owner: Connection, options: LoadDivisions = {}): Promise<DivisionsLoaded> {
  await owner.execute(sql`begin`);
  try {
    // Two processes that start at once: the second waits here and then finds the work done.
    await owner.query(sql`select pg_advisory_xact_lock(7350002)`);
    const there = await selectLiveEdition(owner);
    const loaded: DivisionsLoaded =
      there === null ? await load(owner, options) : { loaded: false, edition: there, divisions: 0 };
    await owner.execute(sql`commit`);
    if (loaded.loaded) await analyzeDivisions(owner);
    return loaded;
  } catch (error) {
    await owner.execute(sql`rollback`);
    throw error;
  }
}

async function load(owner: Connection, options: LoadDivisions): Promise<DivisionsLoaded> {
  const { edition = 2016, provinces = DETAILED_PROVINCES, folder = divisionsFolder } = options;
  const live: FileDivision[] = [NATION];
  for await (const row of editionDivisions(edition, provinces, folder)) live.push(row);
  const successions = await allSuccessions(folder);
  await copyDivisions(owner, chunked(liveLines(live, edition)));
  await copyOtherNames(owner, chunked(otherNameLines(live, successions)));
  await copySuccessions(
    owner,
    chunked(
      mapLines(successions, (row) => [
        row.oldCode,
        row.level,
        row.oldName,
        row.newCode,
        row.newName,
        row.year,
        row.basis,
      ]),
    ),
  );
  await copyEditions(owner, chunked(editionLines(provinces, folder)));
  await storeLiveEdition(owner, edition);
  return { loaded: true, edition, divisions: live.length };
}

const NATION: FileDivision = {
  code: 0,
  level: 'nation',
  name: '全国',
  urbanRural: null,
  isVirtual: false,
  lon: null,
  lat: null,
};

/** A live division to be, with what only the demonstration has: whose law it follows. */
export interface DivisionToLoad extends FileDivision {
  readonly lawDivision?: number;
}

function* liveLines(rows: readonly DivisionToLoad[], edition: number | null): Generator<string> {
  for (const row of rows) {
    const { code, level, name, urbanRural, isVirtual, lon, lat, lawDivision = null } = row;
    const stem = nameParts(name, level).stem;
    yield copyLine([
      code,
      level,
      name,
      stem,
      parentCodeOf(code, level),
      lawDivision,
      urbanRural,
      isVirtual,
      lon,
      lat,
      edition,
    ]);
  }
}

function* otherNameLines(...input: Parameters<typeof otherNames>): Generator<string> {
  for (const row of otherNames(...input)) yield copyLine([row.code, row.level, row.name, row.stem]);
}

function* mapLines<Row>(rows: readonly Row[], columns: (row: Row) => CopyValue[]): Generator<string> {
  for (const row of rows) yield copyLine(columns(row));
}

async function* editionLines(provinces: readonly DetailedProvince[], folder: string): AsyncGenerator<string> {
  for (const edition of EDITIONS) {
    for await (const { code, level, name } of editionDivisions(edition, provinces, folder)) {
      yield copyLine([edition, code, level, name, parentCodeOf(code, level)]);
    }
  }
}

/** Replaces one province of the live tree. For the invented provinces of the demonstration and of tests only. */
export async function loadInventedProvince(
  owner: Connection,
  province: number,
  rows: readonly DivisionToLoad[],
): Promise<void> {
  const level: DivisionLevel = 'province';
  await owner.execute(sql`begin`);
  try {
    await clearLiveTree(owner, rangeOfDivision(province, level));
    await copyDivisions(owner, chunked(liveLines(rows, null)));
    await owner.execute(sql`commit`);
  } catch (error) {
    await owner.execute(sql`rollback`);
    throw error;
  }
}
