import { daysInMonth, parseCalendarDate, parseDivisionCode } from '@daohu/kernel';
import { isScalar, type Node } from 'yaml';
import { nearestNames } from '../../feel/nearest-names.ts';
import type { Mapping } from '../yaml-reader.ts';

/** 期限: the last day, and how the text says it (2019, 2016-06, 2016-06-30). */
export interface Deadline {
  readonly on: string;
  readonly written: string;
}

/** A word of a closed list. Reported with the nearest when it is none of them; null when absent. */
export function oneOf<Word extends string>(entry: Mapping, key: string, words: readonly Word[]): Word | null {
  const text = entry.text(key);
  if (text === null || (words as readonly string[]).includes(text)) return text as Word | null;
  const near = nearestNames(text, words);
  const zh = `「${key}」不能写「${text}」${near.length > 0 ? `，是不是 ${near.join('、')}` : ''}。可以写：${words.join('、')}。`;
  entry.file.report(entry.raw(key), 'unknown-word', zh, `\`${key}\` cannot be ${text}; allowed: ${words.join(', ')}.`);
  return null;
}

/** As `oneOf`, and its absence is reported. `fallback` keeps the item readable. */
export function requiredOneOf<Word extends string>(
  entry: Mapping,
  key: string,
  words: readonly Word[],
  fallback: Word,
): Word {
  if (!entry.has(key)) {
    const zh = `缺少「${key}」。可以写：${words.join('、')}。`;
    entry.file.report(entry.node, 'missing-key', zh, `Missing \`${key}\`: one of ${words.join(', ')}.`);
  }
  return oneOf(entry, key, words) ?? fallback;
}

export function whole(entry: Mapping, key: string, low: number, high: number): number | null {
  const value = entry.number(key);
  if (value === null || (Number.isSafeInteger(value) && value >= low && value <= high)) return value;
  const zh = `「${key}」应是 ${low} 到 ${high} 的整数。`;
  entry.file.report(entry.raw(key), 'wrong-shape', zh, `\`${key}\` should be a whole number, ${low} to ${high}.`);
  return null;
}

export function yesOrNo(entry: Mapping, key: string): boolean {
  const scalar = entry.scalar(key);
  if (entry.has(key) && typeof scalar?.value !== 'boolean') {
    entry.file.report(
      entry.raw(key),
      'wrong-shape',
      `「${key}」只能写 true 或 false。`,
      `\`${key}\` is true or false.`,
    );
  }
  return scalar?.value === true;
}

export function dayOf(entry: Mapping, key: string): string | null {
  const text = entry.text(key);
  if (text === null || parseCalendarDate(text) !== null) return text;
  const zh = `「${text}」不是日期，应写成 2016-01-01。`;
  entry.file.report(entry.raw(key), 'wrong-shape', zh, `${text} is no calendar date.`);
  return null;
}

/** A year, a month or a day; the deadline is its last day. */
export function deadlineOf(entry: Mapping, key: string): Deadline | null {
  if (!entry.has(key)) return null;
  const node = entry.raw(key);
  const written = isScalar(node) && node.value !== null ? String(node.value) : '';
  const on = lastDayOf(written);
  if (on !== null) return { on, written };
  const zh = `「${key}」应是年、月或日：2019、2016-06、2016-06-30。`;
  entry.file.report(node, 'wrong-shape', zh, `\`${key}\` should be a year, a month or a day.`);
  return null;
}

function lastDayOf(written: string): string | null {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(written) ?? [];
  if (year === undefined) return null;
  if (month === undefined) return `${year}-12-31`;
  if (Number(month) < 1 || Number(month) > 12) return null;
  const last = `${year}-${month}-${day ?? daysInMonth(Number(year), Number(month))}`;
  return parseCalendarDate(last) === null ? null : last;
}

/** 每年的一段日子: from and to as month and day (`11-11`), both included. */
export interface YearlyWindow {
  readonly from: string;
  readonly to: string;
}

export function windowOf(entry: Mapping, key: string): YearlyWindow | null {
  if (!entry.has(key)) return null;
  const window = entry.file.mapping(entry.raw(key), ['from', 'to'], `「${key}」`);
  if (!window) return null;
  const [from, to] = [window.required('from'), window.required('to')];
  for (const [name, day] of [
    ['from', from],
    ['to', to],
  ] as const) {
    if (/^\d{2}-\d{2}$/.test(day) && parseCalendarDate(`2000-${day}`) !== null) continue;
    const zh = `「${day}」不是每年的日子，应写成 11-20（月-日）。`;
    entry.file.report(window.raw(name), 'wrong-shape', zh, `${day} is no day of the year; write 11-20.`);
    return null;
  }
  return { from, to };
}

export function divisionCodeOf(entry: Mapping, key: string): string | null {
  const code = entry.text(key);
  if (code !== null && parseDivisionCode(code) === null) {
    const zh = `「${code}」不是行政区划代码。没有代码的地区用文字写在别的项里。`;
    entry.file.report(entry.raw(key), 'wrong-shape', zh, `${code} is no division code.`);
  }
  return code;
}

/** Row numbers of the plan of the product: one, or a list. */
export function rowsOf(entry: Mapping, key: string): number[] {
  if (!entry.has(key)) return [];
  const data = entry.data(key);
  const rows = Array.isArray(data) ? data : [data];
  if (rows.every((row) => Number.isSafeInteger(row))) return rows;
  const zh = `「${key}」应是能力清单的行号，例如 39 或 [39, 42]。`;
  entry.file.report(entry.raw(key), 'wrong-shape', zh, `\`${key}\` should be row numbers of the plan.`);
  return [];
}

/** Years as keys (`2016: …`), each with what stands behind it. */
export function yearsOf(entry: Mapping, key: string): { readonly year: number; readonly value: Node | null }[] {
  const years = entry.has(key) ? entry.file.mapping(entry.raw(key), [], `「${key}」`) : null;
  return (years?.keys() ?? []).flatMap(({ key: written, node, value }) => {
    const year = Number(written);
    if (Number.isSafeInteger(year) && year >= 1949 && year <= 2100) return [{ year, value: entry.file.resolve(value) }];
    entry.file.report(node, 'wrong-shape', `「${written}」不是年份。`, `${written} is no year.`);
    return [];
  });
}
