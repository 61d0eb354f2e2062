import type { PersonalDataCipher } from '@daohu/db';
import { type FileColumn, findItem, getItem, type SheetContext, type SheetSet } from '@daohu/dictionary';
import { type Cell, cellAddress, type SheetRow, textOf } from '@daohu/sheets';
import type { DivisionNames } from '../../divisions/index.ts';
import type { ReadValue } from './cell-reading.ts';
import { type ColumnReader, columnReader, NO_VALUE, type Slot, slotOf, stagedTexts } from './column-reader.ts';
import { type Fault, refusedFor } from './fault.ts';
import { readYear } from './read-date.ts';
import { type Place, placeReader } from './read-place.ts';
import { layoutFor, type StagedEntity, type StagedLayout } from './staged-columns.ts';

export interface PlacedFault extends Fault {
  /** `D17`; null for a fault of the whole row. */
  readonly cell: string | null;
  readonly label: string | null;
}

/** One row, read and cleaned. Refused exactly when a fault of it is. */
export interface ReadRow {
  readonly rowNumber: number;
  readonly subject: string;
  readonly isRefused: boolean;
  readonly year: number;
  readonly place: Place | null;
  readonly householdNo: string | null;
  readonly personNo: string | null;
  /** Values as COPY text, in the order of the layout; only the kinds that the set has. */
  readonly values: Readonly<Partial<Record<StagedEntity, readonly string[]>>>;
  /** Staged columns that a cell empties by the word 清空. */
  readonly cleared: Readonly<Partial<Record<StagedEntity, readonly string[]>>>;
  readonly faults: readonly PlacedFault[];
}

export interface RowReading {
  readonly set: Pick<SheetSet, 'rows' | 'origin'>;
  readonly columns: readonly FileColumn[];
  /** 年度 of the file, where a row has none of its own. */
  readonly year: number | null;
  readonly names: DivisionNames;
  readonly cipher: PersonalDataCipher;
}

export interface RowReader {
  readonly layout: StagedLayout;
  read(row: SheetRow): ReadRow;
}

/** A row without a year is refused; its codes are still looked at, as of no year in particular. */
const NO_YEAR = 0;

const ENTITIES: Readonly<Record<SheetSet['rows'], readonly StagedEntity[]>> = {
  person: ['person', 'household'],
  household: ['household'],
  village: ['village'],
};

/** What an ID number tells besides itself. */
const TOLD_BY_ID = ['person.bornOn', 'person.sex', 'person.disabilityCard'] as const;

/** Understands the header once and reads row after row. */
export function rowReader({ columns, set, names, cipher, year: fileYear }: RowReading): RowReader {
  const { rows } = set;
  const ids = new Set(columns.flatMap((column) => (column.role === 'item' ? [column.item as string] : [])));
  if (ids.has('person.idNumber')) for (const id of TOLD_BY_ID) ids.add(id);
  const layout = layoutFor(ids);
  const readers = columns.flatMap((column): ColumnReader[] => {
    const item = column.role === 'item' ? findItem(column.item) : null;
    return column.role === 'item' && item ? [columnReader(column, item, slotOf(layout, item), cipher)] : [];
  });
  const contextColumn = (context: SheetContext) =>
    columns.find((column) => column.role === 'context' && column.context === context);
  const yearColumn = contextColumn('year');
  const headNameColumn = contextColumn('headName');
  const readPlace = placeReader(columns, names);
  const told = tellerOf(layout, cipher);

  const read = (row: SheetRow): ReadRow => {
    const faults: PlacedFault[] = [];
    const at: At = (column, fault) => {
      faults.push({
        ...fault,
        cell: column ? cellAddress(row.rowNumber, column.index) : null,
        label: column ? column.header : null,
      });
    };
    const year = rowYear(row, yearColumn, fileYear, at);
    const place = readPlace(row, at);
    const values: Partial<Record<StagedEntity, string[]>> = {};
    const cleared: Partial<Record<StagedEntity, string[]>> = {};
    for (const entity of ENTITIES[rows]) {
      values[entity] = new Array<string>(layout[entity].length).fill(NO_VALUE);
      cleared[entity] = [];
    }
    let householdNo: string | null = null;
    let personNo: string | null = null;
    let name: ReadValue | null = null;
    let facts: Readonly<Record<string, ReadValue>> | null = null;
    const stated: Stated = new Map();
    const lists = new Map<Slot, readonly string[]>();

    for (const reader of readers) {
      const cell = row.cells[reader.column.index];
      if (cell === null || cell === undefined) continue;
      const { item, slot, column } = reader;
      const { reading, staged } = reader.read(cell, year ?? NO_YEAR);
      switch (reading.kind) {
        case 'blank':
          break;
        case 'fault':
          at(column, reading.fault);
          break;
        case 'clear':
          if (slot) cleared[slot.entity]!.push(...columnNames(layout, slot));
          // A record without its numbers is no record: they cannot be emptied.
          else at(column, refusedFor('cannot-be-cleared'));
          break;
        case 'value':
          if (reading.note) at(column, reading.note);
          if (reading.also) facts = reading.also;
          if (item.id === 'household.householdNo') householdNo = String(reading.value);
          else if (item.id === 'person.personNo') personNo = String(reading.value);
          else if (slot) {
            if (item.id === 'person.name') name = reading.value;
            if (TOLD_BY_ID.some((id) => id === item.id)) stated.set(item.id, { column, value: reading.value });
            // Two columns of one list item (致贫原因2, 致贫原因3) are put together.
            if (item.type === 'codes')
              putList(values[slot.entity]!, slot, reading.value as readonly string[], lists, cipher);
            else for (let i = 0; i < staged.length; i++) values[slot.entity]![slot.at + i] = staged[i]!;
          }
      }
    }

    if (facts) told(facts, stated, values.person!, at);
    if (rows !== 'village' && householdNo === null && !hasFault(faults, HOUSEHOLD_NO_FAULTS)) {
      at(null, refusedFor('household-no-missing'));
    }
    if (rows === 'person') {
      const hasBadId = faults.some((fault) => fault.severity === 'refused' && fault.code.startsWith('id-'));
      const hasId = facts !== null;
      if (personNo === null && !hasId && !hasBadId) at(null, refusedFor('person-needs-number'));
      // A check sheet finds its person by number: the name beside it may be blank.
      if (name === null && set.origin === 'exchanged') at(null, refusedFor('name-missing'));
    }
    const headName = headNameColumn ? textOf(row.cells[headNameColumn.index]).trim() : '';
    return {
      rowNumber: row.rowNumber,
      subject: subjectOf(rows, name ?? headName, householdNo, place),
      isRefused: faults.some((fault) => fault.severity === 'refused'),
      year: year ?? NO_YEAR,
      place,
      householdNo,
      personNo,
      values,
      cleared,
      faults,
    };
  };
  return { layout, read };
}

