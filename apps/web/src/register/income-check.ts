import { findItem, type Item } from '@daohu/dictionary';
import type { ItemValues } from '@daohu/domain/register/contract';

/** Whether a reported sum follows from its parts. `expected` is in the item's own unit. */
export type IncomeCheck =
  | { readonly is: 'agrees' }
  | { readonly is: 'differs'; readonly expected: number }
  | { readonly is: 'parts-missing'; readonly parts: readonly Item[] };

/** Offices round an average to whole yuan; half a yuan either way is no contradiction. */
const ROUNDING_FEN = 50;

/**
 * Checks a sum against the items that it is derived from. Null when it is no sum, is not recorded, or when none of its
 * parts is: then there is nothing to compare.
 */
export function checkSum(item: Item, values: ItemValues): IncomeCheck | null {
  const { derivedFrom } = item;
  const reported = values[item.field];
  if (!derivedFrom || typeof reported !== 'number') return null;
  const ids = [...derivedFrom.plus, ...(derivedFrom.minus ?? []), ...(derivedFrom.over ? [derivedFrom.over] : [])];
  const parts = ids.map((id) => findItem(id)).filter((part) => part !== null);
  const missing = parts.filter((part) => typeof values[part.field] !== 'number');
  const terms = [...derivedFrom.plus, ...(derivedFrom.minus ?? [])];
  if (terms.every((id) => missing.some((part) => part.id === id))) return null;
  if (missing.length > 0) return { is: 'parts-missing', parts: missing };

  const figure = (id: string) => values[findItem(id)?.field ?? ''] as number;
  const sum =
    derivedFrom.plus.reduce((total, id) => total + figure(id), 0) -
    (derivedFrom.minus ?? []).reduce((total, id) => total + figure(id), 0);
  if (!derivedFrom.over) return sum === reported ? { is: 'agrees' } : { is: 'differs', expected: sum };
  const heads = figure(derivedFrom.over);
  if (heads <= 0) return null;
  const expected = Math.round(sum / heads);
  return Math.abs(reported - expected) <= ROUNDING_FEN ? { is: 'agrees' } : { is: 'differs', expected };
}
