import type { Work } from '@daohu/db';
import { done, type Outcome, refuse } from '@daohu/kernel';
import { compileColumns, type Library, NO_RULE, packHash, type RuleResults, type SegmentRunner } from '@daohu/policy';
import type { Actor } from '../../access/index.ts';
import { listYears } from '../../register/index.ts';
import type { AllJudged, JudgeAll, StandardsRefusal } from '../contract.ts';
import type { Standards } from '../standards.ts';
import { readsOfProvince, yearToJudge } from './ask-what-if.ts';
import type { HeldProvince, HeldProvinces, HoldOptions } from './held-provinces.ts';
import { judgedRules } from './judged-rules.ts';
import type { Province } from './province.ts';
import { storeVerdicts } from './store-verdicts.ts';

export interface JudgeOptions extends HoldOptions {
  /** Where the rules run; in this thread when left out. */
  readonly on?: SegmentRunner;
  readonly signal?: AbortSignal;
}

/**
 * 全面核查: judges everybody in the actor's reach by all rules in force and keeps the verdicts, so that lists and totals
 * need not judge again. A verdict decides nothing; whoever decides judges anew.
 */
export async function judgeAll(
  work: Work<Actor>,
  standards: Standards,
  provinces: HeldProvinces,
  { asOf }: JudgeAll,
  { on, signal, ...options }: JudgeOptions = {},
): Promise<Outcome<AllJudged, StandardsRefusal>> {
  const library = await standards.inForce(work.db);
  const years = await listYears(work);
  const judged = yearToJudge(work, asOf, years);
  if (judged === null || !years.includes(judged.year)) {
    return refuse({ code: 'not-on-record', year: judged?.year ?? null, years });
  }
  const { year, judgedFor } = judged;
  const judge = async ({ province }: HeldProvince): Promise<AllJudged> => {
    const program = compileColumns(library, judgedRules(library), judgedFor);
    const run = { ...(on ? { on } : {}), ...(signal ? { signal } : {}) };
    const results = keptResults(province, await program.run(province.columns, run));
    const stored = await storeVerdicts(work.db, province, results, { judgedFor, packs: hashesOf(library) });
    const rules = [...results.values()].map((one) => tallyOf(library, one));
    return { year, judgedFor, counties: province.counties.length, rules, ...stored };
  };
  const found = await provinces.judge(work.actor, year, readsOfProvince(library, judgedFor), judge, options);
  // Without a patience it waits until the register has been read.
  if (found.state === 'loading') return refuse({ code: 'not-on-record', year, years });
  return done(found.result);
}

/**
 * The results that are kept: of rules that hold somewhere, and of villages that are not known to be no poor village; such
 * a one has no exit to pass, as when it is evaluated.
 */
export function keptResults(
  province: Province,
  results: ReadonlyMap<string, RuleResults>,
): ReadonlyMap<string, RuleResults> {
  const isPoor = province.columns.tables.get('village')?.columns.get('isPoorVillage');
  const found = [...results].filter(([, { states, amounts }]) => states !== null || amounts !== null);
  for (const [, { subject, states }] of found) {
    if (subject !== 'village' || !states || !isPoor) continue;
    for (let row = 0; row < states.length; row++) if (isPoor.values[row] === 0) states[row] = NO_RULE;
  }
  return new Map(found);
}

export function hashesOf(library: Library): Record<string, string> {
  return Object.fromEntries(library.packs.map((pack) => [pack.key, packHash(pack)]));
}

function tallyOf(library: Library, { rule, subject, states, amounts }: RuleResults): AllJudged['rules'][number] {
  const counts = [0, 0, 0, 0];
  if (states) for (const state of states) counts[state]!++;
  else for (const amount of amounts ?? []) counts[Number.isNaN(amount) ? 2 : 1]!++;
  const title = library.ruleIds().find(({ id }) => id === rule)?.title ?? rule;
  return { rule, title, subject, unmet: counts[0]!, met: counts[1]!, unknown: counts[2]! };
}