type At = (column: FileColumn | null, fault: Fault) => void;
type Stated = Map<string, { readonly column: FileColumn; readonly value: ReadValue }>;

const HOUSEHOLD_NO_FAULTS: ReadonlySet<string> = new Set(['number-digits-lost']);

function hasFault(faults: readonly PlacedFault[], codes: ReadonlySet<string>): boolean {
  return faults.some((fault) => codes.has(fault.code));
}

function rowYear(row: SheetRow, column: FileColumn | undefined, fileYear: number | null, at: At): number | null {
  const cell: Cell = column ? (row.cells[column.index] ?? null) : null;
  const text = textOf(cell).trim();
  if (!column || text === '') {
    if (fileYear === null) at(column ?? null, refusedFor('year-missing'));
    return fileYear;
  }
  const result = readYear(cell, text);
  if (result.kind === 'value') return Number(result.value);
  at(column, refusedFor('year-unreadable', { text: text.slice(0, 30) }));
  return fileYear;
}

function putList(
  values: string[],
  slot: Slot,
  list: readonly string[],
  lists: Map<Slot, readonly string[]>,
  cipher: PersonalDataCipher,
): void {
  const all = [...new Set([...(lists.get(slot) ?? []), ...list])];
  lists.set(slot, all);
  values[slot.at] = stagedTexts(slot.item, all, cipher)[0]!;
}

/** An ID number tells the birth date, the sex and perhaps the disability card: they are filled in, or must agree. */
function tellerOf(layout: StagedLayout, cipher: PersonalDataCipher) {
  const slots = new Map(TOLD_BY_ID.map((id) => [id as string, slotOf(layout, getItem(id))]));
  return (facts: Readonly<Record<string, ReadValue>>, stated: Stated, values: string[], at: At): void => {
    for (const [field, value] of Object.entries(facts)) {
      const id = `person.${field}`;
      const slot = slots.get(id);
      if (!slot) continue;
      const said = stated.get(id);
      if (!said) {
        const texts = stagedTexts(slot.item, value, cipher);
        for (let i = 0; i < texts.length; i++) values[slot.at + i] = texts[i]!;
      } else if (said.value !== value && field === 'bornOn') {
        at(said.column, refusedFor('birth-date-differs', { text: String(said.value), fromId: String(value) }));
      } else if (said.value !== value && field === 'sex') at(said.column, refusedFor('sex-differs'));
    }
  };
}

function columnNames(layout: StagedLayout, slot: Slot): string[] {
  return layout[slot.entity].filter((column) => column.item === slot.item).map((column) => column.name);
}

function subjectOf(rows: SheetSet['rows'], name: ReadValue, householdNo: string | null, place: Place | null): string {
  if (rows === 'village') return place?.name ?? '';
  const household = householdNo ? `户编号${householdNo}` : '无户编号';
  return name ? `${String(name)}（${household}）` : household;
}
