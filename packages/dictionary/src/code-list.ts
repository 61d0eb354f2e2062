import { type Outcome, refuse } from '@daohu/kernel';
import { compactText } from './plain-text.ts';

/** How one value is written in files of the years `from`–`to` (both included; open where left out). */
export interface CodeForm {
  readonly from?: number;
  readonly to?: number;
  /** Code of the national system in those years. Left out where only the text is known. */
  readonly code?: string;
  readonly label: string;
}

/** One value of a list. `key` is what we store: ours, stable, the same in every year. */
export interface CodeValue {
  readonly key: string;
  /** In the order of the years, the newest last. */
  readonly forms: readonly CodeForm[];
  /** Other texts seen for it in files, read in every year in which the value exists. */
  readonly synonyms?: readonly string[];
  /**
   * Keys that took its place when it was withdrawn. One: the new value says the same. Several: the old value does
   * not say which, somebody has to look.
   */
  readonly successors?: readonly string[];
}

/** 代码表: the values that an item may have, with the years in which each is valid. */
export interface CodeList {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly values: readonly CodeValue[];
  /** What is doubtful about it, and where it was read. */
  readonly note?: string;
}

export interface YearSpan {
  readonly from?: number;
  readonly to?: number;
}

export type CodeRefusal =
  | { readonly code: 'unknown-code'; readonly list: string; readonly text: string }
  | {
      readonly code: 'not-valid-in-year';
      readonly list: string;
      readonly text: string;
      readonly year: number;
      /** Years in which the text or code is valid. */
      readonly validIn: readonly YearSpan[];
      /** Keys that may be meant in `year`. */
      readonly successors: readonly string[];
    }
  | { readonly code: 'ambiguous'; readonly list: string; readonly text: string; readonly keys: readonly string[] };

interface Candidate extends YearSpan {
  readonly key: string;
  /** An exact label or code of the year outranks the wording of another year, and that a synonym. */
  readonly rank: 0 | 1 | 2;
}

/** A list with its look-up table, built once. */
export interface CodeReader {
  readonly list: CodeList;
  read(text: string, year: number): Outcome<string, CodeRefusal>;
}

export function codeReader(list: CodeList): CodeReader {
  const table = lookupTable(list);
  const known = new Map<string, Outcome<string, CodeRefusal>>();
  return {
    list,
    read(text, year) {
      const asked = `${year} ${text}`;
      const before = known.get(asked);
      if (before) return before;
      const outcome = readFrom(list, table, text, year);
      // Files repeat few texts very often; a hostile file of ever new texts must not grow this without end.
      if (known.size < 2_000) known.set(asked, outcome);
      return outcome;
    },
  };
}

function readFrom(
  list: CodeList,
  table: ReadonlyMap<string, readonly Candidate[]>,
  text: string,
  year: number,
): Outcome<string, CodeRefusal> {
  const wanted = lookupForm(text);
  const candidates = table.get(wanted);
  if (!candidates) return refuse({ code: 'unknown-code', list: list.id, text });
  let keys: string[] = [];
  let best = 3;
  for (const candidate of candidates) {
    if (candidate.rank > best || !isIn(candidate, year)) continue;
    if (candidate.rank < best) keys = [];
    best = candidate.rank;
    if (!keys.includes(candidate.key)) keys.push(candidate.key);
  }
  if (keys.length === 1) return { ok: true, value: keys[0]! };
  if (keys.length > 1) return refuse({ code: 'ambiguous', list: list.id, text, keys });
  return refuse({
    code: 'not-valid-in-year',
    list: list.id,
    text,
    year,
    validIn: spansOf(candidates),
    successors: successorsIn(list, [...new Set(candidates.map((candidate) => candidate.key))], year),
  });
}

function lookupTable(list: CodeList): Map<string, Candidate[]> {
  const table = new Map<string, Candidate[]>();
  const add = (text: string, candidate: Candidate) => {
    const form = lookupForm(text);
    table.set(form, [...(table.get(form) ?? []), candidate]);
  };
  for (const value of list.values) {
    for (const form of value.forms) {
      add(form.label, { key: value.key, rank: 0, ...spanOf(form) });
      for (const other of value.forms) {
        if (other !== form) add(form.label, { key: value.key, rank: 1, ...spanOf(other) });
      }
      for (const synonym of value.synonyms ?? []) add(synonym, { key: value.key, rank: 2, ...spanOf(form) });
      if (form.code === undefined) continue;
      for (const written of codeSpellings(form.code)) add(written, { key: value.key, rank: 0, ...spanOf(form) });
    }
  }
  return table;
}

/** 01 is also found as 1: a spreadsheet that takes the code for a number drops the zero. */
function codeSpellings(code: string): string[] {
  const bare = code.replace(/^0+(?=\d)/, '');
  return bare === code ? [code] : [code, bare];
}

function lookupForm(text: string): string {
  return compactText(text).toUpperCase();
}

function spanOf({ from, to }: YearSpan): YearSpan {
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

function spansOf(candidates: readonly Candidate[]): YearSpan[] {
  const spans = new Map(candidates.map((candidate) => [`${candidate.from}-${candidate.to}`, spanOf(candidate)]));
  return [...spans.values()];
}

export function isIn(span: YearSpan, year: number): boolean {
  return (span.from === undefined || year >= span.from) && (span.to === undefined || year <= span.to);
}

/** The values that are valid in `year` and stand for `keys` there, through as many changes as it takes. */
function successorsIn(list: CodeList, keys: readonly string[], year: number): string[] {
  const found = new Set<string>();
  const seen = new Set<string>();
  const visit = (key: string): void => {
    if (seen.has(key)) return;
    seen.add(key);
    const value = list.values.find((candidate) => candidate.key === key);
    if (!value) return;
    if (value.forms.some((form) => isIn(form, year))) found.add(key);
    else for (const next of value.successors ?? []) visit(next);
  };
  for (const key of keys) visit(key);
  return [...found];
}

export function successorsOf(list: CodeList, key: string, year: number): readonly string[] {
  return successorsIn(list, [key], year);
}
