/**
 * Brings the division codes into the project: `npx tsx scripts/bring/divisions.ts [DIR]`, DIR being the folder with the
 * openly licensed originals (default ../shared/data/divisions). Writes data/divisions. Not needed to build or to run.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { countySuccessions, type Gbt2260Row } from './division-county-successions.ts';
import { deriveSuccessions, type EditionRow, type Succession } from './division-successions.ts';

const FROM = process.argv[2] ?? path.resolve(import.meta.dirname, '../../../shared/data/divisions');
const TO = path.resolve(import.meta.dirname, '../../data/divisions');
const PROVINCES = ['42', '43', '44'] as const;
const LEVELS: Record<string, EditionRow['level']> = {
  province: 'province',
  city: 'city',
  county: 'county',
  town: 'township',
  village: 'village',
};

function read(file: string): Record<string, string>[] {
  return parse(gunzipSync(readFileSync(path.join(FROM, file))), { bom: true, columns: true });
}

function write(file: string, header: string, lines: readonly string[]): void {
  const text = `${header}\n${lines.join('\n')}\n`;
  writeFileSync(path.join(TO, file), gzipSync(text, { level: 9 }));
  console.log(`${file}: ${lines.length} rows`);
}

interface FullRow extends EditionRow {
  urbanRural: string;
  virtual: boolean;
  lon: string;
  lat: string;
}

function readEdition(file: string): FullRow[] {
  const rows = read(file).map((row): FullRow => {
    const level = LEVELS[row.level ?? ''];
    if (!level || !/^\d{12}$/.test(row.code ?? '')) throw new Error(`${file}: cannot read ${JSON.stringify(row)}`);
    return {
      code: Number(row.code),
      level,
      name: row.name ?? '',
      urbanRural: row.ur_code ?? '',
      virtual: row.virtual === '1' || /^(省|自治区)直辖县级行政区划$|^市辖区$/u.test(row.name ?? ''),
      lon: row.lon ?? '',
      lat: row.lat ?? '',
    };
  });
  return withOwnCounties(rows);
}

/** 东莞, 中山 and 儋州 have no county level: they count as their own county, with the same code. */
function withOwnCounties(rows: FullRow[]): FullRow[] {
  const withCounty = new Set(
    rows.filter((row) => row.level === 'county').map((row) => Math.floor(row.code / 100_000_000)),
  );
  const own = rows
    .filter((row) => row.level === 'city' && !withCounty.has(Math.floor(row.code / 100_000_000)))
    .map((row): FullRow => ({ ...row, level: 'county' }));
  return [...rows, ...own].sort((a, b) => a.code - b.code || order(a.level) - order(b.level));
}

function order(level: EditionRow['level']): number {
  return ['province', 'city', 'county', 'township', 'village'].indexOf(level);
}

/** The loader splits lines at commas, so that the first start is quick: a name with one must not get in. */
function field(text: string): string {
  if (/[",\n\t\\]/.test(text)) throw new Error(`the name ${text} would break the file`);
  return text;
}

/** Level as one letter: p c x t v (province, city, county 县, township, village). */
const LETTER: Record<EditionRow['level'], string> = {
  province: 'p',
  city: 'c',
  county: 'x',
  township: 't',
  village: 'v',
};

function line(row: FullRow): string {
  const place = [row.lon, row.lat].map((degrees) => degrees && String(Math.round(Number(degrees) * 1e5) / 1e5));
  return [row.code, LETTER[row.level], field(row.name), row.urbanRural, row.virtual ? '1' : '', ...place].join(',');
}

const HEADER = 'code,level,name,urban_rural,virtual,lon,lat';
const editions = new Map<number, FullRow[]>();
for (const edition of [2016, 2023]) {
  const all: FullRow[] = [];
  const national = readEdition(`nbs${edition}_national_to_county.csv.gz`);
  write(`${edition}-nation.csv.gz`, HEADER, national.map(line));
  for (const province of PROVINCES) {
    const rows = readEdition(`nbs${edition}_${province}0000.csv.gz`);
    const below = rows.filter((row) => row.level === 'township' || row.level === 'village');
    write(`${edition}-${province}.csv.gz`, HEADER, below.map(line));
    all.push(...rows);
  }
  editions.set(edition, all);
  // The national file and a province's own file are two copies of the same counties; they must agree.
  const nationalCodes = new Map(national.map((row) => [`${row.code} ${row.level}`, row.name]));
  for (const row of all) {
    if (order(row.level) > 2) continue;
    const name = nationalCodes.get(`${row.code} ${row.level}`);
    if (name !== row.name)
      throw new Error(`${edition}: ${row.code} is ${row.name} in its province and ${name} in the nation`);
  }
}

const counties = countySuccessions(read('gbt2260_1981-2024_areacodes.csv.gz') as unknown as Gbt2260Row[]);
const below = PROVINCES.flatMap((province) => {
  const within = (rows: FullRow[] | undefined) => (rows ?? []).filter((row) => String(row.code).startsWith(province));
  return deriveSuccessions(within(editions.get(2016)), within(editions.get(2023)), counties);
});
const successionLine = (row: Succession) =>
  [row.oldCode, LETTER[row.level], field(row.oldName), row.newCode, field(row.newName), row.year, row.basis].join(',');
write(
  'succession.csv.gz',
  'old_code,level,old_name,new_code,new_name,year,basis',
  [...counties, ...below].map(successionLine),
);
