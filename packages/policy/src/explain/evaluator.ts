import type { Type } from '../feel/tree.ts';
import type { DivisionChain } from '../packs/division-chain.ts';
import type { Library } from '../packs/library.ts';
import type { Rule } from '../packs/pack.ts';
import { packHash } from '../packs/pack-hash.ts';
import type { FactRecord } from '../schema.ts';
import {
  Binder,
  type BoundAmount,
  type BoundCondition,
  type BoundGroup,
  type BoundProgram,
  frameOf,
  type Mode,
  type Resolver,
  run,
} from './bound-rule.ts';
import type { BranchWatch } from './branch-watch.ts';
import {
  EXPLANATION_VERSION,
  type ExplainedAmount,
  type ExplainedCondition,
  type ExplainedGroup,
  type Explanation,
  type Missing,
  type RecordName,
  type State,
  type Verdict,
} from './explanation.ts';
import type { Call, Value } from './frame.ts';
import { nameRecord, Trace } from './trace.ts';
import { applied, combine, stateOf, verdictOf } from './verdict-of.ts';
import { valueInChinese } from './wording.zh-cn.ts';

/** One subject that is being explained, by the name it has where it was met, and who listens. */
interface Hearing {
  readonly facts: FactRecord;
  readonly subject: RecordName;
  readonly watch: BranchWatch | null;
}

/** A place in the sentence of a check. */
interface BoundPlace {
  readonly program: BoundProgram;
  readonly type: Type;
}

/** One version of a rule, bound to a place and a day: parameters and figures are looked up once, then only facts vary. */
export class Evaluator implements Call {
  readonly rule: Rule;
  readonly chain: DivisionChain;
  readonly date: string;
  private readonly library: Library;
  private readonly root: BoundGroup;
  private readonly bound: BoundAmount | null;
  private readonly message: readonly (string | BoundPlace)[];

  constructor(library: Library, rule: Rule, chain: DivisionChain, date: string, resolver: Resolver) {
    this.library = library;
    this.rule = rule;
    this.chain = chain;
    this.date = date;
    const binder = new Binder(library, date, resolver);
    this.root = binder.group(rule.root);
    this.bound = rule.amount && binder.amount(rule.amount);
    const message = rule.kind === 'check' ? rule.message : [];
    this.message = message.map((part) =>
      typeof part === 'string' ? part : { program: binder.program(part), type: part.tree.type },
    );
  }

  /** Only the verdict on the conditions, as fast as it goes. */
  state(facts: FactRecord): State {
    return stateOf(this.valueOfGroup(this.root, facts));
  }

  /**
   * The number of a quantity or formula; what an entitlement owes, 0 where its conditions are not met. Null is unknown,
   * and what a rule without an amount gives.
   */
  amount(facts: FactRecord): number | null {
    const { bound } = this;
    const met = this.valueOfGroup(this.root, facts);
    if (!bound || met === null) return null;
    return met ? (bound.program.run(frameOf(bound.program, facts, this.date, null)) as number | null) : 0;
  }

  /** What a call of this rule in another gives: its number where it has one, else whether it is met. Null is unknown. */
  value(facts: FactRecord): Value {
    return this.bound ? this.amount(facts) : this.valueOfGroup(this.root, facts);
  }

  /** The verdict with the clauses that stand against it and what is missing. */
  judge(facts: FactRecord): Verdict {
    return this.judgeHeard(this.hearing(facts, null));
  }

  /** What is missing for an answer about a record that goes by this name. */
  missing(facts: FactRecord, subject: RecordName): readonly Missing[] {
    return this.judgeHeard({ facts, subject, watch: null }).missing;
  }

  /** The whole tree, without stopping at the first answer. `watch` hears which way each part went. */
  explain(facts: FactRecord, watch: BranchWatch | null = null): Explanation {
    const { rule } = this;
    const heard = this.hearing(facts, watch);
    const tree = this.explainGroup(this.root, heard, 'all');
    const amount = this.explainAmount(heard, tree.verdict);
    const pack = this.library.pack(rule.pack)!;
    return {
      ...verdictOf(rule, this.date, tree, amount, this.said(heard, tree.verdict)),
      version: EXPLANATION_VERSION,
      packs: this.library.packsFor(this.chain, this.date).map((one) => ({ key: one.key, hash: packHash(one) })),
      division: this.chain[0]?.code ?? 0,
      title: rule.title,
      packTitle: pack.title,
      jurisdiction: pack.jurisdiction.name,
      holdsFrom: rule.holdsFrom,
      inForceStatus: pack.inForce.status,
      note: rule.note,
      subject: heard.subject,
      tree,
      explainedAmount: amount,
      entitlement: rule.kind === 'entitlement' ? entitlementOf(rule) : null,
      severity: rule.kind === 'check' ? rule.severity : null,
    };
  }

  private judgeHeard(heard: Hearing): Verdict {
    const tree = this.explainGroup(this.root, heard, 'all');
    const amount = this.explainAmount(heard, tree.verdict);
    return verdictOf(this.rule, this.date, tree, amount, this.said(heard, tree.verdict));
  }

  private hearing(facts: FactRecord, watch: BranchWatch | null): Hearing {
    return { facts, subject: nameRecord(this.rule.subject.schema, facts, null), watch };
  }

