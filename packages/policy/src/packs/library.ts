import { done, type Outcome, refuse } from '@daohu/kernel';
import { Evaluator } from '../explain/evaluator.ts';
import type { Value } from '../explain/frame.ts';
import type { ReferenceRead } from '../feel/tree.ts';
import type { IndexedSchema } from '../schema.ts';
import type { DivisionChain } from './division-chain.ts';
import { holdsOn } from './holds-on.ts';
import { jurisdictionOf } from './link-packs.ts';
import type { Clause, Document, Pack, Parameter, Rule, SeriesValue, ValueStatus } from './pack.ts';

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
  readonly value: Value;
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

export type NoRule = { readonly code: 'no-rule'; readonly rule: string; readonly date: string };

export interface Overlays {
  readonly settings: readonly Setting[];
  readonly figures: readonly OfficeFigure[];
  /** What-if: values that stand in for a parameter everywhere. */
  readonly changes: ReadonlyMap<string, Value>;
}

const NONE: Overlays = { settings: [], figures: [], changes: new Map() };

/** 政策库: the packs, linked and ready. Immutable; `withSettings` and the like give a library on top of this one. */
export class Library {
  readonly packs: readonly Pack[];
  readonly schema: IndexedSchema;
  private readonly clauses: ReadonlyMap<string, Clause>;
  private readonly documents: ReadonlyMap<string, Document>;
  private readonly overlays: Overlays;
  private readonly published: ReadonlyMap<string, ResolvedSource>;
  private readonly jurisdictions: ReadonlyMap<Pack, number>;
  private readonly entered = new Map<string, ResolvedSource>();
  private readonly evaluators = new Map<string, Evaluator>();

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
    this.published = basis?.published ?? publishedFigures(packs);
    this.jurisdictions = basis?.jurisdictions ?? new Map(packs.map((pack) => [pack, jurisdictionOf(pack)]));
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
  packsFor(chain: DivisionChain, date: string): Pack[] {
    const nearness = (pack: Pack): number => chain.findIndex((step) => step.code === this.jurisdictions.get(pack));
    return this.packs
      .filter((pack) => pack.inForce.from <= date && nearness(pack) >= 0)
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
    if (this.evaluators.size >= 20_000) this.evaluators.clear();
    this.evaluators.set(key, made);
    return done(made);
  }

  /** Binds one version of a rule, also one that does not hold there, for comparison. */
  bind(rule: Rule, chain: DivisionChain, date: string): Evaluator {
    const figures = (read: ReferenceRead): ResolvedFigure => this.figure(read, chain, date);
    return new Evaluator(this, rule, chain, date, (name) => this.parameter(name, chain, date), figures);
  }

  /** What a parameter is at a place on a day; `knownOn` asks for it as it was known on another day. */
  parameter(name: string, chain: DivisionChain, date: string, knownOn: string = '9999-12-31'): ResolvedParameter {
    let last: { parameter: Parameter } | null = null;
    for (const pack of this.packsFor(chain, date)) {
      const parameter = pack.parameters.find((one) => one.name === name);
      if (!parameter) continue;
      last ??= { parameter };
      const value = parameter.values
        .filter((one) => one.from <= date && (one.until === null || date <= one.until) && one.knownSince <= knownOn)
        .sort((a, b) => (a.from === b.from ? (a.knownSince < b.knownSince ? 1 : -1) : a.from < b.from ? 1 : -1))[0];
      if (!value) continue;
      const law = { ...describe(parameter), ...pick(value), pack: pack.key };
      if (this.overlays.changes.has(name)) return { ...law, value: this.overlays.changes.get(name)!, state: 'changed' };
      if (value.value !== null) return { ...law, value: value.value, state: 'law' };
      const setting = this.setting(name, chain, date);
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
    const described = last ? describe(last.parameter) : { name, title: null, unit: '', reading: null };
    const changed = this.overlays.changes.get(name);
    const nothing = { pack: null, from: null, until: null, clauses: [], source: null, status: null, note: null };
    if (changed !== undefined) return { ...described, ...nothing, value: changed, state: 'changed' };
    return { ...described, ...nothing, value: null, state: 'not-in-force' };
  }

  private figure(read: ReferenceRead, chain: DivisionChain, date: string): ResolvedFigure {
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
      const found = this.entered.get(key) ?? this.published.get(key);
      if (found) return { ...described, division: step.code, ...found };
    }
    return { ...described, division: candidates[0]?.code ?? null, value: null, status: null, source: null };
  }

  private setting(name: string, chain: DivisionChain, date: string): Setting | null {
    for (const step of [...chain]) {
      const found = this.overlays.settings
        .filter((one) => one.parameter === name && one.division === step.code)
        .filter((one) => one.from <= date && (one.until === undefined || date <= one.until))
        .sort((a, b) => (a.from < b.from ? 1 : -1))[0];
      if (found) return found;
    }
    return null;
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

interface ResolvedSource {
  readonly value: number;
  readonly status: ResolvedFigure['status'];
  readonly source: string;
}

function publishedFigures(packs: readonly Pack[]): Map<string, ResolvedSource> {
  const figures = new Map<string, ResolvedSource>();
  for (const series of packs.flatMap((pack) => pack.series)) {
    for (const { division, year, value, status, source } of series.values) {
      figures.set(`${series.id}/${division}/${year}`, { value, status, source });
    }
  }
  return figures;
}

function describe(parameter: Parameter): Pick<ResolvedParameter, 'name' | 'title' | 'unit' | 'reading'> {
  return { name: parameter.name, title: parameter.title, unit: parameter.unit, reading: parameter.reading };
}

function pick(
  value: Parameter['values'][number],
): Pick<ResolvedParameter, 'from' | 'until' | 'clauses' | 'source' | 'status' | 'note'> {
  const { from, until, clauses, source, status, note } = value;
  return { from, until, clauses, source, status, note };
}
