import { type CalendarDate, dateExists, type Outcome, refuse } from '@daohu/kernel';
import { compactText } from './plain-text.ts';

/** 公民身份号码 (GB 11643). */
export interface IdNumber {
  readonly id18: string;
  readonly bornOn: CalendarDate;
  /** Key of the code list `sex`. */
  readonly sex: 'male' | 'female';
  /** First six digits: the county of first registration, which may no longer exist. */
  readonly regionCode: string;
  /** The file had the 15 digits used until 1999. */
  readonly upgradedFrom15?: true;
}

export type IdNumberRefusal =
  /** A spreadsheet showed the number as 1.10105E+17: the digits are gone and cannot be guessed. */
  | { readonly code: 'number-format-destroyed'; readonly text: string }
  /** A spreadsheet kept 15 digits and put zeros for the rest: the last three cannot be guessed. */
  | { readonly code: 'digits-lost-after-15'; readonly text: string }
  | { readonly code: 'wrong-length'; readonly length: number }
  | { readonly code: 'wrong-character'; readonly position: number; readonly character: string }
  | { readonly code: 'unknown-province'; readonly province: string }
  | { readonly code: 'birth-date-does-not-exist'; readonly digits: string }
  | { readonly code: 'wrong-check-digit'; readonly found: string };

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK = '10X98765432';
const ZERO = 48;
const NINE = 57;

/** Province digits of GB/T 2260, with 83 for residents of Taiwan. */
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' '),
);

/** A spreadsheet keeps 15 digits of a number. */
const SPREADSHEET_DIGITS = 15;

/**
 * Reads 18 characters, or 15 digits which are upgraded. `wasNumber` says that the cell was a number and not a text:
 * then digits after the 15th are not those that were typed, even where the check digit happens to agree.
 */
export function readIdNumber(
  text: string,
  { wasNumber = false }: { readonly wasNumber?: boolean } = {},
): Outcome<IdNumber, IdNumberRefusal> {
  const id = text.length === 18 && isPlain(text) ? text : compactText(text).toUpperCase();
  const { length } = id;
  if (length === 15 && !wasDestroyed(id)) return readFifteen(id);
  if (length !== 18) {
    if (wasDestroyed(id)) return refuse({ code: 'number-format-destroyed', text });
    return refuse({ code: 'wrong-length', length });
  }
  let sum = 0;
  for (let i = 0; i < 17; i++) {
    const digit = id.charCodeAt(i) - ZERO;
    if (digit < 0 || digit > 9) {
      if (wasDestroyed(id)) return refuse({ code: 'number-format-destroyed', text });
      return refuse({ code: 'wrong-character', position: i + 1, character: id[i]! });
    }
    sum += digit * WEIGHTS[i]!;
  }
  const last = id.charCodeAt(17);
  if (last !== 88 && (last < ZERO || last > NINE)) {
    return refuse({ code: 'wrong-character', position: 18, character: id[17]! });
  }
  if (wasNumber) return refuse({ code: 'digits-lost-after-15', text });
  const checks = CHECK.charCodeAt(sum % 11) === last;
  if (!checks && id.endsWith('000')) return refuse({ code: 'digits-lost-after-15', text });
  const year = numberAt(id, 6, 4);
  const refusal = refusePlaceAndDate(id, year, id.slice(6, 14));
  if (refusal) return refuse(refusal);
  if (!checks) return refuse({ code: 'wrong-check-digit', found: id[17]! });
  return { ok: true, value: described(id) };
}

function readFifteen(id: string): Outcome<IdNumber, IdNumberRefusal> {
  for (let i = 0; i < SPREADSHEET_DIGITS; i++) {
    const code = id.charCodeAt(i);
    if (code < ZERO || code > NINE) return refuse({ code: 'wrong-character', position: i + 1, character: id[i]! });
  }
  const seventeen = `${id.slice(0, 6)}19${id.slice(6)}`;
  const refusal = refusePlaceAndDate(seventeen, numberAt(seventeen, 6, 4), id.slice(6, 12));
  if (refusal) return refuse(refusal);
  return { ok: true, value: { ...described(seventeen + idCheckDigit(seventeen)), upgradedFrom15: true } };
}

/** The 18th character for the first 17 digits. */
export function idCheckDigit(seventeen: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += (seventeen.charCodeAt(i) - ZERO) * WEIGHTS[i]!;
  return CHECK[sum % 11]!;
}

function refusePlaceAndDate(id: string, year: number, digits: string): IdNumberRefusal | null {
  if (!PROVINCES.has(id.slice(0, 2))) return { code: 'unknown-province', province: id.slice(0, 2) };
  // The standard's own example is born in 1880; nobody on a register is older than that.
  if (year < 1800 || !dateExists(year, numberAt(id, 10, 2), numberAt(id, 12, 2))) {
    return { code: 'birth-date-does-not-exist', digits };
  }
  return null;
}

function described(id18: string): IdNumber {
  return {
    id18,
    bornOn: `${id18.slice(6, 10)}-${id18.slice(10, 12)}-${id18.slice(12, 14)}` as CalendarDate,
    sex: (id18.charCodeAt(16) - ZERO) % 2 === 1 ? 'male' : 'female',
    regionCode: id18.slice(0, 6),
  };
}

function numberAt(text: string, at: number, length: number): number {
  let value = 0;
  for (let i = at; i < at + length; i++) value = value * 10 + text.charCodeAt(i) - ZERO;
  return value;
}

function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if ((code < ZERO || code > NINE) && code !== 88) return false;
  }
  return true;
}

/** 1.10105194912310E+17 and the like. */
function wasDestroyed(id: string): boolean {
  return /^\d(\.\d+)?E\+?\d+$/.test(id);
}
