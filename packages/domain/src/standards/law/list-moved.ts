import type { Work } from '@daohu/db';
import { done, type Outcome } from '@daohu/kernel';
import { readsOf } from '@daohu/policy';
import type { Actor } from '../../access/index.ts';
import type { StandardsRefusal } from '../contract.ts';
import { batchesOf } from '../divide-work.ts';
import type { ListMoved, MovedList } from '../draft-contract.ts';
import { lawTouched } from '../province/what-if.ts';
import type { Standards } from '../standards.ts';
import type { WhatIfRefusal } from '../what-if-contract.ts';
import { MovesOfDivision } from './moves-of-division.ts';
import { villagesAsked } from './villages-asked.ts';

/** 结论会变的户: the first whose answer a what-if would change, by name, from the register as it stands. */
export async function listMoved(
  work: Work<Actor>,
  standards: Standards,
  { rule, changes, division, asOf }: ListMoved,
): Promise<Outcome<MovedList, WhatIfRefusal | StandardsRefusal>> {
  const library = await standards.inForce(work.db);
  const touched = lawTouched(library, rule, changes);
  if (!touched.ok) return touched;
  const villages = await villagesAsked(work, division, asOf);
  if (!villages.ok) return villages;
  const { checked, subject } = touched.value;
  const changed = library.withChanges(Object.fromEntries(checked.map(({ parameter, value }) => [parameter, value])));
  const walk = new MovesOfDivision(work, {
    subject,
    reads: readsOf(standards.versionsOf(rule), library),
    library,
    bind(chain, date) {
      const [before, after] = [library.evaluator(rule, chain, date), changed.evaluator(rule, chain, date)];
      return { before: before.ok ? before.value : null, after: after.ok ? after.value : null };
    },
  });
  let isWhole = true;
  for (const batch of batchesOf(villages.value)) {
    isWhole = (await walk.run(batch)) && !walk.isListFull;
    if (!isWhole) break;
  }
  return done({ moved: walk.moved, isWhole });
}
