import { done, type Outcome, refuse } from '@daohu/kernel';
import { Evaluator } from '../explain/evaluator.ts';
import type { Value } from '../explain/frame.ts';
import type { ReferenceRead } from '../feel/tree.ts';
import type { IndexedSchema } from '../schema.ts';
import { admittedValue } from './admitted-value.ts';
import { type ChainsAsIf, chainsAsIf } from './as-if-under.ts';
import type { DivisionChain } from './division-chain.ts';
import { holdsOn } from './holds-on.ts';
import { type KnownOfPacks, knownOf, type PublishedFigure } from './known-of-packs.ts';
import type { Clause, Document, Pack, Parameter, ParameterValue, Rule, SeriesValue, ValueStatus } from './pack.ts';
import { ResolvedTable } from './resolved-table.ts';

/** A value that an office filled in where the law leaves it open. */
export interface Setting {
  readonly parameter: string;
  /** The division whose office set it; it holds there and below. */
  readonly division: number;
  readonly from: string;
  readonly until?: string;
  readonly value: number | boolean | string;
  readonly setBy?: string;
}

/** A figure that an office entered (the mean income of its county). It goes before the figures of the packs. */
export interface OfficeFigure {
  readonly series: string;
  readonly division: number;
  readonly year: number;
  readonly value: number;
  readonly source: string;
  readonly enteredBy?: string;
}

/** What a parameter is at a place on a day, and why. */
export interface ResolvedParameter {
  readonly name: string;
  readonly title: string | null;
  readonly unit: string;
  /** Null where it is unknown; of a table always. */
  readonly value: Value;
  /** Of a parameter by category: the whole table as it stands there. */
  readonly table: ResolvedTable | null;
  /** `unset`: the text leaves it open and nobody set it; `not-in-force`: no value for that day; `changed`: a what-if. */
  readonly state: 'law' | 'set' | 'changed' | 'unset' | 'not-in-force';
  readonly pack: string | null;
  readonly from: string | null;
  readonly until: string | null;
  readonly clauses: readonly string[];
  readonly source: string | null;
  readonly status: ValueStatus | null;
  readonly note: string | null;
  readonly reading: Parameter['reading'];
}

/** What a figure of a division is in a year, and where it comes from. */
export interface ResolvedFigure {
  readonly series: string;
  readonly title: string;
  readonly unit: string;
  readonly level: string;
  /** The division it is of; null when no division of that level lies above the subject. */
  readonly division: number | null;
  readonly year: number;
  readonly value: Value;
  readonly status: SeriesValue['status'] | 'office' | null;
  readonly source: string | null;
}

/** Another rule as it holds at the same place and day; null where none does. */
export interface ResolvedCall {
  readonly name: string;
  readonly rule: string;
  readonly evaluator: Evaluator | null;
}

export type NoRule = { readonly code: 'no-rule'; readonly rule: string; readonly date: string };

export interface Overlays {
  readonly settings: readonly Setting[];
  readonly figures: readonly OfficeFigure[];
  /** What-if: values that stand in for a parameter everywhere. */
  readonly changes: ReadonlyMap<string, Value>;
  /** Values that became known after this day are left out; null for all that is known. */
  readonly knownOn: string | null;
  /** Everybody is judged as if under this document; null for the law of the place. */
  readonly under: Pack | null;
}

const NONE: Overlays = { settings: [], figures: [], changes: new Map(), knownOn: null, under: null };
/** How many answers are kept before the lot is let go. */
const MOST_KEPT = 20_000;

/** 政策库: the packs, linked and ready. Immutable; `withSettings` and the like give a library on top of this one. */
export class Library {
  readonly packs: readonly Pack[];
  readonly schema: IndexedSchema;
  private readonly clauses: ReadonlyMap<string, Clause>;
  private readonly documents: ReadonlyMap<string, Document>;
  private readonly overlays: Overlays;
  private readonly known: KnownOfPacks;
  private readonly entered = new Map<string, PublishedFigure>();
  private lawGivers: ReadonlySet<number> | null = null;
  private readonly evaluators = new Map<string, Evaluator>();
  private readonly asIf = new Map<Pack, Library>();

