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
 * results over the same province that the tables hold; without them the tables themselves are compared. COPY goes into
 * staging tables, because PostgreSQL copies into none under row-level security; from there the policies see every row.
 */
export async function storeVerdicts(
  db: Connection,
  province: Province,
  results: Results,
  { judgedFor, packs }: VerdictBasis,
  previous: Results | null = null,
): Promise<VerdictsStored> {
  const sheets = HELD_SUBJECTS.map((subject) => new Sheets(province, subject, results, previous)).filter(
    ({ rules }) => rules.length > 0,
  );
  const { year } = province;
  const counties = province.counties.map(({ countyCode }) => countyCode);
  if (!previous) await storeRolls(db, year, counties, sheets);
  await db.execute(sql`create temp table sheet_staging (county_code integer, division bigint, year smallint, subject text,
    states bytea, counts integer[], sums bigint[], unknown_amounts integer[]) on commit drop`);
  await db.execute(sql`alter table sheet_staging alter column states set storage external`);
  const write = (sheet: Sheets, rows: CopyRows, village: number): void => sheet.write(rows, village);
  await db.copyIn('copy sheet_staging from stdin (format binary)', rowsOf(sheets, write));
  const written = await db.execute(sql`
    insert into verdict_sheet as s (county_code, division, year, subject, states, counts, sums, unknown_amounts)
    select county_code, division, year, subject, states, counts, sums, unknown_amounts from sheet_staging
    on conflict (county_code, division, year, subject) do update set states = excluded.states, counts = excluded.counts,
      sums = excluded.sums, unknown_amounts = excluded.unknown_amounts, act = current_act()
    where s.states <> excluded.states or s.counts <> excluded.counts or s.sums <> excluded.sums
      or s.unknown_amounts <> excluded.unknown_amounts`);
  if (!previous) {
    await db.execute(sql`delete from verdict_sheet s
      where s.county_code = any(${counties}::integer[]) and s.year = ${year}::smallint and not exists (
        select from sheet_staging n where n.division = s.division and n.subject = s.subject)`);
  }
  for (const { subject, rules } of sheets) {
    const withAmounts = rules.filter(({ amounts }) => amounts !== null).map(({ rule }) => rule);
    await db.execute(sql`
      insert into verdict_run (county_code, year, subject, judged_for, rules, amount_rules, packs)
      select c, ${year}::smallint, ${subject}, ${judgedFor}::date, ${rules.map(({ rule }) => rule)}::text[],
        ${withAmounts}::text[], ${JSON.stringify(packs)}::jsonb
      from unnest(${counties}::integer[]) as c
      on conflict (county_code, year, subject) do update set judged_for = excluded.judged_for, rules = excluded.rules,
        amount_rules = excluded.amount_rules, packs = excluded.packs, act = current_act(), recorded_at = now(),
        recorded_by = current_actor()`);
  }
  return { sheets: written, villages: province.ids.get('village')!.length };
}

/** Who the verdicts are of. */
async function storeRolls(
  db: Connection,
  year: number,
  counties: readonly number[],
  sheets: readonly Sheets[],
): Promise<void> {
  await db.execute(sql`create temp table roll_staging (county_code integer, division bigint, year smallint, subject text,
    record_ids bigint[]) on commit drop`);
  await db.execute(sql`alter table roll_staging alter column record_ids set storage external`);
  const write = (sheet: Sheets, rows: CopyRows, village: number): void => sheet.writeRoll(rows, village);
  await db.copyIn('copy roll_staging from stdin (format binary)', rowsOf(sheets, write));
  await db.execute(sql`
    insert into verdict_roll as l (county_code, division, year, subject, record_ids)
    select county_code, division, year, subject, record_ids from roll_staging
    on conflict (county_code, division, year, subject) do update set record_ids = excluded.record_ids
    where l.record_ids <> excluded.record_ids`);
  await db.execute(sql`delete from verdict_roll l
    where l.county_code = any(${counties}::integer[]) and l.year = ${year}::smallint and not exists (
      select from roll_staging n where n.division = l.division and n.subject = l.subject)`);
}

async function* rowsOf(
  sheets: readonly Sheets[],
  write: (sheet: Sheets, rows: CopyRows, village: number) => void,
): AsyncGenerator<Buffer> {
  const rows = new CopyRows();
  for (const sheet of sheets) {
    for (let village = 0; village < sheet.villages; village++) {
      write(sheet, rows, village);
      // A piece at a time, so that the database takes it in while the next one is made.
      if (village % 1024 === 1023) yield* rows.pieces(false);
    }
  }
  yield* rows.pieces(true);
}

/** The sheets of one subject. */
class Sheets {
  readonly subject: HeldSubject;
  readonly rules: readonly RuleResults[];
  readonly villages: number;
  private readonly states: readonly Uint8Array[];
  private readonly province: Province;
  /** Rules of which some verdict is another than before, with what it was; null where nothing is known of before. */
  private readonly changed: readonly (readonly [now: RuleResults, before: RuleResults])[] | null;
  private readonly starts: Uint32Array;
  private readonly countyOfVillage: Int32Array;

  constructor(province: Province, subject: HeldSubject, results: Results, previous: Results | null) {
    this.subject = subject;
    this.province = province;
    this.rules = [...results.values()].filter((one) => one.subject === subject);
    this.states = this.rules.map(statesOf);
    this.villages = province.ids.get('village')!.length;
    this.changed = previous && changedRules(this.rules, subject, previous);
    this.starts = this.rules.length > 0 ? startsOfVillages(province, subject) : new Uint32Array(this.villages + 1);
    this.countyOfVillage = new Int32Array(this.villages);
    for (const { countyCode, ranges } of province.counties) this.countyOfVillage.fill(countyCode, ...ranges.village!);
  }

