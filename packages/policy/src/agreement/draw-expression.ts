import type { EntitySchema, FieldSchema, RelationSchema } from '../schema.ts';
import type { Choices } from './choices.ts';
import { agreementSchema } from './school-schema.ts';

/** A name that stands for a record. */
export interface Named {
  readonly name: string;
  readonly entity: string;
}

/** Another rule that an expression may use. */
export interface Callable extends Named {
  readonly gives: 'boolean' | 'number';
}

export interface DrawnParameter {
  readonly name: string;
  readonly type: 'number' | 'boolean' | 'date';
  /** Of a table: what each argument is by. */
  readonly by?: readonly ('kind' | readonly string[])[];
}

const ENTITIES = new Map(agreementSchema.entities.map((entity) => [entity.key, entity]));
const LABELS = ['走读', '住校', '寄宿', '其他'];
const DAYS = ['2016-06-15', '2015-12-31', '2016-02-29', '2000-01-01'];
const TEXTS = ['甲', '乙', '', '甲 '];
const NUMBERS = [0, 1, 2, 3, 7, 12, 60, 100, 999, 1_000, 5_000, 100_000, 4_503_599_627_370_497];

/**
 * Draws well-typed expressions from the whole subset. A few are refused all the same (a product that could leave the
 * exact whole numbers): whoever draws leaves those out.
 */
export class ExpressionDraw {
  private readonly choices: Choices;
  private readonly parameters: readonly DrawnParameter[];
  private readonly callables: readonly Callable[];
  private loops = 0;

  constructor(choices: Choices, parameters: readonly DrawnParameter[], callables: readonly Callable[]) {
    this.choices = choices;
    this.parameters = parameters;
    this.callables = callables;
  }

  boolean(names: readonly Named[], depth: number): string {
    const deeper = depth - 1;
    const leaf = () => this.choices.pick(['true', 'false', ...this.named('boolean')]);
    const field = () => this.field(names, 'boolean') ?? leaf();
    const simple = [
      field,
      leaf,
      () => this.codeTest(names),
      () => this.missing(names),
      () => this.call(names, 'boolean') ?? field(),
    ];
    const compound = [
      () => this.comparison(names, deeper),
      () => this.quantified(names, deeper),
      () => this.joined(names, deeper, 'and'),
      () => this.joined(names, deeper, 'or'),
      () => `not(${this.boolean(names, deeper)})`,
      () => `${this.choices.pick(['all', 'any'])}([${this.boolean(names, deeper)}, ${this.boolean(names, deeper)}])`,
      () => this.contained(names, deeper),
      () =>
        `(if ${this.boolean(names, deeper)} then ${this.boolean(names, deeper)} else ${this.boolean(names, deeper)})`,
      () => `(${this.number(names, deeper)} between ${this.number(names, deeper)} and ${this.number(names, deeper)})`,
      () => `(${this.date(names, deeper)} between ${this.date(names, deeper)} and ${this.date(names, deeper)})`,
      () => `(${this.boolean(names, deeper)} ${this.choices.pick(['=', '!='])} ${this.boolean(names, deeper)})`,
      () => `((${this.number(names, deeper)}) ${this.choices.pick(['=', '!='])} null)`,
      () => `((${this.boolean(names, deeper)}) ${this.choices.pick(['=', '!='])} null)`,
    ];
    return this.choices.pick(depth > 0 ? [...simple, ...compound, ...compound] : simple)();
  }

  number(names: readonly Named[], depth: number): string {
    const deeper = depth - 1;
    const literal = () => String(this.choices.pick(NUMBERS));
    const field = () => this.field(names, 'integer') ?? literal();
    const simple = [
      field,
      literal,
      field,
      () => this.choices.pick([...this.named('number'), '1']),
      () => this.table(names, 'number') ?? literal(),
      () => this.call(names, 'number') ?? field(),
    ];
    const compound = [
      () => `(${this.number(names, deeper)} ${this.choices.pick(['+', '-', '*'])} ${this.number(names, deeper)})`,
      () => this.overList(names, deeper, 'number') ?? field(),
      () => this.rounded(names, deeper),
      () => `(if ${this.boolean(names, deeper)} then ${this.number(names, deeper)} else ${this.number(names, deeper)})`,
      () => `-(${this.number(names, deeper)})`,
      () => this.ofItems(names, deeper),
      () => `abs(${this.number(names, deeper)})`,
      () => `modulo(${this.number(names, deeper)}, ${this.number(names, deeper)})`,
      () => this.overConstants(names, deeper),
      () => this.chain(names),
    ];
    return this.choices.pick(depth > 0 ? [...simple, ...compound, ...compound] : simple)();
  }

