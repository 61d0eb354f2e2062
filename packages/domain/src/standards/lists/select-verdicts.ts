import { type Connection, sql as dbSql, type Sql } from '@daohu/db';
import type { Evaluator, Library } from '@daohu/policy';
import {
  bind,
  type Fragment,
  joined,
  lawInForce,
  type PartReading,
  type RuleReading,
  readRuleAsSql,
  sql,
  toTemplate,
  trusted,
} from '@daohu/policy/sql';
import type { State } from '../contract.ts';
import { factsInSql, households, villages } from './facts-in-sql.ts';
import type { PlaceToJudge } from './places-to-judge.ts';

/** A subject of a list: a household, or a village, which has no household. */
export interface SubjectKey {
  readonly countyCode: number;
  readonly division: number;
  readonly householdId: number;
}

/** Where a page of the list goes on: behind, or before, one subject. */
export interface ListStart extends Pick<SubjectKey, 'division' | 'householdId'> {
  readonly direction: 'after' | 'before';
}

/** A rule over the subjects of one place, in SQL. */
export interface RuleInPlace {
  readonly reading: RuleReading;
  /** The subjects: rows `s`. */
  readonly from: Fragment;
  readonly where: Fragment;
  /** What orders the list after the division: the household, nothing more of a village. */
  readonly id: Fragment;
}

export function ruleInPlace(library: Library, evaluator: Evaluator, { range, judged }: PlaceToJudge): RuleInPlace {
  const { rule, chain, date } = evaluator;
  const reading = readRuleAsSql(rule, lawInForce(library, chain, date), factsInSql(judged.year), 's');
  const within = sql`${bind(range.low, 'bigint')} and ${bind(range.high, 'bigint')}`;
  if (rule.subject.key === 'village') {
    // A village that is known not to be a poor village has no exit to pass.
    const where = sql`s.is_poor_village is distinct from false`;
    return { reading, from: villages('s', judged.year, within), where, id: sql`0::bigint` };
  }
  const { from, where } = households('s', judged.year);
  return { reading, from, where: sql`${where} and s.division between ${within}`, id: sql`s.household_id` };
}

/** So many are judged at first to fill a page, then more and more, as those wanted prove to be rare. */
const FIRST_BATCH = 200;
const LARGEST_BATCH = 5_000;

/**
 * Subjects of this state, up to `limit` behind or before `start`, in the order of division and household. Judged in
 * batches along the index: asked for all at once, the database would judge a whole county and then sort it.
 */
export async function selectSubjects(
  db: Connection,
  rule: RuleInPlace,
  asked: {
    readonly state: State;
    readonly cause: PartReading | null;
    readonly start: ListStart | null;
    readonly limit: number;
  },
): Promise<SubjectKey[]> {
  const { state, cause, limit } = asked;
  const backwards = asked.start?.direction === 'before';
  const conditions = [
    sql`(${rule.reading.state}) ${IS[state]}`,
    ...(cause && state !== 'met' ? onTheWay(cause).map((part) => isWhy(state, part.state, part.applies)) : []),
  ];
  const found: SubjectKey[] = [];
  let { start } = asked;
  for (let size = FIRST_BATCH; found.length < limit; size = Math.min(size * 3, LARGEST_BATCH)) {
    const batch = await selectBatch(db, rule, joined(conditions, ' and '), start, size);
    found.push(...batch.filter(({ isWanted }) => isWanted).map(({ isWanted: _judged, ...key }) => key));
    const last = batch.at(-1);
    if (!last || batch.length < size) break;
    start = { direction: backwards ? 'before' : 'after', division: last.division, householdId: last.householdId };
  }
  const page = found.slice(0, limit);
  return backwards ? page.reverse() : page;
}

/** The next subjects in the order of the list, each with whether it is wanted. */
function selectBatch(
  db: Connection,
  { reading, from, where, id }: RuleInPlace,
  isWanted: Fragment,
  start: ListStart | null,
  size: number,
): Promise<(SubjectKey & { readonly isWanted: boolean })[]> {
  const [direction, sign] = start?.direction === 'before' ? [sql` desc`, sql`<`] : [sql``, sql`>`];
  const order = sql`order by s.division${direction}, ${id}${direction}`;
  const beyond = start
    ? sql`and (s.division, ${id}) ${sign} (${bind(start.division, 'bigint')}, ${bind(start.householdId, 'bigint')})`
    : sql``;
  return db.query(
    statement(sql`select s.county_code as "countyCode", s.division, ${id} as "householdId",
  (${isWanted}) is true as "isWanted"
from (select s.* from ${from} where ${where} ${beyond} ${order} limit ${bind(size, 'bigint')}) s${reading.joins}
${order}`),
  );
}

export interface StateCounts {
  readonly met: number;
  readonly unmet: number;
  readonly unknown: number;
  /** In the order of the parts asked for. */
  readonly causes: readonly { readonly unmet: number; readonly unknown: number }[];
}

/** How many subjects there are of each state, and of how many each part is why. Judged once each. */
export async function countSubjects(
  db: Connection,
  { reading, from, where }: RuleInPlace,
  causes: readonly PartReading[],
): Promise<StateCounts> {
  const at = new Map(reading.parts.map((part, index) => [part, String(index)]));
  const columns = reading.parts.flatMap((part) => [
    sql`${part.state} as ${trusted(`s${at.get(part)}`)}`,
    sql`${part.applies} as ${trusted(`a${at.get(part)}`)}`,
  ]);
  const counted = (state: 'unmet' | 'unknown', cause: PartReading): Fragment => {
    const ways = onTheWay(cause).map((part) =>
      isWhy(state, trusted(`j.s${at.get(part)}`), trusted(`j.a${at.get(part)}`)),
    );
    return sql`count(*) filter (where ${joined([sql`j.state ${IS[state]}`, ...ways], ' and ')})`;
  };
  const counts = joined(
    causes.flatMap((cause) => [counted('unmet', cause), counted('unknown', cause)]),
    ', ',
  );
  const row = await db.one<{ met: number; unmet: number; unknown: number; causes: number[] }>(
    statement(sql`select count(*) filter (where j.state) as met, count(*) filter (where not j.state) as unmet,
  count(*) filter (where j.state is null) as unknown, array[${counts}]::int[] as causes
from (select ${joined([sql`${reading.state} as state`, ...columns], ', ')}
  from ${from}${reading.joins}
  where ${where} offset 0) j`),
  );
  return {
    ...row,
    causes: causes.map((_, index) => ({ unmet: row.causes[index * 2]!, unknown: row.causes[index * 2 + 1]! })),
  };
}

const IS: Record<State, Fragment> = { met: sql`is true`, unmet: sql`is false`, unknown: sql`is null` };

/** The part itself and the groups that it stands in. */
function onTheWay(part: PartReading): PartReading[] {
  return [...part.within, part];
}

function isWhy(verdict: State, state: Fragment, applies: Fragment): Fragment {
  return sql`(${state}) ${IS[verdict]} and (${applies}) is not false`;
}

function statement(fragment: Fragment): Sql {
  const { strings, values } = toTemplate(fragment);
  return dbSql(strings, ...values);
}
