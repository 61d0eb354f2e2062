import { type Fragment, joined, sql, toStatement, trusted } from './fragment.ts';
import type { SqlEntity, SqlMapping, SqlRows } from './mapping.ts';

/** One row that an expression speaks of, under its alias. */
export interface Row {
  readonly alias: string;
  readonly entity: SqlEntity;
  /** False for a row behind an outer join, which may not be there. */
  readonly isThere: boolean;
}

/** What one reading shares: the mapping, the day, and aliases that no two rows have in common. */
export interface Surroundings {
  readonly mapping: SqlMapping;
  readonly date: Fragment;
  nextAlias(): string;
}

export function surroundingsOf(mapping: SqlMapping, date: Fragment): Surroundings {
  let last = 0;
  return { mapping, date, nextAlias: () => `x${++last}` };
}

export function entityOf({ mapping }: Surroundings, key: string): SqlEntity {
  const entity = Object.hasOwn(mapping.entities, key) ? mapping.entities[key] : undefined;
  if (!entity) throw new Error(`the mapping has no entity ${key}`);
  return entity;
}

/**
 * What one `from` is joined to: each record and each list that expressions over its rows reach, once. A list is
 * aggregated in one subquery for all expressions that ask for it. Joins refer only to what stands before them.
 */
export class Scope {
  private readonly joins: (() => Fragment)[] = [];
  private readonly records = new Map<string, Row>();
  private readonly lists = new Map<string, ListJoin>();
  private readonly columns = new Map<string, Fragment>();
  readonly surroundings: Surroundings;

  constructor(surroundings: Surroundings) {
    this.surroundings = surroundings;
  }

  record(of: Row, relation: string, to: string): Row {
    const key = `${of.alias}.${relation}`;
    const kept = this.records.get(key);
    if (kept) return kept;
    const alias = this.surroundings.nextAlias();
    const { from, where, entity } = of.entity.relation(relation, alias, of.alias);
    const row: Row = { alias, entity: entity ?? entityOf(this.surroundings, to), isThere: false };
    this.records.set(key, row);
    this.joins.push(() => sql`\nleft join ${from} on ${where}`);
    return row;
  }

  list(of: Row, relation: string, to: string): ListJoin {
    const key = `${of.alias}.${relation}`;
    const kept = this.lists.get(key);
    if (kept) return kept;
    const made = new ListJoin(this.surroundings, of, relation, to);
    this.lists.set(key, made);
    this.joins.push(() => made.join());
    return made;
  }

  /** A value that several expressions use, computed once a row: `key` names what it is. */
  column(key: string, compute: () => Fragment): Fragment {
    const kept = this.columns.get(key);
    if (kept) return kept;
    const value = compute();
    const alias = trusted(this.surroundings.nextAlias());
    const column = sql`${alias}.v`;
    this.columns.set(key, column);
    this.joins.push(() => sql`\nleft join lateral (select ${value} as v offset 0) ${alias} on true`);
    return column;
  }

  /** `left join …`, each after a line break; nothing when there is nothing to join. */
  toFragment(): Fragment {
    return joined(
      this.joins.map((join) => join()),
      '',
    );
  }
}

/** The rows of one list of one record, aggregated: values are computed once a row, then reduced to one row of answers. */
export class ListJoin {
  /** The row of the list that the values are computed for. */
  readonly element: Row;
  /** What the values reach from there. */
  readonly scope: Scope;
  private readonly alias: string;
  private readonly holder: Row;
  private readonly rows: SqlRows;
  private readonly values: Fragment[] = [];
  private readonly answers: Fragment[] = [];
  private readonly kept = new Map<string, Fragment>();

  constructor(surroundings: Surroundings, of: Row, relation: string, to: string) {
    const element = surroundings.nextAlias();
    this.alias = surroundings.nextAlias();
    this.holder = of;
    this.rows = of.entity.relation(relation, element, of.alias);
    this.element = { alias: element, entity: this.rows.entity ?? entityOf(surroundings, to), isThere: true };
    this.scope = new Scope(surroundings);
  }

  /** An aggregate over a value of each row; the answer as a column of the join. */
  reduce(value: Fragment, aggregate: (value: Fragment) => Fragment): Fragment {
    const name = once(this.kept, value, () => trusted(`v${this.values.push(value)}`));
    return this.answer(aggregate(sql`q.${name}`));
  }

  /** How many rows there are. */
  count(): Fragment {
    return this.answer(sql`count(*)`);
  }

  /** Whether the list is known at all; null when it always is. */
  known(): Fragment | null {
    const conditions = [
      ...(this.holder.isThere ? [] : [sql`${this.holder.entity.key(this.holder.alias)} is not null`]),
      ...(this.rows.known ? [this.rows.known] : []),
      ...(this.rows.emptyIsUnknown ? [sql`${this.count()} > 0`] : []),
    ];
    return conditions.length === 0 ? null : sql`(${joined(conditions, ' and ')})`;
  }

  join(): Fragment {
    if (this.answers.length === 0) return sql``;
    const { from, where } = this.rows;
    const values = this.values.map((value, index) => sql`${value} as ${trusted(`v${index + 1}`)}`);
    const answers = this.answers.map((answer, index) => sql`${answer} as ${trusted(`a${index + 1}`)}`);
    // `offset 0` keeps each value a column: pulled up, its expression would be repeated in every aggregate over it.
    return sql`
left join lateral (select ${joined(answers, ', ')}
from (select ${joined(values, ', ')} from ${from}${this.scope.toFragment()}
where ${where} offset 0) q) ${trusted(this.alias)} on true`;
  }

  private answer(aggregate: Fragment): Fragment {
    return once(this.kept, aggregate, () => trusted(`${this.alias}.a${this.answers.push(aggregate)}`));
  }
}

/** What was made of the same SQL before: a condition that a rule repeats is computed once. */
function once(kept: Map<string, Fragment>, of: Fragment, make: () => Fragment): Fragment {
  const { text, values } = toStatement(of);
  const key = `${text} ${JSON.stringify(values)}`;
  const found = kept.get(key) ?? make();
  kept.set(key, found);
  return found;
}
