import { invariant } from './invariant.ts';

/**
 * 行政区划代码: the 12-digit statistical code, province 2 + city 2 + county 2 + township 3 + village 3.
 * A number in memory and `bigint` in the database (12 digits are exact in a double); 12-digit text in files.
 */
export type DivisionCode = number & { readonly __brand: 'DivisionCode' };

/** 省 市 县 乡 村. The nation is level `nation`, code 0. */
export type DivisionLevel = 'nation' | 'province' | 'city' | 'county' | 'township' | 'village';

/** First six digits of a division code, the county that every register row belongs to and is distributed by. */
export type CountyCode = number & { readonly __brand: 'CountyCode' };

export interface DivisionRange {
  readonly low: number;
  readonly high: number;
}

const LAST = 999_999_999_999;

/** Reads 2, 4, 6, 9 or 12 digits; shorter codes are padded with zeros on the right. Null for anything else. */
export function parseDivisionCode(text: string): DivisionCode | null {
  if (!/^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/.test(text)) return null;
  return Number(text.padEnd(12, '0')) as DivisionCode;
}

export function divisionCode(text: string | number): DivisionCode {
  const code = parseDivisionCode(String(text));
  invariant(code !== null, `${text} is not a division code`);
  return code;
}

export function formatDivisionCode(code: number): string {
  return String(code).padStart(12, '0');
}

/**
 * The level that the digits of a code suggest. Two exceptions are settled by the division table, not here:
 * 东莞 and 中山 are their own county, and counties under a province sit below a virtual city.
 */
export function levelOfCode(code: number): DivisionLevel {
  if (code === 0) return 'nation';
  if (code % 10_000_000_000 === 0) return 'province';
  if (code % 100_000_000 === 0) return 'city';
  if (code % 1_000_000 === 0) return 'county';
  if (code % 1_000 === 0) return 'township';
  return 'village';
}

const WIDTH: Record<DivisionLevel, number> = {
  nation: 1_000_000_000_000,
  province: 10_000_000_000,
  city: 100_000_000,
  county: 1_000_000,
  township: 1_000,
  village: 1,
};

/** All codes at and below a division, as one closed range: reach is a range, never a list. */
export function rangeOfDivision(code: number, level: DivisionLevel = levelOfCode(code)): DivisionRange {
  return { low: code, high: Math.min(code + WIDTH[level] - 1, LAST) };
}

export function isWithin(code: number, range: DivisionRange): boolean {
  return code >= range.low && code <= range.high;
}

export function countyOf(code: number): CountyCode {
  return Math.floor(code / 1_000_000) as CountyCode;
}

/** Ancestors by digits, nearest first, without the nation: village → township → county → city → province. */
export function ancestorsByDigits(code: number): number[] {
  const found: number[] = [];
  for (const width of [1_000, 1_000_000, 100_000_000, 10_000_000_000]) {
    const up = Math.floor(code / width) * width;
    if (up !== code && up !== 0 && found.at(-1) !== up) found.push(up);
  }
  return found;
}
