import type { CopyValue, PersonalDataCipher } from '@daohu/db';
import { type FileColumn, findItem, type Item, type RowSubject, type SheetContext } from '@daohu/dictionary';
import { type Cell, cellAddress, type SheetRow, textOf } from '@daohu/sheets';
import type { DivisionNames } from '../../divisions/index.ts';
import type { CellReading, ReadValue } from './cell-reading.ts';
import { type Fault, refusedFor } from './fault.ts';
import { readCell } from './read-cell.ts';
import { readYear } from './read-date.ts';
import { type Place, placeReader } from './read-place.ts';
import { type StagedEntity, stagedColumns } from './staged-columns.ts';

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
  /** Values by staged column, in the order of `stagedColumns`; only the kinds that the set has. */
  readonly values: Readonly<Partial<Record<StagedEntity, CopyValue[]>>>;
  readonly cleared: Readonly<Partial<Record<StagedEntity, string[]>>>;
  readonly faults: readonly PlacedFault[];
}

export interface RowReading {
  readonly rows: RowSubject;
  readonly columns: readonly FileColumn[];
  /** 年度 of the file, where a row has none of its own. */
  readonly year: number | null;
  readonly names: DivisionNames;
  readonly cipher: PersonalDataCipher;
}

/** A row without a year is refused; its codes are still looked at, as of no year in particular. */
const NO_YEAR = 0;

/** Where a value goes: the staged columns of its item. A sensitive one fills two, to read and to find. */
interface Slot {
  readonly entity: StagedEntity;
  readonly item: Item;
  readonly at: number;
}

const ENTITIES: Readonly<Record<RowSubject, readonly StagedEntity[]>> = {
  person: ['person', 'household'],
  household: ['household'],
  village: ['village'],
};

const slots = new Map<string, Slot>(
  (['person', 'household', 'village'] as const).flatMap((entity) =>
    stagedColumns[entity].flatMap((column, at): [string, Slot][] =>
      column.item.sensitivity === 'sensitive' && column.compare
        ? []
        : [[column.item.id, { entity, item: column.item, at }]],
    ),
  ),
);

/** Understands the header once and reads row after row. */
export function rowReader(reading: RowReading): (row: SheetRow) => ReadRow {
  const { columns, rows, names, cipher } = reading;
  const itemColumns = columns.flatMap((column) => {
    if (column.role !== 'item') return [];
    const item = findItem(column.item);
    return item ? [{ column, item, slot: slots.get(item.id) ?? null }] : [];
  });
  const contextColumn = (context: SheetContext) =>
    columns.find((column) => column.role === 'context' && column.context === context);
  const yearColumn = contextColumn('year');
  const headNameColumn = contextColumn('headName');
  const readPlace = placeReader(columns, names);

  return (row) => {
    const faults: PlacedFault[] = [];
    const at = (column: FileColumn | null, fault: Fault): void => {
      faults.push({
        ...fault,
        cell: column ? cellAddress(row.rowNumber, column.index) : null,
        label: column ? column.header : null,
      });
    };

    const year = rowYear(row, yearColumn, reading.year, at);
    const place = readPlace(row, at);
    const values: Partial<Record<StagedEntity, CopyValue[]>> = {};
    const cleared: Partial<Record<StagedEntity, string[]>> = {};
    for (const entity of ENTITIES[rows]) {
      values[entity] = new Array<CopyValue>(stagedColumns[entity].length).fill(null);
      cleared[entity] = [];
    }
    let householdNo: string | null = null;
    let personNo: string | null = null;
    const known = new Map<string, { column: FileColumn; value: ReadValue }>();

    const put = (slot: Slot, value: ReadValue): void => {
      const target = values[slot.entity]!;
      if (slot.item.sensitivity !== 'sensitive') {
        // Two columns of one list item (致贫原因2, 致贫原因3) are put together.
        const before = target[slot.at];
        target[slot.at] =
          Array.isArray(before) && Array.isArray(value) ? [...new Set([...before, ...value])] : (value as CopyValue);
        return;
      }
      target[slot.at] = cipher.encrypt(String(value));
      target[slot.at + 1] = cipher.hash(String(value));
    };

    const also: Record<string, ReadValue>[] = [];
    for (const { column, item, slot } of itemColumns) {
      const cell = row.cells[column.index];
      if (cell === null || cell === undefined) continue;
      const result: CellReading = readCell(
        cell,
        item,
        year ?? NO_YEAR,
        column.role === 'item' ? column.unit : undefined,
      );
      switch (result.kind) {
        case 'blank':
          break;
        case 'fault':
          at(column, result.fault);
          break;
        case 'clear':
          if (slot) cleared[slot.entity]!.push(...columnNames(slot));
          break;
        case 'value':
          if (result.note) at(column, result.note);
          if (result.also) also.push(result.also);
          if (item.id === 'household.householdNo') householdNo = String(result.value);
          else if (item.id === 'person.personNo') personNo = String(result.value);
          else if (slot) {
            known.set(item.id, { column, value: result.value });
            put(slot, result.value);
          }
      }
    }

    for (const facts of also) addWhatTheIdTells(facts, known, put, at);
    const name = known.get('person.name')?.value ?? null;
    if (rows !== 'village' && householdNo === null) at(null, refusedFor('household-no-missing'));
    if (rows === 'person') {
      const refusedId = faults.some((fault) => fault.severity === 'refused' && fault.code.startsWith('id-'));
      if (personNo === null && !known.has('person.idNumber') && !refusedId) at(null, refusedFor('person-needs-number'));
      if (name === null) at(null, refusedFor('name-missing'));
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
}

type At = (column: FileColumn | null, fault: Fault) => void;

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

/** An ID number tells the birth date, the sex and perhaps the disability card: they are filled in, or must agree. */
function addWhatTheIdTells(
  facts: Readonly<Record<string, ReadValue>>,
  known: ReadonlyMap<string, { column: FileColumn; value: ReadValue }>,
  put: (slot: Slot, value: ReadValue) => void,
  at: At,
): void {
  for (const [field, value] of Object.entries(facts)) {
    const id = `person.${field}`;
    const slot = slots.get(id);
    if (!slot) continue;
    const stated = known.get(id);
    if (!stated) put(slot, value);
    else if (stated.value !== value && field === 'bornOn') {
      at(stated.column, refusedFor('birth-date-differs', { text: String(stated.value), fromId: String(value) }));
    } else if (stated.value !== value && field === 'sex') at(stated.column, refusedFor('sex-differs'));
  }
}

function columnNames(slot: Slot): string[] {
  return stagedColumns[slot.entity].filter((column) => column.item === slot.item).map((column) => column.name);
}

function subjectOf(rows: RowSubject, name: ReadValue, householdNo: string | null, place: Place | null): string {
  if (rows === 'village') return place?.name ?? '';
  const household = householdNo ? `户编号${householdNo}` : '无户编号';
  return name ? `${String(name)}（${household}）` : household;
}
