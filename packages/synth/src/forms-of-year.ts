import { valuesIn } from '@daohu/dictionary';

const known = new Map<string, ReadonlySet<string>>();

/** Whether the form of `year` offers this value: wordings come and go, and the dictionary knows when. */
export function isOffered(list: string, key: string, year: number): boolean {
  const asked = `${list} ${year}`;
  let keys = known.get(asked);
  if (!keys) {
    keys = new Set(valuesIn(list, year).map((value) => value.key));
    known.set(asked, keys);
  }
  return keys.has(key);
}

/** The first of these values that the form of `year` offers; the last one when it offers none. */
export function firstOffered(list: string, keys: readonly [string, ...string[]], year: number): string {
  return keys.find((key) => isOffered(list, key, year)) ?? (keys.at(-1) as string);
}
