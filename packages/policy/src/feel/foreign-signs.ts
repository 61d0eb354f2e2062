import { KEYWORDS } from './names.ts';
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
const QUIET = /"(?:[^"\\]|\\.)*(?:"|$)|\/\/[^\n]*|\/\*.*?(?:\*\/|$)/gsu;

const WORD = /[^\s()[\]{},:"+\-*/=<>!.@]+/gu;

export interface ForeignSign extends Span {
  readonly sign: string;
  readonly plain: string;
}

/** The first sign that no expression holds outside of quotes: some of them the grammar would take into a name. */
export function firstForeignSign(text: string): ForeignSign | null {
  const found = SIGN.exec(withoutQuiet(text));
  if (!found) return null;
  const [sign] = found;
  const digit = sign >= '０' && sign <= '９' ? String(sign.charCodeAt(0) - '０'.charCodeAt(0)) : null;
  return { from: found.index, to: found.index + sign.length, sign, plain: digit ?? PLAIN_FORM[sign] ?? '' };
}

/** More than `most` words with nothing but space between them, keywords of FEEL apart. */
export function firstRunOfWords(text: string, most: number): Span | null {
  const loud = withoutQuiet(text);
  let run = { from: 0, words: 0, to: 0 };
  for (const { 0: word, index } of loud.matchAll(WORD)) {
    const goesOn = run.words > 0 && loud.slice(run.to, index).trim() === '' && !KEYWORDS.includes(word);
    run = goesOn
      ? { ...run, words: run.words + 1, to: index + word.length }
      : { from: index, words: 1, to: index + word.length };
    if (run.words > most) return run;
  }
  return null;
}

function withoutQuiet(text: string): string {
  return text.replace(QUIET, (quiet) => ' '.repeat(quiet.length));
}
