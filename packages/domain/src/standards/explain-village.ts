import type { Work } from '@daohu/db';
import { done, isWithin, type Outcome, rangeOfDivision, refuse } from '@daohu/kernel';
import type { DivisionChain, Evaluator, Library } from '@daohu/policy';
import { resolveDivision } from '../divisions/index.ts';
import { listYears } from '../register/index.ts';
import type {
  ExplainedCondition,
  ExplainedGroup,
  ExplainVillage,
  NamedHousehold,
  StandardsRefusal,
  State,
  VillageVerdict,
} from './contract.ts';
import { villagesToJudge } from './divide-work.ts';
import { findRule } from './find-rule.ts';
import { judgedHousehold, nameOfHousehold, withExitStatus } from './judge-household.ts';
import { latestJudgedYear } from './judged-year.ts';
import { asIfAt, judgingLaw, silentLaw } from './judging-law.ts';
import { jurisdictionChain } from './jurisdiction-chain.ts';
import { loadVillageFacts, type VillageFacts } from './load-facts.ts';
import type { Standards } from './standards.ts';

const HOUSEHOLD_RULE = 'exit-household';

/** 村的标准核查, explained, with the households it turns on and every household's own verdict. */
export async function explainVillage(
  work: Work,
  standards: Standards,
  { division, asOf, rule, law: document }: ExplainVillage,
): Promise<Outcome<VillageVerdict, StandardsRefusal>> {
  const known = findRule(standards, rule, 'village');
  if (!known.ok) return known;
  const law = await judgingLaw(work.db, standards, document);
  if (!law.ok) return law;
  const resolution = await resolveDivision(work.db, division, { level: 'village' });
  const village = resolution.kind === 'live' ? resolution.division : null;
  if (village?.level !== 'village' || !isWithin(village.code, work.actor)) return refuse({ code: 'village-not-found' });
  const range = rangeOfDivision(village.code, 'village');
  const years = await listYears(work, village.code);
  const settled = asOf ?? (years[0] === undefined ? null : latestJudgedYear(years[0], work.today));
  const [toJudge] = settled === null ? [] : await villagesToJudge(work.db, range, settled);
  if (!toJudge) return refuse({ code: 'not-on-record', year: asOf ? Number(asOf.slice(0, 4)) : null, years });

  const { judged } = toJudge;
  const { library } = law.value;
  const chain = await jurisdictionChain(work.db, Math.floor(village.code / 1_000_000));
  const evaluator = library.evaluator(rule, chain, judged.judgedFor);
  if (!evaluator.ok) return refuse(silentLaw(law.value, rule, judged.judgedFor));
  const reads = withExitStatus(standards.readsOf(rule, HOUSEHOLD_RULE));
  const [facts] = await loadVillageFacts(work.db, range, judged.year, reads);
  if (!facts) return refuse({ code: 'not-on-record', year: judged.year, years });
  return done({
    ...evaluator.value.explain(facts),
    judged,
    asIf: asIfAt(law.value, await standards.inForce(work.db), chain, judged.judgedFor),
    division: village.code,
    villageName: village.name,
    heldBackBy: householdsThat('unmet', evaluator.value, facts),
    unknownHouseholds: householdsThat('unknown', evaluator.value, facts),
    households: householdVerdicts(library, chain, judged.judgedFor, facts),
  });
}

/** An explanation names so many records of a list at most. */
const NAMED_AT_ONCE = 100;

/**
 * Households by which a condition of the village comes out this way. The explanation names the first hundred only, so
 * the households are asked a hundred at a time: `every` and `some` judge each record by itself.
 */
function householdsThat(outcome: State, evaluator: Evaluator, facts: VillageFacts): NamedHousehold[] {
  const found = new Set<string>();
  const households = facts.registeredHouseholds ?? [];
  for (let start = 0; start < households.length; start += NAMED_AT_ONCE) {
    const some = { ...facts, registeredHouseholds: households.slice(start, start + NAMED_AT_ONCE) };
    for (const id of decidingHouseholds(evaluator.explain(some).tree, outcome)) found.add(id);
  }
  return households.filter(({ householdId }) => found.has(String(householdId))).map(nameOfHousehold);
}

function decidingHouseholds(part: ExplainedGroup | ExplainedCondition, outcome: State): string[] {
  if (part.kind === 'aim' || !part.applies || part.verdict === 'met') return [];
  if (part.is === 'group') return part.parts.flatMap((inner) => decidingHouseholds(inner, outcome));
  return (part.elements?.deciding ?? [])
    .filter(({ record, outcome: own }) => record.entity === 'household' && own === outcome)
    .flatMap(({ record }) => (record.id === null ? [] : [record.id]));
}

function householdVerdicts(
  library: Library,
  chain: DivisionChain,
  judgedFor: string,
  facts: VillageFacts,
): VillageVerdict['households'] {
  const evaluator = library.evaluator(HOUSEHOLD_RULE, chain, judgedFor);
  if (!evaluator.ok) return null;
  const list = (facts.registeredHouseholds ?? []).map((household) =>
    judgedHousehold(household, evaluator.value.judge(household)),
  );
  const count = (state: State) => list.filter(({ verdict }) => verdict === state).length;
  return { met: count('met'), unmet: count('unmet'), unknown: count('unknown'), list };
}
