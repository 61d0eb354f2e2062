import { type Connection, CopyRows, sql } from '@daohu/db';
import { NO_RULE, type RuleResults } from '@daohu/policy';
import { HELD_SUBJECTS, type HeldSubject } from './judged-rules.ts';
import type { Province } from './province.ts';
import { startsOfVillages } from './village-rows.ts';

/** What verdicts rest on. */
export interface VerdictBasis {
  readonly judgedFor: string;
  /** Hash of each pack, by its key. */
  readonly packs: Readonly<Record<string, string>>;
}

export interface VerdictsStored {
  /** Sheets that were written anew: one per village and subject. */
  readonly sheets: number;
  readonly villages: number;
}

type Results = ReadonlyMap<string, RuleResults>;

/**
 * 保存核查结论: one sheet per village and subject, written only where a verdict is another than before. `previous` are the
 * results over the same province that the tables hold; without them the tables themselves are compared. COPY goes into a
 * staging table, because PostgreSQL copies into none under row-level security; from there the policies see every row.
 */
export async function storeVerdicts(
  db: Connection,
  province: Province,
  results: Results,
  { judgedFor, packs }: VerdictBasis,
  previous: Results | null = null,
): Promise<VerdictsStored> {
  await db.execute(sql`create temp table verdict_staging (county_code integer, division bigint, year smallint, subject text,
    record_ids bigint[], states bytea, counts integer[], sums bigint[], unknown_amounts integer[]) on commit drop`);
  const sheets = HELD_SUBJECTS.map((subject) => new Sheets(province, subject, results, previous)).filter(
    ({ rules }) => rules.length > 0,
  );
  await db.copyIn('copy verdict_staging from stdin (format binary)', rowsOf(sheets));
  const written = await db.execute(sql`
    insert into verdict_sheet as s
      (county_code, division, year, subject, record_ids, states, counts, sums, unknown_amounts)
    select county_code, division, year, subject, record_ids, states, counts, sums, unknown_amounts from verdict_staging
    on conflict (county_code, division, year, subject) do update set record_ids = excluded.record_ids,
      states = excluded.states, counts = excluded.counts, sums = excluded.sums,
      unknown_amounts = excluded.unknown_amounts, act = current_act()
    where s.states <> excluded.states or s.record_ids <> excluded.record_ids or s.sums <> excluded.sums
      or s.unknown_amounts <> excluded.unknown_amounts`);
  const counties = province.counties.map(({ countyCode }) => countyCode);
  if (!previous) {
    await db.execute(sql`delete from verdict_sheet s
      where s.county_code = any(${counties}::integer[]) and s.year = ${province.year}::smallint and not exists (
        select from verdict_staging n where n.division = s.division and n.subject = s.subject)`);
  }
  for (const { subject, rules } of sheets) {
    const withAmounts = rules.filter(({ amounts }) => amounts !== null).map(({ rule }) => rule);
    await db.execute(sql`
      insert into verdict_run (county_code, year, subject, judged_for, rules, amount_rules, packs)
      select c, ${province.year}::smallint, ${subject}, ${judgedFor}::date, ${rules.map(({ rule }) => rule)}::text[],
        ${withAmounts}::text[], ${JSON.stringify(packs)}::jsonb
      from unnest(${counties}::integer[]) as c
      on conflict (county_code, year, subject) do update set judged_for = excluded.judged_for, rules = excluded.rules,
        amount_rules = excluded.amount_rules, packs = excluded.packs, act = current_act(), recorded_at = now(),
        recorded_by = current_actor()`);
  }
  return { sheets: written, villages: province.ids.get('village')!.length };
}

async function* rowsOf(sheets: readonly Sheets[]): AsyncGenerator<Buffer> {
  const rows = new CopyRows();
  for (const sheet of sheets) {
    for (let village = 0; village < sheet.villages; village++) {
      sheet.write(rows, village);
      // A piece at a time, so that the database takes it in while the next one is made.
      if (village % 512 === 511) yield* rows.pieces(false);
    }
  }
  yield* rows.pieces(true);
}

