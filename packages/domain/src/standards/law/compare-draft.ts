import type { Work } from '@daohu/db';
import { done, type Outcome, refuse } from '@daohu/kernel';
import { type Rule, readsOf } from '@daohu/policy';
import { type Actor, may } from '../../access/index.ts';
import { findDivision, findDivisionsByCode } from '../../divisions/index.ts';
import type { StandardsRefusal } from '../contract.ts';
import { batchesOf } from '../divide-work.ts';
import type { CompareDraft, DraftComparison, DraftRefusal } from '../draft-contract.ts';
import type { Standards } from '../standards.ts';
import { MovesOfDivision, SECONDS_MAX } from './moves-of-division.ts';
import { draftWork, longestList, readDraft } from './read-draft.ts';
import { villagesAsked } from './villages-asked.ts';

/** For one record: about a second of judging. A village of two thousand households and their members stays below. */
const WORK_MAX = 20_000_000;

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

  const villages = await villagesAsked(work, division, asOf);
  if (!villages.ok) return villages;
  const trial = new MovesOfDivision(work, {
    subject: rule.subject.key,
    reads: readsOf([rule, ...standards.versionsOf(rule.id)], library),
    library,
    isTooMuch: (facts) => draftWork(library, rule, longestList(facts)) > WORK_MAX,
    bind(chain, date) {
      const found = library.evaluator(rule.id, chain, date);
      return { before: found.ok ? found.value : null, after: library.bind(rule, chain, date) };
    },
  });
  for (const batch of batchesOf(villages.value)) {
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
