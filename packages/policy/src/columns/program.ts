import { invariant } from '@daohu/kernel';
import type { ReferenceRead } from '../feel/tree.ts';
import { holdsOn } from '../packs/holds-on.ts';
import type { Library } from '../packs/library.ts';
import type { Rule } from '../packs/pack.ts';
import { allCodesOf, allocate, codeKeysOf, NO_RULE } from './column.ts';
import { columnFor } from './derived-column.ts';
import { emitRules, type Generated } from './emit/emit-rules.ts';
import type { ArraySlot } from './emit/sources.ts';
import type { FactColumns, Segment } from './fact-columns.ts';
import { type AnyArray, perform, type Task } from './generate.ts';
import { LawValues } from './law-values.ts';
import { ColumnsLayout, linkFor, listFor, tableFor } from './layout.ts';
import { callsOf, passesOf } from './order-rules.ts';
import { type ColumnReads, columnReadsOf } from './reads.ts';

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
}

/** Runs lists of tasks, each list in its order, the lists in any order or at once. */
export interface SegmentRunner {
  run(work: readonly (readonly Task[])[], options: Pick<RunOptions, 'signal' | 'onProgress'>): Promise<void>;
}

export interface CompileOptions {
  /** Also report 力争 aims, which never decide a verdict. */
  readonly aims?: boolean;
}

/** Of one function; more than this is made several, which an engine still optimises. */
const MOST_NODES = 1_500;

/** 列式程序: rules of a library for a day, to be run over the facts of a whole region. */
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
    this.reads = columnReadsOf(rules, library.schema, date, called);
  }

  /** Runs here and now, in this thread. */
  runNow(columns: FactColumns): Results {
    const run = new Run(this.library, this.versions, this.date, this.aims, columns);
    for (const tasks of run.work()) for (const task of tasks) perform(task);
    return run.results(this.ruleIds);
  }

  async run(columns: FactColumns, { on = HERE, ...options }: RunOptions = {}): Promise<Results> {
    options.signal?.throwIfAborted();
    const run = new Run(this.library, this.versions, this.date, this.aims, columns);
    await on.run(run.work(), options);
    return run.results(this.ruleIds);
  }
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
  for (const id of ruleIds) visit(id);
  return found;
}

function isNamed(rule: Rule, name: string, entity: string): boolean {
  return rule.name === name && rule.subject.key === entity;
}

interface Place {
  readonly segment: Segment;
  readonly law: LawValues;
  readonly rules: readonly Rule[];
}

/** One run over certain columns: the arrays of the results, and what is to be done in which order. */
class Run {
  private readonly library: Library;
  private readonly versions: ReadonlyMap<string, readonly Rule[]>;
  private readonly date: string;
  private readonly aims: boolean;
  private readonly columns: FactColumns;
  private readonly outputs = new Map<string, Uint8Array | Float64Array>();

  constructor(
    library: Library,
    versions: ReadonlyMap<string, readonly Rule[]>,
    date: string,
    aims: boolean,
    columns: FactColumns,
  ) {
    this.library = library;
    this.versions = versions;
    this.date = date;
    this.aims = aims;
    this.columns = columns;
  }

  /** For each segment its tasks, in order. */
  work(): Task[][] {
    const places = this.columns.segments.map((segment) => this.placeOf(segment));
    const variants = new Map<string, Place[]>();
    for (const place of places) {
      const key = place.rules.map((rule) => `${rule.pack}/${rule.id}/${rule.holdsFrom}`).join(' ');
      variants.set(key, [...(variants.get(key) ?? []), place]);
    }
    const tasks = new Map<Segment, Task[]>();
    for (const alike of variants.values()) {
      const generated = this.generate(alike);
      for (const place of alike) tasks.set(place.segment, this.tasksOf(place, generated));
    }
    this.markUnruled(places);
    return places.map(({ segment }) => tasks.get(segment)!);
  }

  results(ruleIds: readonly string[]): Results {
    return new Map(
      ruleIds.flatMap((id) => {
        const [version] = this.versions.get(id) ?? [];
        if (!version) return [];
        const aims = [...this.outputs].flatMap(([key, array]) => {
          const [is, rule, aim] = key.split('\n');
          return is === 'states' && rule === id && aim !== '' ? [[aim!, array as Uint8Array] as const] : [];
        });
        const results: RuleResults = {
          rule: id,
          subject: version.subject.key,
          states: (this.outputs.get(outputKey('states', id, null)) as Uint8Array | undefined) ?? null,
          amounts: (this.outputs.get(outputKey('amounts', id, null)) as Float64Array | undefined) ?? null,
          aims: new Map(aims),
        };
        return [[id, results]];
      }),
    );
  }

