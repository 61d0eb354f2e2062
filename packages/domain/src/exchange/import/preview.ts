import { type Connection, sql } from '@daohu/db';
import type { RowSubject } from '@daohu/dictionary';
import type { Counts, Import } from '../contract.ts';
import { classify, matchHouseholds, matchPersons } from './match-staged.ts';
import { householdChecks, personChecks, runRowCheck, villageChecks } from './row-checks.ts';
import { uniteHouseholds } from './unite-households.ts';

export interface Preview {
  readonly counts: Counts;
  readonly effect: Import['effect'];
}

/** Checks the staged rows against each other and the register, and sorts them into new, changed, same and refused. */
export async function preview(
  db: Connection,
  importId: number,
  within: number,
  rows: RowSubject,
  fileRows: number,
  onStep: (step: number, of: number) => void = () => {},
): Promise<Preview> {
  // The staged rows came in this very transaction: without fresh statistics the planner takes them for a handful.
  await db.execute(sql`select analyze_staged()`);
  const checks = { person: personChecks, household: householdChecks, village: villageChecks }[rows];
  const table = `staged_${rows}` as const;
  const steps = checks.length + 4;
  let step = 0;
  const next = () => onStep(++step, steps);

  if (rows !== 'village') {
    await uniteHouseholds(db, importId, within, rows === 'person' ? 'staged_person' : 'staged_household');
    next();
    await matchHouseholds(db, importId);
    if (rows === 'person') await matchPersons(db, importId);
    next();
  }
  for (const check of checks) {
    await runRowCheck(db, check, importId, within, table);
    next();
  }
  if (rows === 'person') await refuseEmptiedHouseholds(db, importId);
  await reclassify(db, importId, rows);
  next();
  return tally(db, importId, rows, fileRows);
}

/** Also run again before applying: the register may have moved since the preview. */
export async function reclassify(db: Connection, importId: number, rows: RowSubject): Promise<void> {
  if (rows === 'village') return classify(db, importId, 'village');
  if (rows === 'person') await classify(db, importId, 'person');
  await classify(db, importId, 'household');
}

/** A household none of whose rows may come in does not come in by itself. */
async function refuseEmptiedHouseholds(db: Connection, importId: number): Promise<void> {
  await db.execute(sql`
    update staged_household h set list = 'refused'
    where h.import_id = ${importId} and not exists (
      select from staged_person s
      where s.import_id = h.import_id and s.household_no = h.household_no and s.county_code = h.county_code
        and s.list <> 'refused')`);
}

export async function tally(db: Connection, importId: number, rows: RowSubject, fileRows: number): Promise<Preview> {
  const lists = await db.query<{ entity: RowSubject; list: 'new' | 'changed' | 'same' | 'refused'; n: number }>(sql`
    select 'person' as entity, list, count(*) as n from staged_person where import_id = ${importId} group by list
    union all
    select 'household', list, count(*) from staged_household where import_id = ${importId} group by list
    union all
    select 'village', list, count(*) from staged_village where import_id = ${importId} group by list`);
  const of = (entity: RowSubject, list: string) =>
    lists.find((each) => each.entity === entity && each.list === list)?.n ?? 0;
  const { refused, noted } = await db.one<{ refused: number; noted: number }>(sql`
    select count(distinct row_number) filter (where severity = 'refused') as refused,
      count(distinct row_number) filter (where severity = 'note') as noted
    from import_fault where import_id = ${importId}`);
  const added = of(rows, 'new');
  const changed = rows === 'person' ? await changedPersonRows(db, importId) : of(rows, 'changed');
  return {
    counts: { rows: fileRows, new: added, changed, same: fileRows - refused - added - changed, refused, noted },
    effect: {
      households: { new: of('household', 'new'), changed: of('household', 'changed') },
      persons: { new: of('person', 'new'), changed: of('person', 'changed') },
      villages: { new: of('village', 'new'), changed: of('village', 'changed') },
    },
  };
}

/** A person row changes something when the person changes, or the household whose values it is the first to carry. */
async function changedPersonRows(db: Connection, importId: number): Promise<number> {
  const { n } = await db.one<{ n: number }>(sql`
    select count(*) as n from staged_person s
    where s.import_id = ${importId} and (s.list = 'changed' or (s.list = 'same' and exists (
      select from staged_household h
      where h.import_id = s.import_id and h.row_number = s.row_number and h.list in ('new', 'changed'))))`);
  return n;
}
