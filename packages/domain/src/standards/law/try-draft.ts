import type { Work } from '@daohu/db';
import { done, type Outcome, refuse } from '@daohu/kernel';
import { CaseFacts } from '@daohu/policy';
import type { DraftProblem, DraftRefusal, TriedDraft, TryDraft } from '../draft-contract.ts';
import type { Standards } from '../standards.ts';
import { draftWork, longestList, readDraft } from './read-draft.ts';
import { chainOf } from './show-rule.ts';

/** About a second of explaining; a rule of the packs needs some hundreds for a large household. */
const WORK_MAX = 200_000;

const TOO_MUCH: DraftProblem = {
  code: 'too-much-work',
  zh: '名单太长，条件套得太深，算起来太慢。请减少例子里的人数，或把规则拆成几条。',
  en: 'The lists are too long for loops this deep. Take people out of the example, or split the rule.',
  ...{ line: 1, column: 1, end: null, mend: [] },
};

/** 试算: the draft judged for one invented record, at a place on a day, with the whole explanation. */
export async function tryDraft(
  work: Work,
  standards: Standards,
  { pack, file, facts: written, asOf, place }: TryDraft,
): Promise<Outcome<TriedDraft, DraftRefusal>> {
  const library = await standards.inForce(work.db);
  if (!library.pack(pack)) {
    return refuse({ code: 'pack-not-found', pack, known: library.packs.map((one) => one.key) });
  }
  const { rule, problems } = readDraft(library, pack, file);
  if (!rule) return done({ problems, explanation: null });
  if (draftWork(library, rule, longestList(written)) > WORK_MAX) {
    return done({ problems: [...problems, TOO_MUCH], explanation: null });
  }
  const chain = await chainOf(work, place);
  const faults: DraftProblem[] = [];
  const reader = new CaseFacts(library.schema, Number(asOf.slice(0, 4)), chain, (zh, en) =>
    faults.push({ code: 'fact-unknown', zh, en, line: 1, column: 1, end: null, mend: [] }),
  );
  const facts = reader.record(rule.subject, written, 0, rule.subject.schema.level);
  const evaluator = library.withFigures(reader.figures).bind(rule, chain, asOf);
  return done({ problems: [...problems, ...faults], explanation: evaluator.explain(facts) });
}
