import { type Outcome, refuse } from '@daohu/kernel';
import { type IdNumber, type IdNumberRefusal, readIdNumber } from './id-number.ts';
import { compactText } from './plain-text.ts';

/** 残疾人证号: the ID number, a digit for the kind, one for the grade, and two characters more on a reissued card. */
export interface DisabilityCard {
  /** 20 or 22 characters. */
  readonly card: string;
  readonly holder: IdNumber;
  /** 1 视力 2 听力 3 言语 4 肢体 5 智力 6 精神 7 多重: code in the list `disabilityCategory`. */
  readonly category: string;
  /** 1 is the gravest of four: code in the list `disabilityGrade`. */
  readonly grade: string;
  /** Last two characters of a reissued card, for instance B1. */
  readonly reissue?: string;
}

export type DisabilityCardRefusal =
  | { readonly code: 'wrong-length'; readonly length: number }
  | { readonly code: 'number-format-destroyed'; readonly text: string }
  /** The first 18 characters are no ID number. */
  | { readonly code: 'wrong-id-number'; readonly because: IdNumberRefusal }
  | { readonly code: 'unknown-category'; readonly found: string }
  | { readonly code: 'unknown-grade'; readonly found: string }
  | { readonly code: 'wrong-reissue-mark'; readonly found: string };

export function readDisabilityCard(
  text: string,
  { wasNumber = false }: { readonly wasNumber?: boolean } = {},
): Outcome<DisabilityCard, DisabilityCardRefusal> {
  const card = compactText(text).toUpperCase();
  if (/^\d(\.\d+)?E\+?\d+$/.test(card)) return refuse({ code: 'number-format-destroyed', text });
  if (card.length !== 20 && card.length !== 22) return refuse({ code: 'wrong-length', length: card.length });
  const holder = readIdNumber(card.slice(0, 18), { wasNumber });
  if (!holder.ok) return refuse({ code: 'wrong-id-number', because: holder.refusal });
  const category = card[18]!;
  if (category < '1' || category > '7') return refuse({ code: 'unknown-category', found: category });
  const grade = card[19]!;
  if (grade < '1' || grade > '4') return refuse({ code: 'unknown-grade', found: grade });
  const reissue = card.slice(20);
  if (reissue !== '' && !/^[0-9A-Z]{2}$/.test(reissue)) return refuse({ code: 'wrong-reissue-mark', found: reissue });
  return { ok: true, value: { card, holder: holder.value, category, grade, ...(reissue === '' ? {} : { reissue }) } };
}

/** 证件号码: what the column of that name holds, an ID number or a disability card that contains one. */
export interface IdentityDocument {
  readonly holder: IdNumber;
  readonly disabilityCard?: DisabilityCard;
}

/** Reads 15 or 18 characters as an ID number, 20 or 22 as a disability card. */
export function readIdentityDocument(
  text: string,
  options: { readonly wasNumber?: boolean } = {},
): Outcome<IdentityDocument, IdNumberRefusal | DisabilityCardRefusal> {
  const { length } = text.length === 18 ? text : compactText(text);
  if (length !== 20 && length !== 22) {
    const id = readIdNumber(text, options);
    return id.ok ? { ok: true, value: { holder: id.value } } : id;
  }
  const card = readDisabilityCard(text, options);
  if (!card.ok) return card;
  return { ok: true, value: { holder: card.value.holder, disabilityCard: card.value } };
}
