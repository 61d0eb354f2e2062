import { sql, type Work } from '@daohu/db';
import { findSheetSet } from '@daohu/dictionary';
import { done, type Outcome, refuse } from '@daohu/kernel';
import type { Import, ImportRefusal } from '../contract.ts';
import { applyHouseholds, applyPersons, applyVillages } from './apply-staged.ts';
import { reclassify, tally } from './preview.ts';
import { clearStaged, lockImport, savePreview, setState } from './store.ts';

/**
 * 确认导入. All or nothing, in one transaction. When the register has moved since the preview, so that other rows would
 * be written than the user saw, nothing is written: the preview is brought up to date and the user looks again.
 */
export async function applyImport(
  work: Work,
  importId: number,
  onStep: (step: number, of: number) => void = () => {},
): Promise<Outcome<{ importId: number; effect: Import['effect'] }, ImportRefusal>> {
  const { db } = work;
  const record = await lockImport(db, importId);
  if (!record?.counts || record.within === null) return refuse({ code: 'import-not-found' });
  if (record.state !== 'previewed' && record.state !== 'applying') {
    return refuse({ code: 'wrong-state', state: record.state, needed: ['previewed'] });
  }
  if (record.counts.new + record.counts.changed === 0) return refuse({ code: 'nothing-to-apply' });

  const rows = findSheetSet(record.set ?? '')?.rows ?? 'person';
  await reclassify(db, importId, rows);
  const now = await tally(db, importId, rows, record.counts.rows);
  onStep(1, 4);
  const moved = movedRows(now.effect, record.effect);
  if (moved > 0) return refuse({ code: 'register-moved-on', rows: moved });
  if (rows === 'village') await applyVillages(db, importId);
  else await applyHouseholds(db, importId);
  onStep(2, 4);
  if (rows === 'person') await applyPersons(db, importId);
  onStep(3, 4);
  await clearStaged(db, importId, true);
  await setState(db, importId, 'applied', sql`, applied_act = ${work.act}, applied_at = now(), failure = null`);
  onStep(4, 4);
  return done({ importId, effect: now.effect });
}

/** How many records would be written otherwise than the preview said. */
function movedRows(now: Import['effect'], then: Import['effect'] | null): number {
  return (['households', 'persons', 'villages'] as const).reduce(
    (sum, kind) =>
      sum +
      Math.abs(now[kind].new - (then?.[kind].new ?? 0)) +
      Math.abs(now[kind].changed - (then?.[kind].changed ?? 0)),
    0,
  );
}

/** After `register-moved-on`: what the same file would do now. */
export async function refreshPreview(
  work: Work,
  importId: number,
): Promise<Outcome<{ importId: number }, ImportRefusal>> {
  const record = await lockImport(work.db, importId);
  if (!record?.counts) return refuse({ code: 'import-not-found' });
  const rows = findSheetSet(record.set ?? '')?.rows ?? 'person';
  await reclassify(work.db, importId, rows);
  await savePreview(work.db, importId, await tally(work.db, importId, rows, record.counts.rows));
  return done({ importId });
}

/** 取消导入: nothing of it was in the register, and nothing stays but the fact. */
export async function cancelImport(
  work: Work,
  importId: number,
): Promise<Outcome<{ importId: number }, ImportRefusal>> {
  const record = await lockImport(work.db, importId);
  if (!record) return refuse({ code: 'import-not-found' });
  const needed = ['awaiting-context', 'reading', 'previewed', 'failed'] as const;
  if (!needed.some((state) => state === record.state)) {
    return refuse({ code: 'wrong-state', state: record.state, needed });
  }
  await clearStaged(work.db, importId, false);
  await setState(work.db, importId, 'cancelled');
  return done({ importId });
}
