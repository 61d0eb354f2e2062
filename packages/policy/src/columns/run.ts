import { invariant } from '@daohu/kernel';
import type { ReferenceRead } from '../feel/tree.ts';
import type { Library } from '../packs/library.ts';
import type { Rule } from '../packs/pack.ts';
import type { IndexedSchema } from '../schema.ts';
import { checkSegments } from './check-segments.ts';
import { allCodesOf, allocate, codeKeysOf, NO_RULE } from './column.ts';
import { columnFor } from './derived-column.ts';
import { emitRules, type Generated } from './emit/emit-rules.ts';
import type { ArraySlot } from './emit/sources.ts';
import type { FactColumns, Segment } from './fact-columns.ts';
import type { AnyArray, Task } from './generate.ts';
import { LawValues, PlaceFigures } from './law-values.ts';
import { ColumnsLayout, linkFor, listFor, tableFor } from './layout.ts';
import { isNamed, passesOf } from './order-rules.ts';
import type { Results, RuleResults } from './program.ts';

interface Place {
  readonly segment: Segment;
  readonly law: LawValues;
  readonly figures: PlaceFigures;
}

/** Of one function; more than this is made several, which an engine still optimises. */
const MOST_NODES = 1_500;

/** One run over certain columns: the arrays of the results, and what is to be done in which order. */
export class Run {
  private readonly library: Library;
  private readonly schema: IndexedSchema;
  private readonly versions: ReadonlyMap<string, readonly Rule[]>;
  private readonly date: string;
  private readonly aims: boolean;
  private readonly columns: FactColumns;
  private readonly into: Results | null;
  private readonly outputs = new Map<string, Output>();

  /** `versions` of each rule, and of each that it uses, that hold somewhere on the day. */
  constructor(
    library: Library,
    schema: IndexedSchema,
    versions: ReadonlyMap<string, readonly Rule[]>,
    date: string,
    aims: boolean,
    columns: FactColumns,
    into: Results | null,
  ) {
    this.library = library;
    this.schema = schema;
    this.versions = versions;
    this.date = date;
    this.aims = aims;
    this.columns = columns;
    this.into = into;
  }

  /** For each segment its tasks, in order. */
  work(): Task[][] {
    checkSegments(this.columns);
    const places = this.places();
    const variants = new Map<string, Place[]>();
    for (const place of places) {
      const key = place.law.rules.map((rule) => `${rule.pack}/${rule.id}/${rule.holdsFrom}`).join(' ');
      const alike = variants.get(key);
      if (alike) alike.push(place);
      else variants.set(key, [place]);
    }
    const tasks = new Map<Segment, Task[]>();
    for (const alike of variants.values()) {
      const functions = this.generate(alike).map((generated) => this.withArrays(generated));
      for (const place of alike) tasks.set(place.segment, tasksOf(place, functions));
    }
    this.markUnjudged(places);
    return places.map(({ segment }) => tasks.get(segment)!);
  }

  results(ruleIds: readonly string[]): Results {
    const results = new Map<string, RuleResults>();
    for (const id of ruleIds) {
      const [version] = this.versions.get(id) ?? [];
      if (!version) continue;
      const own = [...this.outputs.values()].filter(({ rule }) => rule === id);
      const states = own.find(({ is, aim }) => is === 'states' && aim === null)?.array as Uint8Array | undefined;
      const amounts = own.find(({ is }) => is === 'amounts')?.array as Float64Array | undefined;
      const aims = own.flatMap(({ aim, array }) => (aim === null ? [] : [[aim, array as Uint8Array] as const]));
      const subject = version.subject.key;
      results.set(id, { rule: id, subject, states: states ?? null, amounts: amounts ?? null, aims: new Map(aims) });
    }
    return results;
  }

  private places(): Place[] {
    const laws = new Map<string, LawValues>();
    const ruleIds = [...this.versions.keys()];
    return this.columns.segments.map((segment) => {
      const { chain } = segment;
      const key = this.library.lawKey(chain);
      let law = laws.get(key);
      if (!law) {
        law = new LawValues(this.library, this.schema, ruleIds, chain, this.date, this.columns.texts);
        laws.set(key, law);
      }
      return { segment, law, figures: new PlaceFigures(this.library, chain, this.date) };
    });
  }

