import type { Connection } from '@daohu/db';
import { countyOf, type DivisionRange, done, isWithin, type Outcome, refuse } from '@daohu/kernel';
import {
  compileColumns,
  type FactColumns,
  type Library,
  type Results,
  type RuleResults,
  readsOf,
  type SegmentRunner,
} from '@daohu/policy';
import { findDivisionsByCode } from '../../divisions/index.ts';
import type { JudgedYear, StandardsRefusal } from '../contract.ts';
import type { AskWhatIf, WhatIf, WhatIfChange, WhatIfCost, WhatIfLevel, WhatIfRefusal } from '../what-if-contract.ts';
import { type Change, checkChanges } from './check-changes.ts';
import { AmountSums, groupOfRows, groupsOf, MoveCounts } from './count-moves.ts';
import { type HeldSubject, isHeld } from './judged-rules.ts';
import type { Province, ProvinceCounty } from './province.ts';

/** What a what-if is asked about: a province in memory, the law as it stands, and which divisions of it. */
export interface WhatIfGround {
  readonly province: Province;
  readonly library: Library;
  readonly judged: JudgedYear;
  readonly division: number;
  readonly divisionName: string;
  readonly ranges: readonly DivisionRange[];
  readonly readAt: string;
  /** Where the rules run; here when left out. */
  readonly on?: SegmentRunner;
  readonly signal?: AbortSignal;
}

type Asked = Pick<AskWhatIf, 'rule' | 'changes' | 'by'>;

const DIGITS: Record<WhatIfLevel, number> = { city: 8, county: 6, township: 3, village: 0 };

/**
 * 试算: judges everybody by the law as it stands and by the law with some values changed, and counts who moves, division
 * by division, and what the entitlements cost that the change touches. Nothing is written.
 */
export async function whatIf(
  db: Connection,
  ground: WhatIfGround,
  { rule: id, changes, by }: Asked,
): Promise<Outcome<WhatIf, WhatIfRefusal | StandardsRefusal>> {
  const { province, library, judged } = ground;
  const law = lawTouched(library, id, changes);
  if (!law.ok) return law;
  const { title, subject, checked, costly } = law.value;
  const rules = [...new Set([id, ...costly.map((one) => one.rule)])];
  const changed = library.withChanges(Object.fromEntries(checked.map(({ parameter, value }) => [parameter, value])));
  const before = await judgedAsItStands(ground, rules);
  const after = await judge(ground, changed, rules);

  const groups = groupsOf(province, DIGITS[by], (village) => ground.ranges.some((range) => isWithin(village, range)));
  const rowsOf = new Map<string, Int32Array>();
  const groupOf = (table: string): Int32Array => {
    const known = rowsOf.get(table) ?? groupOfRows(province, table, groups);
    rowsOf.set(table, known);
    return known;
  };
  const [was, is] = [before.get(id), after.get(id)];
  if (!was?.states || !is?.states) return refuse({ code: 'no-rule', rule: id, date: judged.judgedFor });
  const counts = new MoveCounts(groups.codes.length, groupOf(subject), was.states, is.states);
  const costs = costly.map((cost) => new CostCounts(cost, groups.codes.length, groupOf, before, after));
  const names = await namesOf(db, groups.codes);
  const lines = groups.codes.map((division, group) => ({
    division,
    name: names.get(division) ?? String(division),
    ...counts.of(group),
    costs: costs.map((cost) => cost.of(group)),
  }));
  return done({
    state: 'ready',
    rule: id,
    title: titleAt(ground, id) ?? title,
    subject,
    division: ground.division,
    divisionName: ground.divisionName,
    by,
    year: judged.year,
    judgedFor: judged.judgedFor,
    readAt: ground.readAt,
    changes: checked.map((change) => changeOf(ground, change)),
    ...counts.all(),
    groups: lines.filter(({ total, withoutRule }) => total + withoutRule > 0),
    costs: costs.map((cost) => cost.all()),
  });
}

/** The packs word the title of a rule differently; the first county's is shown. */
function titleAt({ province, library, judged, ranges }: WhatIfGround, rule: string): string | null {
  for (const { chain } of province.counties.filter((county) => isAsked(county, ranges))) {
    const found = library.ruleFor(rule, chain, judged.judgedFor);
    if (found.ok) return found.value.title;
  }
  return null;
}

function isAsked({ countyCode }: ProvinceCounty, ranges: readonly DivisionRange[]): boolean {
  return ranges.some(({ low, high }) => countyCode >= countyOf(low) && countyCode <= countyOf(high));
}

interface Touched {
  readonly title: string;
  readonly subject: HeldSubject;
  readonly checked: readonly Change[];
  readonly costly: readonly Costly[];
}

type Costly = Pick<WhatIfCost, 'rule' | 'title' | 'unit' | 'period'> & { readonly subject: HeldSubject };

