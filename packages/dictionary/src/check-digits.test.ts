import fc from 'fast-check';
import { expect, test } from 'vitest';
import { luhnHolds, readBankCard } from './bank-card.ts';
import { readDisabilityCard, readIdentityDocument } from './disability-card.ts';
import { checkDigitVectors } from './generated/check-digit-vectors.ts';
import { idCheckDigit, readIdNumber } from './id-number.ts';
import { readCreditCode, readOrganisationCode } from './organisation-code.ts';
import { readPhone } from './phone.ts';

/** What our validators say of a vector, in the words of the vector file. */
function verdict(kind: string, value: string): string {
  switch (kind) {
    case 'id18':
    case 'id15': {
      const outcome = readIdNumber(value);
      if (!outcome.ok) return 'invalid';
      if (outcome.value.upgradedFrom15) return 'upgrade';
      return outcome.value.id18 === value ? 'valid' : 'valid-after-normalising';
    }
    case 'disability20':
    case 'disability22':
      return readDisabilityCard(value).ok ? 'valid' : 'invalid';
    case 'uscc':
      return readCreditCode(value).ok ? 'valid' : 'invalid';
    case 'orgcode':
      return readOrganisationCode(value).ok ? 'valid' : 'invalid';
    case 'luhn':
      return luhnHolds(value) ? 'valid' : 'invalid';
    case 'mobile': {
      const outcome = readPhone(value);
      if (!outcome.ok) return 'invalid';
      return outcome.value.kind === 'mobile' ? 'valid' : 'landline';
    }
    default:
      return `no validator for ${kind}`;
  }
}

test.each(checkDigitVectors.map((vector) => [vector.kind, vector.value, vector.expected, vector.why]))(
  '%s %s is %s: %s',
  (kind, value, expected) => expect(verdict(kind, value)).toBe(expected),
);

test('an ID number tells birth, sex and county', () => {
  expect(readIdNumber('１１０１０５１９４９１２３１００２ｘ')).toEqual({
    ok: true,
    value: { id18: '11010519491231002X', bornOn: '1949-12-31', sex: 'female', regionCode: '110105' },
  });
});

test('15 digits are upgraded to 18, and it is said so', () => {
  expect(readIdNumber('110105491231002')).toMatchObject({
    value: { id18: '11010519491231002X', upgradedFrom15: true, bornOn: '1949-12-31' },
  });
});

test('every refusal of an ID number names its own reason', () => {
  const reason = (text: string, wasNumber = false) => {
    const outcome = readIdNumber(text, { wasNumber });
    return outcome.ok ? null : outcome.refusal;
  };
  expect(reason('1.10105194912310E+17')).toEqual({ code: 'number-format-destroyed', text: '1.10105194912310E+17' });
  expect(reason('1.1E+17')).toMatchObject({ code: 'number-format-destroyed' });
  expect(reason('1.1010519491E+17')).toMatchObject({ code: 'number-format-destroyed' });
  expect(reason('1.1010519491231E+17')).toMatchObject({ code: 'number-format-destroyed' });
  expect(reason('110105194912310000')).toMatchObject({ code: 'digits-lost-after-15' });
  expect(reason('11010519491231')).toEqual({ code: 'wrong-length', length: 14 });
  expect(reason('1101051949123100O2')).toEqual({ code: 'wrong-character', position: 17, character: 'O' });
  expect(reason('11010519491231002A')).toEqual({ code: 'wrong-character', position: 18, character: 'A' });
  expect(reason('000105194912310024')).toEqual({ code: 'unknown-province', province: '00' });
  expect(reason('110105194902290010')).toEqual({ code: 'birth-date-does-not-exist', digits: '19490229' });
  expect(reason('110105491331002')).toEqual({ code: 'birth-date-does-not-exist', digits: '491331' });
  expect(reason('110105194912310021')).toEqual({ code: 'wrong-check-digit', found: '1' });
});

test('a number cell with 18 digits is refused even where the check digit happens to agree', () => {
  const seventeen = '42992119800101996';
  const id = seventeen + idCheckDigit(seventeen);
  expect(readIdNumber(id).ok).toBe(true);
  expect(readIdNumber(id, { wasNumber: true })).toMatchObject({ refusal: { code: 'digits-lost-after-15' } });
  expect(readIdNumber('110105491231002', { wasNumber: true }).ok).toBe(true);
});