  private placeOf(segment: Segment): Place {
    const { chain } = segment;
    const law = new LawValues(this.library, chain, this.date);
    const rules = [...this.versions.keys()].flatMap((id) => {
      const found = this.library.ruleFor(id, chain, this.date);
      return found.ok ? [found.value] : [];
    });
    return { segment, law, rules };
  }

  private generate(places: readonly Place[]): Generated[] {
    const { rules } = places[0]!;
    const { schema } = this.library;
    const called = (name: string, entity: string): Rule | null =>
      rules.find((rule) => isNamed(rule, name, entity)) ?? null;
    const layout = new ColumnsLayout(this.columns, schema, this.date, {
      parameterIsKnown: (name) => places.every(({ law }) => law.isKnown(name)),
      tableIsKnown: (slot) => places.every(({ law }) => law.tableIsKnown(slot, schema, this.columns.texts)),
      figureIsKnown: (read: ReferenceRead) => places.every(({ law }) => law.figure(read) !== null),
    });
    // What a pass never leaves unknown, the passes after it need not look at.
    const sure = new Set<string>();
    const isSure = (rule: string): boolean => sure.has(rule);
    const options = { schema, layout, date: this.date, aims: this.aims, called, isSure };
    return passesOf(rules, called, MOST_NODES).map((pass) => {
      const generated = emitRules(pass.rules, options);
      for (const rule of generated.sure) sure.add(rule);
      return generated;
    });
  }

  private tasksOf({ segment, law }: Place, generated: readonly Generated[]): Task[] {
    const { texts } = this.columns;
    return generated.flatMap(({ table, text, arrays, numbers }) => {
      const [from, to] = segment.ranges[table] ?? [0, 0];
      if (from === to) return [];
      const values = law.numbers(numbers, texts);
      return [{ text, arrays: arrays.map((slot) => this.arrayOf(slot, law)), numbers: values, from, to }];
    });
  }

  private arrayOf(slot: ArraySlot, law: LawValues): AnyArray {
    const { columns } = this;
    const { schema } = this.library;
    switch (slot.is) {
      case 'column': {
        const entity = schema.byKey.get(slot.entity)!;
        const field = [...entity.fields.values()].find(({ key }) => key === slot.key)!;
        return columnFor(columns, slot.table, entity, field, slot.back, this.date).values;
      }
      case 'starts':
        return listFor(columns, slot.table, slot.key).starts;
      case 'missing':
        return listFor(columns, slot.table, slot.key).missing!;
      case 'rows':
        return listFor(columns, slot.table, slot.key).rows!;
      case 'link':
        return linkFor(columns, slot.table, slot.key).rows;
      case 'present':
        return tableFor(columns, slot.table).present.get(slot.yearsBack)!;
      case 'states':
      case 'amounts':
        return this.output(slot.is, slot.rule, slot.aim);
      case 'allCodes': {
        const field = [...schema.byKey.get(slot.entity)!.fields.values()].find(({ key }) => key === slot.key)!;
        const all = allCodesOf(schema);
        return Int32Array.from(codeKeysOf(field), (key) => all.indexOf(key));
      }
      case 'lawTable':
        return law.table(slot, schema, columns.texts);
    }
  }

  private output(is: 'states' | 'amounts', rule: string, aim: string | null): Uint8Array | Float64Array {
    const key = outputKey(is, rule, aim);
    let output = this.outputs.get(key);
    if (!output) {
      const subject = this.versions.get(rule)?.[0]?.subject.key;
      invariant(subject !== undefined, `columns: ${rule} is no rule of this program`);
      const { count } = tableFor(this.columns, subject);
      output = is === 'states' ? allocate('u8', count) : allocate('f64', count);
      this.outputs.set(key, output);
    }
    return output;
  }

  /** Rows of no segment, or of one where no version of a rule holds, are not judged, and their results say so. */
  private markUnruled(places: readonly Place[]): void {
    for (const [key, array] of this.outputs) {
      const [is, rule] = key.split('\n');
      const subject = this.versions.get(rule!)![0]!.subject.key;
      const empty = is === 'states' ? NO_RULE : Number.NaN;
      let next = 0;
      for (const { segment, rules } of places) {
        const [from, to] = segment.ranges[subject] ?? [next, next];
        array.fill(empty, next, from);
        if (!rules.some(({ id }) => id === rule)) array.fill(empty, from, to);
        next = to;
      }
      array.fill(empty, next);
    }
  }
}

function outputKey(is: 'states' | 'amounts', rule: string, aim: string | null): string {
  return `${is}\n${rule}\n${aim ?? ''}`;
}
