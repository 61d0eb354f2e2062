import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { findSheetSet, type SetColumn, type SheetSet } from '@daohu/dictionary';
import { invariant } from '@daohu/kernel';
import { type ColumnToWrite, type WritableCell, writeCsv, writeXlsx } from '@daohu/sheets';
import { type EarlierPerson, MISTAKES, type Mistake, type MistakeKind, mistakePlaces, spoil } from './file-mistakes.ts';
import { type GenerateHouseholds, generateHouseholds } from './generate-households.ts';
import type { InventedHousehold } from './invented-household.ts';
import type { CountyPlace, VillagePlace } from './places.ts';
import { type Random, randomOf } from './random.ts';
import { RowChannel } from './row-channel.ts';
import { type CellWriter, cellWriter, type RowOf } from './sheet-cells.ts';
import { addToSums, emptySums, type VillageSums, villageYear } from './village-year.ts';

/** The sets that `daohu import` reads. */
export type WritableSet = 'R1' | 'R3' | 'R4' | 'R7';

export interface WriteProvince extends GenerateHouseholds {
  /** Register year 年度 of the files. */
  readonly year: number;
  readonly folder: string;
  readonly sets: readonly WritableSet[];
  readonly format: 'csv' | 'xlsx';
  /** One file per set and county, as offices keep them, or one per set. */
  readonly split: 'county' | 'whole';
  /** Share of households whose person rows get one mistake; which ones are told in `onMistake`. */
  readonly mistakes?: { readonly rate: number; readonly kinds?: readonly MistakeKind[] };
  readonly encoding?: 'utf-8' | 'gb18030';
  /** Title and note rows above the header, which then stands in row 3. */
  readonly titled?: boolean;
  readonly signal?: AbortSignal;
  /** Called about every thousand households. */
  readonly onProgress?: (done: { households: number; persons: number }) => void;
  readonly onMistake?: (mistake: Mistake & { readonly file: string }) => void;
}

export interface ProvinceWritten {
  readonly files: readonly string[];
  readonly households: number;
  readonly persons: number;
}

const BATCH = 500;

/**
 * Writes an invented province as the files that offices exchange, in a single pass and with bounded memory. A failing
 * file (full disk, more rows than Excel holds) ends the whole with its error, and none of the open files appears.
 */
export async function writeProvince(options: WriteProvince): Promise<ProvinceWritten> {
  await mkdir(options.folder, { recursive: true });
  const progress = { files: [] as string[], households: 0, persons: 0 };
  let open: OpenFiles | null = null;
  let county = 0;
  let village: VillagePlace | null = null;
  let sums = emptySums();
  try {
    for (const household of generateHouseholds(options)) {
      const { place } = household;
      if (village !== null && place.code !== village.code) {
        await open?.village(village, sums);
        sums = emptySums();
      }
      const itsCounty = Math.floor(place.code / 1_000_000);
      if (open === null || (options.split === 'county' && itsCounty !== county)) {
        await open?.close();
        open = new OpenFiles(options, place, itsCounty);
        progress.files.push(...open.files);
      }
      county = itsCounty;
      village = place;
      progress.persons += await open.household(household, sums);
      progress.households++;
      if (progress.households % 1_000 === 0) {
        options.signal?.throwIfAborted();
        options.onProgress?.(progress);
      }
    }
    if (open && village) await open.village(village, sums);
    await open?.close();
    return progress;
  } catch (error) {
    await open?.abandon(error as Error);
    throw error;
  }
}

/** The files that are open at a time: one per set. */
class OpenFiles {
  readonly files: string[] = [];
  readonly #sheets: OpenSheet[];
  readonly #options: WriteProvince;

