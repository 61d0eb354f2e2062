import { type Outcome, refuse } from '@daohu/kernel';
import { compactText } from './plain-text.ts';

export interface Phone {
  readonly kind: 'mobile' | 'landline';
  /** 11 digits, or area code and number as `0712-2222222`; a local number alone has no area code. */
  readonly number: string;
}

export type PhoneRefusal =
  | { readonly code: 'several-numbers'; readonly count: number }
  | { readonly code: 'no-phone-number'; readonly text: string };

/** 联系电话: a mobile number, or a landline number with or without area code and extension. */
export function readPhone(text: string): Outcome<Phone, PhoneRefusal> {
  const compact = compactText(text);
  const number = compact.replace(/^(\+?86|0086)-?(?=1\d{10}$)/, '');
  if (/^1[3-9]\d{9}$/.test(number)) return { ok: true, value: { kind: 'mobile', number } };
  if (/^1[3-9]\d-\d{4}-\d{4}$/.test(number)) {
    return { ok: true, value: { kind: 'mobile', number: number.replaceAll('-', '') } };
  }
  const landline = /^(?:\(?(0\d{2,3})\)?-?)?([2-9]\d{6,7})(?:(?:-|转|\*)(\d{1,6}))?$/.exec(number);
  if (landline) {
    const [, area, local, extension] = landline;
    return { ok: true, value: { kind: 'landline', number: [area, local, extension].filter(Boolean).join('-') } };
  }
  // The separators that offices put between two numbers; a blank alone may stand inside one.
  const several = text.split(/[\s,，、;；/]+/).filter((part) => part !== '' && readOne(part));
  if (several.length > 1) return refuse({ code: 'several-numbers', count: several.length });
  return refuse({ code: 'no-phone-number', text });
}

function readOne(part: string): boolean {
  return /^(1[3-9]\d{9}|(0\d{2,3}-?)?[2-9]\d{6,7})$/.test(compactText(part));
}
