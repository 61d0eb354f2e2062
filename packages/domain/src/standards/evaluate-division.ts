import type { Work } from '@daohu/db';
import { type DivisionRange, done, type Outcome, refuse } from '@daohu/kernel';
import type { Evaluator, Library, Reads } from '@daohu/policy';
import { findDivision, findDivisionsByCode } from '../divisions/index.ts';
import { listYears, rangesOf } from '../register/index.ts';
import type { EvaluateDivision, EvaluationSummary, JudgedHousehold, StandardsRefusal, Verdict } from './contract.ts';
import { type Batch, batchesOf, type VillageToJudge, villagesToJudge } from './divide-work.ts';
import { findRule } from './find-rule.ts';
import { judgedHousehold, withExitStatus } from './judge-household.ts';
import { latestJudgedYear } from './judged-year.ts';
import { asIf, judgingLaw, silentLaw } from './judging-law.ts';
import { jurisdictionChain } from './jurisdiction-chain.ts';
import { loadHouseholdFacts, loadVillageFacts } from './load-facts.ts';
import type { Standards } from './standards.ts';
import { VerdictTally } from './tally-verdicts.ts';

/** A village with its verdict. */
export type JudgedVillage = Pick<Verdict, 'verdict' | 'unmet' | 'missing'> & {
  readonly division: number;
  readonly villageName: string | null;
};

export interface EvaluationOptions {
  /** Households done, of how many on record. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Each verdict as it is found, in the order of the division codes; waited for, so that a slow reader slows the work. */
  readonly onVerdict?: (judged: JudgedHousehold | JudgedVillage) => void | Promise<void>;
}

/**
 * 批量核查: one rule over all households (or villages) of a division on record in the year judged. Works village by
 * village, so memory does not grow with the division; verdicts are the same as explaining each by itself.
 */
export async function evaluateDivision(
  work: Work,
  standards: Standards,
  { division, asOf, rule, law: document }: EvaluateDivision,
  options: EvaluationOptions = {},
): Promise<Outcome<EvaluationSummary, StandardsRefusal>> {
  const known = findRule(standards, rule);
  if (!known.ok) return known;
  const law = await judgingLaw(work.db, standards, document);
  if (!law.ok) return law;
  const { subject, title } = known.value;
  const ranges = await rangesOf(work, division);
  if (ranges.length === 0) return refuse({ code: 'division-not-found', division: division ?? 0 });
  const years = await listYears(work, division);
  const settled = asOf ?? (years[0] === undefined ? null : latestJudgedYear(years[0], work.today));
  const villages = settled === null ? [] : await villagesOf(work, ranges, settled);
  if (villages.length === 0) {
    return refuse({ code: 'not-on-record', year: asOf ? Number(asOf.slice(0, 4)) : null, years });
  }

  const evaluation = new Evaluation(work, standards, rule, law.value.library, options);
  await evaluation.run(batchesOf(villages), subject);
  const { tally, withoutRule, appliedTitle } = evaluation;
  if (law.value.asked && tally.codes().length === 0) {
    return refuse(silentLaw(law.value, rule, villages[0]!.judged.judgedFor));
  }
  const named = await findDivisionsByCode(work.db, [...tally.codes(), ...withoutRule.keys()]);
  const names = new Map(named.map(({ code, name }) => [code, name]));
  const nameOf = (code: number) => names.get(code) ?? String(code);
  const asked = division ?? work.actor.low;
  return done({
    rule,
    title: appliedTitle ?? title,
    subject,
    division: asked,
    divisionName: (await findDivision(work.db, asked))?.name ?? '',
    asked: asOf ?? null,
    asIf: law.value.asked && asIf(law.value.asked),
    ...tally.total(nameOf, (pack) => standards.packs.pack(pack)?.title ?? pack),
    withoutRule: [...withoutRule].map(([code, subjects]) => ({ division: code, name: nameOf(code), subjects })),
  });
}

async function villagesOf(
  { db }: Work,
  ranges: readonly DivisionRange[],
  settled: Parameters<typeof villagesToJudge>[2],
): Promise<VillageToJudge[]> {
  const found: VillageToJudge[] = [];
  for (const range of ranges) found.push(...(await villagesToJudge(db, range, settled)));
  return found;
}

class Evaluation {
  readonly tally = new VerdictTally();
  /** Subjects by county where no version of the rule holds. */
  readonly withoutRule = new Map<number, number>();
  /** What the rule is called where it was applied first; other documents may call theirs otherwise. */
  appliedTitle: string | null = null;
  private readonly evaluators = new Map<string, Evaluator | null>();
  private readonly work: Work;
  private readonly rule: string;
  private readonly library: Library;
  private readonly reads: Reads;
  private readonly options: EvaluationOptions;

  constructor(work: Work, standards: Standards, rule: string, library: Library, options: EvaluationOptions) {
    this.work = work;
    this.rule = rule;
    this.library = library;
    this.reads = options.onVerdict ? withExitStatus(standards.readsOf(rule)) : standards.readsOf(rule);
    this.options = options;
  }

  async run(batches: readonly Batch[], subject: 'household' | 'village'): Promise<void> {
    const total = batches.reduce((sum, batch) => sum + batch.households, 0);
    let finished = 0;
    for (const batch of batches) {
      const evaluator = await this.evaluatorOf(batch);
      if (evaluator === null) {
        const county = batch.countyCode * 1_000_000;
        const subjects = subject === 'village' ? batch.villages.length : batch.households;
        this.withoutRule.set(county, (this.withoutRule.get(county) ?? 0) + subjects);
      } else if (subject === 'household') await this.judgeHouseholds(batch, evaluator);
      else await this.judgeVillages(batch, evaluator);
      finished += batch.households;
      this.options.onProgress?.(finished, total);
    }
  }

  private async judgeHouseholds({ range, judged }: Batch, evaluator: Evaluator): Promise<void> {
    for (const facts of await loadHouseholdFacts(this.work.db, { range }, judged.year, this.reads)) {
      const verdict = evaluator.judge(facts);
      this.tally.add(facts.division, judged.year, verdict);
      await this.options.onVerdict?.(judgedHousehold(facts, verdict));
    }
  }

  /** A village that is known not to be a poor village has no exit to pass. */
  private async judgeVillages({ range, judged }: Batch, evaluator: Evaluator): Promise<void> {
    const reads = { ...this.reads, fields: [...this.reads.fields, POOR_VILLAGE] };
    for (const facts of await loadVillageFacts(this.work.db, range, judged.year, reads)) {
      if (facts.isPoorVillage === false) continue;
      const { division, villageName } = facts;
      const result = evaluator.judge(facts);
      this.tally.add(division, judged.year, result);
      const { verdict, unmet, missing } = result;
      await this.options.onVerdict?.({ division, villageName, verdict, unmet, missing });
    }
  }

  private async evaluatorOf({ countyCode, judged }: Batch): Promise<Evaluator | null> {
    const key = `${countyCode} ${judged.judgedFor}`;
    const kept = this.evaluators.get(key);
    if (kept !== undefined) return kept;
    const chain = await jurisdictionChain(this.work.db, countyCode);
    const bound = this.library.evaluator(this.rule, chain, judged.judgedFor);
    const evaluator = bound.ok ? bound.value : null;
    this.appliedTitle ??= evaluator?.rule.title ?? null;
    this.evaluators.set(key, evaluator);
    return evaluator;
  }
}

const POOR_VILLAGE = { entity: 'village', key: 'isPoorVillage', yearsBack: 0, derivedFrom: [] };
