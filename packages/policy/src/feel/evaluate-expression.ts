import { done, type Outcome, refuse } from '@daohu/kernel';
import { compile } from '../explain/compile.ts';
import type { Value } from '../explain/frame.ts';
import { type EntitySchema, type FieldSchema, indexSchema, type RelationSchema } from '../schema.ts';
import { FeelRefused, type RefusalCode } from './refusal.ts';
import type { Scope } from './scope.ts';
import type { Type } from './tree.ts';
import { checkFeel } from './type-check.ts';
import { NO_UNIT } from './unit.ts';

export type ExpressionType = 'number' | 'boolean' | 'text' | 'date';

/** Names with plain values: whole numbers, yes/no, texts, dates as text, null for unknown, records, lists of them. */
export interface ExpressionContext {
  readonly values: { readonly [name: string]: unknown };
  /** Types of names at the top that a value cannot tell: of a null, and of a text that is a date. */
  readonly types?: { readonly [name: string]: ExpressionType };
}

export interface ExpressionRefusal {
  readonly code: RefusalCode;
  readonly from: number;
  readonly to: number;
  readonly zh: string;
  readonly en: string;
}

const NAME = /^\p{L}[\p{L}\p{N}_]*$/u;

/**
 * Evaluates one expression of the subset on its own, without packs: for tools, and for a conformance suite to drive.
 * What lies outside the subset is refused with its code, see `REFUSALS`.
 */
export function evaluateExpression(text: string, context: ExpressionContext): Outcome<Value, ExpressionRefusal> {
  try {
    const surroundings = new Surroundings(context);
    const { schema, scope, slots, parameterOf } = surroundings.ready();
    const program = checkFeel(text, scope, schema);
    const parameters = program.parameters.map(parameterOf);
    const run = compile(program.tree);
    const frame = { slots: [...slots], parameters, references: [], calls: [], date: '9999-12-31', recorder: null };
    return done(run(frame));
  } catch (error) {
    if (!(error instanceof FeelRefused)) throw error;
    const { code, from, to, zh, en } = error;
    return refuse({ code, from, to, zh, en });
  }
}

/** Makes a small schema of what the values look like. */
class Surroundings {
  private readonly context: ExpressionContext;
  private readonly entities: EntitySchema[] = [];

  constructor(context: ExpressionContext) {
    this.context = context;
  }

  ready() {
    const { values } = this.context;
    const names = Object.keys(values).filter((name) => NAME.test(name));
    const shaped = names.map((name) => ({ name, shape: this.shapeOf(name, values[name], this.declared(name)) }));
    const schema = indexSchema({ entities: this.entities });
    const typed = shaped.map(({ name, shape }) => ({ name, type: resolve(shape) }));
    function resolve(shape: Shape): Type {
      if (shape.is === 'record') return { is: 'record', entity: schema.byKey.get(shape.entity)!, yearOffset: 0 };
      if (shape.is === 'list') return { is: 'list', of: resolve(shape.of), maxCount: shape.count, unit: NO_UNIT };
      return shape.type;
    }
    const holds = (type: Type): boolean => type.is === 'record' || type.is === 'list';
    const variables = typed.filter((one) => holds(one.type));
    const scalars = new Map(typed.filter((one) => !holds(one.type)).map((one) => [one.name, one.type]));
    const scope: Scope = {
      parameter: (name) => scalars.get(name) ?? null,
      parameterNames: () => scalars.keys(),
      variables,
    };
    const parameterOf = (name: string): Value => (values[name] ?? null) as Value;
    return { schema, scope, slots: variables.map((one) => values[one.name]), parameterOf };
  }

  private declared(name: string): ExpressionType | null {
    const { types } = this.context;
    return types && Object.hasOwn(types, name) ? types[name]! : null;
  }

  private shapeOf(path: string, value: unknown, declared: ExpressionType | null): Shape {
    if (Array.isArray(value)) return { is: 'list', of: this.elementOf(path, value), count: value.length };
    if (value !== null && typeof value === 'object') return this.recordOf(path, [value as { [key: string]: unknown }]);
    return { is: 'scalar', type: scalarType(value, declared) };
  }

  private elementOf(path: string, list: readonly unknown[]): Shape {
    const records = list.filter((item) => item !== null && typeof item === 'object' && !Array.isArray(item));
    if (records.length > 0) return this.recordOf(path, records as { [key: string]: unknown }[]);
    const numbers = list.filter((item) => typeof item === 'number');
    if (numbers.length > 0) return { is: 'scalar', type: numberBetween(Math.min(...numbers), Math.max(...numbers)) };
    const known = list.find((item) => item !== null && item !== undefined);
    return { is: 'scalar', type: scalarType(known ?? 0, null) };
  }

  private recordOf(path: string, records: readonly { readonly [key: string]: unknown }[]): Shape {
    const fields: FieldSchema[] = [];
    const relations: RelationSchema[] = [];
    for (const key of new Set(records.flatMap((record) => Object.keys(record)))) {
      if (!NAME.test(key)) continue;
      const values = records.map((record) => record[key]).filter((value) => value !== null && value !== undefined);
      const first = values[0];
      if (first !== undefined && typeof first === 'object') {
        const inner = values.flatMap((value) => (Array.isArray(value) ? value : [value]));
        const shape = this.recordOf(`${path}.${key}`, inner as { [key: string]: unknown }[]);
        const kind = Array.isArray(first) ? 'many' : 'one';
        relations.push({ key, ruleName: key, to: (shape as { entity: string }).entity, kind });
      } else fields.push(fieldOf(key, values));
    }
    this.entities.push({ key: path, ruleName: path, fields, relations });
    return { is: 'record', entity: path };
  }
}

type Shape =
  | { readonly is: 'scalar'; readonly type: Type }
  | { readonly is: 'record'; readonly entity: string }
  | { readonly is: 'list'; readonly of: Shape; readonly count: number };

function fieldOf(key: string, values: readonly unknown[]): FieldSchema {
  const first = values[0];
  if (typeof first === 'boolean') return { key, ruleName: key, type: 'boolean' };
  if (typeof first === 'string') return { key, ruleName: key, type: 'text' };
  const numbers = values.map(Number);
  const range = numbers.length > 0 ? ([Math.min(...numbers), Math.max(...numbers)] as const) : ([0, 0] as const);
  return { key, ruleName: key, type: 'integer', range };
}

function scalarType(value: unknown, declared: ExpressionType | null): Type {
  const is = declared ?? (typeof value === 'boolean' ? 'boolean' : typeof value === 'string' ? 'text' : 'number');
  if (is !== 'number') return { is };
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    const zh = `数 ${value} 不是整数。`;
    throw new FeelRefused('decimal-number', { from: 0, to: 0 }, zh, `${value} is no whole number.`);
  }
  return typeof value === 'number' ? numberBetween(value, value) : numberBetween(0, 0);
}

/** Values of an expression on its own have no unit and take that of whatever they meet. */
function numberBetween(low: number, high: number): Type {
  return { is: 'number', unit: NO_UNIT, free: true, factors: [], low, high };
}
