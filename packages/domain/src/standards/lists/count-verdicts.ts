import type { Work } from '@daohu/db';
import { done, type Outcome, refuse } from '@daohu/kernel';
import { findDivision } from '../../divisions/index.ts';
import { rangesOf } from '../../register/index.ts';
import type { CountVerdicts, StandardsRefusal, VerdictCause, VerdictCounts } from '../contract.ts';
import { findRule } from '../find-rule.ts';
import { asIf, judgingLaw } from '../judging-law.ts';
import type { Standards } from '../standards.ts';
import { possibleCauses } from './causes.ts';
import { placesToJudge, titleOf } from './places-to-judge.ts';
import { countSubjects, ruleInPlace } from './select-verdicts.ts';

/** 核查统计: how many there are of each verdict, and of how many each condition is why; counted by the database. */
export async function countVerdicts(
  work: Work,
  standards: Standards,
  { rule, division, asOf, law: document }: CountVerdicts,
): Promise<Outcome<VerdictCounts, StandardsRefusal>> {
  const known = findRule(standards, rule);
  if (!known.ok) return known;
  if ((await rangesOf(work, division)).length === 0) {
    return refuse({ code: 'division-not-found', division: division ?? 0 });
  }
  const law = await judgingLaw(work.db, standards, document);
  if (!law.ok) return law;
  const { library, asked: pack } = law.value;
  const where = { rule, ...(division === undefined ? {} : { division }), ...(asOf === undefined ? {} : { asOf }) };
  const { places, years } = await placesToJudge(work, library, where);
  if (places.length === 0) {
    return refuse({ code: 'not-on-record', year: asOf === undefined ? null : Number(asOf.slice(0, 4)), years });
  }

  const all = { met: 0, unmet: 0, unknown: 0 };
  const causes = new Map<string, VerdictCause & { unmet: number; unknown: number }>();
  const days = new Map<string, { year: number; judgedFor: string; subjects: number }>();
  const withoutRule: number[] = [];
  for (const place of places) {
    const { evaluator, judged, countyCode } = place;
    if (evaluator === null) {
      withoutRule.push(countyCode * 1_000_000);
      continue;
    }
    const inPlace = ruleInPlace(library, evaluator, place);
    const possible = possibleCauses(evaluator.rule, inPlace.reading.parts);
    const counts = await countSubjects(
      work.db,
      inPlace,
      possible.map(({ reading }) => reading),
    );
    for (const state of ['met', 'unmet', 'unknown'] as const) all[state] += counts[state];
    for (const [index, { cause }] of possible.entries()) {
      const line = causes.get(cause.key) ?? { ...cause, unmet: 0, unknown: 0 };
      line.unmet += counts.causes[index]!.unmet;
      line.unknown += counts.causes[index]!.unknown;
      causes.set(cause.key, line);
    }
    const { year, judgedFor } = judged;
    const day = days.get(judgedFor) ?? { year, judgedFor, subjects: 0 };
    day.subjects += counts.met + counts.unmet + counts.unknown;
    days.set(judgedFor, day);
  }
  const code = division ?? work.actor.low;
  return done({
    rule,
    title: titleOf(places) ?? known.value.title,
    subject: known.value.subject,
    division: code,
    divisionName: (await findDivision(work.db, code))?.name ?? '',
    asked: asOf ?? null,
    asIf: pack && asIf(pack),
    total: all.met + all.unmet + all.unknown,
    ...all,
    causes: [...causes.values()],
    years: [...days.values()].sort((one, other) => one.judgedFor.localeCompare(other.judgedFor)),
    withoutRule,
  });
}
