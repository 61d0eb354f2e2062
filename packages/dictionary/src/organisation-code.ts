import { type Outcome, refuse } from '@daohu/kernel';
import { compactText } from './plain-text.ts';

export type OrganisationCodeRefusal =
  | { readonly code: 'wrong-length'; readonly length: number }
  | { readonly code: 'wrong-character'; readonly position: number; readonly character: string }
  | { readonly code: 'wrong-check-digit'; readonly found: string };

/** No I, O, S, V, Z: they are taken for digits and letters that look alike. */
const CREDIT_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const CREDIT_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** 统一社会信用代码 (GB 32100): 18 characters, given back in capitals. */
export function readCreditCode(text: string): Outcome<string, OrganisationCodeRefusal> {
  const code = compactText(text).toUpperCase();
  if (code.length !== 18) return refuse({ code: 'wrong-length', length: code.length });
  let sum = 0;
  for (let i = 0; i < 18; i++) {
    const digit = CREDIT_ALPHABET.indexOf(code[i]!);
    if (digit < 0) return refuse({ code: 'wrong-character', position: i + 1, character: code[i]! });
    if (i < 17) sum += digit * CREDIT_WEIGHTS[i]!;
  }
  if (CREDIT_ALPHABET[(31 - (sum % 31)) % 31] !== code[17]) {
    return refuse({ code: 'wrong-check-digit', found: code[17]! });
  }
  return { ok: true, value: code };
}

const ORGANISATION_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** 组织机构代码 (GB 11714): eight characters and a check character, given back as `D2143569-X`. */
export function readOrganisationCode(text: string): Outcome<string, OrganisationCodeRefusal> {
  const code = compactText(text).toUpperCase().replace('-', '');
  if (code.length !== 9) return refuse({ code: 'wrong-length', length: code.length });
  let sum = 0;
  for (let i = 0; i < 8; i++) {
    const digit = ORGANISATION_ALPHABET.indexOf(code[i]!);
    if (digit < 0) return refuse({ code: 'wrong-character', position: i + 1, character: code[i]! });
    sum += digit * ORGANISATION_WEIGHTS[i]!;
  }
  if ('0X987654321'[sum % 11] !== code[8]) return refuse({ code: 'wrong-check-digit', found: code[8]! });
  return { ok: true, value: `${code.slice(0, 8)}-${code[8]}` };
}
