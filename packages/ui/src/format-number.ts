import { invariant } from '@daohu/kernel';

/**
 * A whole number of small steps as a decimal: 295250 with two places is `2,952.50`.
 * Exact: the digits are moved, nothing is divided. `whole` drops `.00` but keeps `.50`; `all` drops every closing zero.
 */
export function formatSteps(steps: number, places: number, trim: 'none' | 'whole' | 'all' = 'none'): string {
  invariant(Number.isSafeInteger(steps), `${steps} is not a whole number of steps`);
  const digits = String(Math.abs(steps)).padStart(places + 1, '0');
  const whole = grouped(digits.slice(0, digits.length - places));
  const sign = steps < 0 ? '−' : '';
  const fraction = trimmed(digits.slice(digits.length - places), places, trim);
  return fraction === '' ? `${sign}${whole}` : `${sign}${whole}.${fraction}`;
}

/** A count with a separator at the thousands: `12,345`. */
export function formatCount(count: number): string {
  return formatSteps(count, 0);
}

/** 元 from whole fen: two decimals, none when there are no fen. Without the unit. */
export function formatYuan(fen: number): string {
  return formatSteps(fen, 2, 'whole');
}

/** Bytes as people say them, for file sizes: `12.4 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.ceil(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

function trimmed(fraction: string, places: number, trim: 'none' | 'whole' | 'all'): string {
  if (places === 0) return '';
  if (trim === 'all') return fraction.replace(/0+$/, '');
  if (trim === 'whole' && /^0+$/.test(fraction)) return '';
  return fraction;
}

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}
