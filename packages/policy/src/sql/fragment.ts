/**
 * A piece of SQL: trusted text with values in between. Text comes only from templates in this code and from the
 * caller's mapping; whatever a pack or a record says is a value, and values are bound.
 */
export interface Fragment {
  readonly parts: readonly (string | BoundValue | Fragment)[];
}

/** A value and the type that PostgreSQL is told it has. */
export interface BoundValue {
  readonly value: SqlValue;
  readonly type: SqlType;
}

export type SqlScalar = number | boolean | string | null;
export type SqlValue = SqlScalar | readonly SqlScalar[];
export type SqlType = 'bigint' | 'boolean' | 'text' | 'date' | 'bigint[]' | 'boolean[]' | 'text[]' | 'date[]';

/** A statement as the drivers of PostgreSQL take it. */
export interface Statement {
  readonly text: string;
  readonly values: readonly SqlValue[];
}

/** A template whose holes are fragments, so that plain text cannot slip in. */
export function sql(strings: TemplateStringsArray, ...holes: readonly Fragment[]): Fragment {
  const parts: (string | Fragment)[] = [strings[0]!];
  for (const [index, hole] of holes.entries()) parts.push(hole, strings[index + 1]!);
  return { parts };
}

/** Text of the program itself or of the caller's mapping: identifiers and table expressions, never input. */
export function trusted(text: string): Fragment {
  return { parts: [text] };
}

export function bind(value: SqlValue, type: SqlType): Fragment {
  return { parts: [{ value, type }] };
}

export function joined(fragments: readonly Fragment[], separator: string): Fragment {
  return { parts: fragments.flatMap((one, index) => (index === 0 ? [one] : [separator, one])) };
}

/** With `$1`, `$2` …, the same value once. `from` leaves numbers free for what stands before. */
export function toStatement(fragment: Fragment, from = 1): Statement {
  const values: SqlValue[] = [];
  const places = new Map<string, number>();
  const text: string[] = [];
  for (const part of flatten(fragment)) {
    if (typeof part === 'string') text.push(part);
    else {
      const key = `${part.type} ${JSON.stringify(part.value)}`;
      const place = places.get(key) ?? values.push(part.value);
      places.set(key, place);
      text.push(`$${place + from - 1}::${part.type}`);
    }
  }
  return { text: text.join(''), values };
}

/**
 * The texts around the values and the values, for SQL templates such as `sql-template-tag`: one text more than values,
 * each text after a value beginning with its cast.
 */
export function toTemplate(fragment: Fragment): { readonly strings: string[]; readonly values: SqlValue[] } {
  const strings: string[] = [''];
  const values: SqlValue[] = [];
  for (const part of flatten(fragment)) {
    if (typeof part === 'string') strings[strings.length - 1] += part;
    else {
      values.push(part.value);
      strings.push(`::${part.type}`);
    }
  }
  return { strings, values };
}

/** In order, without recursion: an expression may be nested deeply. */
function* flatten(fragment: Fragment): Generator<string | BoundValue> {
  const open: (string | BoundValue | Fragment)[] = [fragment];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    if (typeof part === 'string' || 'type' in part) yield part;
    else for (let index = part.parts.length - 1; index >= 0; index--) open.push(part.parts[index]!);
  }
}