  private valueOfGroup(group: BoundGroup, facts: FactRecord): boolean | null {
    const decisive = group.source.mode === 'any';
    let result: boolean | null = !decisive;
    for (const part of group.parts) {
      if (part.source.kind === 'aim') continue;
      const applies = part.when ? run(part.when, facts, this.date) : true;
      if (applies === false) continue;
      let value = part.is === 'group' ? this.valueOfGroup(part, facts) : run(part.program, facts, this.date);
      if (applies === null && value === decisive) value = null;
      if (value === decisive) return decisive;
      if (value === null) result = null;
    }
    return result;
  }

  private explainGroup(group: BoundGroup, heard: Hearing, within: Mode): ExplainedGroup {
    const { source, citations } = group;
    const parts = group.parts.map((part) =>
      part.is === 'group'
        ? this.explainGroup(part, heard, source.mode)
        : this.explainCondition(part, heard, source.mode),
    );
    const counted = parts.filter((part) => part.applies && (source.kind === 'aim' || part.kind !== 'aim'));
    const aside = group.when && this.traceOf(group.when, heard);
    const applies = group.when ? this.hear<boolean>(group.when, heard, aside) : true;
    if (group.when) heard.watch?.when(source, applies);
    const inside = combine(
      source.mode,
      counted.map((part) => part.verdict),
    );
    const verdict = applied(applies, inside, within);
    const missing = aside && applies === null && verdict === 'unknown' ? aside.missing : [];
    const { id, title, kind, mode, source: publicSource, reading } = source;
    const when = group.whenWords;
    const common = { id, title, kind, verdict, applies: applies !== false, when, clauses: citations };
    return { is: 'group', ...common, source: publicSource, reading, mode, parts, missing };
  }

  private explainCondition(condition: BoundCondition, heard: Hearing, within: Mode): ExplainedCondition {
    const { source, program, when, citations } = condition;
    const trace = this.traceOf(program, heard);
    const frame = frameOf(program, heard.facts, this.date, trace);
    const value = program.run(frame) as boolean | null;
    let applies: boolean | null = true;
    let missing: readonly Missing[] = value === null ? trace.missing : [];
    let parameters = trace.parametersRead;
    if (when) {
      const aside = this.traceOf(when, heard);
      applies = this.hear<boolean>(when, heard, aside);
      heard.watch?.when(source, applies);
      if (applies === null) missing = [...missing, ...aside.missing];
      trace.inputs.unshift(...aside.inputs);
      parameters = [...aside.parametersRead, ...parameters];
    }
    heard.watch?.condition(source, value, applies);
    const verdict = applied(applies, stateOf(value), within);
    const { id, title, kind, reading } = source;
    return {
      is: 'condition',
      id,
      title,
      kind,
      verdict,
      applies: applies !== false,
      clauses: citations,
      source: source.source,
      reading,
      feel: source.program.text.trim(),
      words: condition.words,
      when: condition.whenWords,
      inputs: trace.inputs,
      parameters,
      figures: when ? [...when.figures, ...program.figures] : program.figures,
      threshold: condition.threshold?.(frame) ?? null,
      elements: trace.elements,
      missing: verdict === 'unknown' ? missing : [],
    };
  }

  private explainAmount(heard: Hearing, conditions: State): ExplainedAmount | null {
    const { bound } = this;
    if (!bound) return null;
    const { source, program, words, citations } = bound;
    const trace = this.traceOf(program, heard);
    const computed = this.hear<number>(program, heard, trace);
    const wanted = conditions !== 'unmet' && computed === null;
    if (conditions === 'met') heard.watch?.amount(source, computed);
    return {
      value: conditions === 'met' ? computed : conditions === 'unmet' ? 0 : null,
      computed,
      unit: source.unit,
      is: this.rule.kind === 'entitlement' ? this.rule.amountIs : 'exact',
      feel: source.program.text.trim(),
      words,
      clauses: citations,
      reading: source.reading,
      inputs: trace.inputs,
      parameters: trace.parametersRead,
      figures: program.figures,
      missing: wanted ? trace.missing : [],
    };
  }

  /** The sentence of a check that is met. */
  private said(heard: Hearing, verdict: State): string | null {
    if (this.rule.kind !== 'check' || verdict !== 'met') return null;
    return this.message
      .map((part) => {
        if (typeof part === 'string') return part;
        const { program, type } = part;
        const value = this.hear(program, heard, null);
        const label = type.is === 'code' && value !== null ? (type.field.labelByKey.get(String(value)) ?? null) : null;
        return valueInChinese(value, type.is === 'number' ? type.unit.key : '', label);
      })
      .join('');
  }

  private hear<T extends Value>(program: BoundProgram, heard: Hearing, trace: Trace | null): T | null {
    return program.run(frameOf(program, heard.facts, this.date, trace)) as T | null;
  }

  private traceOf(program: BoundProgram, { subject, watch }: Hearing): Trace {
    return new Trace(subject, Number(this.date.slice(0, 4)), program, watch);
  }
}

function entitlementOf(rule: Rule & { readonly kind: 'entitlement' }): Explanation['entitlement'] {
  const { period, provider, benefit, stacksWith, excludes } = rule;
  const ids = (relations: typeof stacksWith): string[] => relations.map((one) => one.rule);
  return { period, provider, benefit, stacksWith: ids(stacksWith), excludes: ids(excludes) };
}
