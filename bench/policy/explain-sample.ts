import { codeKeysOf, type FactColumns, type FactRecord, type Field, type Library, type Results } from '@daohu/policy';
import { DATE } from './bench-rules.ts';

const SAMPLE = 2_000;
const RULE = 'exit-household';
const STATES = ['unmet', 'met', 'unknown'];

/** One household explained, from the records that its rows stand for; its verdict must be that of the batch. */
export function explainSample(library: Library, columns: FactColumns, results: Results): void {
  const states = results.get(RULE)!.states!;
  const table = columns.tables.get('household')!;
  const members = table.lists.get('members')!.starts;
  const step = Math.max(1, Math.floor(table.count / SAMPLE));
  const times: number[] = [];
  for (let row = 0; row < table.count; row += step) {
    const segment = columns.segments.find(({ ranges }) => row < ranges.household![1])!;
    const bound = library.evaluator(RULE, segment.chain, DATE);
    if (!bound.ok) throw new Error(bound.refusal.code);
    const persons = Array.from({ length: members[row + 1]! - members[row]! }, (_, index) => members[row]! + index);
    const lastYear = recordOf(library, columns, 'household', row, '@1');
    const facts = {
      ...recordOf(library, columns, 'household', row, ''),
      lastYear,
      members: persons.map((person) => ({
        ...recordOf(library, columns, 'person', person, ''),
        bornOn: bornFor(columns, person),
      })),
    };
    const started = performance.now();
    const explained = bound.value.explain(facts);
    times.push(performance.now() - started);
    if (explained.verdict !== STATES[states[row]!])
      throw new Error(`household ${row} is explained as ${explained.verdict}`);
  }
  times.sort((a, b) => a - b);
  const at = (share: number): string => times[Math.floor(times.length * share)]!.toFixed(3);
  console.log(
    `explanation of ${RULE}, ${times.length} households, verdicts as in the batch: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`,
  );
}

function recordOf(library: Library, columns: FactColumns, table: string, row: number, year: '' | '@1'): FactRecord {
  const fields = [...library.schema.byKey.get(table)!.fields.values()];
  const held = columns.tables.get(table)!.columns;
  return Object.fromEntries(
    fields.flatMap((field) => {
      const column = held.get(`${field.key}${year}`);
      return column ? [[field.key, readValue(field, column.values[row]!)]] : [];
    }),
  );
}

function readValue(field: Field, stored: number): unknown {
  if (field.type === 'boolean') return stored === 2 ? null : stored === 1;
  if (field.type === 'code') return codeKeysOf(field)[stored] ?? null;
  if (field.type === 'date') return null;
  return stored >= field.low && stored <= field.high ? stored : null;
}

/** A birthday that makes the age that the columns hold. */
function bornFor(columns: FactColumns, person: number): string | null {
  const age = columns.tables.get('person')!.columns.get('age')!.values[person]!;
  return age === 255 ? null : `${Number(DATE.slice(0, 4)) - age}-01-01`;
}
