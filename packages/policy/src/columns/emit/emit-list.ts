import { assertNever } from '@daohu/kernel';
import { type At, atOf, type Block, Loop } from './block.ts';
import { type Emitted, type List, type Numeric, numeric, type Row, type Truth, threeValued, truth } from './emitted.ts';
import type { Layout, Sources } from './sources.ts';

/** Makes something of an element, in the body of the loop. */
type Body<T> = (element: Emitted, block: Block) => T;

/** Loops over lists of records: what they gather, and lists that nobody recorded. */
export class EmittedLists {
  private readonly layout: Layout;
  private readonly sources: Sources;

  constructor(layout: Layout, sources: Sources) {
    this.layout = layout;
    this.sources = sources;
  }

  missing(list: List, block: Block): Truth {
    const { missing } = this.rangeOf(list, block);
    return missing ?? { is: 'truth', code: '0', sure: true, at: list.at };
  }

  count(list: List, block: Block): Numeric {
    const { start, end, missing } = this.rangeOf(list, block);
    const count = `(${end.code} - ${start.code})`;
    if (!missing) return numeric(count, true, [start, end]);
    return numeric(`(${missing.code} ? NaN : ${count})`, false, [start, end, missing]);
  }

  /** `every` and `some`: a list nobody recorded leaves it unknown. */
  quantified(is: 'every' | 'some', list: List, block: Block, body: Body<Truth>): Truth {
    const { missing } = this.rangeOf(list, block);
    const { loop, at, value } = this.over(list, block, body);
    const initial = is === 'some' ? '0' : value.sure ? '1' : '3';
    const name = loop.gather(initial, (gathered) => `${gathered} ${is === 'some' ? '|' : '&'}= ${value.code};`);
    const found: Truth = { is: 'truth', code: name, sure: value.sure, at };
    if (!missing) return found;
    return truth(`(${missing.code} ? 1 : ${threeValued(found)})`, false, [missing, found]);
  }

  /** `sum`, `min`, `max` of a list: of an unknown one, and of an empty one, unknown. */
  gathered(fn: 'sum' | 'min' | 'max', list: List, block: Block): Numeric {
    const { start, end, missing, mayBeEmpty } = this.rangeOf(list, block);
    const { loop, at, value } = this.over(list, block, (element) => element as Numeric);
    const name = this.gather(fn, loop, value.code);
    const found: Numeric = { is: 'number', code: name, sure: value.sure, at };
    // A list that nobody recorded has no rows either.
    if (!missing && !mayBeEmpty) return found;
    return numeric(`(${start.code} === ${end.code} ? NaN : ${name})`, false, [start, end, found]);
  }

  private gather(fn: 'sum' | 'min' | 'max', loop: Loop, code: string): string {
    switch (fn) {
      case 'sum':
        return loop.gather('0', (name) => `${name} += ${code};`);
      case 'min':
        return loop.gather('Infinity', (name) => `${name} = Math.min(${name}, ${code});`);
      case 'max':
        return loop.gather('-Infinity', (name) => `${name} = Math.max(${name}, ${code});`);
      default:
        return assertNever(fn);
    }
  }

  /** Opens, or finds, the loop over a list in the body where it belongs, and makes `body` inside it. */
  private over<T extends { readonly at: At }>(
    list: List,
    block: Block,
    body: Body<T>,
  ): { loop: Loop; at: At; value: T } {
    const { start, end, rows, table } = this.rangeOf(list, block);
    const base = baseOf(list);
    const inside = (loop: Loop, round: number): T => {
      const at = [...around(block, [start, end, list]), round, 0];
      const code = rows === null ? loop.counter : `${rows}[${loop.counter}]`;
      const row: Row = { ...rowOf(base, table), code, at };
      return body(elementOf(list, loop.keep(row), loop), loop);
    };
    const open = (): Loop => new Loop(block, this.sources.names, start.code, end.code);
    const first = atOf([start, end]).at(block.depth) ?? 0;
    // Made once aside, to learn which rounds of the body around it the loop must wait for.
    const needed = inside(open(), first).at[block.depth] ?? 0;
    const round = Math.max(first, needed);
    const loop = block.loop(`${start.code} ${end.code} ${rows}`, round, open);
    const value = inside(loop, round);
    return { loop, value, at: [...around(block, [start, end, list, value]), round + 1] };
  }

  private rangeOf(list: List, block: Block) {
    const { holder, relation } = baseOf(list);
    const { table, hasMissing, mayBeEmpty, hasRows } = this.layout.list(holder, relation);
    const key = holder.back === 0 ? relation.key : `${relation.key}@${holder.back}`;
    const starts = this.sources.array({ is: 'starts', table: holder.table, key });
    const { code, at, mayLack } = holder;
    const placed = (read: string): { code: string; at: At } =>
      block.keep({ code: mayLack ? `(${code} < 0 ? 0 : ${read})` : read, at });
    const start = placed(`${starts}[${code}]`);
    const end = placed(`${starts}[${code} + 1]`);
    let missing: Truth | null = null;
    if (hasMissing) {
      const flags = this.sources.array({ is: 'missing', table: holder.table, key });
      missing = truth(mayLack ? `(${code} < 0 ? 1 : ${flags}[${code}])` : `${flags}[${code}]`, true, [holder]);
    } else if (mayLack) missing = truth(`(${code} < 0 ? 1 : 0)`, true, [holder]);
    const rows = hasRows ? this.sources.array({ is: 'rows', table: holder.table, key }) : null;
    return { table, start, end, rows, mayBeEmpty: mayBeEmpty || mayLack, missing: missing && block.keep(missing) };
  }
}

type RelationList = List & { readonly of: 'relation' };

function baseOf(list: List): RelationList {
  return list.of === 'relation' ? list : baseOf(list.list);
}

function rowOf({ holder, relation }: RelationList, table: string): Omit<Row, 'code' | 'at'> {
  const tableBack = holder.tableBack + holder.back;
  return { is: 'row', table, entity: relation.to, tableBack, back: 0, mayLack: false };
}

function elementOf(list: List, row: Row, block: Block): Emitted {
  return list.of === 'relation' ? row : list.make(elementOf(list.list, row, block), block);
}

/** How late things need the bodies outside a body to be. */
function around({ depth }: Block, parts: readonly { readonly at: At }[]): At {
  const at = atOf(parts);
  return Array.from({ length: depth }, (_, level) => at[level] ?? 0);
}