  private generate(places: readonly Place[]): Generated[] {
    const { rules } = places[0]!.law;
    const { schema } = this;
    const called = (name: string, entity: string): Rule | null =>
      rules.find((rule) => isNamed(rule, name, entity)) ?? null;
    const layout = new ColumnsLayout(this.columns, schema, this.date, {
      parameterIsKnown: (name) => places.every(({ law }) => law.isKnown(name)),
      tableIsKnown: (slot) => places.every(({ law }) => law.tableIsKnown(slot)),
      figureIsKnown: (read: ReferenceRead) => places.every(({ figures }) => figures.figure(read) !== null),
    });
    // What a pass never leaves unknown, the passes after it need not look at.
    const sure = new Set<string>();
    const isJudged = (table: string): boolean =>
      this.columns.segments.some(({ ranges }) => Object.hasOwn(ranges, table));
    const isSure = (rule: string): boolean => sure.has(rule) && isJudged(this.subjectOf(rule));
    const options = { schema, layout, date: this.date, aims: this.aims, called, isSure };
    return passesOf(rules, called, MOST_NODES).map((pass) => {
      const generated = emitRules(pass.rules, options);
      for (const rule of generated.sure) sure.add(rule);
      return generated;
    });
  }

  private withArrays(generated: Generated): ReadyFunction {
    return { ...generated, given: generated.arrays.map((slot) => this.arrayOf(slot)) };
  }

  /** Null for what differs from law to law. */
  private arrayOf(slot: ArraySlot): AnyArray | null {
    const { columns, schema } = this;
    switch (slot.is) {
      case 'column': {
        const entity = schema.byKey.get(slot.entity)!;
        const field = [...entity.fields.values()].find(({ key }) => key === slot.key)!;
        return columnFor(columns, slot.table, entity, field, slot.back, this.date).values;
      }
      case 'starts':
        return listFor(columns, slot.table, slot.key).starts;
      case 'missing':
        return listFor(columns, slot.table, slot.key).missing;
      case 'rows':
        return listFor(columns, slot.table, slot.key).rows;
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
        return null;
    }
  }

  private output(is: Output['is'], rule: string, aim: string | null): Uint8Array | Float64Array {
    const key = `${is} ${rule} ${aim ?? ''}`;
    let output = this.outputs.get(key);
    if (!output) {
      const { count } = tableFor(this.columns, this.subjectOf(rule));
      const used = aim === null ? this.into?.get(rule)?.[is] : this.into?.get(rule)?.aims.get(aim);
      const array = used?.length === count ? used : is === 'states' ? allocate('u8', count) : allocate('f64', count);
      output = { is, rule, aim, array };
      this.outputs.set(key, output);
    }
    return output.array;
  }

  /** Rows of no segment, or of one where no version of a rule holds, are not judged, and their results say so. */
  private markUnjudged(places: readonly Place[]): void {
    const ruled = new Map(places.map(({ law }) => [law, new Set(law.rules.map(({ id }) => id))]));
    for (const { is, rule, array } of this.outputs.values()) {
      const subject = this.subjectOf(rule);
      const empty = is === 'states' ? NO_RULE : Number.NaN;
      let next = 0;
      for (const { segment, law } of places) {
        const [from, to] = segment.ranges[subject] ?? [next, next];
        if (from > next) array.fill(empty, next, from);
        if (!ruled.get(law)!.has(rule)) array.fill(empty, from, to);
        next = to;
      }
      array.fill(empty, next);
    }
  }

  private subjectOf(rule: string): string {
    const [version] = this.versions.get(rule) ?? [];
    invariant(version, `columns: ${rule} is no rule of this program`);
    return version.subject.key;
  }
}

/** An array of results: states or amounts of a rule, or the states of one of its aims. */
interface Output {
  readonly is: 'states' | 'amounts';
  readonly rule: string;
  readonly aim: string | null;
  readonly array: Uint8Array | Float64Array;
}

interface ReadyFunction extends Generated {
  readonly given: readonly (AnyArray | null)[];
}

function tasksOf({ segment, law, figures }: Place, functions: readonly ReadyFunction[]): Task[] {
  return functions.flatMap(({ table, text, arrays, given, numbers }) => {
    const [from, to] = segment.ranges[table] ?? [0, 0];
    if (from === to) return [];
    const values = law.numbers(numbers, figures);
    const all = given.map((array, index) => {
      const slot = arrays[index]!;
      return slot.is === 'lawTable' ? law.table(slot) : array!;
    });
    return [{ text, arrays: all, numbers: values, from, to }];
  });
}
