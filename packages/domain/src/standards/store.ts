import { type Connection, sql } from '@daohu/db';
import type { EntryStatus } from './contract.ts';

/** 参数设置 as stored: what an office set where a text leaves it open. */
export interface StoredSetting {
  readonly parameter: string;
  readonly division: number;
  readonly value: number | boolean | string;
  readonly holdsFrom: string;
  readonly holdsUntil: string | null;
  readonly status: EntryStatus;
  readonly basis: string;
  readonly recordedBy: string;
  readonly recordedAt: Date;
}

/** 统计值 as stored, in the unit of its series. */
export interface StoredFigure {
  readonly series: string;
  readonly division: number;
  readonly year: number;
  readonly value: number;
  readonly status: EntryStatus;
  readonly source: string;
  readonly recordedBy: string;
  readonly recordedAt: Date;
}

/** Changes with every setting or figure that is filled in; a change that was rolled back never shares its number. */
export async function selectEdition(db: Connection): Promise<number> {
  return (await db.one<{ edition: number }>(sql`select edition from standards_edition`)).edition;
}

export function selectCurrentSettings(db: Connection): Promise<StoredSetting[]> {
  return db.query(sql`select parameter, division, value, holds_from as "holdsFrom", holds_until as "holdsUntil", status,
      basis, recorded_by as "recordedBy", recorded_at as "recordedAt"
    from policy_setting where superseded_act is null order by parameter, division, holds_from desc`);
}

export function selectCurrentFigures(db: Connection): Promise<StoredFigure[]> {
  return db.query(sql`select series, division, year, value, status, source, recorded_by as "recordedBy",
      recorded_at as "recordedAt"
    from reference_value where superseded_act is null order by series, division, year desc`);
}

type NewSetting = Omit<StoredSetting, 'recordedAt'>;
type NewFigure = Omit<StoredFigure, 'recordedAt'>;

/**
 * Offices that fill in the same value at the same moment do so one after the other: the second would not see what the
 * first has just written, and could not supersede it.
 */
async function oneAtATime(db: Connection): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(7350005)`);
}

/** The row that held for the same place from the same day stays, superseded by this act. */
export async function storeSetting(db: Connection, act: number, setting: NewSetting): Promise<void> {
  const { parameter, division, value, holdsFrom, holdsUntil, status, basis, recordedBy } = setting;
  await oneAtATime(db);
  await db.execute(sql`update policy_setting set superseded_act = ${act}
    where parameter = ${parameter} and division = ${division} and holds_from = ${holdsFrom}::date
      and superseded_act is null`);
  await db.execute(sql`insert into policy_setting
      (parameter, division, value, holds_from, holds_until, status, basis, recorded_by)
    values (${parameter}, ${division}, ${JSON.stringify(value)}::jsonb, ${holdsFrom}::date, ${holdsUntil}::date, ${status},
      ${basis}, ${recordedBy})`);
}

export async function storeFigure(db: Connection, act: number, figure: NewFigure): Promise<void> {
  const { series, division, year, value, status, source, recordedBy } = figure;
  await oneAtATime(db);
  await db.execute(sql`update reference_value set superseded_act = ${act}
    where series = ${series} and division = ${division} and year = ${year}::smallint and superseded_act is null`);
  await db.execute(sql`insert into reference_value (series, division, year, value, status, source, recorded_by)
    values (${series}, ${division}, ${year}::smallint, ${value}::bigint, ${status}, ${source}, ${recordedBy})`);
}
