import type { Work } from '@daohu/db';
import { calendarDate, done, type Outcome, rangeOfDivision, refuse } from '@daohu/kernel';
import {
  findHomeOfYear,
  findHouseholdKey,
  type HouseholdYears,
  type RecordKey,
  selectVillageSizes,
  selectYearsOfHousehold,
} from '../register/index.ts';
import type { ExplainHousehold, HouseholdVerdict, JudgedYear, StandardsRefusal } from './contract.ts';
import { findRule } from './find-rule.ts';
import { judgedYear, latestJudgedYear } from './judged-year.ts';
import { asIfAt, judgingLaw, silentLaw } from './judging-law.ts';
import { jurisdictionChain } from './jurisdiction-chain.ts';
import { loadHouseholdFacts } from './load-facts.ts';
import type { Standards } from './standards.ts';

/**
 * 户的标准核查, explained condition by condition. The register as it stands now is judged for the day asked, by the law of
 * the place where the household was on record then, or by that of one document (试算).
 */
export async function explainHousehold(
  work: Work,
  standards: Standards,
  { countyCode, householdId, asOf, rule, law: document }: ExplainHousehold,
): Promise<Outcome<HouseholdVerdict, StandardsRefusal>> {
  const known = findRule(standards, rule, 'household');
  if (!known.ok) return known;
  const law = await judgingLaw(work.db, standards, document);
  if (!law.ok) return law;
  const asked = await findHouseholdKey(work, { countyCode, id: householdId });
  const lives = asked && (await homeOn(work, asked, asOf));
  if (!lives) return refuse({ code: 'household-not-found' });
  const { key, home } = lives;
  if (home.isRetired) return refuse({ code: 'household-struck-off' });
  const judged = await settleYear(work, home, asOf);
  if (judged === null || !home.years.includes(judged.year)) {
    return refuse({ code: 'not-on-record', year: judged?.year ?? null, years: home.years });
  }

  const { library } = law.value;
  const chain = await jurisdictionChain(work.db, key.countyCode);
  const evaluator = library.evaluator(rule, chain, judged.judgedFor);
  if (!evaluator.ok) return refuse(silentLaw(law.value, rule, judged.judgedFor));
  const [facts] = await loadHouseholdFacts(work.db, { household: key }, judged.year, standards.readsOf(rule));
  if (!facts) return refuse({ code: 'not-on-record', year: judged.year, years: home.years });
  const { householdNo, headName, division } = facts;
  return done({
    ...evaluator.value.explain(facts),
    judged,
    asIf: asIfAt(law.value, await standards.inForce(work.db), chain, judged.judgedFor),
    countyCode: key.countyCode,
    householdId: key.id,
    householdNo,
    headName,
    division,
  });
}

/** In the county asked about, or where the household was on record in the year of the day asked for. */
async function homeOn(
  work: Work,
  asked: RecordKey,
  asOf: string | undefined,
): Promise<{ readonly key: RecordKey; readonly home: HouseholdYears } | null> {
  const home = await selectYearsOfHousehold(work.db, asked);
  const year = asOf === undefined ? null : Number(asOf.slice(0, 4));
  if (home && (year === null || home.years.includes(year))) return { key: asked, home };
  const elsewhere = year === null ? null : await findHomeOfYear(work, asked, year);
  const homeElsewhere = elsewhere && (await selectYearsOfHousehold(work.db, elsewhere));
  if (elsewhere && homeElsewhere) return { key: elsewhere, home: homeElsewhere };
  return home && { key: asked, home };
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
