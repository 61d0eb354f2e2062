import { invariant, type Outcome, refuse } from '@daohu/kernel';
import {
  type CodeForm,
  type CodeList,
  type CodeRefusal,
  type CodeValue,
  codeReader,
  isIn,
  successorsOf,
} from './code-list.ts';
import { householdCodeLists } from './household-code-lists.ts';
import { personCodeLists } from './person-code-lists.ts';
import { compactText } from './plain-text.ts';
import { schoolCodeLists } from './school-code-lists.ts';

export const codeLists: readonly CodeList[] = [...householdCodeLists, ...personCodeLists, ...schoolCodeLists];

const readers = new Map(codeLists.map((list) => [list.id, codeReader(list)]));

function reader(listId: string) {
  const found = readers.get(listId);
  invariant(found, `there is no code list ${listId}`);
  return found;
}

export function getCodeList(listId: string): CodeList {
  return reader(listId).list;
}

/**
 * The key that `text` means in a file of `year`: a code, a label or another text seen for the value, in full or half
 * width, with or without blanks. Refused with the years in which it is valid when it is so in other years only.
 */
export function readCode(listId: string, text: string, year: number): Outcome<string, CodeRefusal> {
  return reader(listId).read(text, year);
}

/** Several values in one cell, divided by comma, 、 or semicolon. Keys come back once each, in the order of the list. */
export function readCodes(listId: string, text: string, year: number): Outcome<readonly string[], CodeRefusal> {
  const { list, read } = reader(listId);
  const whole = read(text, year);
  if (whole.ok) return { ok: true, value: [whole.value] };
  const keys = new Set<string>();
  for (const part of compactText(text).split(/[,、;|/]+/)) {
    if (part === '') continue;
    const one = read(part, year);
    if (!one.ok) return one;
    keys.add(one.value);
  }
  if (keys.size === 0) return refuse({ code: 'unknown-code', list: listId, text });
  return { ok: true, value: list.values.map((value) => value.key).filter((key) => keys.has(key)) };
}

/** The wording of `year`, or the nearest there is when the value was not valid then. Null for a key that is none. */
export function labelOf(listId: string, key: string, year: number): string | null {
  const value = findValue(listId, key);
  if (!value) return null;
  return (formIn(value, year) ?? value.forms.at(-1)!).label;
}

/** The code of the national system in `year`, or null where none is known. */
export function codeOf(listId: string, key: string, year: number): string | null {
  const value = findValue(listId, key);
  return value?.forms.findLast((form) => form.code !== undefined && isIn(form, year))?.code ?? null;
}

/** The values that a form of `year` offers, in the order of the list. */
export function valuesIn(listId: string, year: number): readonly { readonly key: string; readonly label: string }[] {
  return getCodeList(listId).values.flatMap((value) => {
    const form = formIn(value, year);
    return form ? [{ key: value.key, label: form.label }] : [];
  });
}

/** What a value is called in `year`: itself while it is valid, else what took its place. Several: somebody must look. */
export function successors(listId: string, key: string, year: number): readonly string[] {
  return successorsOf(getCodeList(listId), key, year);
}

function findValue(listId: string, key: string): CodeValue | undefined {
  return getCodeList(listId).values.find((value) => value.key === key);
}

function formIn(value: CodeValue, year: number): CodeForm | undefined {
  return value.forms.findLast((form) => isIn(form, year));
}
