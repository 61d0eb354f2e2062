import { assertNever, invariant } from '@daohu/kernel';
import { childrenOf } from '../../feel/node-children.ts';
import type { Node, Program, Type } from '../../feel/tree.ts';
import type { Field, IndexedSchema, RelationSchema } from '../../schema.ts';
import { type ColumnContent, dateNumber } from '../column.ts';
import { type At, atOf, type Block, type Placed } from './block.ts';
import { EmittedCodes, literalCode } from './emit-codes.ts';
import { EmittedLists } from './emit-list.ts';
import { quotient } from './emit-quotient.ts';
import {
  type Coded,
  choose,
  compareCodes,
  compareNumbers,
  compareTruths,
  type Emitted,
  fromResult,
  isUnknownCode,
  join,
  type List,
  type Numeric,
  not,
  numeric,
  type Row,
  type Truth,
  truth,
} from './emitted.ts';
import type { Layout, Sources } from './sources.ts';

/** Where an expression stands: in which program, what its variables are, in which body of the generated function. */
export interface Here {
  readonly program: Program;
  readonly variables: readonly (Emitted | undefined)[];
  readonly block: Block;
}

/** Makes the value of another rule for a row, or null when no version of it holds. */
export type EmitVerdict = (name: string, row: Row, block: Block) => Truth | Numeric | null;

/** Turns nodes of the typed tree into expressions of the generated function, one by one. */
export class ExpressionEmitter {
  private readonly layout: Layout;
  private readonly sources: Sources;
  private readonly verdict: EmitVerdict;
  private readonly lists: EmittedLists;
  private readonly codes: EmittedCodes;

  constructor(schema: IndexedSchema, layout: Layout, sources: Sources, verdict: EmitVerdict) {
    this.layout = layout;
    this.sources = sources;
    this.verdict = verdict;
    this.lists = new EmittedLists(layout, sources);
    this.codes = new EmittedCodes(schema, sources);
  }

  truth(node: Node, here: Here): Truth {
    const made = this.emit(node, here);
    invariant(made.is === 'truth', `columns: a ${node.is} is not a yes or no`);
    return made;
  }

  number(node: Node, here: Here): Numeric {
    const made = this.emit(node, here);
    invariant(made.is === 'number', `columns: a ${node.is} is not a number`);
    return made;
  }

  emit(node: Node, here: Here): Emitted {
    const made = this.make(node, here);
    return made.is === 'list' ? made : here.block.keep(made);
  }

