import {
  compactText,
  type DisabilityCardRefusal,
  type IdNumberRefusal,
  readBankCard,
  readCreditCode,
  readDisabilityCard,
  readIdentityDocument,
  readPhone,
} from '@daohu/dictionary';
import { assertNever } from '@daohu/kernel';
import { type Cell, hasLostDigits } from '@daohu/sheets';
import { type CellReading, fault, value } from './cell-reading.ts';
import { type Fault, noted, refusedFor } from './fault.ts';

/** 证件号码: an ID number, or a disability card, whose first 18 characters are one. */
export function readIdentityCell(cell: Cell, text: string): CellReading {
  if (text.includes('*')) return fault(refusedFor('id-masked'));
  // Of a number stored as a number only 15 digits are left, so that an old 15-digit ID is whole and an 18-digit one is not.
  const wasNumber = hasLostDigits(cell) && compactText(text).length !== 15;
  const outcome = readIdentityDocument(text, { wasNumber });
  if (!outcome.ok) return fault(identityFault(outcome.refusal));
  const { holder, disabilityCard } = outcome.value;
  const also = { bornOn: holder.bornOn, sex: holder.sex };
  if (disabilityCard) {
    return value(holder.id18, noted('id-is-disability-card'), { ...also, disabilityCard: disabilityCard.card });
  }
  return value(holder.id18, holder.upgradedFrom15 ? noted('id-lengthened') : undefined, also);
}

function identityFault(refusal: IdNumberRefusal | DisabilityCardRefusal): Fault {
  switch (refusal.code) {
    case 'number-format-destroyed':
    case 'digits-lost-after-15':
      return refusedFor('id-digits-lost');
    case 'wrong-length':
      return refusedFor('id-length', { length: refusal.length });
    case 'wrong-character':
      return refusedFor('id-characters');
    case 'unknown-province':
      return refusedFor('id-region');
    case 'birth-date-does-not-exist':
      return refusedFor('id-birth-date');
    case 'wrong-check-digit':
      return refusedFor('id-check-digit');
    case 'wrong-id-number':
      return identityFault(refusal.because);
    case 'unknown-category':
    case 'unknown-grade':
    case 'wrong-reissue-mark':
      return refusedFor('disability-card');
    default:
      return assertNever(refusal);
  }
}

/** 残疾人证、统一社会信用代码、银行卡、电话: normalised, so that the same number always has the same hash. */
export function readSensitive(
  type: 'disabilityCard' | 'creditCode' | 'bankCard' | 'phone',
  cell: Cell,
  text: string,
): CellReading {
  if (text.includes('*')) return fault(refusedFor('id-masked'));
  switch (type) {
    case 'disabilityCard': {
      const card = readDisabilityCard(text, { wasNumber: hasLostDigits(cell) });
      return card.ok ? value(card.value.card) : fault(refusedFor('disability-card'));
    }
    case 'creditCode': {
      const code = readCreditCode(text);
      return code.ok ? value(code.value) : fault(refusedFor('credit-code'));
    }
    case 'bankCard': {
      const card = readBankCard(text, { wasNumber: hasLostDigits(cell) });
      if (card.ok) return value(card.value);
      if (hasLostDigits(cell)) return fault(refusedFor('card-digits-lost'));
      // A passbook of a rural credit co-operative has an account number of another length, without check digit.
      const digits = compactText(text).replaceAll('-', '');
      if (card.refusal.code === 'wrong-length' && /^\d{6,30}$/.test(digits)) return value(digits, noted('not-a-card'));
      return fault(refusedFor('bank-card'));
    }
    case 'phone': {
      const phone = readPhone(text);
      return phone.ok ? value(phone.value.number) : fault(refusedFor('phone'));
    }
    default:
      return assertNever(type);
  }
}
