import { assertNever, invariant } from '@daohu/kernel';
import type { TableValue, Value } from '../explain/frame.ts';
import type { CompareOp } from '../feel/syntax.ts';
import type { Node, RecordType, ReferenceRead, Type } from '../feel/tree.ts';
import { bind, type Fragment, joined, type SqlType, sql } from './fragment.ts';
import { roundedQuotient } from './rounding.ts';
import type { ListJoin, Row, Scope } from './scope.ts';

/** What an expression is bound to: the law as it stands at a place and a day. */
export interface Bindings {
  parameter(slot: number): Value | TableValue;
  reference(slot: number, read: ReferenceRead): Value;
  /** The result of another rule for a row, if the row is there; null where no such rule holds. */
  call(slot: number, row: Row, scope: Scope): Fragment | null;
}

/** Subject and loop variables by slot. */
export type Rows = ReadonlyMap<number, Row>;

/**
 * A typed expression as SQL: boolean, bigint, text or date, null for unknown, exactly as the closures of `explain`
 * give it. Whatever it reaches beyond its rows is joined to `scope`, the innermost `from` that it stands in.
 */
export class ExpressionReading {
  private readonly bindings: Bindings;

  constructor(bindings: Bindings) {
    this.bindings = bindings;
  }

  value(node: Node, rows: Rows, scope: Scope): Fragment {
    const value = (of: Node): Fragment => this.value(of, rows, scope);
    switch (node.is) {
      case 'literal':
        return bind(node.value, sqlTypeOf(node.type));
      case 'parameter':
        return bind(this.bindings.parameter(node.slot) as Value, sqlTypeOf(node.type));
      case 'reference':
        return bind(this.bindings.reference(node.slot, node.read), sqlTypeOf(node.type));
      case 'table':
        return tableRow(this.bindings.parameter(node.slot) as TableValue, node.by.map(value), sqlTypeOf(node.type));
      case 'verdict':
        return this.verdict(node, rows, scope);
      case 'field':
        return fieldValue(node, this.row(node.of, rows, scope), scope);
      case 'arithmetic':
        return this.arithmetic(node, rows, scope);
      case 'negate':
        return sql`(-${value(node.of)})`;
      case 'compare':
        return compare(node.op, value(node.left), value(node.right));
      case 'codeIs': {
        const isOne = sql`(${value(node.of)} = any(${bind(node.keys, 'text[]')}))`;
        return node.negated ? sql`(not ${isOne})` : isOne;
      }
      case 'isMissing':
        return this.isMissing(node.of, node.negated, rows, scope);
      case 'between': {
        const [of, low, high] = [value(node.of), value(node.low), value(node.high)];
        if (isPlain(node.of)) return sql`(${of} between ${low} and ${high})`;
        return sql`(select d.a between d.b and d.c from (select ${of} as a, ${low} as b, ${high} as c offset 0) d)`;
      }
      case 'and':
      case 'or':
        return sql`(${joined(node.parts.map(value), ` ${node.is} `)})`;
      case 'not':
        return sql`(not ${value(node.of)})`;
      case 'if':
        return sql`(case ${value(node.test)} when true then ${value(node.yes)} when false then ${value(node.no)} end)`;
      case 'every':
      case 'some':
        return this.quantified(node, rows, scope);
      case 'aggregate':
        return aggregateOfItems(node.fn, node.items.map(value), sqlTypeOf(node.type));
      case 'aggregateList':
        return this.aggregateOfList(node, rows, scope);
      case 'round':
        if (!node.denominator) return value(node.numerator);
        return roundedQuotient(node.mode, value(node.numerator), value(node.denominator));
      case 'variable':
      case 'relation':
      case 'for':
        throw new Error(`a ${node.type.is} has no value of its own in SQL`);
      default:
        return assertNever(node);
    }
  }

  /** Long sums nest to the left; they are read in a loop, not by recursion. */
  private arithmetic(node: Node & { is: 'arithmetic' }, rows: Rows, scope: Scope): Fragment {
    const steps: (Node & { is: 'arithmetic' })[] = [];
    let left: Node = node;
    for (; left.is === 'arithmetic'; left = left.left) steps.push(left);
    let made = this.value(left, rows, scope);
    for (const step of steps.reverse())
      made = sql`(${made} ${ARITHMETIC[step.op]} ${this.value(step.right, rows, scope)})`;
    return made;
  }

  private row(node: Node, rows: Rows, scope: Scope): Row {
    if (node.is === 'variable') {
      const row = rows.get(node.slot);
      invariant(row, `no row stands for ${node.name}`);
      return row;
    }
    invariant(node.is === 'relation' && node.type.is === 'record', 'a record is a variable or a relation');
    return scope.record(this.row(node.of, rows, scope), node.relation.key, node.type.entity.key);
  }

  private list(node: Node, rows: Rows, scope: Scope): ListJoin {
    invariant(node.is === 'relation' && node.type.is === 'list', 'a list is a relation');
    const { entity } = node.type.of as RecordType;
    return scope.list(this.row(node.of, rows, scope), node.relation.key, entity.key);
  }

  private isMissing(of: Node, negated: boolean, rows: Rows, scope: Scope): Fragment {
    if (of.type.is === 'list') {
      const known = this.list(of, rows, scope).known() ?? TRUE;
      return negated ? known : sql`(not ${known})`;
    }
    const value = of.type.is === 'record' ? keyOf(this.row(of, rows, scope)) : this.value(of, rows, scope);
    return negated ? sql`(${value} is not null)` : sql`(${value} is null)`;
  }

