import type { Work } from '@daohu/db';
import { calendarDate, done, type Outcome, rangeOfDivision, refuse } from '@daohu/kernel';
import {
  findHouseholdKey,
  type HouseholdYears,
  selectVillageSizes,
  selectYearsOfHousehold,
} from '../register/index.ts';
import type { ExplainHousehold, HouseholdVerdict, JudgedYear, StandardsRefusal } from './contract.ts';
import { findRule } from './find-rule.ts';
import { judgedYear, latestJudgedYear } from './judged-year.ts';
import { jurisdictionChain } from './jurisdiction-chain.ts';
import { loadHouseholdFacts } from './load-facts.ts';
import type { Standards } from './standards.ts';

/** 户的标准核查, explained condition by condition. The register as it stands now is judged for the day asked. */
export async function explainHousehold(
  work: Work,
  standards: Standards,
  { countyCode, householdId, asOf, rule }: ExplainHousehold,
): Promise<Outcome<HouseholdVerdict, StandardsRefusal>> {
  const known = findRule(standards, rule, 'household');
  if (!known.ok) return known;
  const key = await findHouseholdKey(work, { countyCode, id: householdId });
  const home = key && (await selectYearsOfHousehold(work.db, key));
  if (!home) return refuse({ code: 'household-not-found' });
  if (home.isRetired) return refuse({ code: 'household-struck-off' });
  const judged = await settleYear(work, home, asOf);
  if (judged === null || !home.years.includes(judged.year)) {
    return refuse({ code: 'not-on-record', year: judged?.year ?? null, years: home.years });
  }

  const library = await standards.inForce(work.db);
  const chain = await jurisdictionChain(work.db, key.countyCode);
  const evaluator = library.evaluator(rule, chain, judged.judgedFor);
  if (!evaluator.ok) return evaluator;
  const [facts] = await loadHouseholdFacts(work.db, { household: key }, judged.year, standards.readsOf(rule));
  if (!facts) return refuse({ code: 'not-on-record', year: judged.year, years: home.years });
  const { householdNo, headName, division } = facts;
  return done({
    ...evaluator.value.explain(facts),
    judged,
    countyCode: key.countyCode,
    householdId: key.id,
    householdNo,
    headName,
    division,
  });
}

/** Whether the running year is on record is a question to the village, so that all its households are judged alike. */
async function settleYear(
  work: Work,
  { division, years }: HouseholdYears,
  asOf: string | undefined,
): Promise<JudgedYear | null> {
  if (asOf === undefined) return years[0] === undefined ? null : latestJudgedYear(years[0], work.today);
  const asked = calendarDate(asOf);
  const year = Number(asOf.slice(0, 4));
  const village = rangeOfDivision(division, 'village');
  const begun = years.includes(year) || (await selectVillageSizes(work.db, village, year)).length > 0;
  return judgedYear(asked, () => begun);
}
