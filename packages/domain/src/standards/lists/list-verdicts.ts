import type { Work } from '@daohu/db';
import { done, type Outcome, refuse } from '@daohu/kernel';
import type { Evaluator, Library } from '@daohu/policy';
import { findDivision, findDivisionsByCode } from '../../divisions/index.ts';
import { type PageStart, rangesOf, readPageStart, writePageStart } from '../../register/index.ts';
import type { ListedVerdict, ListVerdicts, StandardsRefusal, VerdictPage } from '../contract.ts';
import { findRule } from '../find-rule.ts';
import { judgedHousehold, withExitStatus } from '../judge-household.ts';
import { asIf, judgingLaw } from '../judging-law.ts';
import { loadHouseholdFacts, loadVillageFacts } from '../load-facts.ts';
import type { Standards } from '../standards.ts';
import { causesOf, possibleCauses } from './causes.ts';
import { type PlaceToJudge, placesToJudge, titleOf } from './places-to-judge.ts';
import { ruleInPlace, type SubjectKey, selectSubjects } from './select-verdicts.ts';

/**
 * 核查清单: who passes a rule, who does not, who cannot be judged, and why: a page at a time, found by the database and
 * judged once more by the engine, which gives the reasons. What is listed is what evaluating would count.
 */
export async function listVerdicts(
  work: Work,
  standards: Standards,
  asked: ListVerdicts,
): Promise<Outcome<VerdictPage, StandardsRefusal>> {
  const { rule, division, asOf, law: document, state, cause, from, size } = asked;
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

  const start = from === undefined ? null : readPageStart(from);
  // One more than asked tells whether the list goes on.
  const found = await pageOf(work, library, places, { state, cause, start, limit: size + 1 });
  const backwards = start?.direction === 'before';
  const goesOn = found.length > size;
  const page = backwards && goesOn ? found.slice(1) : found.slice(0, size);
  const [first, last] = [page[0], page.at(-1)];
  const divisionCode = division ?? work.actor.low;
  return done({
    rule,
    title: titleOf(places) ?? known.value.title,
    subject: known.value.subject,
    state,
    division: divisionCode,
    divisionName: (await findDivision(work.db, divisionCode))?.name ?? '',
    asked: asOf ?? null,
    asIf: pack && asIf(pack),
    years: yearsOf(places),
    rows: await withReasons(work, standards, rule, page),
    next: last && (backwards || goesOn) ? writePageStart({ ...last.subject, direction: 'after' }) : null,
    previous:
      first && (backwards ? goesOn : start !== null) ? writePageStart({ ...first.subject, direction: 'before' }) : null,
  });
}

interface Found {
  readonly subject: SubjectKey;
  readonly place: PlaceToJudge;
  readonly evaluator: Evaluator;
}

interface Wanted extends Pick<ListVerdicts, 'state' | 'cause'> {
  readonly start: PageStart | null;
  readonly limit: number;
}

/** Place after place, as far as it takes to fill the page. */
async function pageOf(
  work: Work,
  library: Library,
  places: readonly PlaceToJudge[],
  { state, cause, start, limit }: Wanted,
): Promise<Found[]> {
  const backwards = start?.direction === 'before';
  const found: Found[] = [];
  for (const place of backwards ? places.toReversed() : places) {
    const { evaluator, range } = place;
    const isPassed = start !== null && (backwards ? range.low > start.division : range.high < start.division);
    if (evaluator === null || isPassed) continue;
    const inPlace = ruleInPlace(library, evaluator, place);
    const part = cause === undefined ? null : partOf(evaluator, inPlace.reading.parts, cause);
    if (part === undefined) continue;
    const more = { state, cause: part, start, limit: limit - found.length };
    const subjects = (await selectSubjects(work.db, inPlace, more)).map((subject) => ({ subject, place, evaluator }));
    if (backwards) found.unshift(...subjects);
    else found.push(...subjects);
    if (found.length >= limit) break;
  }
  return found;
}

/** Undefined where the rule in force has no such condition: a cause of another law. */
function partOf({ rule }: Evaluator, parts: Parameters<typeof possibleCauses>[1], key: string) {
  return possibleCauses(rule, parts).find(({ cause }) => cause.key === key)?.reading;
}

async function withReasons(
  work: Work,
  standards: Standards,
  rule: string,
  page: readonly Found[],
): Promise<ListedVerdict[]> {
  const reads = withExitStatus(standards.readsOf(rule));
  const rows = new Map<string, ListedVerdict>();
  const townshipOf = (village: number) => Math.floor(village / 1000) * 1000;
  const codes = new Set(page.flatMap(({ subject: { division } }) => [division, townshipOf(division)]));
  const names = new Map((await findDivisionsByCode(work.db, [...codes])).map(({ code, name }) => [code, name]));
  const placeOf = (division: number) => ({
    division,
    townshipName: names.get(townshipOf(division)) ?? '',
    villageName: names.get(division) ?? '',
  });
  const reasons = (evaluator: Evaluator, facts: Parameters<Evaluator['explain']>[0]) => {
    const explained = evaluator.explain(facts);
    const { verdict, missing, amount } = explained;
    return {
      verdict,
      causes: causesOf(explained),
      missing: verdict === 'unknown' ? missing : [],
      amount: amount && { value: amount.value, unit: amount.unit },
    };
  };
  for (const { place, evaluator, subjects } of byPlace(page)) {
    const divisions = subjects.map(({ division }) => division);
    const range = { low: Math.min(...divisions), high: Math.max(...divisions) };
    const { year } = place.judged;
    if (evaluator.rule.subject.key === 'village') {
      for (const facts of await loadVillageFacts(work.db, range, year, reads)) {
        const nobody = { countyCode: null, householdId: null, householdNo: null, headName: null, exitStatus: null };
        const row = {
          subject: 'village' as const,
          ...placeOf(facts.division),
          ...nobody,
          ...reasons(evaluator, facts),
        };
        rows.set(keyOf({ ...row, householdId: 0 }), row);
      }
    } else {
      const among = subjects.map(({ countyCode, householdId }) => ({ countyCode, id: householdId }));
      for (const facts of await loadHouseholdFacts(work.db, { range, among }, year, reads)) {
        const { countyCode, householdId, householdNo, headName, exitStatus, division } = judgedHousehold(
          facts,
          evaluator.judge(facts),
        );
        const who = { countyCode, householdId, householdNo, headName, exitStatus };
        const row = { subject: 'household' as const, ...placeOf(division), ...who, ...reasons(evaluator, facts) };
        rows.set(keyOf(row), row);
      }
    }
  }
  return page.flatMap(({ subject }) => rows.get(keyOf(subject)) ?? []);
}

function byPlace(page: readonly Found[]): { place: PlaceToJudge; evaluator: Evaluator; subjects: SubjectKey[] }[] {
  const groups = new Map<PlaceToJudge, { place: PlaceToJudge; evaluator: Evaluator; subjects: SubjectKey[] }>();
  for (const { place, evaluator, subject } of page) {
    const group = groups.get(place);
    if (group) group.subjects.push(subject);
    else groups.set(place, { place, evaluator, subjects: [subject] });
  }
  return [...groups.values()];
}

function keyOf({ division, householdId }: Pick<SubjectKey, 'division' | 'householdId'>): string {
  return `${division}/${householdId}`;
}

function yearsOf(places: readonly PlaceToJudge[]): VerdictPage['years'] {
  const days = new Map(places.map(({ judged: { year, judgedFor } }) => [judgedFor, { year, judgedFor }]));
  return [...days.values()].sort((one, other) => one.judgedFor.localeCompare(other.judgedFor));
}
