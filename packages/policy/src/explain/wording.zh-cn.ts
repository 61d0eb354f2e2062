import { assertNever } from '@daohu/kernel';
import type { Input, Missing, RecordName, State, Threshold } from './explanation.ts';
import type { Value } from './frame.ts';
import { shownNumber } from './shown-number.ts';

/** The words of verdicts and explanations in Chinese. The data of an explanation holds none of them. */
export const stateInChinese: Record<State, string> = { met: '达到', unmet: '未达到', unknown: '未知' };

export const valueStatusInChinese = {
  clause: '条款写明',
  sourced: '有公开出处',
  unverified: '出处尚待核对',
  office: '单位录入',
} as const;

export function valueInChinese(value: Value, unit: string, label: string | null = null): string {
  if (value === null) return '未登记';
  if (label !== null) return label;
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'string') return value;
  const shown = shownNumber(value, unit);
  return shown.unit === '' ? shown.number : `${shown.number} ${shown.unit}`;
}

export function inputInChinese(input: Input): string {
  return `${recordInChinese(input.record)}${input.year} 年${input.label}：${valueInChinese(input.value, input.unit, input.valueLabel)}`;
}

/** What is missing, where, and so what somebody has to find out. */
export function missingInChinese(missing: Missing): string {
  switch (missing.is) {
    case 'item': {
      const where = `${recordInChinese(missing.record)}${missing.year} 年「${missing.label}」`;
      if (missing.cause === 'out-of-range') return `${where}的值不可能成立，请核对。`;
      const from = missing.from.length > 0 ? `（由${missing.from.join('、')}得出）` : '';
      if (missing.cause === 'record-absent') return `${where}没有登记：缺这一年的记录。`;
      return `${where}没有登记${from}。`;
    }
    case 'parameter':
      switch (missing.state) {
        case 'unset':
          return `「${missing.item}」文件没有写明，也还没有设定。请在设置中填写。`;
        case 'not-listed':
          return `「${missing.item}」文件没有列这一类。请核对登记的类别。`;
        case 'not-in-force':
          return `「${missing.item}」在核查日期没有有效的值。`;
        default:
          return assertNever(missing.state);
      }
    case 'rule':
      return missing.cause === 'not-in-force'
        ? `规则「${missing.item}」在核查日期和地区没有有效的条文。`
        : `${recordInChinese(missing.record)}没有可供核查「${missing.item}」的记录。`;
    case 'figure':
      return `${missing.year} 年「${missing.item}」没有公布的数字（${missing.division ?? missing.level}）。请录入并注明出处。`;
    case 'result':
      return missing.cause === 'division-by-zero' ? '除数为零，算不出结果。' : '名单是空的，没有可以合计的数。';
    default:
      return assertNever(missing);
  }
}

export function thresholdInChinese({ item, unit, op, needed, actual, shortBy }: Threshold): string {
  const upward = op === '>' || op === '>=';
  const asked = `「${item}」${upward ? '至少要' : '至多可'} ${valueInChinese(needed, unit)}`;
  if (actual === null) return `${asked}，没有登记。`;
  const is = `${asked}，现在是 ${valueInChinese(actual, unit)}`;
  if (!shortBy) return `${is}。`;
  return `${is}，${upward ? '还差' : '超出'} ${valueInChinese(shortBy, unit)}。`;
}

function recordInChinese({ name, position }: RecordName): string {
  if (name !== null) return `${name}，`;
  return position === null ? '' : `第 ${position} 个，`;
}
