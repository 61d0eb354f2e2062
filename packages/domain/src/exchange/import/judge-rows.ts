import { type Connection, sql } from '@daohu/db';
import { findSheetSet, type RowSubject } from '@daohu/dictionary';
import { checkedHouseholdChecks, checkedPersonChecks } from './check-sheet-checks.ts';
import { markLeadingRows, matchHouseholds, matchPersons, matchVillages } from './match-records.ts';
import { householdChecks, personChecks, type RowCheck, runRowCheck, villageChecks } from './row-checks.ts';
import { sortRows } from './sort-rows.ts';
import { uniteHouseholds } from './unite-households.ts';

/**
 * 核对: what the staged rows would do to the register as it is now. Finds their records, refuses what does not fit
 * together, and sorts the rest. The answers stand in the temporary tables `judged_person`, `judged_household`,
 * `judged_village` and `judged_fault` until the transaction ends. Run for the preview, and again before applying:
 * what was decided upon must still be what happens.
 */
export async function judgeRows(
  db: Connection,
  importId: number,
  rows: RowSubject,
  onStep: (step: number, of: number) => void = () => {},
): Promise<void> {
  const checks = await checksOf(db, importId, rows);
  const steps = checks.length + 4;
  let step = 0;
  const next = () => onStep(++step, steps);

  // Sorts and joins of a whole file: the usual share of memory would send each of them to the disk.
  await db.execute(sql`set local work_mem = '64MB'`);
  await db.execute(sql`select analyze_staged()`);
  await prepareFaults(db, importId);
  if (rows === 'village') await matchVillages(db, importId);
  else await matchHouseholds(db, importId);
  next();
  if (rows === 'person') {
    await matchPersons(db, importId);
    await markLeadingRows(db, 'person');
  }
  if (rows !== 'village') await uniteHouseholds(db, importId, rows);
  next();
  for (const check of checks) {
    await runRowCheck(db, check, rows);
    next();
  }
  if (rows === 'person') await followMembers(db);
  if (rows !== 'village') await markLeadingRows(db, 'household');
  if (rows === 'person') await markLeadingRows(db, 'person');
  next();
  if (rows === 'person') await sortRows(db, importId, 'person');
  await sortRows(db, importId, rows === 'village' ? 'village' : 'household');
  next();
}

async function checksOf(db: Connection, importId: number, rows: RowSubject): Promise<readonly RowCheck[]> {
  const { set } = await db.one<{ set: string | null }>(
    sql`select register_set as set from import where import_id = ${importId}`,
  );
  const isOwn = findSheetSet(set ?? '')?.origin === 'own';
  return {
    person: isOwn ? checkedPersonChecks : personChecks,
    household: isOwn ? checkedHouseholdChecks : householdChecks,
    village: villageChecks,
  }[rows];
}

async function prepareFaults(db: Connection, importId: number): Promise<void> {
  await db.execute(sql`drop table if exists judged_fault, judged_elsewhere`);
  await db.execute(sql`
    create temporary table judged_fault (row_number integer, label text, code text, reason text, mend text) on commit drop`);
  await db.execute(sql`
    create temporary table judged_elsewhere on commit drop as select row_number, what from staged_elsewhere(${importId})`);
}

/** A household none of whose members may come in does not come in; another is shown under the first that may. */
async function followMembers(db: Connection): Promise<void> {
  await db.execute(sql`
    update judged_household h set shown_row = coalesce(f.first_row, h.row_number),
      list = case when f.first_row is null and h.list <> 'repeat' then 'refused' else h.list end
    from (
      select own.row_number, m.first_row
      from judged_person own
        left join (
          select county_code, household_no, year, min(row_number) as first_row
          from judged_person where list <> 'refused' group by county_code, household_no, year) m
          on m.county_code = own.county_code and m.household_no = own.household_no and m.year = own.year
      where own.list = 'refused') f
    where f.row_number = h.row_number`);
}
