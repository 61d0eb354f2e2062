import { type Item, items, labelOf } from '@daohu/dictionary';
import type { ItemValues } from '@daohu/domain/register/contract';
import { formatDate, formatMonth, formatSteps, type Language } from '@daohu/ui';
import { placesOf, shownUnit, unitWord } from './unit-scale.ts';

export type ItemValue = ItemValues[string];

/** A recorded value in words, with its unit. Null when nothing is recorded: that is not the same as no or zero. */
export function itemValueText(
  item: Item,
  value: ItemValue | undefined,
  year: number,
  language: Language,
): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'boolean') return language === 'zh-CN' ? (value ? '是' : '否') : value ? 'Yes' : 'No';
  if (Array.isArray(value)) return value.map((key) => codeText(item, key, year)).join('、');
  if (typeof value === 'number') return numberText(item, value, language);
  if (item.type === 'code') return codeText(item, value, year);
  if (item.type === 'date') return formatDate(value, language);
  return value;
}

/** The figure alone, in the unit that the language counts in. Null for what is no figure. */
export function itemFigure(item: Item, value: ItemValue | undefined, language: Language): string | null {
  if (typeof value !== 'number' || !item.unit || !item.fileUnit) return null;
  const shown = shownUnit(item.fileUnit, language);
  return formatSteps(value, placesOf(item.unit, shown), shown === '元' ? 'whole' : 'all');
}

/** The item that the history names by its column, `household.net_income`; null for a column that is no item. */
export function findItemByColumn(column: string): Item | null {
  return items.find((item) => `${item.entity}.${item.column}` === column) ?? null;
}

export function itemName(item: Item, language: Language): string {
  return language === 'zh-CN' ? item.nameZh : item.nameEn;
}

/** The text of a code as it was worded in `year`; the newest wording where that year has none. */
export function codeText(item: Pick<Item, 'codeList'>, key: string, year: number): string {
  return (item.codeList === undefined ? null : labelOf(item.codeList, key, year)) ?? key;
}

function numberText(item: Item, value: number, language: Language): string {
  if (item.type === 'month') return formatMonth(value, language);
  if (item.type === 'year') return language === 'zh-CN' ? `${value}年` : String(value);
  const figure = itemFigure(item, value, language);
  if (figure === null || !item.fileUnit) return String(value);
  const unit = unitWord(item.fileUnit, language);
  return unit === '' ? figure : `${figure} ${unit}`;
}
