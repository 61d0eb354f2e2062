import type { Work } from '@daohu/db';
import { type DivisionLevel, done, isWithin, type Outcome, refuse } from '@daohu/kernel';
import type { Actor } from '../access/index.ts';
import { DIVISION_LEVELS, findDivision } from '../divisions/index.ts';
import type { EnterReferenceValue, ReferenceValueEntered, StandardsRefusal } from './contract.ts';
import { policySchema } from './policy-schema.ts';
import type { Standards } from './standards.ts';
import { storeFigure } from './store.ts';

/** 填报统计值: the office enters a figure of its division for a year. An earlier figure stays on record. */
export async function enterReferenceValue(
  work: Work<Actor>,
  standards: Standards,
  { series, division, year, value, source }: EnterReferenceValue,
): Promise<Outcome<ReferenceValueEntered, StandardsRefusal>> {
  const known = standards.packs.packs.flatMap((pack) => pack.series);
  const found = known.find(({ id }) => id === series);
  if (!found) return refuse({ code: 'series-unknown', series, known: known.map(({ id }) => id) });
  const place = isWithin(division, work.actor) ? await findDivision(work.db, division) : null;
  if (!place) return refuse({ code: 'place-out-of-reach' });
  const levels = levelsOfSeries(series);
  if (!levels.includes(place.level)) return refuse({ code: 'level-not-asked', series, levels });
  const [low, high] = rangeOfSeries(series);
  if (value < low || value > high) return refuse({ code: 'figure-out-of-range', low, high, unit: found.unit });
  await storeFigure(work.db, work.act, {
    series,
    division,
    year,
    value,
    status: 'entered',
    source,
    recordedBy: work.actor.name,
  });
  return done({ series, division, year });
}

/** A rule relies on the range of the field that a series fills. */
function rangeOfSeries(series: string): readonly [number, number] {
  const fields = policySchema.entities.flatMap((entity) => entity.fields).filter((field) => field.series === series);
  const ranges = fields.flatMap((field) => (field.range ? [field.range] : []));
  return [Math.max(0, ...ranges.map(([low]) => low)), Math.min(...ranges.map(([, high]) => high))];
}

function levelsOfSeries(series: string): DivisionLevel[] {
  return DIVISION_LEVELS.filter((level) =>
    policySchema.entities.some(
      (entity) => entity.level === level && entity.fields.some((one) => one.series === series),
    ),
  );
}
