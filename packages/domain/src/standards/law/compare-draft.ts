import type { Work } from '@daohu/db';
import { done, type Outcome, refuse } from '@daohu/kernel';
import { type Evaluator, type FactRecord, type Library, type Reads, type Rule, readsOf } from '@daohu/policy';
import { type Actor, may } from '../../access/index.ts';
import { findDivision, findDivisionsByCode } from '../../divisions/index.ts';
import { listYears, rangesOf } from '../../register/index.ts';
import type { StandardsRefusal } from '../contract.ts';
import { type Batch, batchesOf, type VillageToJudge, villagesToJudge } from '../divide-work.ts';
import type { CompareDraft, DraftComparison, DraftRefusal, MovedSubject } from '../draft-contract.ts';
import { latestJudgedYear } from '../judged-year.ts';
import { jurisdictionChain } from '../jurisdiction-chain.ts';
import { type HouseholdFacts, loadHouseholdFacts, loadVillageFacts } from '../load-facts.ts';
import type { Standards } from '../standards.ts';
import { cite } from './cite.ts';
import { DraftMoves } from './draft-moves.ts';
import { readDraft } from './read-draft.ts';

/** Longer than this and somebody waits in vain: the draft, or the place, is too large to try out in between. */
const SECONDS_MAX = 20;
const MOVED_LISTED = 100;

/** 起草规则试行: the draft beside the rule in force, over everybody of a division, and who would move. Nothing is kept. */
export async function compareDraft(
  work: Work<Actor>,
  standards: Standards,
  { pack, file, division, asOf }: CompareDraft,
): Promise<Outcome<DraftComparison, DraftRefusal | StandardsRefusal>> {
  const library = await standards.inForce(work.db);
  if (!library.pack(pack)) {
    return refuse({ code: 'pack-not-found', pack, known: library.packs.map((one) => one.key) });
  }
  const { rule, problems } = readDraft(library, pack, file);
  if (!rule) return refuse({ code: 'draft-not-ready', problems: problems.length });
  if (!isJudgeable(rule)) return refuse({ code: 'subject-not-judged-over-division', subject: rule.subject.key });

  const ranges = await rangesOf(work, division);
  if (ranges.length === 0) return refuse({ code: 'division-not-found', division: division ?? 0 });
  const years = await listYears(work, division);
  const settled = asOf ?? (years[0] === undefined ? null : latestJudgedYear(years[0], work.today));
  const villages: VillageToJudge[] = [];
  if (settled !== null) for (const range of ranges) villages.push(...(await villagesToJudge(work.db, range, settled)));
  if (villages.length === 0) {
    return refuse({ code: 'not-on-record', year: asOf ? Number(asOf.slice(0, 4)) : null, years });
  }

  const trial = new Trial(work, library, rule, readsOf([rule, ...standards.versionsOf(rule.id)], library));
  for (const batch of batchesOf(villages)) {
    if (!(await trial.run(batch))) return refuse({ code: 'draft-too-slow', seconds: SECONDS_MAX });
  }
  const names = new Map(
    (await findDivisionsByCode(work.db, trial.moves.codes())).map(({ code, name }) => [code, name]),
  );
  const asked = division ?? work.actor.low;
  const mayName = may(work.actor.role, 'standards.explainHousehold');
  return done({
    rule: rule.id,
    subject: rule.subject.key,
    division: asked,
    divisionName: (await findDivision(work.db, asked))?.name ?? '',
    ...trial.moves.told((code) => names.get(code) ?? String(code)),
    moved: mayName ? trial.moved : null,
    movedMore: trial.moves.moved - (mayName ? trial.moved.length : 0),
  });
}

function isJudgeable({ kind, subject }: Rule): boolean {
  return kind !== 'formula' && ['household', 'person', 'village'].includes(subject.key);
}