  writeRoll(rows: CopyRows, village: number): void {
    const [from, to] = this.rowsOf(village);
    if (from === to) return;
    this.begin(rows, village, 5);
    rows.bigints([this.province.ids.get(this.subject)!.subarray(from, to)]);
  }

  /** Nothing where the village has nobody of the subject, or where nothing is another than before. */
  write(rows: CopyRows, village: number): void {
    const [from, to] = this.rowsOf(village);
    if (from === to || this.isAsBefore(from, to)) return;
    const { rules } = this;
    this.begin(rows, village, 8);
    const { bytes, counts } = packed(this.states, from, to);
    rows.bytea([bytes]);
    rows.integers(counts);
    const { sums, unknown } = sumsOf(rules, from, to);
    rows.bigints([sums]);
    rows.integers(unknown);
  }

  private rowsOf(village: number): readonly [from: number, to: number] {
    return [this.starts[village]!, this.starts[village + 1]!];
  }

  private begin(rows: CopyRows, village: number, fields: number): void {
    rows.row(fields);
    rows.integer(this.countyOfVillage[village]!);
    rows.bigint(this.province.ids.get('village')![village]!);
    rows.smallint(this.province.year);
    rows.text(this.subject);
  }

  private isAsBefore(from: number, to: number): boolean {
    return (
      this.changed?.every(
        ([now, before]) =>
          isSameState(now.states, before.states, from, to) && isSameAmount(now.amounts, before.amounts, from, to),
      ) ?? false
    );
  }
}

/** Null when a rule is new or gone, or the order another, for then every sheet is another. */
function changedRules(rules: readonly RuleResults[], subject: HeldSubject, previous: Results) {
  const known = [...previous.values()].filter((one) => one.subject === subject);
  if (known.length !== rules.length || known.some(({ rule }, index) => rule !== rules[index]!.rule)) return null;
  const changed: (readonly [RuleResults, RuleResults])[] = [];
  for (const now of rules) {
    const before = previous.get(now.rule);
    if (!before || !now.states !== !before.states || !now.amounts !== !before.amounts) return null;
    const isSame =
      bytesOf(now.states).equals(bytesOf(before.states)) && bytesOf(now.amounts).equals(bytesOf(before.amounts));
    if (!isSame) changed.push([now, before]);
  }
  return changed;
}

function bytesOf(array: Uint8Array | Float64Array | null): Buffer {
  return array ? Buffer.from(array.buffer, array.byteOffset, array.byteLength) : Buffer.alloc(0);
}

/** What is only a number has no state: it is known (1) or not (2). */
function statesOf({ states, amounts }: RuleResults): Uint8Array {
  if (states) return states;
  const known = new Uint8Array(amounts!.length);
  for (let row = 0; row < known.length; row++) known[row] = Number.isNaN(amounts![row]!) ? 2 : 1;
  return known;
}

/** States four to a byte, the first in its low bits, and how many are unmet, met, unknown. */
function packed(all: readonly Uint8Array[], from: number, to: number) {
  const bytes = new Uint8Array(Math.ceil((all.length * (to - from)) / 4));
  const counts = new Int32Array(all.length * 3);
  let at = 0;
  let byte = 0;
  let shift = 0;
  for (const [index, states] of all.entries()) {
    // Bit by bit, as a state is written: met and no rule have the low one, unknown and no rule the high one.
    let low = 0;
    let high = 0;
    let both = 0;
    for (let row = from; row < to; row++) {
      const state = states[row]!;
      low += state & 1;
      high += state >> 1;
      both += state & (state >> 1);
      byte |= state << shift;
      shift += 2;
      if (shift === 8) {
        bytes[at++] = byte;
        byte = 0;
        shift = 0;
      }
    }
    counts[index * 3] = to - from - low - high + both;
    counts[index * 3 + 1] = low - both;
    counts[index * 3 + 2] = high - both;
  }
  if (shift > 0) bytes[at] = byte;
  return { bytes, counts };
}

/** Of each rule with amounts: the sum of those that are known, and how many are not. Where no rule holds there is none. */
function sumsOf(rules: readonly RuleResults[], from: number, to: number) {
  const sums: number[] = [];
  const unknown: number[] = [];
  for (const { states, amounts } of rules) {
    if (!amounts) continue;
    let sum = 0;
    let missing = 0;
    for (let row = from; row < to; row++) {
      if (states !== null && states[row] === NO_RULE) continue;
      const amount = amounts[row]!;
      if (Number.isNaN(amount)) missing++;
      else sum += amount;
    }
    sums.push(sum);
    unknown.push(missing);
  }
  return { sums: Float64Array.from(sums), unknown };
}

function isSameState(now: Uint8Array | null, before: Uint8Array | null, from: number, to: number): boolean {
  if (now === null || before === null) return true;
  for (let row = from; row < to; row++) if (now[row] !== before[row]) return false;
  return true;
}

function isSameAmount(now: Float64Array | null, before: Float64Array | null, from: number, to: number): boolean {
  if (now === null || before === null) return true;
  for (let row = from; row < to; row++) if (!Object.is(now[row], before[row])) return false;
  return true;
}
