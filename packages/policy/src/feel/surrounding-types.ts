import type { EntitySchema, FieldSchema, IndexedSchema, RelationSchema } from '../schema.ts';
import { EXPRESSION_TYPES, type ExpressionType, type Shape } from './plain-values.ts';
import type { Type } from './tree.ts';
import { NO_UNIT } from './unit.ts';

/** For each path whose type the values leave open, the type it is taken to have. */
export type Choice = ReadonlyMap<string, ExpressionType>;

const TEXT_OR_DATE: readonly ExpressionType[] = ['text', 'date'];
const MOST_CHOICES = 256;
/** Characters to check in all: a long text is tried with fewer choices. */
const MOST_CHARACTERS = 100_000;

/**
 * What the open types may be, likeliest first. A null has the same effect under every type that fits, and two texts
 * that are dates compare the same way as texts and as dates, so the answer does not hang on which choice is found.
 */
export function* choicesOf(shapes: ReadonlyMap<string, Shape>, textLength: number): Generator<Choice> {
  const open: [string, readonly ExpressionType[]][] = [];
  const collect = (path: string, shape: Shape): void => {
    if (shape.is === 'unknown') open.push([path, EXPRESSION_TYPES]);
    else if (shape.is === 'text' && shape.mayBeDates) open.push([path, TEXT_OR_DATE]);
    else if (shape.is === 'list') collect(path, shape.of);
    else if (shape.is === 'record') for (const [key, inner] of shape.fields) collect(`${path}.${key}`, inner);
  };
  for (const [name, shape] of shapes) collect(name, shape);
  const most = Math.max(8, Math.min(MOST_CHOICES, Math.floor(MOST_CHARACTERS / textLength)));
  const all = open.reduce((product, [, kinds]) => product * kinds.length, 1);
  if (all <= most) yield* combinations(open);
  else
    for (const kind of EXPRESSION_TYPES)
      yield new Map(open.map(([path, kinds]) => [path, kinds.includes(kind) ? kind : kinds[0]!]));
}

function* combinations(open: readonly [string, readonly ExpressionType[]][]): Generator<Choice> {
  const [first, ...rest] = open;
  if (!first) return yield new Map();
  for (const kind of first[1]) for (const choice of combinations(rest)) yield new Map([[first[0], kind], ...choice]);
}

/** Makes a small schema of what the values look like: an entity for each record, at its path. */
export class SurroundingTypes {
  readonly entities: EntitySchema[] = [];
  private readonly choice: Choice;

  constructor(choice: Choice) {
    this.choice = choice;
  }

  shapeOf(path: string, shape: Shape): { readonly typeIn: (schema: IndexedSchema) => Type } {
    if (shape.is === 'record') {
      this.entity(path, shape);
      return { typeIn: (schema) => ({ is: 'record', entity: schema.byKey.get(path)!, yearOffset: 0 }) };
    }
    if (shape.is === 'list') {
      const of = this.shapeOf(path, shape.of);
      return {
        typeIn: (schema) => ({ is: 'list', of: of.typeIn(schema), maxCount: shape.count, unit: NO_UNIT }),
      };
    }
    const type = this.scalar(path, shape);
    return { typeIn: () => type };
  }

  /** Values of an expression on its own have no unit and take that of whatever they meet. */
  private scalar(path: string, shape: Shape): Type {
    const is = this.kindOf(path, shape);
    if (is !== 'number') return { is };
    const { low, high } = shape.is === 'number' ? shape : { low: 0, high: 0 };
    return { is: 'number', unit: NO_UNIT, free: true, factors: [], low, high };
  }

  private kindOf(path: string, shape: Shape): ExpressionType {
    return this.choice.get(path) ?? (shape.is as ExpressionType);
  }

  private entity(path: string, { fields, unread }: Shape & { is: 'record' }): void {
    const own: FieldSchema[] = [];
    const relations: RelationSchema[] = [];
    for (const [key, shape] of fields) {
      const inner = `${path}.${key}`;
      if (shape.is === 'record') {
        this.entity(inner, shape);
        relations.push({ key, ruleName: key, to: inner, kind: 'one' });
      } else if (shape.is === 'list') {
        const maxCount = shape.count;
        relations.push({ key, ruleName: key, to: this.elements(inner, shape.of), kind: 'many', maxCount });
      } else own.push(this.field(key, inner, shape));
    }
    // Never read by this expression; named so that a misspelt name finds them.
    for (const key of unread) if (!fields.has(key)) own.push({ key, ruleName: key, type: 'text' });
    this.entities.push({ key: path, ruleName: path, fields: own, relations });
  }

  private field(key: string, path: string, shape: Shape): FieldSchema {
    const is = this.kindOf(path, shape);
    if (is !== 'number') return { key, ruleName: key, type: is };
    const range = shape.is === 'number' ? ([shape.low, shape.high] as const) : ([0, 0] as const);
    return { key, ruleName: key, type: 'integer', range };
  }

  /** A list inside a record holds records; of plain values only their number can be asked. */
  private elements(path: string, of: Shape): string {
    if (of.is === 'record') this.entity(path, of);
    else this.entities.push({ key: path, ruleName: path, fields: [] });
    return path;
  }
}