  date(names: readonly Named[], depth: number): string {
    const deeper = depth - 1;
    const literal = () => `date("${this.choices.pick(DAYS)}")`;
    const field = () => this.field(names, 'date') ?? literal();
    const simple = [field, literal, () => this.choices.pick([...this.named('date'), literal()])];
    const compound = [
      () => `(if ${this.boolean(names, deeper)} then ${this.date(names, deeper)} else ${this.date(names, deeper)})`,
      () => `${this.choices.pick(['min', 'max'])}(${this.date(names, deeper)}, ${this.date(names, deeper)})`,
      () => this.overList(names, deeper, 'date') ?? field(),
      () => this.table(names, 'date') ?? field(),
    ];
    return this.choices.pick(depth > 0 ? [...simple, ...compound] : simple)();
  }

  private comparison(names: readonly Named[], depth: number): string {
    const ordered = this.choices.pick(['<', '<=', '>', '>=', '=', '!=']);
    const equal = this.choices.pick(['=', '!=']);
    return this.choices.pick([
      () => `(${this.number(names, depth)} ${ordered} ${this.number(names, depth)})`,
      () => `(${this.number(names, depth)} ${ordered} ${this.number(names, depth)})`,
      () => `(${this.date(names, depth)} ${ordered} ${this.date(names, depth)})`,
      () => `(${this.text(names, depth)} ${equal} ${this.text(names, depth)})`,
      () => `(${this.code(names, depth)} ${equal} ${this.code(names, depth)})`,
    ])();
  }

  private joined(names: readonly Named[], depth: number, op: 'and' | 'or'): string {
    const parts = Array.from({ length: 2 + this.choices.below(3) }, () => this.boolean(names, depth));
    return `(${parts.join(` ${op} `)})`;
  }

  /** A long flat sum of things that are never large. */
  private chain(names: readonly Named[]): string {
    const parts = Array.from({ length: 3 + this.choices.below(20) }, () => this.field(names, 'integer') ?? '1');
    return `(${parts.join(this.choices.pick([' + ', ' - ']))})`;
  }

  private codeTest(names: readonly Named[]): string {
    const code = this.code(names, 0);
    return `(${code} ${this.choices.pick(['=', '!='])} "${this.choices.pick(LABELS)}")`;
  }

  private code(names: readonly Named[], depth: number): string {
    const field = this.field(names, 'code') ?? `${names[0]!.name}.类别`;
    if (depth <= 0 || !this.choices.once(4)) return field;
    return `(if ${this.boolean(names, depth - 1)} then ${field} else ${this.code(names, 0)})`;
  }

  private text(names: readonly Named[], depth: number): string {
    const literal = `"${this.choices.pick(TEXTS)}"`;
    const field = this.field(names, 'text') ?? literal;
    if (depth <= 0) return this.choices.pick([field, literal]);
    return this.choices.pick([
      () => field,
      () => literal,
      () => `(if ${this.boolean(names, depth - 1)} then ${field} else ${literal})`,
    ])();
  }

  private missing(names: readonly Named[]): string {
    const sign = this.choices.pick(['=', '!=']);
    const type = this.choices.pick(['integer', 'boolean', 'date', 'code', 'text', 'list', 'record'] as const);
    const path =
      type === 'list'
        ? this.list(names)?.path
        : type === 'record'
          ? this.record(names, 1).path
          : this.field(names, type);
    return path ? `(${path} ${sign} null)` : 'true';
  }

  private quantified(names: readonly Named[], depth: number): string {
    const inner: Named[] = [];
    const iterators: string[] = [];
    for (let count = this.choices.once(3) ? 2 : 1; count > 0; count--) {
      const list = this.list([...names, ...inner]);
      if (!list) continue;
      const name = `r${++this.loops}`;
      iterators.push(`${name} in ${list.path}`);
      inner.push({ name, entity: list.entity });
    }
    if (inner.length === 0) return this.boolean(names, 0);
    const body = this.boolean([...names, ...inner.reverse()], depth);
    return `(${this.choices.pick(['every', 'some'])} ${iterators.join(', ')} satisfies ${body})`;
  }

  private overList(names: readonly Named[], depth: number, type: 'number' | 'date'): string | null {
    const list = this.list(names);
    if (!list) return null;
    const fn = this.choices.pick(type === 'date' ? ['min', 'max'] : ['sum', 'count', 'min', 'max']);
    if (fn === 'count' && this.choices.below(2) === 0) return `count(${list.path})`;
    const name = `r${++this.loops}`;
    const inner = [{ name, entity: list.entity }, ...names];
    return `${fn}(for ${name} in ${list.path} return ${type === 'date' ? this.date(inner, depth) : this.number(inner, depth)})`;
  }

