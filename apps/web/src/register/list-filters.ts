import type { ListFilters } from './register-queries.ts';

const TEXTS = ['search', 'povertyStatus', 'attribute', 'mainCause', 'from'] as const;
const NUMBERS = ['division', 'year'] as const;

/** 筛选条件 live in the address, so that Back, reload and a copied link show the same list. */
export function filtersOf(address: URLSearchParams): ListFilters {
  const filters: Record<string, string | number> = {};
  for (const name of TEXTS) {
    const text = address.get(name);
    if (text) filters[name] = text;
  }
  for (const name of NUMBERS) {
    const text = address.get(name);
    if (text && /^\d{1,15}$/.test(text)) filters[name] = Number(text);
  }
  return filters;
}

/** The address with some filters changed. Any change but turning the page starts again at the first page. */
export function withFilters(address: URLSearchParams, changes: ListFilters): URLSearchParams {
  const next = new URLSearchParams(address);
  if (!('from' in changes)) next.delete('from');
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined || value === '') next.delete(name);
    else next.set(name, String(value));
  }
  return next;
}

/** Whether anything narrows the list besides the place and the year. */
export function isNarrowed({ search, povertyStatus, attribute, mainCause }: ListFilters): boolean {
  return Boolean(search || povertyStatus || attribute || mainCause);
}
