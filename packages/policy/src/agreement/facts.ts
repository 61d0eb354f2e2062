import type { FactRecord, FieldSchema } from '../schema.ts';
import type { Choices } from './choices.ts';
import { agreementSchema } from './school-schema.ts';

export type Kind = 'school' | 'class' | 'pupil' | 'county';

/** One record, flat: its fields, and the ids of the records that it leads to. Ids are unique over all entities. */
export interface DrawnRecord {
  readonly id: number;
  readonly entity: Kind;
  readonly fields: { readonly [key: string]: number | boolean | string | null };
  /** By relation key: the id, null where there is none. */
  readonly one: { readonly [relation: string]: number | null };
  /** By relation key: the ids, null where nobody recorded the list. */
  readonly many: { readonly [relation: string]: readonly number[] | null };
}

const DAYS = ['2016-06-15', '2016-06-16', '2015-12-31', '2016-02-29', '2000-01-01', '1936-01-01', null];
const SMALL = [0, 1, 2, 3, -1, 7, 12, 59, 60, 61, 99, 100, 101, 999, 1_000, -7, -100];
const ENTITIES = new Map(agreementSchema.entities.map((entity) => [entity.key, entity]));

/** `known`: nothing is missing and nothing lies outside its range, as the interpreter of the standard wants it. */
export function drawFacts(choices: Choices, known: boolean): DrawnRecord[] {
  const entities: Kind[] = ['class', 'pupil', 'school', 'county'];
  const counts = [3, 4, 2, 1];
  const kinds = entities.flatMap((entity, index) =>
    Array.from({ length: 1 + choices.below(counts[index]! * 2) }, () => entity),
  );
  const ids = (entity: string): number[] => kinds.flatMap((kind, id) => (kind === entity ? [id] : []));
  return kinds.map((entity, id): DrawnRecord => {
    const { fields, relations = [] } = ENTITIES.get(entity)!;
    const stored = fields.filter((field) => !field.derive && field.series === undefined);
    const one: Record<string, number | null> = {};
    const many: Record<string, readonly number[] | null> = {};
    for (const { key, kind, to } of relations) {
      if (kind === 'many') {
        const list = Array.from({ length: choices.below(4) + (known ? 1 : 0) }, () => choices.pick(ids(to)));
        many[key] = !known && choices.once(6) ? null : [...new Set(list)];
      } else one[key] = !known && choices.once(4) ? null : choices.pick(ids(to));
    }
    return {
      id,
      entity,
      fields: Object.fromEntries(stored.map((f) => [f.key, drawValue(choices, f, known)])),
      one,
      many,
    };
  });
}

function drawValue(choices: Choices, field: FieldSchema, known: boolean): DrawnRecord['fields'][string] {
  if (!known && choices.once(5)) return null;
  switch (field.type) {
    case 'boolean':
      return choices.pick([true, false]);
    case 'code':
      return choices.pick(known ? ['day', 'none'] : ['day', 'boarding', 'weekly', 'none', 'gone']);
    case 'date':
      return choices.pick(known ? DAYS.slice(0, -1) : DAYS);
    case 'text':
      return choices.pick(['甲', '乙', '', '甲 ']);
    case 'integer': {
      const [low, high] = field.range!;
      const edges = [...SMALL, low, high, low + 1, high - 1, ...(known ? [] : [low - 1, high + 1])];
      return choices.pick(known ? edges.filter((value) => value >= low && value <= high) : edges);
    }
  }
}

/** The same facts as records that hold one another, as the closures read them. */
export function recordsOf(drawn: readonly DrawnRecord[]): FactRecord[] {
  const records = drawn.map(({ id, fields }): { [key: string]: unknown } => ({ id, ...fields }));
  for (const { id, one, many } of drawn) {
    const record = records[id]!;
    for (const [key, to] of Object.entries(one)) record[key] = to === null ? null : records[to];
    for (const [key, to] of Object.entries(many)) record[key] = to?.map((member) => records[member]);
  }
  return records;
}
