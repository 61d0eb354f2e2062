/**
 * 错误与提示: what is wrong with a cell or a row (`refused`), or what was mended on the way and is said so (`note`).
 * The sentences are made once, in `fault-sentences.zh-cn.ts`, from code and data.
 */
export interface Fault {
  readonly severity: 'refused' | 'note';
  readonly code: FaultCode;
  /** What the sentence needs. Never an ID number, a phone or a card. */
  readonly data: Readonly<Record<string, string | number>>;
}

/** Codes of faults that one row shows by itself. Those across rows stand in `row-checks.ts`. */
export type FaultCode =
  | 'not-a-number'
  | 'not-whole'
  | 'rounded'
  | 'out-of-range'
  | 'not-yes-or-no'
  | 'unknown-code'
  | 'code-not-valid-in-year'
  | 'code-ambiguous'
  | 'not-a-date'
  | 'not-a-month'
  | 'not-a-year'
  | 'text-too-long'
  | 'cell-error'
  | 'formula-without-value'
  | 'number-digits-lost'
  | 'cannot-be-cleared'
  | 'id-digits-lost'
  | 'id-length'
  | 'id-check-digit'
  | 'id-birth-date'
  | 'id-region'
  | 'id-characters'
  | 'id-lengthened'
  | 'id-masked'
  | 'id-is-disability-card'
  | 'disability-card'
  | 'credit-code'
  | 'card-digits-lost'
  | 'bank-card'
  | 'not-a-card'
  | 'phone'
  | 'birth-date-differs'
  | 'sex-differs'
  | 'household-no-missing'
  | 'person-needs-number'
  | 'name-missing'
  | 'year-missing'
  | 'year-unreadable'
  | 'place-missing'
  | 'place-code-unknown'
  | 'place-code-differs'
  | 'place-unknown'
  | 'place-ambiguous'
  | 'place-not-village'
  | 'place-beyond-reach'
  | 'unit-in-cell';

export function refusedFor(code: FaultCode, data: Fault['data'] = {}): Fault {
  return { severity: 'refused', code, data };
}

export function noted(code: FaultCode, data: Fault['data'] = {}): Fault {
  return { severity: 'note', code, data };
}