/** One draft over batch after batch, beside the version of the rule that holds at each place. */
class Trial {
  readonly moves = new DraftMoves();
  /** The first who move. */
  readonly moved: MovedSubject[] = [];
  private readonly work: Work<Actor>;
  private readonly library: Library;
  private readonly rule: Rule;
  private readonly reads: Reads;
  private readonly bound = new Map<string, { readonly inForce: Evaluator | null; readonly draft: Evaluator }>();
  private readonly until = performance.now() + SECONDS_MAX * 1000;

  constructor(work: Work<Actor>, library: Library, rule: Rule, reads: Reads) {
    this.work = work;
    this.library = library;
    this.rule = rule;
    this.reads = reads;
  }

  /** False when the time is over. */
  async run(batch: Batch): Promise<boolean> {
    const { inForce, draft } = await this.evaluatorsOf(batch);
    for (const { facts, division, who } of await this.subjectsOf(batch)) {
      if (performance.now() > this.until) return false;
      const from = inForce?.state(facts) ?? null;
      const to = draft.state(facts);
      this.moves.add(division, batch.judged, from, to);
      if (from === to || from === null || this.moved.length >= MOVED_LISTED) continue;
      const { unmet, missing } = (to === 'met' ? inForce! : draft).judge(facts);
      this.moved.push({ ...who, division, from, to, unmet: cite(this.library, unmet), missing });
    }
    return performance.now() <= this.until;
  }

  private async evaluatorsOf({ countyCode, judged }: Batch) {
    const key = `${countyCode} ${judged.judgedFor}`;
    const known = this.bound.get(key);
    if (known) return known;
    const chain = await jurisdictionChain(this.work.db, countyCode);
    const found = this.library.evaluator(this.rule.id, chain, judged.judgedFor);
    const draft = this.library.bind(this.rule, chain, judged.judgedFor);
    const made = { inForce: found.ok ? found.value : null, draft };
    this.bound.set(key, made);
    return made;
  }

  private async subjectsOf({ range, judged }: Batch): Promise<TrialSubject[]> {
    const { db } = this.work;
    if (this.rule.subject.key === 'village') {
      const fields = [...this.reads.fields, { entity: 'village', key: 'isPoorVillage', yearsBack: 0, derivedFrom: [] }];
      const villages = await loadVillageFacts(db, range, judged.year, { ...this.reads, fields });
      // As in an evaluation: a village that is known not to be a poor one has no exit to pass.
      return villages.filter(({ isPoorVillage }) => isPoorVillage !== false).map(villageSubject);
    }
    const ofPersons = this.rule.subject.key === 'person';
    const relations = ofPersons ? [...this.reads.relations, { key: 'members', yearsBack: 0 }] : this.reads.relations;
    const households = await loadHouseholdFacts(db, { range }, judged.year, { ...this.reads, relations });
    return ofPersons ? households.flatMap(memberSubjects) : households.map(householdSubject);
  }
}

interface TrialSubject {
  readonly facts: FactRecord;
  readonly division: number;
  readonly who: Pick<MovedSubject, 'countyCode' | 'householdId' | 'householdNo' | 'name'>;
}

function villageSubject(facts: FactRecord & { division: number; villageName: string | null }): TrialSubject {
  const { division, villageName } = facts;
  const countyCode = Math.floor(division / 1_000_000);
  return { facts, division, who: { countyCode, householdId: null, householdNo: null, name: villageName } };
}

function householdSubject(facts: HouseholdFacts): TrialSubject {
  const { division, countyCode, householdId, householdNo, headName } = facts;
  return { facts, division, who: { countyCode, householdId, householdNo, name: headName } };
}

function memberSubjects(household: HouseholdFacts): TrialSubject[] {
  const members = (household.members ?? []) as readonly FactRecord[];
  const { who, division } = householdSubject(household);
  return members.map((facts) => ({
    facts,
    division,
    who: { ...who, name: typeof facts.name === 'string' ? facts.name : who.name },
  }));
}