/** The rule asked about, the changes checked, and the entitlements whose amounts the changes can touch. */
export function lawTouched(
  library: Library,
  id: string,
  changes: Asked['changes'],
): Outcome<Touched, WhatIfRefusal | StandardsRefusal> {
  const rules = library.packs.flatMap((pack) => pack.rules).filter(isHeld);
  const versions = rules.filter((rule) => rule.id === id);
  const [first] = versions;
  if (!first) return refuse({ code: 'rule-unknown', rule: id, known: [...new Set(rules.map((rule) => rule.id))] });
  const entitled = rules.filter((rule) => rule.kind === 'entitlement' && rule.amount !== null);
  const used = new Set(readsOf(versions, library).parameters);
  for (const { parameters } of entitled.map((rule) => readsOf([rule], library))) {
    for (const name of parameters) used.add(name);
  }
  const checked = checkChanges(library, changes, [...used], id);
  if (!checked.ok) return checked;
  const names = new Set(checked.value.map(({ of }) => of.name));
  const costly = new Map<string, Costly>();
  for (const rule of entitled) {
    if (rule.kind !== 'entitlement' || !readsOf([rule], library).parameters.some((name) => names.has(name))) continue;
    const { id: entitlement, title, amount, period, subject } = rule;
    const unit = unitOfSum(amount?.unit ?? '');
    if (unit === null) continue;
    costly.set(entitlement, { rule: entitlement, title, unit, period, subject: subject.key as HeldSubject });
  }
  return done({
    title: first.title,
    subject: first.subject.key as HeldSubject,
    checked: checked.value,
    costly: [...costly.values()],
  });
}

/** The law as it stands is asked again with every movement of a slider; its answers are kept with the columns. */
function judgedAsItStands(ground: WhatIfGround, rules: readonly string[]): Promise<Results> {
  const { library, province, judged } = ground;
  const known = STANDING.get(province.columns);
  const kept = known?.library === library ? known.results : new Map<string, Promise<Results>>();
  STANDING.set(province.columns, { library, results: kept });
  const key = `${judged.judgedFor} ${[...rules].sort().join(' ')}`;
  const found = kept.get(key) ?? judge(ground, library, rules);
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(key, found);
  // What was cancelled or failed is not the answer of the next one who asks.
  found.catch(() => kept.delete(key));
  return found;
}
const STANDING = new WeakMap<FactColumns, { library: Library; results: Map<string, Promise<Results>> }>();
const MOST_KEPT = 8;

/** 分/年 of what is 分/人/年 each. Null for what is no money: shares and months are not added up. */
function unitOfSum(unit: string): string | null {
  return /^(?:分|元|万元)/.test(unit) ? unit.replace(/\/(?:人|户|村|个)/, '') : null;
}

async function judge(ground: WhatIfGround, library: Library, rules: readonly string[]): Promise<Results> {
  const { province, judged, on, signal } = ground;
  const program = compileColumns(library, rules, judged.judgedFor);
  return program.run(province.columns, { ...(on ? { on } : {}), ...(signal ? { signal } : {}) });
}

class CostCounts {
  private readonly cost: Omit<Costly, 'subject'>;
  private readonly before: AmountSums | null;
  private readonly after: AmountSums | null;

  constructor(
    { subject, ...cost }: Costly,
    groups: number,
    groupOf: (table: string) => Int32Array,
    before: Results,
    after: Results,
  ) {
    this.cost = cost;
    const sums = (results: Results): AmountSums | null => {
      const found: RuleResults | undefined = results.get(cost.rule);
      return found?.amounts ? new AmountSums(groups, groupOf(subject), found) : null;
    };
    this.before = sums(before);
    this.after = sums(after);
  }

  of(group: number): WhatIfCost {
    return this.told((values) => values[group] ?? 0);
  }

  all(): WhatIfCost {
    return this.told((values) => values.reduce((sum, one) => sum + one, 0));
  }

  private told(take: (values: Float64Array) => number): WhatIfCost {
    const none = new Float64Array(0);
    return {
      ...this.cost,
      before: take(this.before?.sums ?? none),
      after: take(this.after?.sums ?? none),
      unknownBefore: take(this.before?.unknown ?? none),
      unknownAfter: take(this.after?.unknown ?? none),
    };
  }
}

/** What the parameter is now, county by county: the law of one is not the law of the other. */
function changeOf(
  { province, library, judged, ranges }: WhatIfGround,
  { parameter, value, of, cell }: Change,
): WhatIfChange {
  // The packs word the title of a parameter differently; the first county's is shown.
  let title: string | null = null;
  const now = new Map<WhatIfChange['now'][number]['value'], number>();
  for (const { chain } of province.counties.filter((county) => isAsked(county, ranges))) {
    const found = library.parameter(of.name, chain, judged.judgedFor);
    title ??= found.title;
    const held =
      cell === null ? found.value : (found.table?.cells.find(({ name }) => name === parameter)?.value ?? null);
    now.set(held, (now.get(held) ?? 0) + 1);
  }
  return {
    parameter,
    title: title ?? of.title,
    unit: of.unit,
    value,
    now: [...now].map(([known, counties]) => ({ value: known, counties })).sort((a, b) => b.counties - a.counties),
  };
}

async function namesOf(db: Connection, codes: readonly number[]): Promise<Map<number, string>> {
  return new Map((await findDivisionsByCode(db, codes)).map(({ code, name }) => [code, name]));
}
