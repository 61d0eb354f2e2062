import { parseUnit } from '../../feel/unit.ts';
import type { Parameter } from '../pack.ts';
import type { Place } from '../problem.ts';
import type { PackItem } from './item.ts';

/**
 * The numbers of items that an office may have to set, as parameters of their pack: days of a notice, the rate of a
 * spot check, a weight, an amount that the text asks for and does not give. So they are dated, overridden by nearer
 * jurisdictions, filled in and audited like every other parameter. Their names hold dots, which no rule can write.
 */
export function itemSettings(items: readonly PackItem[], from: string): Parameter[] {
  return items.flatMap((item) => settingsOf(item, item.holdsFrom ?? from));
}

/** `exit-person.village-notice.days`: the name of the parameter that holds a step's number. */
export function stepSetting(procedure: string, step: string, what: 'days' | 'sampleRate'): string {
  return `${procedure}.${step}.${what}`;
}

/** Whether a parameter is the number of an item, which tells of it itself. */
export function isItemSetting(parameter: string): boolean {
  return parameter.includes('.');
}

function settingsOf(item: PackItem, from: string): Parameter[] {
  const made = (
    name: string,
    title: string,
    unit: string,
    range: readonly [number, number],
    value: number | null,
    clauses: readonly string[],
    place: Place = item.place,
  ): Parameter => ({
    name,
    title,
    pack: item.pack,
    unit,
    type: { is: 'number', unit: parseUnit(unit), free: false, factors: [], low: range[0], high: range[1] },
    by: [],
    values: [
      {
        from,
        until: item.holdsUntil,
        knownSince: from,
        value,
        cells: [],
        otherwise: null,
        clauses: clauses.length > 0 ? clauses : item.clauses,
        source: null,
        status: 'clause',
        note: item.note,
        place,
      },
    ],
    reading: item.reading,
    place,
  });
  const open = item.quantities
    .filter(({ value, is }) => value === null && is !== 'rising' && is !== 'falling')
    .map(({ name, unit, clauses }) =>
      made(`${item.kind}.${item.id}.${name}`, `${item.title}：${name}`, unit, [0, 1_000_000_000_000], null, clauses),
    );
  if (item.kind === 'indicator' && item.weight !== undefined) {
    const { id, title, weight } = item;
    return [...open, made(`indicator.${id}.weight`, `${title}：权重`, '%', [0, 100], weight, [])];
  }
  if (item.kind !== 'procedure') return open;
  const steps = item.steps.flatMap((step) => [
    ...(step.days === undefined
      ? []
      : [
          made(
            stepSetting(item.id, step.id, 'days'),
            `${item.title}：${step.title}的天数`,
            '天',
            [1, 365],
            step.days,
            step.clauses,
          ),
        ]),
    ...(step.sampleRate === undefined
      ? []
      : [
          made(
            stepSetting(item.id, step.id, 'sampleRate'),
            `${item.title}：${step.title}的比例`,
            '%',
            [1, 100],
            step.sampleRate,
            step.clauses,
          ),
        ]),
  ]);
  return [...open, ...steps];
}
