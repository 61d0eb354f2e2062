import { getItem, type Item, itemsOf, type SetColumn, type SheetContext } from '@daohu/dictionary';
import { type WritableCell, writeCsv } from '@daohu/sheets';
import {
  addToSums,
  type CellWriter,
  cellWriter,
  emptySums,
  generateHouseholds,
  type InventedHousehold,
  loadPlaces,
  type RowOf,
  villageYear,
} from '@daohu/synth';

/** Years that the demonstration's register covers; growth needs the year before. */
export const DEMONSTRATION_YEARS = [2015, 2016, 2017] as const;
const HOUSEHOLDS = 480;
const SEED = 20_160_401;

/** One file as an office would send it: all items of the dictionary, one year. */
export interface DemonstrationFile {
  readonly name: string;
  readonly year: number;
  write(path: string): Promise<void>;
}

const PLACE: readonly SheetContext[] = ['county', 'township', 'village'];
const PLACE_LABELS: Record<string, string> = { county: '县', township: '乡', village: '村' };

/** The household files of every year, then the person files, then the villages: each builds on the one before. */
export async function demonstrationFiles(): Promise<DemonstrationFile[]> {
  const places = await loadPlaces({ province: 99 });
  const households = [...generateHouseholds({ households: HOUSEHOLDS, places, seed: SEED })];
  return [
    ...DEMONSTRATION_YEARS.map((year) => householdFile(households, year)),
    ...DEMONSTRATION_YEARS.map((year) => personFile(households, year)),
    ...DEMONSTRATION_YEARS.map((year) => villageFile(households, year)),
  ];
}

function householdFile(households: readonly InventedHousehold[], year: number): DemonstrationFile {
  const rows = households.flatMap((household): RowOf[] => {
    const inYear = household.inYear(year);
    return inYear ? [{ place: household.place, year, household, inYear }] : [];
  });
  return file(`示范省${year}年贫困户信息.csv`, year, [...placeColumns(), ...itemColumns(itemsOf('household'))], rows);
}

function personFile(households: readonly InventedHousehold[], year: number): DemonstrationFile {
  const rows = households.flatMap((household) => {
    const inYear = household.inYear(year);
    return (inYear?.members ?? []).map(
      (member): RowOf => ({ place: household.place, year, household, inYear: inYear!, member }),
    );
  });
  const columns = [...placeColumns(), ...itemColumns([getItem('household.householdNo'), ...personItems()])];
  return file(`示范省${year}年贫困人口信息.csv`, year, columns, rows);
}

/** The disability card stands in the column of the ID number, as the national exports have it. */
function personItems(): Item[] {
  return itemsOf('person').filter((item) => item.id !== 'person.disabilityCard');
}

function villageFile(households: readonly InventedHousehold[], year: number): DemonstrationFile {
  const byVillage = new Map<number, { place: InventedHousehold['place']; sums: ReturnType<typeof emptySums> }>();
  for (const household of households) {
    const inYear = household.inYear(year);
    if (!inYear) continue;
    const entry = byVillage.get(household.place.code) ?? { place: household.place, sums: emptySums() };
    addToSums(entry.sums, inYear);
    byVillage.set(household.place.code, entry);
  }
  const rows = [...byVillage.values()].map(
    ({ place, sums }): RowOf => ({ place, year, village: villageYear(SEED, place.code, year, sums) }),
  );
  return file(`示范省${year}年行政村信息.csv`, year, [...placeColumns(), ...itemColumns(itemsOf('village'))], rows);
}

function placeColumns(): SetColumn[] {
  return PLACE.map((context) => ({ label: PLACE_LABELS[context]!, role: 'context', context }));
}

function itemColumns(items: readonly Item[]): SetColumn[] {
  return items.map((item) => ({
    label: item.headers[0]!.label,
    role: 'item',
    item: item.id as Extract<SetColumn, { role: 'item' }>['item'],
    ...(item.headers[0]!.unit ? { unit: item.headers[0]!.unit } : {}),
  }));
}

function file(name: string, year: number, columns: readonly SetColumn[], rows: readonly RowOf[]): DemonstrationFile {
  return {
    name,
    year,
    async write(path) {
      const writers = columns.map((column): CellWriter => cellWriter(column, year));
      const cells = rows.map((row, at): WritableCell[] => writers.map((write) => write(row, at + 1)));
      await writeCsv(path, { columns: columns.map(({ label }) => ({ header: label })), rows: [cells] });
    },
  };
}
