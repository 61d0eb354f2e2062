import { invariant } from '@daohu/kernel';
import { holdsOn } from '../packs/holds-on.ts';
import type { Library } from '../packs/library.ts';
import type { Rule } from '../packs/pack.ts';
import type { IndexedSchema } from '../schema.ts';
import type { FactColumns } from './fact-columns.ts';
import { perform, type Task } from './generate.ts';
import { callsOf, isNamed } from './order-rules.ts';
import { type ColumnReads, columnReadsOf } from './reads.ts';
import { Run } from './run.ts';

/** The results of a rule, row by row of its subject's table. */
export interface RuleResults {
  readonly rule: string;
  readonly subject: string;
  /** 0 unmet, 1 met, 2 unknown, 3 no version of the rule holds there. Null for what is only a number. */
  readonly states: Uint8Array | null;
  /** NaN where it is unknown, or where no version of the rule holds. Null for what is no number. */
  readonly amounts: Float64Array | null;
  /** 力争: by the id of the part of the rule; as `states`. Only when asked for. */
  readonly aims: ReadonlyMap<string, Uint8Array>;
}

export type Results = ReadonlyMap<string, RuleResults>;

export interface RunOptions {
  /** Runs the segments elsewhere, for instance in worker threads. */
  readonly on?: SegmentRunner;
  readonly signal?: AbortSignal;
  /** Segments done, of how many. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Results of an earlier run over columns of the same size that nobody needs any more: their memory is used again. */
  readonly into?: Results;
}

/** Runs lists of tasks, each list in its order, the lists in any order or at once. */
export interface SegmentRunner {
  run(work: readonly (readonly Task[])[], options: Pick<RunOptions, 'signal' | 'onProgress'>): Promise<void>;
}

export interface CompileOptions {
  /** Also report 力争 aims, which never decide a verdict. */
  readonly aims?: boolean;
}

/**
 * 列式程序: rules of a library for a day, to be run over the facts of a whole region. A rule that no pack has is a bug of
 * the caller; one that holds nowhere on the day has no results.
 */
export function compileColumns(
  library: Library,
  ruleIds: readonly string[],
  date: string,
  options: CompileOptions = {},
): ColumnProgram {
  return new ColumnProgram(library, ruleIds, date, options.aims ?? false);
}

export class ColumnProgram {
  readonly ruleIds: readonly string[];
  readonly date: string;
  /** That of the library, and the inputs of each formula as an entity by its id. */
  readonly schema: IndexedSchema;
  /** The columns to load: no less, and no more than is needed. */
  readonly reads: ColumnReads;
  private readonly library: Library;
  private readonly aims: boolean;
  private readonly versions: ReadonlyMap<string, readonly Rule[]>;

  constructor(library: Library, ruleIds: readonly string[], date: string, aims: boolean) {
    this.library = library;
    this.ruleIds = ruleIds;
    this.date = date;
    this.aims = aims;
    this.versions = versionsOf(library, ruleIds, date);
    const rules = [...this.versions.values()].flat();
    const called = (name: string, entity: string): readonly Rule[] =>
      rules.filter((rule) => isNamed(rule, name, entity));
    this.schema = withSubjects(library.schema, rules);
    this.reads = columnReadsOf(rules, this.schema, date, called);
  }

  /** Runs here and now, in this thread. */
  runNow(columns: FactColumns, into: Results | null = null): Results {
    const run = this.prepare(columns, into);
    for (const tasks of run.work()) for (const task of tasks) perform(task);
    return run.results(this.ruleIds);
  }

  /** Runs where `on` says; without it in this thread, with a breath between segments. */
  async run(columns: FactColumns, { on = HERE, into, ...options }: RunOptions = {}): Promise<Results> {
    options.signal?.throwIfAborted();
    const run = this.prepare(columns, into ?? null);
    await on.run(run.work(), options);
    return run.results(this.ruleIds);
  }

  private prepare(columns: FactColumns, into: Results | null): Run {
    return new Run(this.library, this.schema, this.versions, this.date, this.aims, columns, into);
  }
}

/** A formula is about no entity of the schema: it brings its own. */
function withSubjects(schema: IndexedSchema, rules: readonly Rule[]): IndexedSchema {
  const own = rules.filter((rule) => !schema.byKey.has(rule.subject.key));
  if (own.length === 0) return schema;
  return { ...schema, byKey: new Map([...schema.byKey, ...own.map(({ subject }) => [subject.key, subject] as const)]) };
}

/** In this thread, with a breath between segments for whoever waits. */
const HERE: SegmentRunner = {
  async run(work, { signal, onProgress }) {
    for (const [index, tasks] of work.entries()) {
      await new Promise((resolve) => setTimeout(resolve, 0));
      signal?.throwIfAborted();
      for (const task of tasks) perform(task);
      onProgress?.(index + 1, work.length);
    }
  },
};

/** Every version of the rules, and of those they use, that holds somewhere on the day. */
function versionsOf(library: Library, ruleIds: readonly string[], date: string): Map<string, readonly Rule[]> {
  const all = library.packs.flatMap((pack) => pack.rules).filter((rule) => holdsOn(rule, date));
  const found = new Map<string, readonly Rule[]>();
  const visit = (id: string): void => {
    if (found.has(id)) return;
    const versions = all.filter((rule) => rule.id === id);
    found.set(id, versions);
    for (const { name, entity } of versions.flatMap(callsOf)) {
      for (const rule of all) if (isNamed(rule, name, entity)) visit(rule.id);
    }
  };
  for (const id of ruleIds) {
    const isKnown = library.packs.some(({ rules }) => rules.some((rule) => rule.id === id));
    invariant(isKnown, `columns: no pack has a rule ${id}`);
    visit(id);
  }
  return found;
}