  constructor(
    packs: readonly Pack[],
    schema: IndexedSchema,
    clauses: ReadonlyMap<string, Clause>,
    documents: ReadonlyMap<string, Document>,
    overlays: Overlays = NONE,
    basis: Library | null = null,
  ) {
    this.packs = packs;
    this.schema = schema;
    this.clauses = clauses;
    this.documents = documents;
    this.overlays = overlays;
    this.known = basis?.known ?? knownOf(packs);
    for (const { series, division, year, value, source } of overlays.figures) {
      this.entered.set(`${series}/${division}/${year}`, { value, status: 'office', source });
    }
  }

  withSettings(settings: readonly Setting[]): Library {
    return this.on({ ...this.overlays, settings: [...this.overlays.settings, ...settings] });
  }

  withFigures(figures: readonly OfficeFigure[]): Library {
    return this.on({ ...this.overlays, figures: [...this.overlays.figures, ...figures] });
  }

  /** What-if: the same law with some parameters changed. */
  withChanges(changes: Readonly<Record<string, Value>>): Library {
    return this.on({ ...this.overlays, changes: new Map([...this.overlays.changes, ...Object.entries(changes)]) });
  }

  /** Places of one key are under the same rules, parameters and settings; only their figures may differ. */
  lawKey(chain: DivisionChain): string {
    this.lawGivers ??= new Set([
      ...this.known.jurisdictions.values(),
      ...this.overlays.settings.map((setting) => setting.division),
    ]);
    const givers = this.lawGivers;
    const { law, settings } = this.chainsOf(chain);
    const bound = law === chain ? chain : [...law, ...settings];
    return bound.flatMap((step) => (givers.has(step.code) ? [step.code] : [])).join(' ');
  }

  /** The law as it was known on a day: a decision of then can be made again, though a value was corrected since. */
  asKnownOn(day: string): Library {
    return this.on({ ...this.overlays, knownOn: day });
  }

  /**
   * 试算: everybody as if under this document and what it rests on, wherever they live; a document that supersedes it is
   * left out. Figures (mean incomes) stay those of the place. Asking again gives the same library.
   */
  under(pack: Pack): Library {
    const made = this.asIf.get(pack) ?? this.on({ ...this.overlays, under: pack });
    this.asIf.set(pack, made);
    return made;
  }

  pack(key: string): Pack | null {
    return this.packs.find((pack) => pack.key === key) ?? null;
  }

  clause(id: string): (Clause & { readonly document: Document }) | null {
    const clause = this.clauses.get(id);
    const document = this.documents.get(id.slice(0, id.indexOf('/')));
    return clause && document ? { ...clause, document } : null;
  }

  get clauseIds(): Iterable<string> {
    return this.clauses.keys();
  }

  /** Every rule id the packs know, with its title and subject. */
  ruleIds(): { id: string; title: string; subject: string }[] {
    const found = new Map<string, { id: string; title: string; subject: string }>();
    for (const { id, title, subject } of this.packs.flatMap((pack) => pack.rules)) {
      if (!found.has(id)) found.set(id, { id, title, subject: subject.key });
    }
    return [...found.values()];
  }

  /** The packs that speak at a place on a day: nearest jurisdiction first, the later document before the one it supersedes. */
  packsFor(chain: DivisionChain, date: string): readonly Pack[] {
    const { law } = this.chainsOf(chain);
    const key = `${this.overlays.under?.key ?? ''}|${date}|${law.map((step) => step.code).join(' ')}`;
    const kept = this.known.packsFor.get(key);
    if (kept) return kept;
    const found = this.findPacks(law, date);
    if (this.known.packsFor.size >= MOST_KEPT) this.known.packsFor.clear();
    this.known.packsFor.set(key, found);
    return found;
  }

  private findPacks(chain: DivisionChain, date: string): Pack[] {
    const nearness = (pack: Pack): number =>
      chain.findIndex((step) => step.code === this.known.jurisdictions.get(pack));
    const { under } = this.overlays;
    if (under && under.inForce.from > date) return [];
    return this.packs
      .filter((pack) => pack.inForce.from <= date && nearness(pack) >= 0)
      .filter((pack) => under === null || !this.supersedes(pack, under.key, date))
      .sort(
        (a, b) => nearness(a) - nearness(b) || this.seniority(a, b, date) || (a.inForce.from < b.inForce.from ? 1 : -1),
      );
  }

