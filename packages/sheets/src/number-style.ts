/** How a number is shown, as far as reading needs it. Styles are shared by all cells that use them. */
export interface NumberStyle {
  readonly kind: 'number';
  /** The format code as the workbook has it, `General` when none is set. */
  readonly code: string;
  readonly percent: boolean;
  /** Digits the format pads to (`000000` → 6): codes kept as numbers show their leading zeros this way. 0 = none. */
  readonly padTo: number;
}

export interface DateStyle {
  readonly kind: 'date';
  readonly code: string;
  /** What the format shows: a day, a month of a year, a time of day, or both day and time. */
  readonly shows: 'day' | 'month' | 'time' | 'moment';
}

export type CellStyle = NumberStyle | DateStyle;

export const GENERAL: NumberStyle = { kind: 'number', code: 'General', percent: false, padTo: 0 };

/**
 * Built-in format ids, ECMA-376 part 1 §18.8.30, with the Chinese ones (27–36, 50–58) that a workbook names
 * without spelling them out.
 */
const BUILT_IN: Readonly<Record<number, string>> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  12: '# ?/?',
  13: '# ??/??',
  14: 'yyyy/m/d',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'yyyy/m/d h:mm',
  27: 'yyyy"年"m"月"',
  28: 'm"月"d"日"',
  29: 'm"月"d"日"',
  30: 'm-d-yy',
  31: 'yyyy"年"m"月"d"日"',
  32: 'h"时"mm"分"',
  33: 'h"时"mm"分"ss"秒"',
  34: '上午/下午h"时"mm"分"',
  35: '上午/下午h"时"mm"分"ss"秒"',
  36: 'yyyy"年"m"月"',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss.0',
  48: '##0.0E+0',
  49: '@',
  50: 'yyyy"年"m"月"',
  51: 'm"月"d"日"',
  52: 'yyyy"年"m"月"',
  53: 'm"月"d"日"',
  54: 'm"月"d"日"',
  55: '上午/下午h"时"mm"分"',
  56: '上午/下午h"时"mm"分"ss"秒"',
  57: 'yyyy"年"m"月"',
  58: 'm"月"d"日"',
};

export function styleOfBuiltIn(id: number): CellStyle {
  const code = BUILT_IN[id];
  return code === undefined ? GENERAL : styleOfFormat(code);
}

/** Judges a format code by its first section, with quoted text, escapes, colours and conditions taken out. */
export function styleOfFormat(code: string): CellStyle {
  const bare = (code.split(';', 1)[0] ?? '')
    .replace(/"[^"]*"?/g, '')
    .replace(/[\\_*]./g, '')
    .replace(/\[(?![hms]+\])[^\]]*\]/gi, '');
  if (/general/i.test(bare)) return { ...GENERAL, code };
  const letters = bare.replace(/am\/pm|a\/p/gi, 'h').replace(/e[+-]/gi, '');
  if (/[ymdhse]|aaa/i.test(letters) && !/[#?]/.test(letters)) return { kind: 'date', code, shows: shownPart(letters) };
  const zeros = /^0{2,}$/.test(bare.trim()) ? bare.trim().length : 0;
  return { kind: 'number', code, percent: bare.includes('%'), padTo: zeros };
}

function shownPart(letters: string): DateStyle['shows'] {
  const time = /[hs]/i.test(letters);
  const day = /d/i.test(letters);
  const year = /[ye]/i.test(letters);
  if (time) return day || year ? 'moment' : 'time';
  return year && !day && /m/i.test(letters) ? 'month' : 'day';
}
