import type { Program, ReferenceRead } from '../feel/tree.ts';
import { holdsOn } from '../packs/holds-on.ts';
import type { Library, ResolvedCall, ResolvedFigure, ResolvedParameter } from '../packs/library.ts';
import type { Amount, Condition, ConditionNode, Group } from '../packs/pack.ts';
import type { FactRecord } from '../schema.ts';
import { compile, type Evaluate } from './compile.ts';
import type { Citation, Threshold } from './explanation.ts';
import type { Call, Frame, Recorder, TableValue, Value } from './frame.ts';
import { compileThreshold } from './threshold.ts';
import { inChinese } from './words.zh-cn.ts';

/** Looks up what a rule needs besides the facts, at the place and day it is bound to. */
export interface Resolver {
  parameter(name: string): ResolvedParameter;
  figure(read: ReferenceRead): ResolvedFigure;
  call(name: string): ResolvedCall;
}

export interface BoundProgram {
  readonly run: Evaluate;
  readonly slots: number;
  readonly parameters: readonly ResolvedParameter[];
  readonly parameterValues: readonly (Value | TableValue)[];
  readonly figures: readonly ResolvedFigure[];
  readonly figureValues: readonly Value[];
  readonly calls: readonly ResolvedCall[];
  readonly callValues: readonly Call[];
}

export interface BoundCondition {
  readonly is: 'condition';
  readonly source: Condition;
  readonly program: BoundProgram;
  readonly when: BoundProgram | null;
  readonly citations: readonly Citation[];
  readonly threshold: ((frame: Frame) => Threshold | null) | null;
  readonly words: string;
  readonly whenWords: string | null;
}

/** What a rule owes or computes. */
export interface BoundAmount {
  readonly source: Amount;
  readonly program: BoundProgram;
  readonly words: string;
  readonly citations: readonly Citation[];
}

export interface BoundGroup {
  readonly is: 'group';
  readonly source: Group;
  readonly when: BoundProgram | null;
  readonly whenWords: string | null;
  readonly citations: readonly Citation[];
  readonly parts: readonly Bound[];
}

export type Bound = BoundCondition | BoundGroup;
export type Mode = 'all' | 'any';

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

const NOBODY: Call = { value: () => null };

export class Binder {
  private readonly library: Library;
  private readonly date: string;
  private readonly resolver: Resolver;

  constructor(library: Library, date: string, resolver: Resolver) {
    this.library = library;
    this.date = date;
    this.resolver = resolver;
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

  amount(source: Amount): BoundAmount {
    const program = this.program(source.program);
    return { source, program, words: compileProgram(source.program).words, citations: this.cite(source) };
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

  program(program: Program): BoundProgram {
    const parameters = program.parameters.map((name) => this.resolver.parameter(name));
    const figures = program.references.map((read) => this.resolver.figure(read));
    const calls = program.calls.map(({ name }) => this.resolver.call(name));
    return {
      run: compileProgram(program).run,
      slots: program.slots,
      parameters,
      parameterValues: parameters.map((one) => one.table ?? one.value),
      figures,
      figureValues: figures.map((one) => one.value),
      calls,
      callValues: calls.map((one) => one.evaluator ?? NOBODY),
    };
  }

  private cite(source: Pick<ConditionNode, 'clauses'>): Citation[] {
    return source.clauses.map((id) => {
      const clause = this.library.clause(id);
      return { id, document: clause?.document.title ?? '', ref: clause?.ref ?? '', quote: clause?.quote ?? '' };
    });
  }
}

export function frameOf(program: BoundProgram, facts: FactRecord, date: string, recorder: Recorder | null): Frame {
  const slots = new Array<unknown>(program.slots);
  slots[0] = facts;
  const { parameterValues: parameters, figureValues: references, callValues: calls } = program;
  return { slots, parameters, references, calls, date, recorder };
}

export function run(program: BoundProgram, facts: FactRecord, date: string): boolean | null {
  return program.run(frameOf(program, facts, date, null)) as boolean | null;
}