  /** The version of a rule that holds at a place on a day, most specific jurisdiction first. */
  ruleFor(ruleId: string, chain: DivisionChain, date: string): Outcome<Rule, NoRule> {
    for (const pack of this.packsFor(chain, date)) {
      const rule = pack.rules.find((one) => one.id === ruleId && holdsOn(one, date));
      if (rule) return done(rule);
    }
    return refuse({ code: 'no-rule', rule: ruleId, date });
  }

  /** A rule bound to a place and a day, ready to judge many subjects. Kept, so asking again costs nothing. */
  evaluator(ruleId: string, chain: DivisionChain, date: string): Outcome<Evaluator, NoRule> {
    const key = `${ruleId}|${date}|${chain.map((step) => step.code).join(' ')}`;
    const kept = this.evaluators.get(key);
    if (kept) return done(kept);
    const found = this.ruleFor(ruleId, chain, date);
    if (!found.ok) return found;
    const made = this.bind(found.value, chain, date);
    if (this.evaluators.size >= MOST_KEPT) this.evaluators.clear();
    this.evaluators.set(key, made);
    return done(made);
  }

  /** Binds one version of a rule, also one that does not hold there, for comparison. */
  bind(rule: Rule, chain: DivisionChain, date: string): Evaluator {
    return new Evaluator(this, rule, chain, date, {
      parameter: (name) => this.parameter(name, chain, date),
      figure: (read) => this.figure(read, chain, date),
      call: (name) => this.call(name, chain, date),
    });
  }

  /** The rule that other rules call by this name, as it holds at a place on a day. */
  call(name: string, chain: DivisionChain, date: string): ResolvedCall {
    const id = this.known.idsByName.get(name) ?? name;
    const found = this.evaluator(id, chain, date);
    return { name, rule: id, evaluator: found.ok ? found.value : null };
  }

  /** What a parameter is at a place on a day; `knownOn` asks for it as it was known on another day. */
  parameter(
    name: string,
    chain: DivisionChain,
    date: string,
    knownOn: string | null = this.overlays.knownOn,
  ): ResolvedParameter {
    let last: { parameter: Parameter } | null = null;
    for (const pack of this.packsFor(chain, date)) {
      const parameter = this.known.parameters.get(pack)!.get(name);
      if (!parameter) continue;
      last ??= { parameter };
      const value = parameter.values
        .filter(
          (one) =>
            one.from <= date &&
            (one.until === null || date <= one.until) &&
            (knownOn === null || one.knownSince <= knownOn),
        )
        .sort((a, b) => (a.from === b.from ? (a.knownSince < b.knownSince ? 1 : -1) : a.from < b.from ? 1 : -1))[0];
      if (!value) continue;
      const law = { ...describe(parameter), ...pick(value), pack: pack.key };
      if (parameter.by.length > 0) {
        const table = this.table(parameter, value, chain, date);
        return { ...law, value: null, table, state: 'law' };
      }
      const changed = this.overlays.changes.get(name);
      if (changed !== undefined) return { ...law, value: admittedValue(parameter.type, changed), state: 'changed' };
      if (value.value !== null) return { ...law, value: value.value, state: 'law' };
      const setting = this.setting(parameter, name, chain, date);
      if (!setting) return { ...law, value: null, state: 'unset' };
      return {
        ...law,
        value: setting.value,
        state: 'set',
        from: setting.from,
        until: setting.until ?? null,
        source: setting.setBy ?? null,
      };
    }
    return this.notInForce(name, last?.parameter ?? this.anywhere(name), chain, date);
  }

