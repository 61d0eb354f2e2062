import { bind, type Fragment, joined, sql, trusted } from '../sql/fragment.ts';
import type { SqlEntity, SqlMapping } from '../sql/mapping.ts';
import type { DrawnRecord, Kind } from './facts.ts';
import { agreementSchema } from './school-schema.ts';

const TYPES = { integer: 'bigint', boolean: 'boolean', code: 'text', date: 'date', text: 'text' } as const;

/** `with …`: the facts as tables, one per entity and one that holds the lists. */
export function factTables(drawn: readonly DrawnRecord[]): Fragment {
  const tables = agreementSchema.entities.map(({ key, fields, relations = [] }) => {
    const columns = [
      'id bigint',
      ...fields
        .filter((field) => !field.derive && field.series === undefined)
        .map((field) => `"${field.key}" ${TYPES[field.type]}`),
      ...relations.map((one) => (one.kind === 'many' ? `"${one.key}" boolean` : `"${one.key}" bigint`)),
    ];
    const rows = drawn.filter(({ entity }) => entity === key).map(rowOf);
    return sql`${trusted(`"${key}"`)} as materialized (select * from jsonb_to_recordset(${json(rows)}) as t (${trusted(columns.join(', '))}))`;
  });
  const members = drawn.flatMap(({ id, many }) =>
    Object.entries(many).flatMap(([list, to]) => (to ?? []).map((member) => ({ holder: id, list, member }))),
  );
  const listed = sql`listed as materialized (select * from jsonb_to_recordset(${json(members)}) as t (holder bigint, list text, member bigint))`;
  return sql`with ${joined([...tables, listed], ',\n')}`;
}

function json(rows: unknown): Fragment {
  return sql`${bind(JSON.stringify(rows), 'text')}::jsonb`;
}

function rowOf({ id, fields, one, many }: DrawnRecord): object {
  const known = Object.fromEntries(Object.entries(many).map(([list, members]) => [list, members !== null]));
  return { id, ...fields, ...one, ...known };
}

export const agreementMapping: SqlMapping = {
  entities: Object.fromEntries(agreementSchema.entities.map(({ key }) => [key, entityOf(key as Kind)])),
};

function entityOf(key: Kind): SqlEntity {
  const relations = new Map(
    agreementSchema.entities.find((one) => one.key === key)!.relations?.map((one) => [one.key, one]),
  );
  return {
    key: (alias) => trusted(`${alias}.id`),
    field(field, alias, { date, yearOffset }) {
      if (field !== 'days') return trusted(`${alias}."${field}"`);
      return sql`(${date} - ${trusted(`${alias}."bornOn"`)} + ${trusted(String(yearOffset * 365))})`;
    },
    relation(name, alias, of) {
      const { kind, to } = relations.get(name)!;
      const rows = trusted(`"${to}" ${alias}`);
      if (kind !== 'many') return { from: rows, where: trusted(`${alias}.id = ${of}."${name}"`) };
      return {
        from: sql`(${rows} join listed ${trusted(`${alias}_in on ${alias}_in.member = ${alias}.id`)})`,
        where: sql`${trusted(`${alias}_in.holder = ${of}.id and ${alias}_in.list =`)} ${bind(name, 'text')}`,
        known: trusted(`${of}."${name}"`),
      };
    },
  };
}
