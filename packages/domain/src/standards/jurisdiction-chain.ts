import type { Connection } from '@daohu/db';
import { type DivisionChain, divisionChainOf } from '@daohu/policy';
import { findAncestors, findDivision, lawChain } from '../divisions/index.ts';

/**
 * 适用地区链 of a county: itself and what stands above it, then the divisions whose law it follows (as a rule the same
 * ones). Own figures and settings so go before those of the followed law, whose packs speak where no own pack does.
 * No pack, setting or figure is made below the county, so one chain serves all its villages. Empty: no such county.
 */
export async function jurisdictionChain(db: Connection, countyCode: number): Promise<DivisionChain> {
  const county = await findDivision(db, countyCode * 1_000_000, 'county');
  if (!county) return divisionChainOf([]);
  const own = [county.code, ...(await findAncestors(db, county)).map(({ code }) => code).reverse()];
  const followed = await lawChain(db, county.code, 'county');
  return divisionChainOf([...new Set([...own, ...followed])]);
}
