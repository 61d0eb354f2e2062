import type { Connection } from '@daohu/db';
import { type CountyRecoded, done, levelOfCode, type Outcome, refuse } from '@daohu/kernel';
import type { RecodeCounty, RecodeCountyRefusal } from './contract.ts';
import { nameParts } from './division-name.ts';
import { findDivision } from './find-division.ts';
import { rekeyCounty } from './store.ts';

/**
 * 县级区划代码变更 (县改市, 县改区). The county's tree continues under the new code from `on`; the old rows are retired
 * and lead to the new ones. A code that was given up may come back. Runs as the owner of the reference tables, as an
 * act, inside the caller's transaction, together with the other nouns' re-keying (`countyRecoded`).
 */
export async function recodeCounty(
  owner: Connection,
  { from, to, name, on }: RecodeCounty,
): Promise<Outcome<CountyRecoded, RecodeCountyRefusal>> {
  const county = await findDivision(owner, from, 'county');
  if (!county) return refuse({ code: 'county-not-live', from });
  if (levelOfCode(to) !== 'county') return refuse({ code: 'not-a-county-code', to });
  if (await findDivision(owner, to, 'county')) return refuse({ code: 'code-taken', to });
  const city = await findDivision(owner, Math.floor(to / 100_000_000) * 100_000_000, 'city');
  if (!city) return refuse({ code: 'city-missing', to });

  await rekeyCounty(owner, { from, to, name, stem: nameParts(name, 'county').stem, on });
  return done({ event: 'countyRecoded', oldCounty: from, newCounty: to, on });
}
