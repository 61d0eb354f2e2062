import {
  type FileUnit,
  figureText,
  getItem,
  type Item,
  labelOf,
  type SetColumn,
  type SheetContext,
  stepsPer,
} from '@daohu/dictionary';
import { assertNever, invariant } from '@daohu/kernel';
import type { WritableCell } from '@daohu/sheets';
import type { InventedHousehold, InventedHouseholdYear, InventedMemberYear, Values } from './invented-household.ts';
import type { VillagePlace } from './places.ts';

/** What one row of a sheet is about; a person row also sees its household. */
export interface RowOf {
  readonly place: VillagePlace;
  readonly year: number;
  readonly household?: InventedHousehold;
  readonly inYear?: InventedHouseholdYear;
  readonly member?: InventedMemberYear;
  readonly village?: Values;
}

/** Writes one column's cell of a row. `rowNumber` is 序号. */
export type CellWriter = (row: RowOf, rowNumber: number) => WritableCell;

/** The column's meaning made into a function once, so that millions of rows look nothing up. */
export function cellWriter(column: SetColumn, year: number): CellWriter {
  switch (column.role) {
    case 'unread':
      return () => null;
    case 'context':
      return contextWriter(column.context);
    case 'item':
      return itemWriter(getItem(column.item), column.unit, year);
    default:
      return assertNever(column);
  }
}

function contextWriter(context: SheetContext): CellWriter {
  switch (context) {
    case 'rowNumber':
      return (_row, rowNumber) => rowNumber;
    case 'province':
    case 'city':
    case 'county':
    case 'township':
    case 'village':
      return ({ place }) => place[context];
    case 'divisionCode':
      return ({ place }) => String(place.code);
    case 'year':
      return ({ year }) => String(year);
    case 'headNo':
      return ({ household }) => household?.members[0]?.personNo ?? null;
    case 'headName':
      return ({ household }) => asText(household?.members[0]?.identity.name);
    case 'headIdNumber':
      return ({ household }) => documentOf(household?.members[0]?.identity);
    case 'villageOfficePhone':
    case 'dataDate':
    case 'remark':
      return () => null;
    default:
      return assertNever(context);
  }
}

function itemWriter(item: Item, unit: FileUnit | undefined, year: number): CellWriter {
  const text = textWriter(item, unit ?? item.fileUnit, year);
  const { field, entity, time } = item;
  if (item.id === 'person.idNumber') return ({ member }) => documentOf(member?.person.identity);
  switch (entity) {
    case 'household':
      return time === 'identity'
        ? ({ household }) => text(household?.identity[field])
        : ({ inYear }) => text(inYear?.household[field]);
    case 'person':
      return time === 'identity'
        ? ({ member }) => text(member?.person.identity[field])
        : ({ member }) => text(member?.yearly[field]);
    case 'village':
      return ({ village }) => text(village?.[field]);
    case 'county':
      return () => null;
    default:
      return assertNever(entity);
  }
}

/** 证件号码 holds the disability card where somebody has one, as the national exports do. */
function documentOf(identity: Values | undefined): WritableCell {
  return asText(identity?.disabilityCard ?? identity?.idNumber);
}

function asText(value: Values[string] | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

type TextWriter = (value: Values[string] | undefined) => WritableCell;

function textWriter(item: Item, unit: FileUnit | undefined, year: number): TextWriter {
  switch (item.type) {
    case 'boolean':
      return (value) => (value === true ? '是' : value === false ? '否' : null);
    case 'code':
    case 'codes':
      return codeWriter(item.codeList ?? '', year);
    case 'integer': {
      invariant(item.unit && unit, `${item.id} has a unit`);
      const steps = stepsPer(item.unit, unit);
      return (value) => (typeof value === 'number' ? Number(figureText(value, steps)) : null);
    }
    case 'date':
      return (value) => (typeof value === 'string' ? value.replaceAll('-', '') : null);
    case 'month':
    case 'year':
      return (value) => (typeof value === 'number' ? String(value) : null);
    default:
      return (value) => asText(value);
  }
}

function codeWriter(list: string, year: number): TextWriter {
  const labels = new Map<string, string>();
  const labelFor = (key: string): string => {
    const known = labels.get(key);
    if (known !== undefined) return known;
    const label = labelOf(list, key, year);
    invariant(label !== null, `${key} is a value of ${list}`);
    labels.set(key, label);
    return label;
  };
  return (value) => {
    if (typeof value === 'string') return labelFor(value);
    if (!Array.isArray(value)) return null;
    return value.length === 1 ? labelFor(value[0] as string) : value.map(labelFor).join(',');
  };
}
