import { NO_RULE, type RuleResults } from '@daohu/policy';
import type { State } from '../contract.ts';
import type { Move, Moves } from '../what-if-contract.ts';
import type { Province } from './province.ts';

const STATES: readonly State[] = ['unmet', 'met', 'unknown'];
const WAYS = 4;

/** Which group each row of a table belongs to; -1 is a row that is not counted. */
export type GroupOfRow = (row: number) => number;

/** Villages by the division they are counted under, and those divisions in the order of their codes. */
export interface Groups {
  readonly codes: readonly number[];
  /** By row of `village`; -1 outside what is asked for. */
  readonly ofVillage: Int32Array;
}

/** `digits` is how many of the code's last digits a division of the level leaves open. */
export function groupsOf(province: Province, digits: number, isAsked: (village: number) => boolean): Groups {
  const villages = province.ids.get('village')!;
  const unit = 10 ** digits;
  const codes: number[] = [];
  const ofVillage = Int32Array.from(villages, (code) => {
    if (!isAsked(code)) return -1;
    const group = Math.floor(code / unit) * unit;
    if (codes.at(-1) !== group) codes.push(group);
    return codes.length - 1;
  });
  return { codes, ofVillage };
}

/**
 * The group of each row of a subject. A person is counted where the household is. A village that is known not to be a
 * poor village has no exit to pass, as when it is evaluated.
 */
export function groupOfRows(province: Province, subject: string, { ofVillage }: Groups): Int32Array {
  if (subject === 'village') {
    const isPoor = province.columns.tables.get('village')!.columns.get('isPoorVillage');
    return isPoor ? ofVillage.map((group, row) => (isPoor.values[row] === 0 ? -1 : group)) : ofVillage;
  }
  const { villageOfHousehold } = province;
  if (subject === 'household') return villageOfHousehold.map((village) => ofVillage[village]!);
  const { starts } = province.columns.tables.get('household')!.lists.get('members')!;
  const groups = new Int32Array(province.columns.tables.get('person')!.count);
  for (let row = 0; row < villageOfHousehold.length; row++) {
    groups.fill(ofVillage[villageOfHousehold[row]!]!, starts[row]!, starts[row + 1]!);
  }
  return groups;
}

/** Counts of each way from a state to a state, group by group. */
export class MoveCounts {
  private readonly counts: Float64Array;

  constructor(groups: number, groupOf: Int32Array, before: Uint8Array, after: Uint8Array) {
    this.counts = new Float64Array(groups * WAYS * WAYS);
    const { counts } = this;
    for (let row = 0; row < groupOf.length; row++) {
      const group = groupOf[row]!;
      if (group >= 0) counts[group * 16 + before[row]! * WAYS + after[row]!]!++;
    }
  }

  of(group: number): Moves {
    return movesOf(this.counts.subarray(group * 16, group * 16 + 16));
  }

  all(): Moves {
    const sum = new Float64Array(16);
    for (const [index, count] of this.counts.entries()) sum[index % 16]! += count;
    return movesOf(sum);
  }
}

function movesOf(counts: Float64Array): Moves {
  const count = (from: number, to: number): number => counts[from * WAYS + to]!;
  const known = [0, 1, 2];
  const before = known.map((from) => known.reduce((sum, to) => sum + count(from, to), 0));
  const after = known.map((to) => known.reduce((sum, from) => sum + count(from, to), 0));
  const moves: Move[] = known.flatMap((from) =>
    known.flatMap((to) =>
      from === to || count(from, to) === 0 ? [] : [{ from: STATES[from]!, to: STATES[to]!, subjects: count(from, to) }],
    ),
  );
  return {
    total: before.reduce((sum, one) => sum + one, 0),
    before: { unmet: before[0]!, met: before[1]!, unknown: before[2]! },
    after: { unmet: after[0]!, met: after[1]!, unknown: after[2]! },
    moves,
    // Whether a version of the rule holds does not turn on a parameter, so it is the same before and after.
    withoutRule: count(NO_RULE, NO_RULE),
  };
}

/** Amounts by group: the sum of those that are known, and of how many subjects none is. */
export class AmountSums {
  readonly sums: Float64Array;
  readonly unknown: Float64Array;

  constructor(groups: number, groupOf: Int32Array, { states, amounts }: Pick<RuleResults, 'states' | 'amounts'>) {
    this.sums = new Float64Array(groups);
    this.unknown = new Float64Array(groups);
    for (let row = 0; row < groupOf.length; row++) {
      const group = groupOf[row]!;
      if (group < 0 || states?.[row] === NO_RULE) continue;
      const amount = amounts![row]!;
      if (Number.isNaN(amount)) this.unknown[group]!++;
      else this.sums[group]! += amount;
    }
  }
}
