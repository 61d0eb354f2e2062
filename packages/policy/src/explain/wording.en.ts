import { assertNever } from '@daohu/kernel';
import type { Missing, RecordName, State, Threshold } from './explanation.ts';
import type { Value } from './frame.ts';
import { shownNumber } from './shown-number.ts';

/** The words of verdicts and explanations in English; names of items stay those of the packs. */
export const stateInEnglish: Record<State, string> = { met: 'met', unmet: 'not met', unknown: 'cannot be told' };

export function valueInEnglish(value: Value, unit: string, label: string | null = null): string {
  if (value === null) return 'not recorded';
  if (label !== null) return label;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value;
  const shown = shownNumber(value, unit);
  return shown.unit === '' ? shown.number : `${shown.number} ${shown.unit}`;
}

export function missingInEnglish(missing: Missing): string {
  switch (missing.is) {
    case 'item': {
      const where = `${recordInEnglish(missing.record)}${missing.label} of ${missing.year}`;
      if (missing.cause === 'out-of-range') return `${where} cannot be true: check it.`;
      if (missing.cause === 'record-absent') return `${where} is not recorded: there is no record of that year.`;
      const from = missing.from.length > 0 ? ` (follows from ${missing.from.join(', ')})` : '';
      return `${where} is not recorded${from}.`;
    }
    case 'parameter':
      switch (missing.state) {
        case 'unset':
          return `The document leaves ${missing.item} open and nobody has set it: fill it in the settings.`;
        case 'not-listed':
          return `The document lists no category ${missing.item}: check the category that is recorded.`;
        case 'not-in-force':
          return `${missing.item} has no value in force on that day.`;
        default:
          return assertNever(missing.state);
      }
    case 'rule':
      return missing.cause === 'not-in-force'
        ? `No rule ${missing.item} is in force at that place and day.`
        : `${recordInEnglish(missing.record)}there is no record to judge ${missing.item} by.`;
    case 'figure':
      return `${missing.item} of ${missing.year} is not published (${missing.division ?? missing.level}): enter it with its source.`;
    case 'result':
      return missing.cause === 'division-by-zero'
        ? 'Division by zero.'
        : 'The list is empty: there is nothing to add up.';
    default:
      return assertNever(missing);
  }
}

export function thresholdInEnglish({ item, unit, op, needed, actual, shortBy }: Threshold): string {
  const upward = op === '>' || op === '>=';
  const asked = `${item} must be ${upward ? 'at least' : 'at most'} ${valueInEnglish(needed, unit)}`;
  if (actual === null) return `${asked}; it is not recorded.`;
  const is = `${asked}; it is ${valueInEnglish(actual, unit)}`;
  if (!shortBy) return `${is}.`;
  return `${is}, ${upward ? 'short by' : 'over by'} ${valueInEnglish(shortBy, unit)}.`;
}

function recordInEnglish({ name, position }: RecordName): string {
  if (name !== null) return `${name}: `;
  return position === null ? '' : `no. ${position}: `;
}