/** The sheets of one subject. */
class Sheets {
  readonly subject: HeldSubject;
  readonly rules: readonly RuleResults[];
  readonly villages: number;
  private readonly province: Province;
  private readonly before: readonly (RuleResults | null)[] | null;
  private readonly starts: Uint32Array;
  private readonly countyOfVillage: Int32Array;

  constructor(province: Province, subject: HeldSubject, results: Results, previous: Results | null) {
    this.subject = subject;
    this.province = province;
    this.rules = [...results.values()].filter((one) => one.subject === subject);
    this.villages = province.ids.get('village')!.length;
    this.before = previous && this.rules.map(({ rule }) => previous.get(rule) ?? null);
    this.starts = this.rules.length > 0 ? startsOfVillages(province, subject) : new Uint32Array(this.villages + 1);
    this.countyOfVillage = new Int32Array(this.villages);
    for (const { countyCode, ranges } of province.counties) this.countyOfVillage.fill(countyCode, ...ranges.village!);
  }

  /** Nothing where the village has nobody of the subject, or where nothing is another than before. */
  write(rows: CopyRows, village: number): void {
    const [from, to] = [this.starts[village]!, this.starts[village + 1]!];
    if (from === to || this.isAsBefore(from, to)) return;
    const { province, subject, rules } = this;
    rows.row(9);
    rows.integer(this.countyOfVillage[village]!);
    rows.bigint(province.ids.get('village')![village]!);
    rows.smallint(province.year);
    rows.text(subject);
    rows.bigints([province.ids.get(subject)!.subarray(from, to)]);
    const states = rules.map((rule) => statesOf(rule, from, to));
    rows.bytea(states);
    rows.integers(countsOf(states));
    const { sums, unknown } = sumsOf(rules, from, to);
    rows.bigints([sums]);
    rows.integers(unknown);
  }

  private isAsBefore(from: number, to: number): boolean {
    if (!this.before) return false;
    return this.rules.every((rule, index) => {
      const before = this.before![index];
      return (
        before != null && isSame(rule.states, before.states, from, to) && isSame(rule.amounts, before.amounts, from, to)
      );
    });
  }
}

/** What is only a number has no state: it is known (1) or not (2). */
function statesOf({ states, amounts }: RuleResults, from: number, to: number): Uint8Array {
  if (states) return states.subarray(from, to);
  const known = new Uint8Array(to - from);
  for (let row = 0; row < known.length; row++) known[row] = Number.isNaN(amounts![from + row]!) ? 2 : 1;
  return known;
}

function countsOf(states: readonly Uint8Array[]): Int32Array {
  const counts = new Int32Array(states.length * 3);
  for (const [rule, own] of states.entries()) for (const state of own) if (state < 3) counts[rule * 3 + state]!++;
  return counts;
}

/** Of each rule with amounts: the sum of those that are known, and how many are not. Where no rule holds there is none. */
function sumsOf(rules: readonly RuleResults[], from: number, to: number) {
  const all = rules.filter(({ amounts }) => amounts !== null);
  const sums = new Float64Array(all.length);
  const unknown = new Int32Array(all.length);
  for (const [rule, { states, amounts }] of all.entries()) {
    for (let row = from; row < to; row++) {
      if (states?.[row] === NO_RULE) continue;
      const amount = amounts![row]!;
      if (Number.isNaN(amount)) unknown[rule]!++;
      else sums[rule]! += amount;
    }
  }
  return { sums, unknown };
}

function isSame(
  now: Uint8Array | Float64Array | null,
  before: Uint8Array | Float64Array | null,
  from: number,
  to: number,
): boolean {
  if (now === null || before === null) return now === before;
  for (let row = from; row < to; row++) if (!Object.is(now[row], before[row])) return false;
  return true;
}
