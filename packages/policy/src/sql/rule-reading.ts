import type { TableValue, Value } from '../explain/frame.ts';
import type { Program, ReferenceRead } from '../feel/tree.ts';
import { holdsOn } from '../packs/holds-on.ts';
import type { ConditionNode, Group, Rule } from '../packs/pack.ts';
import { ExpressionReading } from './expression.ts';
import { bind, type Fragment, joined, sql } from './fragment.ts';
import type { SqlMapping } from './mapping.ts';
import { entityOf, type Row, Scope, surroundingsOf } from './scope.ts';

/** The law as it stands at a place and a day. */
export interface LawInForce {
  readonly date: string;
  parameter(name: string): Value | TableValue;
  figure(read: ReferenceRead): Value;
  /** The rule that other rules call by this name; null where none holds. */
  called(name: string): Rule | null;
}

/** A rule as SQL over one row of its subject. Every value of the law is bound. */
export interface RuleReading {
  /** `left join …` to stand behind the subject’s row in `from`: the expressions below refer to them. */
  readonly joins: Fragment;
  /** Met (of a check: suspicious), null for unknown. */
  readonly state: Fragment;
  /** The number, null for unknown, 0 where an entitlement is not owed. The property is null where the rule has none. */
  readonly amount: Fragment | null;
  /** Every part of the rule in force, groups before what they hold, the aims too. */
  readonly parts: readonly PartReading[];
}

/** A part of a rule. */
export interface PartReading {
  readonly part: ConditionNode;
  /** As the explanation shows it: true, false, null; a part that does not apply is what changes nothing in its group. */
  readonly state: Fragment;
  /** Whether it applies; null where nobody can tell. */
  readonly applies: Fragment;
  /** The groups it stands in, outermost first, without the rule itself. */
  readonly within: readonly PartReading[];
}

/** Reads a rule over rows of its subject that the caller’s `from` gives under `alias`. */
export function readRuleAsSql(rule: Rule, law: LawInForce, mapping: SqlMapping, alias: string): RuleReading {
  const surroundings = surroundingsOf(mapping, bind(law.date, 'date'));
  const scope = new Scope(surroundings);
  const row: Row = { alias, entity: entityOf(surroundings, rule.subject.key), isThere: true };
  const made = new RuleOnRow(rule, law, row, scope);
  const state = made.state();
  const amount = made.amount(state);
  return { joins: scope.toFragment(), state, amount, parts: made.parts };
}

/** An expression that stands for itself: with its joins in a subquery of its own. */
export function asExpression(reading: Pick<RuleReading, 'joins'>, value: Fragment): Fragment {
  return sql`(select ${value} from (select) one${reading.joins})`;
}

class RuleOnRow {
  readonly parts: PartReading[] = [];
  private readonly rule: Rule;
  private readonly law: LawInForce;
  private readonly row: Row;
  private readonly scope: Scope;

  constructor(rule: Rule, law: LawInForce, row: Row, scope: Scope) {
    this.rule = rule;
    this.law = law;
    this.row = row;
    this.scope = scope;
  }

  state(): Fragment {
    return this.group(this.rule.root, []);
  }

  amount(state: Fragment): Fragment | null {
    const { amount } = this.rule;
    return amount && sql`(case ${state} when true then ${this.value(amount.program)} when false then 0::bigint end)`;
  }

  /** What another rule gets when it calls this one: the number where there is one, else met or not. */
  result(): Fragment {
    const state = this.state();
    return this.amount(state) ?? state;
  }

  /** What counts of a group: no aims, and of the others those that apply. */
  private group(group: Group, within: readonly PartReading[]): Fragment {
    const counted: Fragment[] = [];
    for (const part of group.parts) {
      if (!holdsOn(part, this.law.date)) continue;
      const value = this.part(part, group.mode, within);
      if (part.kind !== 'aim' || group.kind === 'aim') counted.push(value);
    }
    if (counted.length === 0) return group.mode === 'all' ? sql`true` : sql`false`;
    return sql`(${joined(counted, group.mode === 'all' ? ' and ' : ' or ')})`;
  }

  private part(part: ConditionNode, mode: Group['mode'], within: readonly PartReading[]): Fragment {
    const applies = part.when ? this.value(part.when) : sql`true`;
    const reading = { part, applies, within, state: sql`null` };
    this.parts.push(reading);
    const inside = part.is === 'group' ? this.group(part, [...within, reading]) : this.value(part.program);
    if (!part.when) reading.state = inside;
    else reading.state = mode === 'all' ? sql`(not ${applies} or ${inside})` : sql`(${applies} and ${inside})`;
    return reading.state;
  }

  private value(program: Program): Fragment {
    const { law } = this;
    const reading = new ExpressionReading({
      parameter: (slot) => law.parameter(program.parameters[slot]!),
      reference: (_slot, read) => law.figure(read),
      call: (slot, row, scope) => this.call(program.calls[slot]!.name, row, scope),
    });
    return reading.value(program.tree, new Map([[0, this.row]]), this.scope);
  }

  private call(name: string, row: Row, scope: Scope): Fragment | null {
    const rule = this.law.called(name);
    return (
      rule &&
      scope.column(`${rule.pack}/${rule.id}(${row.alias})`, () => new RuleOnRow(rule, this.law, row, scope).result())
    );
  }
}
