import type { Connection } from '@daohu/db';
import { calendarDate, countyOf, type DivisionRange } from '@daohu/kernel';
import { selectVillageSizes, selectVillagesOfYear } from '../register/index.ts';
import type { JudgedYear } from './contract.ts';
import { judgedYear } from './judged-year.ts';

/** A village of which one register year is judged. */
export interface VillageToJudge {
  readonly division: number;
  readonly judged: JudgedYear;
  readonly households: number;
}

/** Neighbouring villages of one county and year that are loaded together. */
export interface Batch {
  readonly countyCode: number;
  readonly judged: JudgedYear;
  readonly range: DivisionRange;
  readonly villages: readonly VillageToJudge[];
  readonly households: number;
}

/** With it a batch is a few megabytes, whatever the size of the province. */
const HOUSEHOLDS_A_BATCH = 1000;

/**
 * Villages of a range with something on record in the year to be judged, in the order of their codes. Each village
 * settles its own year (see `judgedYear`), as it does when one of its households is explained.
 */
export async function villagesToJudge(
  db: Connection,
  range: DivisionRange,
  settled: JudgedYear | string,
): Promise<VillageToJudge[]> {
  if (typeof settled !== 'string') {
    const sizes = await villagesOnRecord(db, range, settled.year);
    return inOrder([...sizes].map(([division, households]) => ({ division, households, judged: settled })));
  }
  const asked = calendarDate(settled);
  const atEnd = judgedYear(asked, () => false);
  const begun = judgedYear(asked, () => true);
  if (atEnd.year === begun.year) return villagesToJudge(db, range, begun);
  const started = new Map(
    (await selectVillageSizes(db, range, begun.year)).map(({ division, households }) => [division, households]),
  );
  const earlier = await villagesOnRecord(db, range, atEnd.year);
  return inOrder([
    ...[...started].map(([division, households]) => ({ division, households, judged: begun })),
    ...[...earlier].flatMap(([division, households]) =>
      started.has(division) ? [] : [{ division, households, judged: atEnd }],
    ),
  ]);
}

/** Batches in the order of the codes. A range holds no village of another year: such a one ends the batch. */
export function batchesOf(villages: readonly VillageToJudge[]): Batch[] {
  const batches: VillageToJudge[][] = [];
  let households = 0;
  for (const village of villages) {
    const batch = batches.at(-1);
    const before = batch?.at(-1);
    const fits =
      before !== undefined &&
      before.judged.year === village.judged.year &&
      countyOf(before.division) === countyOf(village.division) &&
      households + village.households <= HOUSEHOLDS_A_BATCH;
    if (batch && fits) {
      batch.push(village);
      households += village.households;
    } else {
      batches.push([village]);
      households = village.households;
    }
  }
  return batches.map((batch) => ({
    countyCode: countyOf(batch[0]!.division),
    judged: batch[0]!.judged,
    range: { low: batch[0]!.division, high: batch.at(-1)!.division },
    villages: batch,
    households: batch.reduce((sum, village) => sum + village.households, 0),
  }));
}

/** Villages that have a household or a report of their own in a year, with the number of households. */
async function villagesOnRecord(db: Connection, range: DivisionRange, year: number): Promise<Map<number, number>> {
  const reported = await selectVillagesOfYear(db, range, year, []);
  const sizes = await selectVillageSizes(db, range, year);
  return new Map([
    ...reported.map(({ division }) => [division, 0] as const),
    ...sizes.map(({ division, households }) => [division, households] as const),
  ]);
}

function inOrder(villages: VillageToJudge[]): VillageToJudge[] {
  return villages.sort((one, other) => one.division - other.division);
}