  /** A parameter without a value for that place and day: unknown, unless a what-if gives it one. */
  private notInForce(name: string, known: Parameter | null, chain: DivisionChain, date: string): ResolvedParameter {
    const described = known ? describe(known) : { name, title: null, unit: '', reading: null, table: null };
    const nothing = { pack: null, from: null, until: null, clauses: [], source: null, status: null, note: null };
    if (known && known.by.length > 0) {
      const table = this.table(known, null, chain, date);
      return { ...described, ...nothing, value: null, table, state: 'not-in-force' };
    }
    const changed = this.overlays.changes.get(name);
    if (changed === undefined) return { ...described, ...nothing, value: null, state: 'not-in-force' };
    return { ...described, ...nothing, value: known ? admittedValue(known.type, changed) : changed, state: 'changed' };
  }

  private anywhere(name: string): Parameter | null {
    for (const pack of this.packs) {
      const found = this.known.parameters.get(pack)!.get(name);
      if (found) return found;
    }
    return null;
  }

  private table(parameter: Parameter, value: ParameterValue | null, chain: DivisionChain, date: string): ResolvedTable {
    return new ResolvedTable(parameter, value, (name) => {
      const changed = this.overlays.changes.get(name);
      if (changed !== undefined)
        return { value: admittedValue(parameter.type, changed), state: 'changed', source: null };
      const setting = this.setting(parameter, name, chain, date);
      return setting && { value: setting.value, state: 'set', source: setting.setBy ?? null };
    });
  }

  /** What a figure of a division is in the year that a rule asks for. */
  figure(read: ReferenceRead, chain: DivisionChain, date: string): ResolvedFigure {
    const year = Number(date.slice(0, 4)) + read.yearOffset;
    const described = {
      series: read.series,
      title: read.field.label ?? read.field.ruleName,
      unit: read.field.unit ?? '',
      level: read.level,
      year,
    };
    const candidates = chain.filter((step) => step.level === read.level);
    for (const step of candidates) {
      const key = `${read.series}/${step.code}/${year}`;
      const found = this.entered.get(key) ?? this.known.published.get(key);
      if (found) return { ...described, division: step.code, ...found };
    }
    return { ...described, division: candidates[0]?.code ?? null, value: null, status: null, source: null };
  }

  /** What the nearest office set; a value that the parameter cannot have is as good as none. */
  private setting(parameter: Parameter, name: string, chain: DivisionChain, date: string): Setting | null {
    for (const step of this.chainsOf(chain).settings) {
      const found = this.overlays.settings
        .filter((one) => one.parameter === name && one.division === step.code)
        .filter((one) => one.from <= date && (one.until === undefined || date <= one.until))
        .sort((a, b) => (a.from < b.from ? 1 : -1))[0];
      if (found && admittedValue(parameter.type, found.value) !== null) return found;
    }
    return null;
  }

  private chainsOf(chain: DivisionChain): ChainsAsIf {
    const jurisdiction = this.overlays.under && this.known.jurisdictions.get(this.overlays.under);
    return typeof jurisdiction === 'number' ? chainsAsIf(jurisdiction, chain) : { law: chain, settings: chain };
  }

  private seniority(a: Pack, b: Pack, date: string): number {
    if (this.supersedes(a, b.key, date)) return -1;
    if (this.supersedes(b, a.key, date)) return 1;
    return 0;
  }

  private supersedes(pack: Pack, key: string, date: string, seen: readonly string[] = []): boolean {
    return pack.supersedes.some((entry) => {
      if (entry.from > date || seen.includes(entry.pack)) return false;
      const next = this.pack(entry.pack);
      return entry.pack === key || (next !== null && this.supersedes(next, key, date, [...seen, entry.pack]));
    });
  }

  private on(overlays: Overlays): Library {
    return new Library(this.packs, this.schema, this.clauses, this.documents, overlays, this);
  }
}

function describe(parameter: Parameter): Pick<ResolvedParameter, 'name' | 'title' | 'unit' | 'reading' | 'table'> {
  const { name, title, unit, reading } = parameter;
  return { name, title, unit, reading, table: null };
}

function pick(
  value: Parameter['values'][number],
): Pick<ResolvedParameter, 'from' | 'until' | 'clauses' | 'source' | 'status' | 'note'> {
  const { from, until, clauses, source, status, note } = value;
  return { from, until, clauses, source, status, note };
}
