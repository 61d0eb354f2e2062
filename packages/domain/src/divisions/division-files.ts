import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { type DivisionLevel, invariant } from '@daohu/kernel';
import type { SuccessionBasis } from './contract.ts';

/** Where the brought-in codes lie; `data/divisions/README.md` says where they come from. */
export const divisionsFolder = fileURLToPath(new URL('../../../../data/divisions', import.meta.url));

/** 年版: the codes as the statistics bureau published them in that year. 2016 is the one of the 2014–2020 campaign. */
export type Edition = 2016 | 2023;
export const EDITIONS: readonly Edition[] = [2016, 2023];

/** An edition as it is written on a command line; null when there is none of that year. */
export function editionOf(text: string): Edition | null {
  return EDITIONS.find((edition) => String(edition) === text) ?? null;
}

/** Provinces that are known down to their villages; of the others the counties are known. */
export type DetailedProvince = 42 | 43 | 44;
export const DETAILED_PROVINCES: readonly DetailedProvince[] = [42, 43, 44];

export interface FileDivision {
  readonly code: number;
  readonly level: DivisionLevel;
  readonly name: string;
  readonly urbanRural: string | null;
  readonly isVirtual: boolean;
  readonly lon: number | null;
  readonly lat: number | null;
}

export interface FileSuccession {
  readonly oldCode: number;
  readonly level: DivisionLevel;
  readonly oldName: string;
  readonly newCode: number;
  readonly newName: string;
  readonly year: number;
  readonly basis: SuccessionBasis;
}

const LEVEL_OF: Record<string, DivisionLevel> = {
  p: 'province',
  c: 'city',
  x: 'county',
  t: 'township',
  v: 'village',
};

/** The files are written by scripts/bring/divisions.ts, which refuses names with commas, so a line splits at them. */
async function* lines(file: string, folder: string): AsyncGenerator<string[]> {
  const text = gunzipSync(await readFile(path.join(folder, file))).toString('utf8');
  let start = text.indexOf('\n') + 1;
  while (start < text.length) {
    const end = text.indexOf('\n', start);
    yield text.slice(start, end).split(',');
    start = end + 1;
  }
}

function levelOf(letter: string | undefined): DivisionLevel {
  const level = LEVEL_OF[letter ?? ''];
  invariant(level, `${letter} is no level letter of a division file`);
  return level;
}

async function* divisionsIn(file: string, folder: string): AsyncGenerator<FileDivision> {
  for await (const [code, level, name, urbanRural, virtual, lon, lat] of lines(file, folder)) {
    yield {
      code: Number(code),
      level: levelOf(level),
      name: name ?? '',
      urbanRural: urbanRural || null,
      isVirtual: virtual === '1',
      lon: lon ? Number(lon) : null,
      lat: lat ? Number(lat) : null,
    };
  }
}

/** The country to its counties, then the detailed provinces below their counties, in code order within each part. */
export async function* editionDivisions(
  edition: Edition,
  provinces: readonly DetailedProvince[] = DETAILED_PROVINCES,
  folder: string = divisionsFolder,
): AsyncGenerator<FileDivision> {
  yield* divisionsIn(`${edition}-nation.csv.gz`, folder);
  for (const province of provinces) yield* divisionsIn(`${edition}-${province}.csv.gz`, folder);
}

/** One province whole: its cities and counties from the national file, then what lies below. */
export async function provinceDivisions(
  edition: Edition,
  province: DetailedProvince,
  folder: string = divisionsFolder,
): Promise<FileDivision[]> {
  const found: FileDivision[] = [];
  for await (const row of editionDivisions(edition, [province], folder)) {
    if (Math.floor(row.code / 10_000_000_000) === province) found.push(row);
  }
  return found;
}

export async function allSuccessions(folder: string = divisionsFolder): Promise<FileSuccession[]> {
  const found: FileSuccession[] = [];
  for await (const [oldCode, level, oldName, newCode, newName, year, basis] of lines('succession.csv.gz', folder)) {
    found.push({
      oldCode: Number(oldCode),
      level: levelOf(level),
      oldName: oldName ?? '',
      newCode: Number(newCode),
      newName: newName ?? '',
      year: Number(year),
      basis: basis as SuccessionBasis,
    });
  }
  return found;
}
