import { figureText, type Item, labelOf, stepsPer } from '@daohu/dictionary';
import { assertNever, invariant } from '@daohu/kernel';

/** A recorded value as people read it, in the wording of `year`: 是, 2952.5元, 2016年05月. Null where nothing is recorded. */
export function itemText(item: Item, value: unknown, year: number): string | null {
  if (value === null || value === undefined) return null;
  switch (item.type) {
    case 'text':
    case 'idNumber':
    case 'disabilityCard':
    case 'creditCode':
    case 'bankCard':
    case 'phone':
    case 'date':
    case 'year':
      return String(value);
    case 'boolean':
      return value ? '是' : '否';
    case 'code':
      return label(item, String(value), year);
    case 'codes':
      return (value as string[]).map((key) => label(item, key, year)).join('、');
    case 'month':
      return `${Math.floor(Number(value) / 100)}年${String(Number(value) % 100).padStart(2, '0')}月`;
    case 'integer':
      return figure(item, Number(value));
    default:
      return assertNever(item.type);
  }
}

/** The wording of the year, or the key itself where a list no longer has it: a record is shown, never hidden. */
function label(item: Item, key: string, year: number): string {
  invariant(item.codeList, `${item.id} is a code, so it has a code list`);
  return labelOf(item.codeList, key, year) ?? key;
}

function figure(item: Item, value: number): string {
  invariant(item.unit && item.fileUnit, `${item.id} is a figure, so it has units`);
  return `${figureText(value, stepsPer(item.unit, item.fileUnit))}${item.fileUnit}`;
}
