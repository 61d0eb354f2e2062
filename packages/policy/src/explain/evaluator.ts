import type { Program, ReferenceRead } from '../feel/tree.ts';
import type { DivisionChain } from '../packs/division-chain.ts';
import { holdsOn } from '../packs/holds-on.ts';
import type { Library, ResolvedFigure, ResolvedParameter } from '../packs/library.ts';
import type { Condition, ConditionNode, Group, Rule } from '../packs/pack.ts';
import type { FactRecord } from '../schema.ts';
import type { BranchWatch } from './branch-watch.ts';
import { compile, type Evaluate } from './compile.ts';
import type {
  Citation,
  ExplainedCondition,
  ExplainedGroup,
  Explanation,
  Missing,
  State,
  Threshold,
  Verdict,
} from './explanation.ts';
import type { Frame, Value } from './frame.ts';
import { compileThreshold } from './threshold.ts';
import { keyOf, nameRecord, Trace } from './trace.ts';
import { inChinese } from './words.zh-cn.ts';

/** One version of a rule, bound to a place and a day: parameters and figures are looked up once, then only facts vary. */
export class Evaluator {
  readonly rule: Rule;
  readonly chain: DivisionChain;
  readonly date: string;
  private readonly library: Library;
  private readonly root: BoundGroup;

  constructor(
    library: Library,
    rule: Rule,
    chain: DivisionChain,
    date: string,
    parameter: (name: string) => ResolvedParameter,
    figure: (read: ReferenceRead) => ResolvedFigure,
  ) {
    this.library = library;
    this.rule = rule;
    this.chain = chain;
    this.date = date;
    this.root = new Binder(library, date, parameter, figure).group(rule.root);
  }

  /** Only the verdict, as fast as it goes. */
  state(facts: FactRecord): State {
    return stateOf(this.valueOfGroup(this.root, facts));
  }

  /** The verdict with the clauses that stand against it and what is missing. */
  judge(facts: FactRecord): Verdict {
    return verdictOf(this.rule, this.date, this.explainGroup(this.root, facts, 'all', null));
  }

  /** The whole tree, without stopping at the first answer. `watch` hears which way each part went. */
  explain(facts: FactRecord, watch: BranchWatch | null = null): Explanation {
    const { rule } = this;
    const tree = this.explainGroup(this.root, facts, 'all', watch);
    const pack = this.library.pack(rule.pack)!;
    return {
      ...verdictOf(rule, this.date, tree),
      title: rule.title,
      packTitle: pack.title,
      jurisdiction: pack.jurisdiction.name,
      holdsFrom: rule.holdsFrom,
      inForceStatus: pack.inForce.status,
      note: rule.note,
      subject: nameRecord(rule.subject.schema, facts, null),
      tree,
    };
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

  private explainGroup(group: BoundGroup, facts: FactRecord, within: Mode, watch: BranchWatch | null): ExplainedGroup {
    const { source, citations } = group;
    const parts = group.parts.map((part) =>
      part.is === 'group'
        ? this.explainGroup(part, facts, source.mode, watch)
        : this.explainCondition(part, facts, source.mode, watch),
    );
    const counted = parts.filter((part) => part.applies && (source.kind === 'aim' || part.kind !== 'aim'));
    const aside = group.when && this.traceOf(group.when, facts, watch);
    const applies = group.when
      ? (group.when.run(frameOf(group.when, facts, this.date, aside)) as boolean | null)
      : true;
    if (group.when) watch?.when(source, applies);
    const inside = combine(
      source.mode,
      counted.map((part) => part.verdict),
    );
    const verdict = applied(applies, inside, within);
    const missing = aside && applies === null && verdict === 'unknown' ? aside.missing : [];
    const { id, title, kind, mode, reading } = source;
    const when = group.whenWords;
    const common = { id, title, kind, verdict, applies: applies !== false, when, clauses: citations, reading };
    return { is: 'group', ...common, mode, parts, missing };
  }

  private explainCondition(
    condition: BoundCondition,
    facts: FactRecord,
    within: Mode,
    watch: BranchWatch | null,
  ): ExplainedCondition {
    const { source, program, when, citations } = condition;
    const trace = this.traceOf(program, facts, watch);
    const frame = frameOf(program, facts, this.date, trace);
    const value = program.run(frame) as boolean | null;
    let applies: boolean | null = true;
    let missing: readonly Missing[] = value === null ? trace.missing : [];
    if (when) {
      const aside = this.traceOf(when, facts, watch);
      applies = when.run(frameOf(when, facts, this.date, aside)) as boolean | null;
      if (applies === null) missing = [...missing, ...aside.missing];
      trace.inputs.unshift(...aside.inputs);
      watch?.when(source, applies);
    }
    watch?.condition(source, value, applies);
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
      reading,
      feel: source.program.text.trim(),
      words: condition.words,
      when: condition.whenWords,
      inputs: trace.inputs,
      parameters: when ? [...when.parameters, ...program.parameters] : program.parameters,
      figures: when ? [...when.figures, ...program.figures] : program.figures,
      threshold: condition.threshold?.(frame) ?? null,
      elements: trace.elements,
      missing: verdict === 'unknown' ? missing : [],
    };
  }

  private traceOf(program: BoundProgram, facts: FactRecord, watch: BranchWatch | null): Trace {
    const subject = nameRecord(this.rule.subject.schema, facts, null);
    return new Trace(subject, Number(this.date.slice(0, 4)), program.parameters, program.figures, watch);
  }
}

interface BoundProgram {
  readonly run: Evaluate;
  readonly slots: number;
  readonly parameters: readonly ResolvedParameter[];
  readonly parameterValues: readonly Value[];
  readonly figures: readonly ResolvedFigure[];
  readonly figureValues: readonly Value[];
}

