import type { Work } from '@daohu/db';
import type { DivisionChain, Evaluator, FactRecord, Library, Reads } from '@daohu/policy';
import type { Actor } from '../../access/index.ts';
import type { Batch } from '../divide-work.ts';
import type { MovedSubject } from '../draft-contract.ts';
import { jurisdictionChain } from '../jurisdiction-chain.ts';
import { type HouseholdFacts, loadHouseholdFacts, loadVillageFacts } from '../load-facts.ts';
import { cite } from './cite.ts';
import { DraftMoves } from './draft-moves.ts';

/** Longer than this and somebody waits in vain: the rule, or the place, is too large to try out in between. */
export const SECONDS_MAX = 20;
/** Names that are listed; the counts are of all. */
const MOVED_LISTED = 100;

/** What is judged by before and after, bound to a place and a day. */
export interface BeforeAndAfter {
  readonly before: Evaluator | null;
  readonly after: Evaluator | null;
}

interface Walked {
  readonly subject: string;
  readonly reads: Reads;
  readonly library: Library;
  /** Whether one record would take so long that the clock is read too late. */
  isTooMuch?(facts: FactRecord): boolean;
  bind(chain: DivisionChain, date: string): BeforeAndAfter;
}

/** Everybody of batch after batch judged twice: how many move, and the first of them by name. */
export class MovesOfDivision {
  readonly moves = new DraftMoves();
  /** The first who move. */
  readonly moved: MovedSubject[] = [];
  private readonly work: Work<Actor>;
  private readonly walked: Walked;
  private readonly bound = new Map<string, BeforeAndAfter>();
  private readonly until = performance.now() + SECONDS_MAX * 1000;

  constructor(work: Work<Actor>, walked: Walked) {
    this.work = work;
    this.walked = walked;
  }

  /** Enough names are listed: whoever wants only those may stop. */
  get isListFull(): boolean {
    return this.moved.length >= MOVED_LISTED;
  }

  /** False when the time is over. */
  async run(batch: Batch): Promise<boolean> {
    const { before, after } = await this.evaluatorsOf(batch);
    if (after === null) return true;
    for (const { facts, division, who } of await this.subjectsOf(batch)) {
      if (performance.now() > this.until || this.walked.isTooMuch?.(facts)) return false;
      const from = before?.state(facts) ?? null;
      const to = after.state(facts);
      this.moves.add(division, batch.judged, from, to);
      if (from === to || from === null || this.isListFull) continue;
      const { unmet, missing } = (to === 'met' ? before! : after).judge(facts);
      this.moved.push({ ...who, division, from, to, unmet: cite(this.walked.library, unmet), missing });
    }
    return performance.now() <= this.until;
  }

  private async evaluatorsOf({ countyCode, judged }: Batch): Promise<BeforeAndAfter> {
    const key = `${countyCode} ${judged.judgedFor}`;
    const known = this.bound.get(key);
    if (known) return known;
    const chain = await jurisdictionChain(this.work.db, countyCode);
    const made = this.walked.bind(chain, judged.judgedFor);
    this.bound.set(key, made);
    return made;
  }

  private async subjectsOf({ range, judged }: Batch): Promise<Subject[]> {
    const { db } = this.work;
    const { subject, reads } = this.walked;
    if (subject === 'village') {
      const fields = [...reads.fields, { entity: 'village', key: 'isPoorVillage', yearsBack: 0, derivedFrom: [] }];
      const villages = await loadVillageFacts(db, range, judged.year, { ...reads, fields });
      // As in an evaluation: a village that is known not to be a poor one has no exit to pass.
      return villages.filter(({ isPoorVillage }) => isPoorVillage !== false).map(villageSubject);
    }
    const ofPersons = subject === 'person';
    const relations = ofPersons ? [...reads.relations, { key: 'members', yearsBack: 0 }] : reads.relations;
    const households = await loadHouseholdFacts(db, { range }, judged.year, { ...reads, relations });
    return ofPersons ? households.flatMap(memberSubjects) : households.map(householdSubject);
  }
}

interface Subject {
  readonly facts: FactRecord;
  readonly division: number;
  readonly who: Pick<MovedSubject, 'countyCode' | 'householdId' | 'householdNo' | 'name'>;
}

function villageSubject(facts: FactRecord & { division: number; villageName: string | null }): Subject {
  const { division, villageName } = facts;
  const countyCode = Math.floor(division / 1_000_000);
  return { facts, division, who: { countyCode, householdId: null, householdNo: null, name: villageName } };
}

function householdSubject(facts: HouseholdFacts): Subject {
  const { division, countyCode, householdId, householdNo, headName } = facts;
  return { facts, division, who: { countyCode, householdId, householdNo, name: headName } };
}

function memberSubjects(household: HouseholdFacts): Subject[] {
  const members = (household.members ?? []) as readonly FactRecord[];
  const { who, division } = householdSubject(household);
  return members.map((facts) => ({
    facts,
    division,
    who: { ...who, name: typeof facts.name === 'string' ? facts.name : who.name },
  }));
}
