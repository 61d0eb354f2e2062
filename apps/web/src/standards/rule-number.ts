import { findItem } from '@daohu/dictionary';
import { formatCount, formatDate, formatSteps, type Language } from '@daohu/ui';
import { itemValueText } from '../items/item-value.ts';

type RuleValue = number | boolean | string | null;

/**
 * A value that a rule read, in words. Where it is a data item, the dictionary says how it is written; otherwise the
 * unit of the rule does: 分 becomes 元, a percent keeps its sign. Null when there is none.
 */
export function ruleValueText(
  value: RuleValue,
  { entity, key, unit, year }: { entity?: string; key?: string; unit: string; year: number },
  language: Language,
): string | null {
  if (value === null) return null;
  const item = entity && key ? findItem(`${entity}.${key}`) : null;
  if (item) return itemValueText(item, value, year, language);
  if (typeof value === 'boolean') return language === 'zh-CN' ? (value ? '是' : '否') : value ? 'Yes' : 'No';
  if (typeof value === 'string') return formatDate(value, language);
  return amountText(value, unit, language);
}

export function amountText(value: number, unit: string, language: Language): string {
  if (unit === '%' || unit === '‰' || unit === '‱') return `${formatCount(value)}${unit}`;
  const [counted = '', ...per] = unit.split('/');
  const isMoney = counted === '分';
  // A hundredth of a 亩 or of a square metre is kept whole and read as what it is a part of.
  const isHundredth = counted.startsWith('0.01');
  const figure = isMoney
    ? formatSteps(value, 2, 'whole')
    : isHundredth
      ? formatSteps(value, 2, 'all')
      : formatCount(value);
  const words = [isMoney ? '元' : counted.replace(/^0\.01/, ''), ...per].map((word) =>
    language === 'zh-CN' ? word : (ENGLISH[word] ?? word),
  );
  const shown = words.join('/');
  return shown === '' ? figure : `${figure} ${shown}`;
}

const ENGLISH: Record<string, string> = {
  元: 'yuan',
  年: 'year',
  月: 'month',
  人: 'person',
  户: 'household',
  亩: 'mu',
  平方米: 'm²',
};