interface BoundCondition {
  readonly is: 'condition';
  readonly source: Condition;
  readonly program: BoundProgram;
  readonly when: BoundProgram | null;
  readonly citations: readonly Citation[];
  readonly threshold: ((frame: Frame) => Threshold | null) | null;
  readonly words: string;
  readonly whenWords: string | null;
}

interface BoundGroup {
  readonly is: 'group';
  readonly source: Group;
  readonly when: BoundProgram | null;
  readonly whenWords: string | null;
  readonly citations: readonly Citation[];
  readonly parts: readonly Bound[];
}

type Bound = BoundCondition | BoundGroup;
type Mode = 'all' | 'any';

/** Compiled once per program, whatever the places and days it is bound to. */
interface Compiled {
  readonly run: Evaluate;
  readonly threshold: BoundCondition['threshold'];
  readonly words: string;
}
const COMPILED = new WeakMap<Program, Compiled>();

export function compileProgram(program: Program): Compiled {
  let made = COMPILED.get(program);
  if (!made) {
    made = { run: compile(program.tree), threshold: compileThreshold(program.tree), words: inChinese(program.tree) };
    COMPILED.set(program, made);
  }
  return made;
}

class Binder {
  private readonly library: Library;
  private readonly date: string;
  private readonly parameter: (name: string) => ResolvedParameter;
  private readonly figure: (read: ReferenceRead) => ResolvedFigure;

  constructor(
    library: Library,
    date: string,
    parameter: (name: string) => ResolvedParameter,
    figure: (read: ReferenceRead) => ResolvedFigure,
  ) {
    this.library = library;
    this.date = date;
    this.parameter = parameter;
    this.figure = figure;
  }

  group(source: Group): BoundGroup {
    return {
      is: 'group',
      source,
      when: source.when && this.program(source.when),
      whenWords: source.when && compileProgram(source.when).words,
      citations: this.cite(source),
      parts: source.parts
        .filter((part) => holdsOn(part, this.date))
        .map((part) => (part.is === 'group' ? this.group(part) : this.condition(part))),
    };
  }

  private condition(source: Condition): BoundCondition {
    const { threshold, words } = compileProgram(source.program);
    return {
      is: 'condition',
      source,
      program: this.program(source.program),
      when: source.when && this.program(source.when),
      citations: this.cite(source),
      threshold,
      words,
      whenWords: source.when && compileProgram(source.when).words,
    };
  }

  private program(program: Program): BoundProgram {
    const parameters = program.parameters.map(this.parameter);
    const figures = program.references.map(this.figure);
    return {
      run: compileProgram(program).run,
      slots: program.slots,
      parameters,
      parameterValues: parameters.map((one) => one.value),
      figures,
      figureValues: figures.map((one) => one.value),
    };
  }

  private cite(source: ConditionNode): Citation[] {
    return source.clauses.map((id) => {
      const clause = this.library.clause(id);
      return { id, document: clause?.document.title ?? '', ref: clause?.ref ?? '', quote: clause?.quote ?? '' };
    });
  }
}

function frameOf(program: BoundProgram, facts: FactRecord, date: string, recorder: Trace | null): Frame {
  const slots = new Array<unknown>(program.slots);
  slots[0] = facts;
  return { slots, parameters: program.parameterValues, references: program.figureValues, calls: [], date, recorder };
}

function run(program: BoundProgram, facts: FactRecord, date: string): boolean | null {
  return program.run(frameOf(program, facts, date, null)) as boolean | null;
}

function stateOf(value: boolean | null): State {
  return value === null ? 'unknown' : value ? 'met' : 'unmet';
}

/** A part that does not apply is left out of its group, so it shows the state that changes nothing there. */
function applied(applies: boolean | null, verdict: State, within: Mode): State {
  const decisive: State = within === 'all' ? 'unmet' : 'met';
  const neutral: State = within === 'all' ? 'met' : 'unmet';
  if (applies === false) return neutral;
  return applies === null && verdict === decisive ? 'unknown' : verdict;
}

function combine(mode: Mode, states: readonly State[]): State {
  const decisive: State = mode === 'all' ? 'unmet' : 'met';
  if (states.includes(decisive)) return decisive;
  return states.includes('unknown') ? 'unknown' : mode === 'all' ? 'met' : 'unmet';
}

function verdictOf(rule: Rule, judgedFor: string, tree: ExplainedGroup): Verdict {
  const missing = new Map<string, Missing>();
  const unmet = new Set<string>();
  const aims: Verdict['aims'][number][] = [];
  collect(tree, tree.verdict, missing, unmet);
  collectAims(tree, aims);
  return {
    rule: rule.id,
    pack: rule.pack,
    judgedFor,
    verdict: tree.verdict,
    unmet: [...unmet],
    missing: [...missing.values()],
    aims,
  };
}

/** Follows only the parts that share the verdict: a path that another path makes needless has nothing to answer for. */
function collect(
  part: ExplainedGroup | ExplainedCondition,
  verdict: State,
  missing: Map<string, Missing>,
  unmet: Set<string>,
): void {
  if (part.kind === 'aim' || !part.applies || verdict === 'met' || part.verdict !== verdict) return;
  for (const item of part.missing) missing.set(keyOf(item), item);
  if (part.is === 'group') for (const kid of part.parts) collect(kid, verdict, missing, unmet);
  else if (verdict === 'unmet') for (const clause of part.clauses) unmet.add(clause.id);
}

function collectAims(part: ExplainedGroup | ExplainedCondition, aims: Verdict['aims'][number][]): void {
  if (part.kind === 'aim')
    aims.push({ id: part.id, clauses: part.clauses.map((clause) => clause.id), verdict: part.verdict });
  else if (part.is === 'group') for (const kid of part.parts) collectAims(kid, aims);
}
