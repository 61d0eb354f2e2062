/** A value as COPY's text format wants it. Arrays and bytes are written as PostgreSQL reads them. */
export type CopyValue = string | number | bigint | boolean | null | Buffer | readonly string[];

const NEEDS_ESCAPE = /[\\\t\n\r]/;

/** One line of COPY text: tab-separated, `\N` for null, ended by a newline. */
export function copyLine(values: readonly CopyValue[]): string {
  let line = '';
  for (let i = 0; i < values.length; i++) {
    if (i > 0) line += '\t';
    line += copyText(values[i] as CopyValue);
  }
  return `${line}\n`;
}

/** One value of such a line; for whoever keeps values that come again. `copyLine` and tabs between these are the same. */
export function copyText(value: CopyValue): string {
  if (value === null) return '\\N';
  if (typeof value === 'string') return escapeText(value);
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (Buffer.isBuffer(value)) return `\\\\x${value.toString('hex')}`;
  if (Array.isArray(value)) return escapeText(arrayText(value));
  return String(value);
}

/** `{"a","b"}` with quotes and backslashes escaped, as the array input routine reads it. */
export function arrayText(values: readonly string[]): string {
  return `{${values.map((value) => `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`).join(',')}}`;
}

/** NUL cannot be stored in PostgreSQL text; it is dropped here so that no file can break a load. */
function escapeText(text: string): string {
  const clean = text.includes('\0') ? text.replaceAll('\0', '') : text;
  if (!NEEDS_ESCAPE.test(clean)) return clean;
  return clean.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
}

/** Joins lines into chunks near 256 KiB, so that COPY is not paid per row. */
export async function* chunked(lines: AsyncIterable<string> | Iterable<string>): AsyncGenerator<Buffer> {
  let pending: string[] = [];
  let size = 0;
  for await (const line of lines) {
    pending.push(line);
    size += line.length;
    if (size >= 1 << 18) {
      yield Buffer.from(pending.join(''));
      pending = [];
      size = 0;
    }
  }
  if (size > 0) yield Buffer.from(pending.join(''));
}
