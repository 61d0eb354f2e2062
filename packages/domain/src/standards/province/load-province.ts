import type { Connection } from '@daohu/db';
import { sql } from '@daohu/db';
import { countyOf, type DivisionRange, rangeOfDivision } from '@daohu/kernel';
import type { ColumnReads, DivisionChain, IndexedSchema } from '@daohu/policy';
import { findCounties } from '../../divisions/index.ts';
import { selectCountiesWithRows } from '../../register/index.ts';
import { jurisdictionChain } from '../jurisdiction-chain.ts';
import type { CountyBlock } from './county-block.ts';
import { CountyReader } from './load-county.ts';
import { joinCounties, type Province } from './province.ts';

export interface LoadOptions {
  readonly signal?: AbortSignal;
  /** Counties read, of how many. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Reads what some rules read of all households on record in a year within some ranges, all as of one moment: the
 * transaction must not have asked anything before. The reach of the asker holds, as in any query.
 */
export async function loadProvince(
  db: Connection,
  schema: IndexedSchema,
  ranges: readonly DivisionRange[],
  year: number,
  reads: ColumnReads,
  { signal, onProgress }: LoadOptions = {},
): Promise<Province> {
  const counties = await countiesIn(db, ranges, year);
  const reader = new CountyReader(db, reads, year);
  const blocks: CountyBlock[] = [];
  const chains = new Map<number, DivisionChain>();
  for (const [index, { countyCode, range }] of counties.entries()) {
    signal?.throwIfAborted();
    chains.set(countyCode, await jurisdictionChain(db, countyCode));
    blocks.push(await reader.read(countyCode, range));
    onProgress?.(index + 1, counties.length);
  }
  return joinCounties(schema, { year, ranges }, blocks, (countyCode) => chains.get(countyCode)!);
}

/** All that follows in the transaction sees the register at one moment. */
export async function seeOneMoment(db: Connection): Promise<void> {
  await db.execute(sql`set transaction isolation level repeatable read`);
}

/** Counties that have anything on record in the year, each cut to what is asked for. */
async function countiesIn(
  db: Connection,
  ranges: readonly DivisionRange[],
  year: number,
): Promise<{ readonly countyCode: number; readonly range: DivisionRange }[]> {
  const found = new Map<number, DivisionRange>();
  for (const range of ranges) {
    const low = countyOf(range.low) * 1_000_000;
    for (const { code } of await findCounties(db, { low, high: range.high })) {
      const county = rangeOfDivision(code, 'county');
      found.set(countyOf(code), { low: Math.max(county.low, range.low), high: Math.min(county.high, range.high) });
    }
  }
  const onRecord = new Set(await selectCountiesWithRows(db, [...found.values()], year));
  return [...found]
    .filter(([countyCode]) => onRecord.has(countyCode))
    .map(([countyCode, range]) => ({ countyCode, range }))
    .sort((a, b) => a.countyCode - b.countyCode);
}
