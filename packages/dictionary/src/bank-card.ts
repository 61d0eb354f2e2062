import { type Outcome, refuse } from '@daohu/kernel';
import { compactText } from './plain-text.ts';

export type BankCardRefusal =
  | { readonly code: 'number-format-destroyed'; readonly text: string }
  | { readonly code: 'digits-lost-after-15'; readonly text: string }
  | { readonly code: 'wrong-length'; readonly length: number }
  | { readonly code: 'wrong-character'; readonly position: number; readonly character: string }
  | { readonly code: 'wrong-check-digit'; readonly found: string };

/**
 * 银行卡号: 16 to 19 digits with a check digit (ISO/IEC 7812). Blanks and hyphens between groups are taken out.
 * A passbook 存折 of a rural credit co-operative has an account number without check digit: for a column that may hold
 * one, the caller decides what `wrong-check-digit` and `wrong-length` mean.
 */
export function readBankCard(
  text: string,
  { wasNumber = false }: { readonly wasNumber?: boolean } = {},
): Outcome<string, BankCardRefusal> {
  const digits = compactText(text).replaceAll('-', '');
  if (/^\d(\.\d+)?[Ee]\+?\d+$/.test(digits)) return refuse({ code: 'number-format-destroyed', text });
  const strange = digits.search(/[^0-9]/);
  if (strange >= 0) return refuse({ code: 'wrong-character', position: strange + 1, character: digits[strange]! });
  if (digits.length < 16 || digits.length > 19) return refuse({ code: 'wrong-length', length: digits.length });
  if (wasNumber) return refuse({ code: 'digits-lost-after-15', text });
  if (!luhnHolds(digits)) return refuse({ code: 'wrong-check-digit', found: digits.at(-1)! });
  return { ok: true, value: digits };
}

/** Luhn's sum over digits of any length. */
export function luhnHolds(digits: string): boolean {
  let sum = 0;
  for (let i = digits.length - 1, even = false; i >= 0; i--, even = !even) {
    const digit = digits.charCodeAt(i) - 48;
    sum += even ? (digit > 4 ? digit * 2 - 9 : digit * 2) : digit;
  }
  return sum % 10 === 0;
}
