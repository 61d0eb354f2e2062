import type { Work } from '@daohu/db';
import { done, isWithin, type Outcome, parseCalendarDate, rangeOfDivision, refuse } from '@daohu/kernel';
import type { Parameter } from '@daohu/policy';
import type { Actor } from '../access/index.ts';
import { findDivision } from '../divisions/index.ts';
import type { FillSetting, SettingFilled, StandardsRefusal } from './contract.ts';
import { openPlaces } from './open-places.ts';
import type { Standards } from './standards.ts';
import { storeSetting } from './store.ts';

/** A document may leave a hundred things open; a sentence names the first of them. */
const MOST_NAMED = 8;

/** 填写参数: the office gives the value that its document leaves open, from a day on. An earlier entry stays on record. */
export async function fillSetting(
  work: Work<Actor>,
  standards: Standards,
  { parameter, division, value, holdsFrom, holdsUntil, basis }: FillSetting,
): Promise<Outcome<SettingFilled, StandardsRefusal>> {
  const place = isWithin(division, work.actor) ? await findDivision(work.db, division) : null;
  if (!place) return refuse({ code: 'place-out-of-reach' });
  if (holdsUntil !== null && holdsUntil < holdsFrom) return refuse({ code: 'dates-reversed', holdsFrom, holdsUntil });
  const here = (await openPlaces(work, standards, [rangeOfDivision(division, place.level)])).filter(
    (open) => open.division === division,
  );
  const open = here.find(
    ({ parameter: { name }, gap }) => name === parameter && (gap.until === null || holdsFrom <= gap.until),
  );
  if (!open) {
    return refuse({
      code: 'parameter-not-open',
      parameter,
      open: [...new Set(here.map(({ parameter: { name } }) => name))].slice(0, MOST_NAMED),
    });
  }
  if (!fits(open.parameter, value)) {
    return refuse({ code: 'value-not-fitting', parameter, unit: open.parameter.unit });
  }
  await storeSetting(work.db, work.act, {
    parameter,
    division,
    value,
    holdsFrom,
    holdsUntil,
    status: 'entered',
    basis,
    recordedBy: work.actor.name,
  });
  return done({ parameter, division, holdsFrom });
}

function fits({ type }: Parameter, value: FillSetting['value']): boolean {
  if (type.is === 'boolean') return typeof value === 'boolean';
  if (type.is === 'date') return typeof value === 'string' && parseCalendarDate(value) !== null;
  if (type.is !== 'number' || !Number.isSafeInteger(value)) return false;
  return (value as number) >= type.low && (value as number) <= type.high;
}