  private make(node: Node, here: Here): Emitted {
    switch (node.is) {
      case 'literal':
        return this.literal(node.value, node.type);
      case 'parameter': {
        const name = here.program.parameters[node.slot]!;
        const sure = this.layout.parameterIsKnown(name);
        return ofType(
          node.type,
          this.sources.number({ is: 'parameter', name, type: contentOfType(node.type), sure }),
          sure,
        );
      }
      case 'reference': {
        const sure = this.layout.figureIsKnown(node.read);
        return numeric(this.sources.number({ is: 'figure', read: node.read, sure }), sure, []);
      }
      case 'table':
        return this.table(node, here);
      case 'verdict': {
        const row = this.row(node.of, here);
        const found = row.back === 0 ? this.verdict(node.name, row, here.block) : null;
        return found ?? unknownOfType(node.type);
      }
      case 'variable':
        return here.variables[node.slot] ?? unknownOfType(node.type);
      case 'field':
        return this.field(this.row(node.of, here), node.field, here.block);
      case 'relation':
        return this.relation(this.row(node.of, here), node.relation, here.block);
      case 'arithmetic': {
        const [a, b] = [this.number(node.left, here), this.number(node.right, here)];
        return numeric(`(${a.code} ${node.op} ${b.code})`, a.sure && b.sure, [a, b]);
      }
      case 'negate': {
        const of = this.number(node.of, here);
        return numeric(`(0 - ${of.code})`, of.sure, [of]);
      }
      case 'compare':
        return this.compare(node, here);
      case 'codeIs': {
        const found = this.codes.isOneOf(this.emit(node.of, here) as Coded, node.keys);
        return node.negated ? not(found) : found;
      }
      case 'isMissing': {
        const missing = this.missing(this.emit(node.of, here), here.block);
        return node.negated ? not(missing) : missing;
      }
      case 'between': {
        const of = this.number(node.of, here);
        const low = compareNumbers('>=', of, this.number(node.low, here));
        const high = compareNumbers('<=', of, this.number(node.high, here));
        return join('&', [here.block.keep(low), here.block.keep(high)]);
      }
      case 'and':
        return this.joined('&', node.parts, here);
      case 'or':
        return this.joined('|', node.parts, here);
      case 'not':
        return not(this.truth(node.of, here));
      case 'if':
        return this.choose(this.truth(node.test, here), this.emit(node.yes, here), this.emit(node.no, here));
      case 'every':
      case 'some': {
        const body = (element: Emitted, block: Block): Truth =>
          this.truth(node.body, within(here, node.slot, element, block));
        return this.lists.quantified(node.is, this.list(node.list, here), this.blockOf(node, here), body);
      }
      case 'for': {
        const { body, slot } = node;
        const make = (element: Emitted, block: Block): Emitted => this.emit(body, within(here, slot, element, block));
        const list = this.list(node.list, here);
        return { is: 'list', of: 'for', list, make, at: atOf([list, ...this.needs(node, here)]) };
      }
      case 'aggregate':
        return this.aggregate(node.fn, node.items, here);
      case 'aggregateList': {
        const list = this.list(node.list, here);
        if (node.fn === 'count') return this.lists.count(list, here.block);
        return this.lists.gathered(node.fn, list, this.blockOf(node, here));
      }
      case 'round':
        return this.round(node, here);
      default:
        return assertNever(node);
    }
  }

  private literal(value: number | boolean | string, type: Type): Emitted {
    if (typeof value === 'boolean') return truth(value ? '1' : '0', true, []);
    if (typeof value === 'number') return numeric(numberText(value), true, []);
    if (type.is === 'date') return numeric(String(dateNumber(value) ?? 'NaN'), true, []);
    if (type.is === 'code') return literalCode(value, type.field);
    const code = this.sources.number({ is: 'text', text: value });
    return { is: 'coded', code, sure: true, list: 'texts', unknown: '-1', at: [0] };
  }

  /** `x = "a" or x = "b"` asks once whether x is one of both; so does `x != "a" and x != "b"`. */
  private joined(op: '&' | '|', parts: readonly Node[], here: Here): Truth {
    const asked = new Map<string, { readonly value: Coded; readonly keys: string[] }>();
    const others: Truth[] = [];
    for (const part of parts) {
      if (part.is === 'codeIs' && part.negated === (op === '&')) {
        const value = this.emit(part.of, here) as Coded;
        const same = asked.get(value.code);
        if (same?.value.list === value.list) same.keys.push(...part.keys);
        else if (!same) asked.set(value.code, { value, keys: [...part.keys] });
        else others.push(this.truth(part, here));
      } else others.push(this.truth(part, here));
    }
    const merged = [...asked.values()].map(({ value, keys }) => {
      const found = here.block.keep(this.codes.isOneOf(value, keys));
      return op === '&' ? here.block.keep(not(found)) : found;
    });
    return join(op, [...merged, ...others]);
  }

  private row(node: Node, here: Here): Row {
    const made = this.emit(node, here);
    invariant(made.is === 'row', `columns: a ${node.is} is not a record`);
    return made;
  }

  private list(node: Node, here: Here): List {
    const made = this.emit(node, here);
    invariant(made.is === 'list', `columns: a ${node.is} is not a list`);
    return made;
  }

