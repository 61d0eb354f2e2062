import type { Work } from '@daohu/db';
import { done, type Outcome, refuse } from '@daohu/kernel';
import type { Library, Rule } from '@daohu/policy';
import type { CheckDraft, CheckedDraft, DraftedRule, DraftRefusal } from '../draft-contract.ts';
import type { LawGroup } from '../law-contract.ts';
import type { Standards } from '../standards.ts';
import { draftInputs } from './draft-inputs.ts';
import { lawAmount } from './law-amount.ts';
import { readDraft } from './read-draft.ts';
import { partOf } from './show-rule.ts';

/** 草稿检查: what is wrong with a rule as it stands, and how it is understood where it is sound. */
export async function checkDraft(
  work: Work,
  standards: Standards,
  { pack, file }: CheckDraft,
): Promise<Outcome<CheckedDraft, DraftRefusal>> {
  const library = await standards.inForce(work.db);
  if (!library.pack(pack)) {
    return refuse({ code: 'pack-not-found', pack, known: library.packs.map((one) => one.key) });
  }
  const { rule, problems } = readDraft(library, pack, file);
  return done({ problems, rule: rule && draftedRule(library, rule) });
}

function draftedRule(library: Library, rule: Rule): DraftedRule {
  return {
    rule: rule.id,
    title: rule.title,
    kind: rule.kind,
    subject: rule.subject.key,
    root: partOf(library, rule.root) as LawGroup,
    amount: lawAmount(library, rule),
    inputs: draftInputs(library, rule),
  };
}
