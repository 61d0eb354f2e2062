/**
 * Where an expression can be computed: for each loop around it, outermost first, after how many rounds of inner loops.
 * `[0, 2]` is inside the second loop, after what two rounds of loops within that one have gathered.
 */
export type At = readonly number[];

/** Something computed in the generated program: a name, a number or a short expression over names. */
export interface Placed {
  readonly code: string;
  readonly at: At;
}

/** The place of what is made of several things: as deep and as late as each of them needs. */
export function atOf(parts: readonly { readonly at: At }[]): At {
  if (parts.length === 1) return parts[0]!.at;
  const depth = Math.max(1, ...parts.map(({ at }) => at.length));
  return Array.from({ length: depth }, (_, level) => Math.max(0, ...parts.map(({ at }) => at[level] ?? 0)));
}

/** Gives out the names of the generated program. No name or text of a pack is ever part of it. */
export class Names {
  private count = 0;
  next(prefix: string): string {
    return `${prefix}${this.count++}`;
  }
}

interface Round {
  readonly lines: string[];
  readonly loops: Map<string, Loop>;
}

/**
 * A body of the generated program: the function itself, or one of its loops. Each value is computed once, in the
 * outermost body where it can be, in rounds: lines, then the loops over lists that need them, then the lines that need
 * what those loops gathered. Loops over one list in one round are one loop.
 */
export class Block {
  readonly parent: Block | null;
  readonly depth: number;
  protected readonly names: Names;
  private readonly rounds: Round[] = [];
  private readonly known = new Map<string, { readonly name: string; readonly round: number }>();

  constructor(parent: Block | null, names: Names) {
    this.parent = parent;
    this.depth = parent === null ? 0 : parent.depth + 1;
    this.names = names;
  }

  /** The body at a depth, this one or one around it. */
  at(depth: number): Block {
    return depth >= this.depth || this.parent === null ? this : this.parent.at(depth);
  }

  /** A name for the value of an expression, computed once in the body where it belongs. */
  keep<T extends Placed>(value: T): T {
    if (/^(-?\d+|NaN)$/.test(value.code)) return { ...value, at: [0] };
    if (/^\w+$/.test(value.code)) return value;
    return { ...value, code: this.at(value.at.length - 1).nameFor(value) };
  }

  private nameFor({ code, at }: Placed): string {
    const round = at[this.depth] ?? 0;
    const kept = this.known.get(code);
    if (kept && kept.round <= round) return kept.name;
    const name = this.names.next('v');
    this.known.set(code, { name, round });
    this.round(round).lines.push(`const ${name} = ${code};`);
    return name;
  }

  /** The loop over a list in a round of this body; the first who asks opens it. */
  loop(key: string, round: number, open: () => Loop): Loop {
    const { loops } = this.round(round);
    let loop = loops.get(key);
    if (!loop) {
      loop = open();
      loops.set(key, loop);
    }
    return loop;
  }

  protected render(): string {
    return this.rounds.map(({ lines, loops }) => [...lines, ...[...loops.values()].map(String)].join('\n')).join('\n');
  }

  toString(): string {
    return this.render();
  }

  private round(number: number): Round {
    while (this.rounds.length <= number) this.rounds.push({ lines: [], loops: new Map() });
    return this.rounds[number]!;
  }
}

/** A loop over the rows from `start` to before `end`. What it gathers is declared before it, and known after it. */
export class Loop extends Block {
  readonly counter: string;
  private readonly start: string;
  private readonly end: string;
  private readonly gathered: string[] = [];
  private readonly last: string[] = [];
  private readonly accumulators = new Map<string, string>();

  constructor(parent: Block, names: Names, start: string, end: string) {
    super(parent, names);
    this.counter = names.next('i');
    this.start = start;
    this.end = end;
  }

  /** A variable that each row adds to; the same sum asked for twice is gathered once. */
  gather(initial: string, add: (name: string) => string): string {
    const key = `${initial} ${add('?')}`;
    let name = this.accumulators.get(key);
    if (name === undefined) {
      name = this.names.next('a');
      this.accumulators.set(key, name);
      this.gathered.push(`let ${name} = ${initial};`);
      this.last.push(add(name));
    }
    return name;
  }

  /** A statement at the end of each row. */
  finish(statement: string): void {
    this.last.push(statement);
  }

  override toString(): string {
    const head = `for (let ${this.counter} = ${this.start}; ${this.counter} < ${this.end}; ${this.counter}++) {`;
    return [...this.gathered, head, this.render(), ...this.last, '}'].join('\n');
  }
}
