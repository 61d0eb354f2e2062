import type { Work } from '@daohu/db';
import { itemsOf } from '@daohu/dictionary';
import { calendarDate, countyOf, done, type Outcome, rangeOfDivision, refuse } from '@daohu/kernel';
import { countyInReach, selectCountiesOfYear, selectCountyYears } from '../register/index.ts';
import type { CountyVerdict, ExplainCounty, StandardsRefusal } from './contract.ts';
import { findRule } from './find-rule.ts';
import { judgedYear, latestJudgedYear } from './judged-year.ts';
import { asIfAt, judgingLaw, silentLaw } from './judging-law.ts';
import { jurisdictionChain } from './jurisdiction-chain.ts';
import type { Standards } from './standards.ts';

/** 县的标准核查, explained. It rests on what the county reports for the year and on the mean incomes entered for it. */
export async function explainCounty(
  work: Work,
  standards: Standards,
  { division, asOf, rule, law: document }: ExplainCounty,
): Promise<Outcome<CountyVerdict, StandardsRefusal>> {
  const known = findRule(standards, rule, 'county');
  if (!known.ok) return known;
  const law = await judgingLaw(work.db, standards, document);
  if (!law.ok) return law;
  const county = await countyInReach(work, division);
  if (!county) return refuse({ code: 'county-not-found' });
  const years = (await selectCountyYears(work.db, county.code)).map((row) => Number(row.year));
  const isOnRecord = (year: number) => years.includes(year);
  const latest = years[0] === undefined ? null : latestJudgedYear(years[0], work.today);
  const judged = asOf === undefined ? latest : judgedYear(calendarDate(asOf), isOnRecord);
  if (!judged || !isOnRecord(judged.year)) {
    return refuse({ code: 'not-on-record', year: asOf ? Number(asOf.slice(0, 4)) : null, years });
  }
  const chain = await jurisdictionChain(work.db, countyOf(county.code));
  const evaluator = law.value.library.evaluator(rule, chain, judged.judgedFor);
  if (!evaluator.ok) return refuse(silentLaw(law.value, rule, judged.judgedFor));
  const range = rangeOfDivision(county.code, 'county');
  const [facts] = await selectCountiesOfYear(work.db, range, judged.year, itemsOf('county'));
  return done({
    ...evaluator.value.explain({ ...facts, division: county.code, name: county.name }),
    judged,
    asIf: asIfAt(law.value, await standards.inForce(work.db), chain, judged.judgedFor),
    division: county.code,
    countyName: county.name,
  });
}
