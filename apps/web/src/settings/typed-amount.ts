import { yuanTextToFen } from '@daohu/kernel';
import type { Language } from '@daohu/ui';

/** Amounts are kept in 分 and typed in 元. */
export function isMoney(unit: string): boolean {
  return unit === '分' || unit.startsWith('分/');
}

/** The unit in which a value is typed: 分/人/年 is typed in 元/人/年. Empty for a plain count. */
export function typedUnit(unit: string, language: Language): string {
  const shown = isMoney(unit) ? unit.replace(/^分/, '元') : unit;
  return language === 'zh-CN' ? shown : shown.replace('元', 'yuan').replace('人', 'person').replace('年', 'year');
}

/** What was typed as the whole number that is kept; null when it is none. A separator at the thousands is forgiven. */
export function amountTyped(text: string, unit: string): number | null {
  const plain = text.trim().replace(/[,，\s]/g, '');
  if (isMoney(unit)) return yuanTextToFen(plain);
  return /^-?\d{1,15}$/.test(plain) ? Number(plain) : null;
}
