import { sql, type Work } from '@daohu/db';
import { findSheetSet } from '@daohu/dictionary';
import { done, type Outcome, refuse } from '@daohu/kernel';
import type { Import, ImportRefusal } from '../contract.ts';
import { applyHouseholds, applyPersons, applyVillages } from './apply-staged.ts';
import { judgeRows } from './judge-rows.ts';
import { preview, rowsMoved } from './preview.ts';
import { clearStaged, lockCounties, lockImport, savePreview, setState } from './store.ts';

/** From here on the planner must learn of the new rows at once; fewer are left to the server's own rhythm. */
const ROWS_WORTH_COUNTING = 1_000;

/**
 * 确认导入. All or nothing, in one transaction. When the register has moved since the preview, so that any row would be
 * taken otherwise than the user saw, nothing is written: the preview is brought up to date and the user looks again.
 */
export async function applyImport(
  work: Work,
  importId: number,
  onStep: (step: number, of: number) => void = () => {},
): Promise<Outcome<{ importId: number; effect: Import['effect'] }, ImportRefusal>> {
  const { db } = work;
  const record = await lockImport(db, importId);
  if (!record) return refuse({ code: 'import-not-found' });
  const { counts, effect } = record;
  if ((record.state !== 'previewed' && record.state !== 'applying') || !counts || !effect) {
    return refuse({ code: 'wrong-state', state: record.state, needed: ['previewed'] });
  }
  const { households, persons, villages } = effect;
  const writes = [households, persons, villages].some((kind) => kind.new + kind.changed > 0);
  if (!writes) return refuse({ code: 'nothing-to-apply' });

  const rows = findSheetSet(record.set ?? '')?.rows ?? 'person';
  // Two imports of the same rows would both find nobody on record: the second waits here and then finds them.
  await lockCounties(db, importId);
  await judgeRows(db, importId, rows);
  const moved = await rowsMoved(db, importId, rows);
  if (moved > 0) return refuse({ code: 'register-moved-on', rows: moved });
  onStep(1, 4);
  if (rows === 'village') await applyVillages(db, importId);
  else await applyHouseholds(db, importId);
  onStep(2, 4);
  if (rows === 'person') await applyPersons(db, importId);
  onStep(3, 4);
  if (households.new + persons.new >= ROWS_WORTH_COUNTING) await db.execute(sql`select analyze_register()`);
  await clearStaged(db, importId, true);
  await setState(db, importId, 'applied', sql`, applied_act = ${work.act}, applied_at = now(), failure = null`);
  onStep(4, 4);
  return done({ importId, effect });
}

/** After `register-moved-on`: what the same file would do now. */
export async function refreshPreview(
  work: Work,
  importId: number,
): Promise<Outcome<{ importId: number }, ImportRefusal>> {
  const { db } = work;
  const record = await lockImport(db, importId);
  if (!record) return refuse({ code: 'import-not-found' });
  if (record.state !== 'previewed' || !record.counts || record.within === null) {
    return refuse({ code: 'wrong-state', state: record.state, needed: ['previewed'] });
  }
  const rows = findSheetSet(record.set ?? '')?.rows ?? 'person';
  await savePreview(db, importId, await preview(db, importId, record.within, rows, record.counts.rows));
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
