import { inChinese, type Library, type Rule } from '@daohu/policy';
import type { LawAmount } from '../law-contract.ts';
import { cite } from './cite.ts';

/** 数额 of a quantity or an entitlement; null for a rule that gives none. What is no number has its words alone. */
export function lawAmount(library: Library, rule: Rule): LawAmount | null {
  const { kind, amount } = rule;
  if (amount === null && (kind !== 'entitlement' || rule.benefit === null)) return null;
  const owed = kind === 'entitlement' ? rule : null;
  return {
    feel: amount?.program.text.trim() ?? '',
    words: amount ? inChinese(amount.program.tree) : '',
    unit: amount?.unit ?? '',
    is: owed?.amountIs ?? 'exact',
    period: owed?.period ?? null,
    provider: owed?.provider ?? null,
    benefit: owed?.benefit ?? null,
    clauses: cite(library, amount?.clauses ?? []),
    reading: amount?.reading ?? null,
  };
}
