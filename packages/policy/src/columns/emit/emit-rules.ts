import { invariant } from '@daohu/kernel';
import type { Program } from '../../feel/tree.ts';
import { holdsOn } from '../../packs/holds-on.ts';
import type { ConditionNode, Group, Rule } from '../../packs/pack.ts';
import type { IndexedSchema } from '../../schema.ts';
import { Block, Loop } from './block.ts';
import { ExpressionEmitter, type Here } from './emit-expression.ts';
import {
  asResult,
  choose,
  fromResult,
  join,
  type Numeric,
  not,
  numeric,
  type Row,
  type Truth,
  truth,
} from './emitted.ts';
import { type ArraySlot, type Layout, type NumberSlot, Sources } from './sources.ts';

/** A function of the generated program: all rules of one entity that can be judged in one pass over its rows. */
export interface Generated {
  readonly table: string;
  /** Rules whose result is never unknown. */
  readonly sure: readonly string[];
  /** Body of `function (T, P, from, to)`, complete in itself; two programs of the same text are the same function. */
  readonly text: string;
  readonly arrays: readonly ArraySlot[];
  readonly numbers: readonly NumberSlot[];
}

export interface Judged {
  readonly state: Truth | null;
  readonly amount: Numeric | null;
}

export interface EmitOptions {
  readonly schema: IndexedSchema;
  readonly layout: Layout;
  readonly date: string;
  readonly aims: boolean;
  /** The version of the rule that a name means at the place, or null when none holds there. */
  readonly called: (name: string, entity: string) => Rule | null;
  /** Whether the result of a rule, judged in a pass before, is never unknown. */
  readonly isSure: (rule: string) => boolean;
}

/** Writes the function that judges rules over the rows of their subject. */
export function emitRules(rules: readonly Rule[], options: EmitOptions): Generated {
  return new RulesEmitter(rules[0]!.subject.key, options).emit(rules);
}

class RulesEmitter {
  private readonly table: string;
  private readonly options: EmitOptions;
  private readonly sources = new Sources();
  private readonly body = new Block(null, this.sources.names);
  private readonly rows: Loop;
  private readonly subject: Row;
  private readonly expressions: ExpressionEmitter;
  private readonly judged = new Map<Rule, Judged>();
  private rules: readonly Rule[] = [];

  constructor(table: string, options: EmitOptions) {
    this.table = table;
    this.options = options;
    this.rows = this.body.loop('rows', 0, () => new Loop(this.body, this.sources.names, 'from', 'to'));
    const code = this.rows.counter;
    this.subject = { is: 'row', table, entity: table, tableBack: 0, back: 0, mayLack: false, code, at: [0, 0] };
    const verdict = (name: string, row: Row): Truth | Numeric | null => this.verdict(name, row);
    this.expressions = new ExpressionEmitter(options.schema, options.layout, this.sources, verdict);
  }

  emit(rules: readonly Rule[]): Generated {
    this.rules = rules;
    const sure: string[] = [];
    for (const rule of rules) {
      invariant(rule.subject.key === this.table, `columns: ${rule.id} is not about ${this.table}`);
      const { state, amount } = this.judge(rule);
      if ((amount ?? state)!.sure) sure.push(rule.id);
      if (state) this.store({ is: 'states', rule: rule.id, aim: null }, asResult(state));
      if (amount) this.store({ is: 'amounts', rule: rule.id, aim: null }, `${amount.code} + 0`);
      if (this.options.aims) this.storeAims(rule, rule.root, 'all');
    }
    const text = `${this.sources.prologue()}\n${this.body}`;
    const { arrays, numbers } = this.sources;
    return { table: this.table, sure, text, arrays, numbers };
  }

  private store(slot: ArraySlot, value: string): void {
    this.rows.finish(`${this.sources.array(slot)}[${this.rows.counter}] = ${value};`);
  }

  private storeAims(rule: Rule, part: ConditionNode, within: Group['mode']): void {
    if (!holdsOn(part, this.options.date)) return;
    if (part.kind === 'aim') {
      const value = this.rows.keep(this.applied(part, within));
      this.store({ is: 'states', rule: rule.id, aim: part.id }, asResult(value));
    } else if (part.is === 'group') for (const kid of part.parts) this.storeAims(rule, kid, part.mode);
  }

  private judge(rule: Rule): Judged {
    let judged = this.judged.get(rule);
    if (!judged) {
      judged = this.outcome(rule);
      this.judged.set(rule, judged);
    }
    return judged;
  }

  private outcome(rule: Rule): Judged {
    const state = this.rows.keep(this.group(rule.root));
    if (!rule.amount) return { state, amount: null };
    const { program } = rule.amount;
    const computed = this.expressions.number(program.tree, this.here(program));
    if (rule.root.parts.length === 0) return { state: rule.kind === 'entitlement' ? state : null, amount: computed };
    const amount = this.rows.keep(choose(state, computed, numeric('0', true, [])) as Numeric);
    return { state: rule.kind === 'entitlement' ? state : null, amount };
  }

  /** The value of another rule: of the same row from the same pass, of another one from the pass before. */
  private verdict(name: string, row: Row): Truth | Numeric | null {
    const rule = this.options.called(name, row.entity);
    if (!rule) return null;
    if (this.rules.includes(rule) && row.table === this.table && row.code === this.subject.code) {
      const { state, amount } = this.judge(rule);
      return amount ?? state;
    }
    const is = rule.amount ? 'amounts' : 'states';
    const array = this.sources.array({ is, rule: rule.id, aim: null });
    const read = `${array}[${row.code}]`;
    const sure = this.options.isSure(rule.id) && !row.mayLack;
    if (rule.amount) return numeric(row.mayLack ? `(${row.code} < 0 ? NaN : ${read})` : read, sure, [row]);
    return truth(sure ? read : fromResult(row.mayLack ? `(${row.code} < 0 ? 2 : ${read})` : read), sure, [row]);
  }

  private group(group: Group): Truth {
    const counted = group.parts.filter(
      (part) => (group.kind === 'aim' || part.kind !== 'aim') && holdsOn(part, this.options.date),
    );
    return join(
      group.mode === 'all' ? '&' : '|',
      counted.map((part) => this.rows.keep(this.applied(part, group.mode))),
    );
  }

  /** A part that does not apply is left out of its group; where nobody knows whether it applies, it cannot decide. */
  private applied(part: ConditionNode, within: Group['mode']): Truth {
    const value = part.is === 'group' ? this.rows.keep(this.group(part)) : this.condition(part.program);
    if (!part.when) return value;
    const applies = this.condition(part.when);
    return within === 'all' ? join('|', [this.rows.keep(not(applies)), value]) : join('&', [applies, value]);
  }

  private condition(program: Program): Truth {
    return this.expressions.truth(program.tree, this.here(program));
  }

  private here(program: Program): Here {
    return { program, variables: [this.subject], block: this.rows };
  }
}