  /** False is 0, unknown 1, true 2: `every` is the least, `some` the greatest, of no row true and false. */
  private quantified(node: Node & { is: 'every' | 'some' }, rows: Rows, scope: Scope): Fragment {
    const list = this.list(node.list, rows, scope);
    const body = this.value(node.body, new Map(rows).set(node.slot, list.element), list.scope);
    const rank = sql`case ${body} when true then 2 when false then 0 else 1 end`;
    const [least, ofNone] = node.is === 'every' ? [sql`min`, sql`2`] : [sql`max`, sql`0`];
    const found = list.reduce(rank, (each) => sql`${least}(${each})`);
    return whenKnown(list, sql`(case coalesce(${found}, ${ofNone}) when 2 then true when 0 then false end)`);
  }

  private aggregateOfList({ fn, list: of, type }: Node & { is: 'aggregateList' }, rows: Rows, scope: Scope): Fragment {
    if (of.is !== 'for') {
      invariant(fn === 'count', 'records are only counted');
      const records = this.list(of, rows, scope);
      return whenKnown(records, records.count());
    }
    const list = this.list(of.list, rows, scope);
    if (fn === 'count') return whenKnown(list, list.count());
    const body = this.value(of.body, new Map(rows).set(of.slot, list.element), list.scope);
    return whenKnown(
      list,
      list.reduce(body, (each) => allKnown(fn, each, sqlTypeOf(type))),
    );
  }

  private verdict(node: Node & { is: 'verdict' }, rows: Rows, scope: Scope): Fragment {
    const row = this.row(node.of, rows, scope);
    const result = this.bindings.call(node.slot, row, scope) ?? bind(null, sqlTypeOf(node.type));
    return row.isThere ? result : sql`(case when ${keyOf(row)} is not null then ${result} end)`;
  }
}

const TRUE = sql`true`;
const ARITHMETIC = { '+': sql`+`, '-': sql`-`, '*': sql`*` };
const COMPARE: Record<CompareOp, Fragment> = {
  '=': sql`=`,
  '!=': sql`<>`,
  '<': sql`<`,
  '<=': sql`<=`,
  '>': sql`>`,
  '>=': sql`>=`,
};
const AGGREGATE = { sum: sql`sum`, min: sql`min`, max: sql`max` };

function compare(op: CompareOp, left: Fragment, right: Fragment): Fragment {
  return sql`(${left} ${COMPARE[op]} ${right})`;
}

/** What PostgreSQL may well compute twice: `between` compares its first side with both bounds. */
function isPlain({ is }: Node): boolean {
  return is === 'field' || is === 'parameter' || is === 'reference' || is === 'literal';
}

function keyOf({ alias, entity }: Row): Fragment {
  return entity.key(alias);
}

function whenKnown(list: ListJoin, value: Fragment): Fragment {
  const known = list.known();
  return known ? sql`(case when ${known} then ${value} end)` : value;
}

/** A value outside its declared range, or a code that is not on its list, cannot be relied on: it is null. */
function fieldValue({ field, yearOffset }: Node & { is: 'field' }, row: Row, scope: Scope): Fragment {
  const written = row.entity.field(field.key, row.alias, { date: scope.surroundings.date, yearOffset });
  switch (field.type) {
    case 'integer': {
      const [low, high] = [bind(field.low, 'bigint'), bind(field.high, 'bigint')];
      return sql`(case when ${written} between ${low} and ${high} then ${written} end)::bigint`;
    }
    case 'code': {
      const keys = bind([...field.labelByKey.keys()], 'text[]');
      return sql`(case when ${written} = any(${keys}) then ${written} end)::text`;
    }
    case 'boolean':
      return sql`(${written})::boolean`;
    case 'date':
      return sql`(${written})::date`;
    case 'text':
      return sql`(${written})::text`;
    default:
      return assertNever(field.type);
  }
}

function aggregateOfItems(fn: 'sum' | 'min' | 'max' | 'count', items: readonly Fragment[], type: SqlType): Fragment {
  if (fn === 'count') return bind(items.length, type);
  if (items.length === 1) return items[0]!;
  const each = items.map((item) => sql`(${item})`);
  return sql`(select ${allKnown(fn, sql`d.a`, type)} from (values ${joined(each, ', ')}) d (a))`;
}

/** Aggregates of SQL skip nulls: an unknown among the values makes the result unknown. Of nothing it is null anyway. */
function allKnown(fn: 'sum' | 'min' | 'max', each: Fragment, type: SqlType): Fragment {
  const reduced = fn === 'sum' && type === 'bigint' ? sql`sum(${each})::bigint` : sql`${AGGREGATE[fn]}(${each})`;
  return sql`case when count(*) = count(${each}) then ${reduced} end`;
}

function tableRow(table: TableValue, by: readonly Fragment[], type: SqlType): Fragment {
  const key = joined(by, ` || ${SEPARATOR} || `);
  const keys = bind(
    table.rows.map((row) => row.keys.join('\u001f')),
    'text[]',
  );
  const values = bind(
    table.rows.map((row) => row.value),
    `${type}[]` as SqlType,
  );
  if (table.otherwise === null) return sql`(${values})[array_position(${keys}, ${key})]`;
  return sql`(select case when d.k is null then null when d.k = any(${keys}) then (${values})[array_position(${keys}, d.k)] else ${bind(table.otherwise, type)} end
from (select ${key} as k offset 0) d)`;
}

const SEPARATOR = "E'\\x1f'";

function sqlTypeOf(type: Type): 'bigint' | 'boolean' | 'text' | 'date' {
  switch (type.is) {
    case 'boolean':
      return 'boolean';
    case 'number':
      return 'bigint';
    case 'code':
    case 'text':
      return 'text';
    case 'date':
      return 'date';
    default:
      throw new Error(`a ${type.is} is no value`);
  }
}
