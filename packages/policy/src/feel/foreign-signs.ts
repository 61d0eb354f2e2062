import type { Span } from './syntax.ts';

/** Signs of a Chinese keyboard and of other languages, with what FEEL writes for them. */
const PLAIN_FORM: { readonly [sign: string]: string } = {
  '（': '(',
  '）': ')',
  '【': '[',
  '】': ']',
  '｛': '{',
  '｝': '}',
  '＜': '<',
  '＞': '>',
  '《': '<',
  '》': '>',
  '＝': '=',
  '＋': '+',
  '－': '-',
  '−': '-',
  '–': '-',
  '—': '-',
  '＊': '*',
  '×': '*',
  '／': '/',
  '÷': '/',
  '，': ',',
  '、': ',',
  '．': '.',
  '。': '.',
  '：': ':',
  '；': ';',
  '！': '!=',
  '≠': '!=',
  '≥': '>=',
  '≤': '<=',
  '“': '"',
  '”': '"',
  '＂': '"',
  '‘': '"',
  '’': '"',
  "'": '"',
  '==': '=',
  '<>': '!=',
  '&&': 'and',
  '||': 'or',
};
const SIGN = new RegExp(
  `==|<>|&&|\\|\\||[${Object.keys(PLAIN_FORM)
    .filter((sign) => sign.length === 1)
    .join('')}]|[０-９]`,
  'u',
);
/** Texts in quotes and comments, in which every sign may stand. */
const QUIET = /"(?:[^"\\]|\\.)*"|\/\/[^\n]*|\/\*.*?\*\//gsu;

export interface ForeignSign extends Span {
  readonly sign: string;
  readonly plain: string;
}

/** The first sign that no expression holds outside of quotes: some of them the grammar would take into a name. */
export function firstForeignSign(text: string): ForeignSign | null {
  const found = SIGN.exec(text.replace(QUIET, (quiet) => ' '.repeat(quiet.length)));
  if (!found) return null;
  const [sign] = found;
  const digit = sign >= '０' && sign <= '９' ? String(sign.charCodeAt(0) - '０'.charCodeAt(0)) : null;
  return { from: found.index, to: found.index + sign.length, sign, plain: digit ?? PLAIN_FORM[sign] ?? '' };
}
