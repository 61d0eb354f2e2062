import {
  figureText,
  findItem,
  type Item,
  labelOf,
  type SetColumn,
  type SheetContext,
  type SheetSet,
  stepsPer,
} from '@daohu/dictionary';
import { assertNever, formatDivisionCode, invariant } from '@daohu/kernel';
import type { ColumnToWrite, PlainCell } from '@daohu/sheets';
import { type Opening, type Row, type StreamedPlace, streamedColumn } from '../register/index.ts';

/** Names of the divisions above a village, as a file has them. A level that exists for counting only stays blank. */
export interface PlaceNames {
  readonly province: string | null;
  readonly city: string | null;
  readonly county: string | null;
  readonly township: string | null;
  readonly village: string | null;
}

/** What a cell is made from. */
export interface RowToWrite {
  readonly row: Row & StreamedPlace;
  readonly rowNumber: number;
  readonly place: PlaceNames;
  readonly year: number;
  readonly today: string;
  readonly opening: Opening;
}

/** One column of an export: its header, the item it needs, and its cell in a row. */
export interface ExportColumn extends ColumnToWrite {
  readonly item: Item | null;
  cell(row: RowToWrite): PlainCell;
}

/** The columns of a set, in its order. A village sheet that names no village gets the columns that say which it is. */
export function exportColumns(set: SheetSet): ExportColumn[] {
  const place: SetColumn[] = [
    { label: '县(市、区、旗)', role: 'context', context: 'county' },
    { label: '乡(镇)', role: 'context', context: 'township' },
    { label: '行政村', role: 'context', context: 'village' },
    { label: '年度', role: 'context', context: 'year' },
  ];
  const namesVillage = set.columns.some((column) => column.role === 'context' && column.context === 'village');
  const columns = namesVillage ? set.columns : [...place, ...set.columns];
  return columns.map((column) => exportColumn(column));
}

function exportColumn(column: SetColumn): ExportColumn {
  const { label: header } = column;
  switch (column.role) {
    case 'unread':
      return { header, item: null, cell: () => null };
    case 'context': {
      const { context } = column;
      return { header, item: null, identifier: context === 'headIdNumber', cell: (row) => contextCell(context, row) };
    }
    case 'item': {
      const item = findItem(column.item);
      invariant(item, `${column.item} is in the type, so it is in the dictionary`);
      const identifier = item.sensitivity === 'sensitive' || item.field === 'householdNo' || item.field === 'personNo';
      const unit = column.unit ?? item.fileUnit;
      return {
        header,
        item,
        identifier,
        width: identifier ? 22 : 12,
        cell: (row) => itemCell(item, unit, row),
      };
    }
    default:
      return assertNever(column);
  }
}

const ID_NUMBER = findItem('person.idNumber');

function contextCell(context: SheetContext, { row, rowNumber, place, year, today, opening }: RowToWrite): PlainCell {
  switch (context) {
    case 'rowNumber':
      return rowNumber;
    case 'dataDate':
      return today.replaceAll('-', '');
    case 'divisionCode':
      return formatDivisionCode(row.division);
    case 'province':
    case 'city':
    case 'county':
    case 'township':
    case 'village':
      return place[context];
    case 'year':
      return String(year);
    case 'headNo':
      return row.head_no ?? null;
    case 'headName':
      return row.head_name ?? null;
    case 'headIdNumber':
      return row.head_id_number_cipher && ID_NUMBER ? opening(ID_NUMBER, row.head_id_number_cipher) : null;
    case 'villageOfficePhone':
      return row.office_phone ?? null;
    case 'remark':
      return null;
    default:
      return assertNever(context);
  }
}

/** A value as the import reads it back: labels valid in the year, figures in the unit of the header, days as yyyymmdd. */
function itemCell(item: Item, unit: Item['fileUnit'], { row, year, opening }: RowToWrite): PlainCell {
  if (item.sensitivity === 'sensitive') {
    const sealed = row[streamedColumn(item, `${item.column}_cipher`)] as Buffer | null | undefined;
    return sealed ? opening(item, sealed) : null;
  }
  const value = row[streamedColumn(item, item.column)];
  if (value === null || value === undefined) return null;
  const label = (key: string) => labelOf(item.codeList ?? '', key, year) ?? key;
  switch (item.type) {
    case 'code':
      return label(String(value));
    case 'codes':
      return (value as string[]).map(label).join('、') || null;
    case 'boolean':
      return value ? '是' : '否';
    case 'integer':
      invariant(item.unit && unit, `${item.id} is a figure, so it has units`);
      return Number(figureText(Number(value), stepsPer(item.unit, unit)));
    case 'date':
      return String(value).replaceAll('-', '');
    case 'text':
    case 'month':
    case 'year':
    case 'idNumber':
    case 'disabilityCard':
    case 'creditCode':
    case 'bankCard':
    case 'phone':
      return String(value);
    default:
      return assertNever(item.type);
  }
}
