/**
 * 金额, in whole fen. `bigint` in the ledger, where sums are unbounded; a safe integer in register rows and rules.
 * 元 and 万元 exist only on screen and in files.
 */
export type Fen = bigint;

/** 12345 fen → `123.45`; no thousands separator, always two decimals. */
export function fenToYuanText(fen: number | bigint): string {
  const negative = fen < 0;
  const digits = String(negative ? -fen : fen).padStart(3, '0');
  return `${negative ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Reads a plain decimal amount of yuan exactly, without floating point. Null when it is none or has parts of a fen. */
export function yuanTextToFen(text: string): number | null {
  const parts = /^(-?)(\d{1,13})(?:\.(\d{1,2})0*)?$/.exec(text);
  if (!parts) return null;
  const fen = Number(parts[2]) * 100 + Number((parts[3] ?? '').padEnd(2, '0'));
  return parts[1] === '-' && fen !== 0 ? -fen : fen;
}
