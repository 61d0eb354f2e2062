import { type Connection, join, raw, sql } from '@daohu/db';
import type { RowSubject } from '@daohu/dictionary';
import type { Counts, Import } from '../contract.ts';
import { judgeRows } from './judge-rows.ts';
import type { StagedEntity } from './staged-columns.ts';

export interface Preview {
  readonly counts: Counts;
  readonly effect: Import['effect'];
}

const JUDGED: Readonly<Record<RowSubject, readonly StagedEntity[]>> = {
  person: ['person', 'household'],
  household: ['household'],
  village: ['village'],
};

/** 预览: judges the staged rows, keeps the answers and counts them. May be asked again when the register has moved on. */
export async function preview(
  db: Connection,
  importId: number,
  within: number,
  rows: RowSubject,
  fileRows: number,
  onStep: (step: number, of: number) => void = () => {},
): Promise<Preview> {
  await judgeRows(db, importId, rows, onStep);
  await db.execute(sql`delete from staged_outcome where import_id = ${importId}`);
  for (const entity of JUDGED[rows]) await keepOutcome(db, importId, within, entity);
  await db.execute(sql`select analyze_outcome()`);
  await keepFaults(db, importId, within, rows);
  return countRows(db, importId, rows, fileRows);
}

async function keepOutcome(db: Connection, importId: number, within: number, entity: StagedEntity): Promise<void> {
  const household = entity === 'person' ? sql`household_id` : sql`null::bigint`;
  const shown = entity === 'household' ? sql`shown_row` : sql`row_number`;
  await db.execute(sql`
    insert into staged_outcome (import_id, entity, row_number, within_division, record_id, known, household_id, list, leads, shown_row)
    select ${importId}::bigint, ${entity}::text, row_number, ${within}::bigint, record_id, known, ${household}, list, leads, ${shown}
    from ${raw(`judged_${entity}`)} order by row_number`);
}

/** A staged row was refused by no cell of its own, so its refusals are those of an earlier judgement: they are replaced. */
async function keepFaults(db: Connection, importId: number, within: number, rows: RowSubject): Promise<void> {
  const subject = {
    person: sql`coalesce(s.name, '') || '（户编号' || s.household_no || '）'`,
    household: sql`'户编号' || s.household_no`,
    village: sql`coalesce((select min(d.name) from division d where d.code = s.division and d.level = 'village'), '')`,
  }[rows];
  await db.execute(sql`
    delete from import_fault f using ${raw(`judged_${rows}`)} j
    where f.import_id = ${importId} and f.severity = 'refused' and f.row_number = j.row_number`);
  await db.execute(sql`
    insert into import_fault (import_id, row_number, within_division, severity, subject, label, code, reason, mend)
    select ${importId}::bigint, f.row_number, ${within}::bigint, 'refused', ${subject}, f.label, f.code, f.reason, f.mend
    from judged_fault f join ${raw(`staged_${rows}`)} s on s.import_id = ${importId} and s.row_number = f.row_number`);
}

/** Rows that the register would now take otherwise than the preview says. Asked after `judgeRows`. */
export async function rowsMoved(db: Connection, importId: number, rows: RowSubject): Promise<number> {
  let moved = 0;
  for (const entity of JUDGED[rows]) {
    const { n } = await db.one<{ n: number }>(sql`
      select count(*) as n
      from ${raw(`judged_${entity}`)} j
        full join (select * from staged_outcome where import_id = ${importId} and entity = ${entity}) o
          on o.row_number = j.row_number
      where j.list is distinct from o.list or j.known is distinct from o.known or (j.known and j.record_id <> o.record_id)`);
    moved += n;
  }
  return moved;
}

/** Counts the judged rows; the kept ones have no statistics yet, and a plan without them can take minutes. */
async function countRows(db: Connection, importId: number, rows: RowSubject, fileRows: number): Promise<Preview> {
  const lists = await db.query<{ entity: RowSubject; list: string; n: number }>(
    join(
      JUDGED[rows].map(
        (entity) =>
          sql`select ${entity}::text as entity, list, count(*) as n from ${raw(`judged_${entity}`)} group by list`,
      ),
      ' union all ',
    ),
  );
  const of = (entity: RowSubject, list: string) =>
    lists.find((each) => each.entity === entity && each.list === list)?.n ?? 0;
  const { refused, noted } = await db.one<{ refused: number; noted: number }>(sql`
    select count(distinct row_number) filter (where severity = 'refused') as refused,
      count(distinct row_number) filter (where severity = 'note') as noted
    from import_fault where import_id = ${importId}`);
  const added = of(rows, 'new');
  const changed = of(rows, 'changed') + (rows === 'person' ? await rowsThatChangeTheHousehold(db) : 0);
  return {
    counts: { rows: fileRows, new: added, changed, same: fileRows - refused - added - changed, refused, noted },
    effect: {
      households: { new: of('household', 'new'), changed: of('household', 'changed') },
      persons: { new: of('person', 'new'), changed: of('person', 'changed') },
      villages: { new: of('village', 'new'), changed: of('village', 'changed') },
    },
  };
}

/** Member rows that change nothing of the person, but carry the changed values of the household. */
async function rowsThatChangeTheHousehold(db: Connection): Promise<number> {
  const { n } = await db.one<{ n: number }>(sql`
    select count(distinct p.row_number) as n
    from judged_household h join judged_person p on p.row_number = h.shown_row
    where h.list in ('new', 'changed') and p.list = 'same'`);
  return n;
}