  private field(row: Row, field: Field, block: Block): Emitted {
    const { holds, complete, unknown } = this.layout.column(row, field);
    const { table, entity, back } = row;
    const array = this.sources.array({ is: 'column', table, entity, key: field.key, back });
    const sure = complete && !row.mayLack;
    const text = Number.isNaN(unknown) ? 'NaN' : String(unknown);
    const read = row.mayLack ? `(${row.code} < 0 ? ${text} : ${array}[${row.code}])` : `${array}[${row.code}]`;
    const value: Placed = { code: read, at: row.at };
    if (holds === 'truth') return truth(sure ? read : fromResult(block.keep(value).code), sure, [row]);
    if (holds === 'number' || holds === 'date') {
      if (sure || text === 'NaN') return numeric(read, sure, [row]);
      const kept = block.keep(value).code;
      return numeric(`(${kept} === ${text} ? NaN : ${kept})`, false, [row]);
    }
    return { is: 'coded', code: read, sure, list: holds === 'text' ? 'texts' : field, unknown: text, at: row.at };
  }

  private relation(row: Row, relation: RelationSchema, block: Block): Emitted {
    if (relation.kind === 'yearBefore') return { ...row, back: row.back + 1 };
    if (relation.kind === 'many') return { is: 'list', of: 'relation', holder: row, relation, at: row.at };
    const tableBack = row.tableBack + row.back;
    const key = row.back === 0 ? relation.key : `${relation.key}@${row.back}`;
    const target = relation.to + (tableBack === 0 ? '' : `@${tableBack}`);
    const link = this.layout.link(row, relation, target);
    const entity = relation.to;
    const array = this.sources.array({ is: 'link', table: row.table, key });
    const code = row.mayLack ? `(${row.code} < 0 ? -1 : ${array}[${row.code}])` : `${array}[${row.code}]`;
    const found: Row = { is: 'row', table: link.table, entity, tableBack, back: 0, mayLack: true, code, at: row.at };
    return block.keep(found);
  }

  private missing(value: Emitted, block: Block): Truth {
    switch (value.is) {
      case 'truth':
        return truth(value.sure ? '0' : `(${value.code} === 1)`, true, [value]);
      case 'number':
        return truth(value.sure ? '0' : `(${value.code} !== ${value.code})`, true, [value]);
      case 'coded':
        return truth(value.sure ? '0' : `(${isUnknownCode(value)})`, true, [value]);
      case 'row':
        return this.lacks(value);
      case 'list':
        return this.lists.missing(value, block);
    }
  }

  /** Whether there is no such record. */
  private lacks(row: Row): Truth {
    const none = row.mayLack ? `${row.code} < 0` : null;
    if (row.back === 0 || !this.layout.mayLack(row)) {
      return truth(none === null ? '0' : `(${none})`, true, [row]);
    }
    const array = this.sources.array({ is: 'present', table: row.table, yearsBack: row.back });
    const absent = `${array}[${row.code}] ^ 1`;
    return truth(none === null ? `(${absent})` : `(${none} ? 1 : ${absent})`, true, [row]);
  }

  private compare(node: Node & { is: 'compare' }, here: Here): Truth {
    const [a, b] = [this.emit(node.left, here), this.emit(node.right, here)];
    const negated = node.op === '!=';
    if (a.is === 'number' && b.is === 'number') return compareNumbers(node.op, a, b);
    if (a.is === 'truth' && b.is === 'truth') return compareTruths(a, b, negated);
    invariant(a.is === 'coded' && b.is === 'coded', `columns: a ${a.is} is compared with a ${b.is}`);
    const [x, y] = this.codes.alike(a, b, here.block);
    return compareCodes(x, y, negated);
  }

  private choose(test: Truth, yes: Emitted, no: Emitted): Emitted {
    if (yes.is !== 'coded' || no.is !== 'coded') return choose(test, yes, no);
    return choose(test, ...this.codes.alike(yes, no, null));
  }