  constructor(options: WriteProvince, place: VillagePlace, county: number) {
    this.#options = options;
    const where = options.split === 'county' ? `${county}${place.county}` : place.province;
    this.#sheets = options.sets.map((id) => {
      const file = path.join(options.folder, `${id}-${where}-${options.year}.${options.format}`);
      this.files.push(file);
      return new OpenSheet(options, id, file, `${where}${options.year}年度`);
    });
  }

  /** Gives the number of persons that the household has on record in the year. */
  async household(household: InventedHousehold, sums: VillageSums): Promise<number> {
    const inYear = household.inYear(this.#options.year);
    if (!inYear) return 0;
    addToSums(sums, inYear);
    const row: RowOf = { place: household.place, year: inYear.year, household, inYear };
    for (const sheet of this.#sheets) {
      if (sheet.set.rows === 'person') await sheet.add(inYear.members.map((member) => ({ ...row, member })));
      else if (sheet.set.rows === 'household') await sheet.add([row]);
    }
    return inYear.members.length;
  }

  async village(place: VillagePlace, sums: VillageSums): Promise<void> {
    const { seed, year } = this.#options;
    for (const sheet of this.#sheets) {
      if (sheet.set.rows !== 'village') continue;
      await sheet.add([{ place, year, village: villageYear(seed, place.code, year, sums) }]);
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#sheets.map((sheet) => sheet.close()));
  }

  async abandon(error: Error): Promise<void> {
    await Promise.allSettled(this.#sheets.map((sheet) => sheet.abandon(error)));
  }
}

/** R7 does not name its village, so the columns that do stand before it. */
const VILLAGE_COLUMNS: readonly SetColumn[] = [
  { label: '县', role: 'context', context: 'county' },
  { label: '乡', role: 'context', context: 'township' },
  { label: '行政村', role: 'context', context: 'village' },
];

class OpenSheet {
  readonly set: SheetSet;
  readonly #channel = new RowChannel();
  readonly #written: Promise<void>;
  readonly #writers: readonly CellWriter[];
  readonly #columns: readonly SetColumn[];
  readonly #options: WriteProvince;
  readonly #file: string;
  readonly #random: Random;
  readonly #earlier: EarlierPerson = { idNumber: null };
  #batch: WritableCell[][] = [];
  #rows = 0;

  constructor(options: WriteProvince, id: WritableSet, file: string, title: string) {
    const set = findSheetSet(id);
    invariant(set, `${id} is a set of the dictionary`);
    this.set = set;
    this.#options = options;
    this.#file = file;
    this.#columns = set.rows === 'village' ? [...VILLAGE_COLUMNS, ...set.columns] : set.columns;
    this.#writers = this.#columns.map((column) => cellWriter(column, options.year));
    this.#random = randomOf(options.seed, options.year, ...Buffer.from(id));
    this.#written = this.#write(title);
    // Whoever closes or abandons the sheet learns of the failure; until then it must not end the process.
    this.#written.catch((error: Error) => this.#channel.fail(error));
  }

  async #write(title: string): Promise<void> {
    const { format, encoding = 'utf-8', signal, titled = false } = this.#options;
    const columns: ColumnToWrite[] = this.#columns.map(({ label }) => ({ header: label, width: 14 }));
    const sheet = titled
      ? { rows: withTitle(`${title}${this.set.title}`, this.#columns, this.#channel) }
      : { columns, rows: this.#channel };
    const limits = signal ? { signal } : {};
    if (format === 'csv') {
      await writeCsv(this.#file, sheet, { ...limits, encoding });
      return;
    }
    const outcome = await writeXlsx(this.#file, [{ name: this.set.id, ...sheet }], limits);
    if (!outcome.ok) {
      throw new Error(`${this.#file} 写不下：一个工作表最多 1048576 行，请按县分文件（--split county）或改用 csv。`);
    }
  }

  async add(rows: readonly RowOf[]): Promise<void> {
    const cells = rows.map((row, at) => this.#writers.map((writer) => writer(row, this.#rows + at + 1)));
    if (this.set.rows === 'person' && this.#options.mistakes) this.#spoil(cells);
    this.#batch.push(...cells);
    this.#rows += cells.length;
    if (this.#batch.length < BATCH) return;
    const batch = this.#batch;
    this.#batch = [];
    await this.#channel.push(batch);
  }

  #spoil(cells: WritableCell[][]): void {
    const { mistakes, onMistake } = this.#options;
    if (!mistakes || cells.length === 0) return;
    const places = mistakePlaces(this.#columns);
    if (this.#random.chance(mistakes.rate)) {
      const kind = this.#random.pick(mistakes.kinds ?? MISTAKES);
      const done = spoil(this.#random, kind, cells, places, this.#earlier);
      const header = this.#columns[done?.column ?? 0]?.label ?? '';
      if (done) onMistake?.({ file: path.basename(this.#file), kind, row: this.#rows + done.at + 1, header });
      return;
    }
    // Remembered from a household without a mistake: a second mention is then the only fault of that person.
    const id = cells[0]?.[places.idNumber];
    if (typeof id === 'string' && id.length === 18) this.#earlier.idNumber = id;
  }

  async close(): Promise<void> {
    if (this.#batch.length > 0) await this.#channel.push(this.#batch);
    this.#channel.close();
    await this.#written;
  }

  async abandon(error: Error): Promise<void> {
    this.#channel.fail(error);
    await this.#written;
  }
}

/** As offices dress a table: a title, a line that says who filled it, then the header. */
async function* withTitle(
  title: string,
  columns: readonly SetColumn[],
  rows: AsyncIterable<readonly (readonly WritableCell[])[]>,
): AsyncGenerator<readonly (readonly WritableCell[])[]> {
  yield [[title], ['填报单位：（虚构数据）'], columns.map((column) => column.label)];
  yield* rows;
}

/** How many villages and counties the places hold, for a summary before the work. */
export function sizeOfPlaces(places: readonly CountyPlace[]): { counties: number; villages: number } {
  return { counties: places.length, villages: places.reduce((sum, county) => sum + county.villages.length, 0) };
}
