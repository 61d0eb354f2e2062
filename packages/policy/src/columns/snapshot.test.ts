import { expect, test } from 'vitest';
import { divisionChain, type Schema } from '../index.ts';
import { indexSchema } from '../schema.ts';
import { schoolSchema } from '../test-schema.ts';
import { columnsOfRecords, compileColumns, decodeSnapshot, encodeSnapshot } from './index.ts';
import { schoolLibrary } from './school-library.fixture.ts';

const RULES = {
  'keep-class': `subject: class
all:
  - { title: 甲, clause: state/1, feel: 班.类别 = "走读" and 班.上年.班费 > 3 }
  - { title: 乙, clause: state/1, feel: every 生 in 班.学生 satisfies 生.到课 }
`,
};
const CLASSES = [
  { kind: 'day', lastYear: { budget: 4 }, pupils: [{ present: true }, { present: true }, { present: false }] },
  { kind: 'day', lastYear: { budget: 4 }, pupils: [{ present: true }] },
  { kind: 'boarding', pupils: [] },
];

function kept() {
  const library = schoolLibrary({ state: { code: '420000', rules: RULES } });
  const program = compileColumns(library, ['keep-class'], '2016-12-31');
  const subjects = { class: CLASSES };
  const columns = columnsOfRecords(library.schema, program.reads, [
    { chain: divisionChain(420_821_101_201), subjects },
  ]);
  return {
    program,
    columns,
    schema: library.schema,
    bytes: joined(encodeSnapshot(library.schema, columns, { year: 2016 })),
  };
}

function joined(parts: readonly Uint8Array[]): ArrayBuffer {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes.buffer;
}

test('columns read back give the same verdicts', () => {
  const { program, columns, schema, bytes } = kept();
  const read = decodeSnapshot(schema, bytes);
  if (!read.ok) throw new Error(read.refusal.code);
  expect(read.value.note).toEqual({ year: 2016 });
  const verdicts = program.runNow(read.value.columns).get('keep-class')!.states;
  expect(verdicts).toEqual(program.runNow(columns).get('keep-class')!.states);
  expect([...verdicts!]).toEqual([0, 1, 0]);
});

test('what is no snapshot, a newer one, a shortened or a changed one is refused', () => {
  const { schema, bytes } = kept();
  expect(decodeSnapshot(schema, new ArrayBuffer(3))).toEqual({ ok: false, refusal: { code: 'not-a-snapshot' } });
  expect(decodeSnapshot(schema, new ArrayBuffer(99))).toEqual({ ok: false, refusal: { code: 'not-a-snapshot' } });
  const newer = bytes.slice(0);
  new DataView(newer).setUint32(8, 2, true);
  expect(decodeSnapshot(schema, newer)).toEqual({ ok: false, refusal: { code: 'newer-format', format: 2 } });
  for (let length = 16; length < bytes.byteLength; length += 7) {
    expect(decodeSnapshot(schema, bytes.slice(0, length))).toEqual({ ok: false, refusal: { code: 'damaged' } });
  }
  const flipped = bytes.slice(0);
  new Uint8Array(flipped)[flipped.byteLength - 9]! ^= 1;
  expect(decodeSnapshot(schema, flipped)).toEqual({ ok: false, refusal: { code: 'damaged' } });
});

test('a snapshot of another code list is refused, naming the field', () => {
  const { bytes } = kept();
  const [first, ...rest] = schoolSchema.entities;
  const fields = first!.fields.map((field) =>
    field.key === 'kind' ? { ...field, codes: [{ key: 'other', label: '其他' }, ...field.codes!] } : field,
  );
  const changed: Schema = { entities: [{ ...first!, fields }, ...rest] };
  expect(decodeSnapshot(indexSchema(changed), bytes)).toEqual({
    ok: false,
    refusal: { code: 'other-schema', entity: 'class', field: 'kind' },
  });
});
