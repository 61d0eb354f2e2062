import type { Work } from '@daohu/db';
import { isWithin } from '@daohu/kernel';
import type { Parameter } from '@daohu/policy';
import { type Actor, may } from '../access/index.ts';
import { listYears, rangesOf } from '../register/index.ts';
import type { EnteredFigure, ListOpenSettings, OpenSetting, OpenSettings } from './contract.ts';
import { findMissingFigures, namesOf } from './find-missing-figures.ts';
import { type OpenPlace, openPlaces } from './open-places.ts';
import type { Standards } from './standards.ts';
import { type StoredSetting, selectCurrentFigures, selectCurrentSettings } from './store.ts';

/** Figures are looked for in these latest register years: what is older will hardly be judged again. */
const YEARS_LOOKED_AT = 3;

/** 待填参数与统计值: what the law leaves open and what figures are missing, for a division and what lies above it. */
export async function listOpenSettings(
  work: Work<Actor>,
  standards: Standards,
  { division }: ListOpenSettings,
): Promise<OpenSettings> {
  const ranges = await rangesOf(work, division);
  const settings = await selectCurrentSettings(work.db);
  const entered = await selectCurrentFigures(work.db);
  const places = await openPlaces(work, standards, ranges);
  const years = (await listYears(work, division)).slice(0, YEARS_LOOKED_AT);
  const library = await standards.inForce(work.db);
  return {
    settings: places.map((place) => openSetting(work, standards, place, settings)),
    missingFigures: await findMissingFigures(work, standards, library, { ranges, years, entered }),
    enteredFigures: await enteredFigures(
      work,
      standards,
      entered.filter(({ division: of }) => ranges.some((range) => isWithin(of, range) || isAbove(of, range.low))),
    ),
  };
}

function isAbove(division: number, below: number): boolean {
  return [1_000_000, 100_000_000, 10_000_000_000].some((width) => Math.floor(below / width) * width === division);
}

function openSetting(
  work: Work<Actor>,
  standards: Standards,
  { pack, parameter, gap, division, divisionName }: OpenPlace,
  settings: readonly StoredSetting[],
): OpenSetting {
  return {
    parameter: parameter.name,
    title: parameter.title,
    type: typeOf(parameter),
    unit: parameter.unit,
    pack: pack.key,
    packTitle: pack.title,
    division,
    divisionName,
    openFrom: gap.from,
    clauses: gap.clauses.map((id) => {
      const clause = standards.packs.clause(id);
      return { id, ref: clause?.ref ?? '', quote: clause?.quote ?? '' };
    }),
    note: gap.note,
    filled: settings
      .filter((setting) => setting.parameter === parameter.name && setting.division === division)
      .map(({ value, holdsFrom, holdsUntil, status, basis, recordedBy, recordedAt }) => ({
        value,
        holdsFrom,
        holdsUntil,
        status,
        basis,
        recordedBy,
        recordedAt: recordedAt.toISOString(),
      })),
    mayFill: isWithin(division, work.actor) && may(work.actor.role, 'standards.fillSetting'),
  };
}

/** What a value must be. */
export function typeOf({ type }: Parameter): OpenSetting['type'] {
  return type.is === 'boolean' ? 'boolean' : type.is === 'date' ? 'date' : 'integer';
}

async function enteredFigures(
  work: Work<Actor>,
  standards: Standards,
  figures: Awaited<ReturnType<typeof selectCurrentFigures>>,
): Promise<EnteredFigure[]> {
  const names = await namesOf(
    work,
    figures.map(({ division }) => division),
  );
  const series = new Map(standards.packs.packs.flatMap((pack) => pack.series).map((one) => [one.id, one]));
  return figures.map(({ recordedAt, ...figure }) => ({
    ...figure,
    title: series.get(figure.series)?.title ?? figure.series,
    unit: series.get(figure.series)?.unit ?? '',
    divisionName: names.get(figure.division) ?? String(figure.division),
    recordedAt: recordedAt.toISOString(),
  }));
}
