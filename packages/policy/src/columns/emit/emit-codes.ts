import type { Field, IndexedSchema } from '../../schema.ts';
import { allCodesOf, codeKeysOf } from '../column.ts';
import type { Block } from './block.ts';
import { type Coded, codeIsOneOf, isUnknownCode, type Truth } from './emitted.ts';
import type { Sources } from './sources.ts';

/** Codes are positions in the list of their field; where lists meet, in the list of all codes of the schema. */
export class EmittedCodes {
  private readonly schema: IndexedSchema;
  private readonly sources: Sources;

  constructor(schema: IndexedSchema, sources: Sources) {
    this.schema = schema;
    this.sources = sources;
  }

  isOneOf(value: Coded, keys: readonly string[]): Truth {
    const all = value.list === 'all codes' ? allCodesOf(this.schema) : codeKeysOf(value.list as Field);
    const positions = new Set(keys.map((key) => all.indexOf(key)).filter((position) => position >= 0));
    return codeIsOneOf(value, [...positions], all.length);
  }

  /** Two codes counted in the same list. */
  alike(a: Coded, b: Coded, block: Block | null): [Coded, Coded] {
    if (a.list === b.list || haveSameKeys(a.list, b.list)) return [a, b];
    return [this.amongAllCodes(a, block), this.amongAllCodes(b, block)];
  }

  /** Where a table of the law by these codes has its cell; as good as any place when one of them is unknown. */
  positionIn(keys: readonly Coded[]): string {
    return keys.map(({ code }) => code).reduce((sum, code, axis) => `(${sum} * ${this.sizeOf(keys[axis]!)} + ${code})`);
  }

  private amongAllCodes(value: Coded, block: Block | null): Coded {
    if (typeof value.list === 'string') return value;
    const array = this.sources.array({ is: 'allCodes', entity: value.list.entity, key: value.list.key });
    const read = `${array}[${value.code}]`;
    const code = value.sure ? read : `(${isUnknownCode(value)} ? -1 : ${read})`;
    const made: Coded = { ...value, code, list: 'all codes', unknown: '-1' };
    return block === null ? made : block.keep(made);
  }

  private sizeOf({ list }: Coded): string {
    if (list === 'texts') return this.sources.number({ is: 'textCount' });
    return String(list === 'all codes' ? allCodesOf(this.schema).length : codeKeysOf(list).length);
  }
}

/** A code written in a rule, by the first of its keys. */
export function literalCode(key: string, field: Field): Coded {
  const position = codeKeysOf(field).indexOf(key);
  return { is: 'coded', code: String(position), sure: position >= 0, list: field, unknown: '-1', at: [0] };
}

function haveSameKeys(a: Coded['list'], b: Coded['list']): boolean {
  if (typeof a === 'string' || typeof b === 'string') return a === b;
  const [left, right] = [codeKeysOf(a), codeKeysOf(b)];
  return left.length === right.length && left.every((key, position) => key === right[position]);
}