  private aggregate(fn: 'sum' | 'min' | 'max' | 'count', items: readonly Node[], here: Here): Numeric {
    if (fn === 'count') return numeric(String(items.length), true, []);
    const made = items.map((item) => this.number(item, here));
    const sure = made.every((item) => item.sure);
    const codes = made.map((item) => item.code);
    const text = fn === 'sum' ? `(${codes.join(' + ')})` : `Math.${fn}(${codes.join(', ')})`;
    return numeric(text, sure, made);
  }

  private table(node: Node & { is: 'table' }, here: Here): Emitted {
    const keys = node.by.map((by) => this.emit(by, here) as Coded);
    const name = here.program.parameters[node.slot]!;
    const by = keys.map(({ list }) => (typeof list === 'string' ? list : { entity: list.entity, key: list.key }));
    const array = this.sources.array({ is: 'lawTable', name, type: contentOfType(node.type), by });
    const position = this.codes.positionIn(keys);
    const open = keys.filter((key) => !key.sure).map(isUnknownCode);
    const value = open.length === 0 ? `${array}[${position}]` : `(${open.join(' || ')} ? NaN : ${array}[${position}])`;
    const kept = here.block.keep({ code: value, at: atOf(keys) });
    const sure =
      open.length === 0 && this.layout.tableIsKnown({ is: 'lawTable', name, type: contentOfType(node.type), by });
    if (node.type.is !== 'boolean' || sure) return ofType(node.type, kept.code, sure, kept);
    return truth(`(${kept.code} !== ${kept.code} ? 1 : ${kept.code} * 3)`, false, [kept]);
  }

  private round(node: Node & { is: 'round' }, here: Here): Numeric {
    const a = this.number(node.numerator, here);
    if (!node.denominator) return a;
    const b = this.number(node.denominator, here);
    return quotient(node.mode, a, b, here.block);
  }

  /** The outermost body in which all that an expression speaks of is known. */
  private blockOf(node: Node, here: Here): Block {
    return here.block.at(atOf(this.needs(node, here)).length - 1);
  }

  private needs(node: Node, here: Here): readonly { readonly at: At }[] {
    return [...freeSlotsOf(node)].flatMap((slot) => here.variables[slot] ?? []);
  }
}

function within(here: Here, slot: number, element: Emitted, block: Block): Here {
  const variables = [...here.variables];
  variables[slot] = element;
  return { ...here, variables, block };
}

/** The variables of an expression that are bound outside it. */
function freeSlotsOf(node: Node): ReadonlySet<number> {
  if (node.is === 'variable') return new Set([node.slot]);
  let free = FREE_SLOTS.get(node);
  if (!free) {
    const found = new Set(childrenOf(node).flatMap((child) => [...freeSlotsOf(child)]));
    if (node.is === 'every' || node.is === 'some' || node.is === 'for') found.delete(node.slot);
    free = found;
    FREE_SLOTS.set(node, free);
  }
  return free;
}
const FREE_SLOTS = new WeakMap<Node, ReadonlySet<number>>();

function ofType(type: Type, code: string, sure: boolean, ...parts: Placed[]): Truth | Numeric | Coded {
  if (type.is === 'boolean') return truth(code, sure, parts);
  if (type.is === 'number' || type.is === 'date') return numeric(code, sure, parts);
  const known = sure ? code : `(${code} === ${code} ? ${code} : -1)`;
  return { is: 'coded', code: known, sure, list: 'texts', unknown: '-1', at: atOf(parts) };
}

function contentOfType({ is }: Type): ColumnContent {
  return is === 'boolean' ? 'truth' : is === 'number' || is === 'date' ? is : 'text';
}

function unknownOfType(type: Type): Truth | Numeric | Coded {
  return ofType(type, type.is === 'boolean' ? '1' : 'NaN', false);
}

/** A negative literal needs its brackets: `a - -1`. */
function numberText(value: number): string {
  return value < 0 ? `(${value})` : String(value);
}