  private ofItems(names: readonly Named[], depth: number): string {
    const fn = this.choices.pick(['sum', 'min', 'max', 'count']);
    const items = Array.from({ length: 1 + this.choices.below(3) }, () => this.number(names, depth)).join(', ');
    return `${fn}([${items}])`;
  }

  /** A loop over numbers that are written out. */
  private overConstants(names: readonly Named[], depth: number): string {
    const name = `k${++this.loops}`;
    const numbers = Array.from({ length: 1 + this.choices.below(3) }, () => this.choices.pick(NUMBERS)).join(', ');
    const fn = this.choices.pick(['sum', 'min', 'max']);
    return `${fn}(for ${name} in [${numbers}] return ${name} ${this.choices.pick(['+', '-'])} ${this.number(names, depth)})`;
  }

  private contained(names: readonly Named[], depth: number): string {
    if (this.choices.below(2) === 0) {
      return `list contains(["${this.choices.pick(LABELS)}", "${this.choices.pick(LABELS)}"], ${this.code(names, depth)})`;
    }
    const numbers = `${this.number(names, depth)}, ${this.choices.pick(NUMBERS)}`;
    return `list contains([${numbers}], ${this.number(names, depth)})`;
  }

  private rounded(names: readonly Named[], depth: number): string {
    const mode = this.choices.pick(['floor', 'ceiling', 'round up', 'round down', 'round half up', 'round half down']);
    const quotient = this.choices.once(6)
      ? this.number(names, depth)
      : `${this.number(names, depth)} / ${this.number(names, depth)}`;
    return mode.startsWith('round') ? `${mode}(${quotient}, 0)` : `${mode}(${quotient})`;
  }

  private named(type: DrawnParameter['type']): string[] {
    return this.parameters.filter((one) => one.type === type && !one.by).map((one) => one.name);
  }

  private table(names: readonly Named[], type: DrawnParameter['type']): string | null {
    const tables = this.parameters.filter((one) => one.type === type && one.by);
    if (tables.length === 0) return null;
    const table = this.choices.pick(tables);
    const keys = table.by!.map((axis) =>
      axis === 'kind'
        ? this.choices.once(3)
          ? `"${this.choices.pick(LABELS)}"`
          : this.code(names, 0)
        : this.choices.once(2)
          ? `(if ${this.boolean(names, 0)} then "${this.choices.pick(axis)}" else "${this.choices.pick(axis)}")`
          : `"${this.choices.pick(axis)}"`,
    );
    return `${table.name}(${keys.join(', ')})`;
  }

  private call(names: readonly Named[], gives: Callable['gives']): string | null {
    const callable = this.callables.filter((one) => one.gives === gives);
    if (callable.length === 0) return null;
    const called = this.choices.pick(callable);
    const records = this.recordsWithin(names).filter((one) => one.entity === called.entity);
    return records.length === 0 ? null : `${called.name}(${this.choices.pick(records).path})`;
  }

  /** Records of the same year: the names themselves and what a relation to one leads to. */
  private recordsWithin(names: readonly Named[]): Reached[] {
    return names.flatMap(({ name, entity }) => [
      { path: name, entity },
      ...relationsOf(entity, ['one']).map(({ ruleName, to }) => ({ path: `${name}.${ruleName}`, entity: to })),
    ]);
  }

  private field(names: readonly Named[], type: FieldSchema['type']): string | null {
    const { path, entity } = this.record(names, this.choices.below(4) > 1 ? 1 + this.choices.below(2) : 0);
    const fields = ENTITIES.get(entity)!.fields.filter((field) => field.type === type);
    return fields.length === 0 ? null : `${path}.${this.choices.pick(fields).ruleName}`;
  }

  private list(names: readonly Named[]): Reached | null {
    const { path, entity } = this.record(names, this.choices.once(3) ? 1 : 0);
    const lists = relationsOf(entity, ['many']);
    if (lists.length === 0) return null;
    const list = this.choices.pick(lists);
    return { path: `${path}.${list.ruleName}`, entity: list.to };
  }

  /** A record some relations away from one of the names. */
  private record(names: readonly Named[], steps: number): Reached {
    const start = this.choices.pick(names);
    let reached: Reached = { path: start.name, entity: start.entity };
    for (let step = 0; step < steps; step++) {
      const relations = relationsOf(reached.entity, ['one', 'yearBefore', 'division']);
      if (relations.length === 0) break;
      const relation = this.choices.pick(relations);
      reached = { path: `${reached.path}.${relation.ruleName}`, entity: relation.to };
    }
    return reached;
  }
}

interface Reached {
  readonly path: string;
  readonly entity: string;
}

function relationsOf(entity: string, kinds: readonly RelationSchema['kind'][]): RelationSchema[] {
  return (ENTITIES.get(entity) as EntitySchema).relations?.filter((one) => kinds.includes(one.kind)) ?? [];
}
