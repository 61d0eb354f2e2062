import { invariant } from '@daohu/kernel';
import type { Entity, FactRecord, Field, IndexedSchema } from '../schema.ts';
import { bind, type Fragment, sql, trusted } from './fragment.ts';
import type { SqlEntity, SqlMapping, SqlRows } from './mapping.ts';

/** Plain records, the same that the closures judge, as rows that SQL can be asked about: for the examples of packs. */
export interface RecordsInSql {
  readonly mapping: SqlMapping;
  /** A table of the records with the columns `place`, from 0, and `record`, to stand behind `from` under an alias. */
  from(records: readonly FactRecord[], alias: string): Fragment;
}

/** A record becomes JSON, the records and lists within it too; what follows from other items is computed before. */
export function recordsInSql(schema: IndexedSchema, subject: Entity, date: string): RecordsInSql {
  const entities = [...schema.byKey.values(), subject];
  return {
    mapping: { entities: Object.fromEntries(entities.map((entity) => [entity.key, jsonEntity(entity)])) },
    from(records, alias) {
      const rows = records.map((record) => jsonRecord(schema, subject, record, date, 0, []));
      const text = bind(JSON.stringify(rows), 'text');
      return sql`(select ordinality - 1 as place, value as record from jsonb_array_elements(${text}::jsonb) with ordinality) ${trusted(alias)}`;
    },
  };
}

const TYPES = { boolean: 'boolean', integer: 'number', code: 'string', date: 'string', text: 'string' } as const;
const CASTS = { boolean: '::boolean', integer: '::bigint', code: '', date: '::date', text: '' } as const;

function jsonRecord(
  schema: IndexedSchema,
  entity: Entity,
  record: FactRecord,
  date: string,
  yearOffset: number,
  within: readonly unknown[],
): { [key: string]: unknown } {
  invariant(!within.includes(record), 'facts as JSON are a tree: no record leads back to itself');
  const made: { [key: string]: unknown } = {};
  for (const field of entity.fields.values()) {
    if (field.series !== undefined) continue;
    const value = field.derive ? field.derive(record, { date, yearOffset }) : record[field.key];
    if (isOfType(field, value)) made[field.key] = value;
  }
  for (const relation of entity.relations.values()) {
    const to = schema.byKey.get(relation.to)!;
    const years = relation.kind === 'yearBefore' ? yearOffset - 1 : yearOffset;
    const inner = (one: unknown) => jsonRecord(schema, to, one as FactRecord, date, years, [...within, record]);
    const value = record[relation.key];
    if (relation.kind === 'many') {
      if (Array.isArray(value)) made[relation.key] = value.map((one) => inner(one ?? {}));
    } else if (isRecord(value)) made[relation.key] = inner(value);
  }
  return made;
}

/** What the closures would not admit is left out; a text that PostgreSQL cannot hold is no text. */
function isOfType(field: Field, value: unknown): boolean {
  if (typeof value !== TYPES[field.type]) return false;
  return field.type !== 'integer' || Number.isSafeInteger(value);
}

function isRecord(value: unknown): boolean {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function jsonEntity(entity: Entity): SqlEntity {
  const fields = new Map([...entity.fields.values()].map((field) => [field.key, field]));
  return {
    key: (alias) => trusted(`${alias}.record`),
    field(key, alias) {
      const field = fields.get(key);
      invariant(field, `${entity.key} has no field ${key}`);
      return sql`(${member(alias, '->>', key)})${trusted(CASTS[field.type])}`;
    },
    relation(key, alias, of): SqlRows {
      const value = member(of, '->', key);
      const isMany = [...entity.relations.values()].find((one) => one.key === key)?.kind === 'many';
      const where = sql`true`;
      if (!isMany) return { from: sql`lateral (select ${value} as record) ${trusted(alias)}`, where };
      const rows = sql`jsonb_array_elements(coalesce(${value}, '[]')) ${trusted(`${alias} (record)`)}`;
      return { from: rows, where, known: sql`${value} is not null` };
    },
  };
}

function member(alias: string, arrow: '->' | '->>', key: string): Fragment {
  return sql`${trusted(`${alias}.record ${arrow}`)} ${bind(key, 'text')}`;
}