test('a 证件号码 of 20 or 22 characters is a disability card with its kind and grade', () => {
  expect(readIdentityDocument('42282319630512997943B1')).toMatchObject({
    value: {
      holder: { id18: '422823196305129979', sex: 'male' },
      disabilityCard: { card: '42282319630512997943B1', category: '4', grade: '3', reissue: 'B1' },
    },
  });
  expect(readIdentityDocument('42282319630512997983')).toMatchObject({ refusal: { code: 'unknown-category' } });
  expect(readIdentityDocument('42282319630512997945')).toMatchObject({ refusal: { code: 'unknown-grade' } });
  expect(readIdentityDocument('42282319630512997043')).toMatchObject({
    refusal: { code: 'wrong-id-number', because: { code: 'wrong-check-digit' } },
  });
  expect(readIdentityDocument('11010519491231002X').ok).toBe(true);
});

test('one wrong digit or two neighbours swapped never pass for an ID number', () => {
  const digits = fc.tuple(fc.integer({ min: 1900, max: 2020 }), fc.integer({ min: 996, max: 999 })).map(([year, n]) => {
    const seventeen = `429921${year}0612${n}`;
    return seventeen + idCheckDigit(seventeen);
  });
  fc.assert(
    fc.property(digits, fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (id, at, step) => {
      expect(readIdNumber(id).ok).toBe(true);
      const wrong = `${id.slice(0, at)}${(Number(id[at]) + step) % 10}${id.slice(at + 1)}`;
      expect(readIdNumber(wrong).ok).toBe(false);
      const swapped = `${id.slice(0, at)}${id[at + 1]}${id[at]}${id.slice(at + 2)}`;
      if (swapped !== id) expect(readIdNumber(swapped).ok).toBe(false);
    }),
  );
});

test('no text makes a validator throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9Xx ]{14,23}$/)), (text) => {
      for (const read of [readIdNumber, readIdentityDocument, readDisabilityCard, readBankCard]) read(text);
      for (const read of [readCreditCode, readOrganisationCode, readPhone]) read(text);
    }),
  );
});

test('nobody on a register is born before 1800', () => {
  const seventeen = '42992117991231996';
  expect(readIdNumber(seventeen + idCheckDigit(seventeen))).toMatchObject({
    refusal: { code: 'birth-date-does-not-exist', digits: '17991231' },
  });
});

test('a credit code passes when its characters, weighted by powers of three, add up to a multiple of 31', () => {
  const alphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
  const code = fc.array(fc.nat({ max: 30 }), { minLength: 17, maxLength: 17 });
  fc.assert(
    fc.property(code, (digits) => {
      let weight = 1;
      let sum = 0;
      for (const digit of digits) {
        sum += digit * weight;
        weight = (weight * 3) % 31;
      }
      const body = digits.map((digit) => alphabet[digit]).join('');
      for (const [check, character] of alphabet.entries()) {
        expect(readCreditCode(body + character).ok).toBe((sum + check) % 31 === 0);
      }
    }),
    { numRuns: 300 },
  );
});

test('a bank card is read in groups of four and refused with its reason', () => {
  expect(readBankCard('6228 4800 0000 0000 000')).toEqual({ ok: true, value: '6228480000000000000' });
  expect(readBankCard('6228480000000000001')).toMatchObject({ refusal: { code: 'wrong-check-digit' } });
  expect(readBankCard('79927398713')).toMatchObject({ refusal: { code: 'wrong-length', length: 11 } });
  expect(readBankCard('6.22848E+18')).toMatchObject({ refusal: { code: 'number-format-destroyed' } });
  expect(readBankCard('6228480000000000000', { wasNumber: true })).toMatchObject({
    refusal: { code: 'digits-lost-after-15' },
  });
});

test('a phone number is read with its country code, area code or extension, and two numbers are told apart', () => {
  expect(readPhone('+86 138 0013 8000')).toEqual({ ok: true, value: { kind: 'mobile', number: '13800138000' } });
  expect(readPhone('（0712）2222222')).toEqual({ ok: true, value: { kind: 'landline', number: '0712-2222222' } });
  expect(readPhone('027-88880000转12')).toMatchObject({ value: { number: '027-88880000-12' } });
  expect(readPhone('2222222')).toMatchObject({ value: { kind: 'landline', number: '2222222' } });
  expect(readPhone('13800138000/0712-2222222')).toEqual({ ok: false, refusal: { code: 'several-numbers', count: 2 } });
  expect(readPhone('无')).toMatchObject({ refusal: { code: 'no-phone-number' } });
  expect(readPhone('12800138000')).toMatchObject({ refusal: { code: 'no-phone-number' } });
});
