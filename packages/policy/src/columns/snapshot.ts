import { done, type Outcome, refuse } from '@daohu/kernel';
import type { DivisionChain } from '../packs/division-chain.ts';
import type { Field, IndexedSchema } from '../schema.ts';
import { type Column, codeKeysOf, contentOf, Texts } from './column.ts';
import { type FactColumns, type FactTable, factColumns, type LinkColumn, type ListColumn } from './fact-columns.ts';
import type { AnyArray } from './generate.ts';

/**
 * 列快照: columns as one block of bytes, to be kept in a file and read back without a copy: sixteen bytes (a name, the
 * format, the length of the head), the head as JSON, then the arrays as they lie in memory, each at a multiple of eight.
 */
const NAME = 'DAOHUCOL';
const FORMAT = 1;
const PREFIX_BYTES = 16;

export type SnapshotRefusal =
  | { readonly code: 'not-a-snapshot' }
  /** Written by a newer program. */
  | { readonly code: 'newer-format'; readonly format: number }
  /** Shorter than it says, or bytes changed since it was written. */
  | { readonly code: 'damaged' }
  /** A field that is kept otherwise today: another type, range or code list. */
  | { readonly code: 'other-schema'; readonly entity: string; readonly field: string };

/** What was kept together with the columns: of which year, of which moment of the register. */
export type SnapshotNote = { readonly [key: string]: string | number | boolean | null };

interface Head {
  readonly note: SnapshotNote;
  readonly texts: readonly string[];
  readonly segments: readonly {
    readonly chain: DivisionChain;
    readonly ranges: FactColumns['segments'][number]['ranges'];
  }[];
  readonly tables: readonly HeadTable[];
  readonly bytes: number;
  readonly sum: number;
}

interface HeadTable {
  readonly name: string;
  readonly entity: string;
  readonly yearsBack: number;
  readonly count: number;
  readonly columns: readonly { key: string; field: string; complete: boolean; values: Stored }[];
  readonly lists: readonly {
    key: string;
    table: string;
    starts: Stored;
    missing: Stored | null;
    rows: Stored | null;
  }[];
  readonly links: readonly { key: string; table: string; rows: Stored }[];
  readonly present: readonly { years: number; flags: Stored }[];
}

type Kind = 'u8' | 'u16' | 'u32' | 'i32' | 'f64';
interface Stored {
  readonly kind: Kind;
  readonly at: number;
  readonly length: number;
}

/** The bytes of a snapshot, in portions to be written one behind the other. */
export function encodeSnapshot(schema: IndexedSchema, columns: FactColumns, note: SnapshotNote = {}): Uint8Array[] {
  const body: Uint8Array[] = [];
  let at = 0;
  const store = (array: AnyArray): Stored => {
    const stored = { kind: kindOf(array), at, length: array.length };
    const bytes = inWholeWords(array);
    body.push(bytes);
    at += bytes.length;
    return stored;
  };
  const tables = [...columns.tables.values()].map((table) => headOf(schema, table, store));
  const { segments, texts } = columns;
  const head: Head = { note, texts: texts.all, segments, tables, bytes: at, sum: body.reduce(sumOf, 0) };
  const text = new TextEncoder().encode(JSON.stringify(head));
  const prefix = new Uint8Array(PREFIX_BYTES);
  prefix.set(new TextEncoder().encode(NAME));
  const view = new DataView(prefix.buffer);
  view.setUint32(8, FORMAT, true);
  view.setUint32(12, text.length, true);
  return [prefix, text, new Uint8Array(-(PREFIX_BYTES + text.length) & 7), ...body];
}

/** The columns of a snapshot, as views of its bytes: give it shared memory, and threads can use them. */
export function decodeSnapshot(
  schema: IndexedSchema,
  buffer: ArrayBuffer | SharedArrayBuffer,
): Outcome<{ columns: FactColumns; note: SnapshotNote }, SnapshotRefusal> {
  if (buffer.byteLength < PREFIX_BYTES) return refuse({ code: 'not-a-snapshot' });
  // A text is not decoded from shared memory.
  const prefix = new Uint8Array(buffer, 0, PREFIX_BYTES).slice();
  if (new TextDecoder().decode(prefix.subarray(0, 8)) !== NAME) return refuse({ code: 'not-a-snapshot' });
  const view = new DataView(prefix.buffer);
  const format = view.getUint32(8, true);
  if (format > FORMAT) return refuse({ code: 'newer-format', format });
  const length = view.getUint32(12, true);
  const start = (PREFIX_BYTES + length + 7) & ~7;
  const head = start <= buffer.byteLength ? readHead(new Uint8Array(buffer, PREFIX_BYTES, length).slice()) : null;
  if (head === null || buffer.byteLength !== start + head.bytes) return refuse({ code: 'damaged' });
  if (sumOf(0, new Uint8Array(buffer, start)) !== head.sum) return refuse({ code: 'damaged' });
  for (const { entity, columns } of head.tables) {
    const changed = columns.find(({ key, field }) => signature(schema, entity, key) !== field);
    if (changed) return refuse({ code: 'other-schema', entity, field: changed.key });
  }
  const tables = head.tables.map((table) => [table.name, tableOf(schema, table, buffer, start)] as const);
  const { segments, note } = head;
  const columns = factColumns(schema, { tables: new Map(tables), segments, texts: new Texts(head.texts) });
  return done({ columns, note });
}

