import {
  type DetailedProvince,
  demonstrationDivisions,
  type Edition,
  nameParts,
  parentCodeOf,
  provinceDivisions,
} from '@daohu/domain/divisions';
import { type CountyCode, countyOf, type DivisionLevel } from '@daohu/kernel';

/** A rural village with the names of its chain, as a file row writes them. */
export interface VillagePlace {
  readonly code: number;
  /** As people write it: 居峪村 for 居峪村民委员会. */
  readonly village: string;
  readonly township: string;
  readonly county: string;
  /** Empty where the city level is virtual, as in 仙桃. */
  readonly city: string;
  readonly province: string;
}

export interface CountyPlace {
  readonly code: CountyCode;
  readonly name: string;
  readonly villages: readonly VillagePlace[];
}

export interface PlacesOptions {
  /** 42, 43, 44: the real tree. 99: the demonstration's. */
  readonly province: DetailedProvince | 99;
  readonly edition?: Edition;
  readonly folder?: string;
}

interface Row {
  readonly code: number;
  readonly level: DivisionLevel;
  readonly name: string;
  readonly urbanRural: string | null;
  readonly isVirtual: boolean;
}

/** Counties of a province with their rural villages, in code order; counties without any (city centres) are left out. */
export async function loadPlaces({ province, edition = 2016, folder }: PlacesOptions): Promise<CountyPlace[]> {
  const rows: readonly Row[] =
    province === 99 ? demonstrationDivisions() : await provinceDivisions(edition, province, folder);
  return placesOf(rows);
}

export function placesOf(rows: readonly Row[]): CountyPlace[] {
  const byKey = new Map(rows.map((row) => [`${row.level} ${row.code}`, row]));
  const nameAbove = (code: number, level: DivisionLevel, of: DivisionLevel): string => {
    const row = byKey.get(`${of} ${parentCodeOf(code, level)}`);
    return row && !row.isVirtual ? row.name : '';
  };
  const counties = new Map<CountyCode, VillagePlace[]>();
  const sayings = new Map<string, number>();
  for (const row of rows)
    if (row.level === 'village') sayings.set(sayingKey(row), (sayings.get(sayingKey(row)) ?? 0) + 1);
  for (const row of rows) {
    if (row.level !== 'village' || !isRural(row)) continue;
    const county = countyOf(row.code) * 1_000_000;
    const place: VillagePlace = {
      code: row.code,
      village: sayings.get(sayingKey(row)) === 1 ? saying(row) : row.name,
      township: nameAbove(row.code, 'village', 'township'),
      county: byKey.get(`county ${county}`)?.name ?? '',
      city: nameAbove(county, 'county', 'city'),
      province: byKey.get(`province ${Math.floor(row.code / 1e10) * 1e10}`)?.name ?? '',
    };
    const list = counties.get(countyOf(row.code));
    if (list) list.push(place);
    else counties.set(countyOf(row.code), [place]);
  }
  return [...counties]
    .sort(([a], [b]) => a - b)
    .map(([code, villages]) => ({ code, name: villages[0]?.county ?? '', villages }));
}

/** 居峪村民委员会 is said and written 居峪村, unless two villages of the township would then be the same. */
function saying({ name }: Row): string {
  return `${nameParts(name, 'village').stem}村`;
}

function sayingKey(row: Row): string {
  return `${parentCodeOf(row.code, 'village')} ${nameParts(row.name, 'village').kind} ${saying(row)}`;
}

/** 乡村: a village committee, and by the 城乡分类代码, where the edition has it, a rural one (2…) or at a town's edge. */
function isRural({ name, urbanRural }: Row): boolean {
  if (nameParts(name, 'village').kind !== 'village' || name.startsWith('虚拟')) return false;
  return urbanRural === null || urbanRural.startsWith('2') || urbanRural === '122';
}
