import { parseCalendarDate } from '@daohu/kernel';
import type { Value } from '../explain/frame.ts';
import type { Type } from '../feel/tree.ts';

/** A value from outside the packs, if it is one that the parameter can have; the ranges of results rest on it. */
export function admittedValue(type: Type, value: Value): Value {
  switch (type.is) {
    case 'number':
      return Number.isSafeInteger(value) && Number(value) >= type.low && Number(value) <= type.high ? value : null;
    case 'boolean':
      return typeof value === 'boolean' ? value : null;
    case 'date':
      return typeof value === 'string' && parseCalendarDate(value) !== null ? value : null;
    default:
      return null;
  }
}