function readHead(bytes: Uint8Array): Head | null {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as Head;
  } catch {
    return null;
  }
}

function headOf(schema: IndexedSchema, table: FactTable, store: (array: AnyArray) => Stored): HeadTable {
  const { name, entity, yearsBack, count, columns, lists, links, present } = table;
  return {
    name,
    entity,
    yearsBack,
    count,
    columns: [...columns].map(([key, { values, complete }]) => {
      return { key, field: signature(schema, entity, key), complete, values: store(values) };
    }),
    lists: [...lists].map(([key, { table: to, starts, missing, rows }]) => {
      return { key, table: to, starts: store(starts), missing: missing && store(missing), rows: rows && store(rows) };
    }),
    links: [...links].map(([key, link]) => ({ key, table: link.table, rows: store(link.rows) })),
    present: [...present].map(([years, flags]) => ({ years, flags: store(flags) })),
  };
}

function tableOf(
  schema: IndexedSchema,
  { name, entity, yearsBack, count, columns, lists, links, present }: HeadTable,
  buffer: ArrayBuffer | SharedArrayBuffer,
  start: number,
): FactTable {
  const read = <T extends AnyArray>({ kind, at, length }: Stored): T =>
    new ARRAYS[kind](buffer as ArrayBuffer, start + at, length) as unknown as T;
  return {
    name,
    entity,
    yearsBack,
    count,
    columns: new Map(
      columns.map(({ key, complete, values }): [string, Column] => {
        return [key, { holds: contentOf(fieldOf(schema, entity, key)!), complete, values: read(values) }];
      }),
    ),
    lists: new Map(
      lists.map(({ key, table, starts, missing, rows }): [string, ListColumn] => {
        const optional = { missing: missing && read<Uint8Array>(missing), rows: rows && read<Uint32Array>(rows) };
        return [key, { table, starts: read(starts), ...optional }];
      }),
    ),
    links: new Map(links.map(({ key, table, rows }): [string, LinkColumn] => [key, { table, rows: read(rows) }])),
    present: new Map(present.map(({ years, flags }) => [years, read<Uint8Array>(flags)])),
  };
}

const ARRAYS = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array, i32: Int32Array, f64: Float64Array };

function kindOf(array: AnyArray): Kind {
  return (Object.keys(ARRAYS) as Kind[]).find((kind) => array instanceof ARRAYS[kind])!;
}

function fieldOf(schema: IndexedSchema, entity: string, key: string): Field | undefined {
  const name = key.split('@')[0];
  return [...(schema.byKey.get(entity)?.fields.values() ?? [])].find((field) => field.key === name);
}

/** How a field is kept; two that agree in it may read each other's arrays. */
function signature(schema: IndexedSchema, entity: string, key: string): string {
  const field = fieldOf(schema, entity, key);
  if (!field) return '';
  const range = field.type === 'integer' ? ` ${field.low} ${field.high}` : '';
  return `${field.type}${range}${field.type === 'code' ? ` ${codeKeysOf(field).join(' ')}` : ''}`;
}

/** The bytes of an array, filled up to a multiple of eight. */
function inWholeWords({ buffer, byteOffset, byteLength }: AnyArray): Uint8Array {
  const bytes = new Uint8Array(buffer, byteOffset, byteLength);
  if (byteLength % 8 === 0 && byteOffset % 4 === 0) return bytes;
  const filled = new Uint8Array((byteLength + 7) & ~7);
  filled.set(bytes);
  return filled;
}

/** Finds bytes that changed; it is no protection against somebody who changes them on purpose. */
function sumOf(before: number, { buffer, byteOffset, byteLength }: Uint8Array): number {
  let sum = before;
  for (const word of new Int32Array(buffer, byteOffset, byteLength >> 2)) sum = (Math.imul(sum, 31) + word) | 0;
  return sum;
}
