import type { Library } from '../library.ts';
import type { Clause, Pack, Parameter } from '../pack.ts';
import { clausesOf } from './check-items.ts';
import { clauseCoverage } from './clause-coverage.ts';
import type { PackItem } from './item.ts';
import { isItemSetting } from './item-settings.ts';
import type { StatedQuantity } from './quantity.ts';

/** A number of a clause's inventory that nothing which carries the clause seems to hold. */
export interface UnstatedNumber {
  readonly clause: string;
  readonly quote: string;
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

/**
 * 漏写的数: for whoever writes a pack. Numbers are compared by their digits without zeros at the ends, because the
 * inventory may count in 万 where the pack counts in ones; a count of listed things is found as the length of a list.
 * So it may miss a slip, and what it names is worth a look, not always a mistake.
 */
export function unstatedNumbers(library: Library): UnstatedNumber[] {
  const held = new Map<string, Set<string>>();
  for (const pack of library.packs) gather(pack, held);
  return clauseCoverage(library).flatMap(({ clause, carriers }) =>
    carriers.length === 0
      ? []
      : factsOf(clause).flatMap(({ name, value, unit }) =>
          held.get(clause.id)?.has(digits(value))
            ? []
            : [{ clause: clause.id, quote: clause.quote, name, value, unit }],
        ),
  );
}

function factsOf({ facts }: Clause): { readonly name: string; readonly value: number; readonly unit: string }[] {
  return Object.entries((facts ?? {}) as Record<string, { value?: unknown; unit?: unknown }>).flatMap(
    ([name, { value, unit }]) => (typeof value === 'number' ? [{ name, value, unit: String(unit ?? '') }] : []),
  );
}

/** 30.63, 306300 and 3063 are the same digits. */
function digits(value: number): string {
  return String(Math.abs(value)).replace('.', '').replace(/^0+/, '').replace(/0+$/, '') || '0';
}

function gather(pack: Pack, held: Map<string, Set<string>>): void {
  const hold = (clauses: readonly string[], numbers: readonly (number | string | null | undefined)[]): void => {
    for (const id of clauses) {
      const own = held.get(id) ?? new Set<string>();
      held.set(id, own);
      for (const number of numbers) if (number != null && number !== '') own.add(digits(Number(number)));
    }
  };
  for (const parameter of pack.parameters.filter(({ name }) => !isItemSetting(name))) {
    for (const value of parameter.values) hold(allClauses(value), numbersOf(value));
  }
  for (const item of pack.items) hold(clausesOf(item), numbersOfItem(item));
}

type ParameterValue = Parameter['values'][number];

function allClauses(value: ParameterValue): string[] {
  return [...value.clauses, ...value.cells.flatMap(({ clauses }) => clauses)];
}

function numbersOf(value: ParameterValue): (number | null)[] {
  const all = [value.value, value.otherwise, ...value.cells.map((cell) => cell.value)];
  const years = [value.from, value.until].map((day) => (day === null ? null : Number(day.slice(0, 4))));
  return [...all.map((one) => (typeof one === 'number' ? one : null)), ...years];
}

function numbersOfItem(item: PackItem): (number | string | null | undefined)[] {
  const numbers: (number | string | null | undefined)[] = item.quantities.flatMap(numbersOfQuantity);
  // Whatever the kind: its plain numbers, the years of its deadlines, and how long its lists are.
  for (const value of Object.values(item)) {
    if (typeof value === 'number') numbers.push(value);
    else if (Array.isArray(value)) numbers.push(value.length);
    else if (isQuantity(value)) numbers.push(...numbersOfQuantity(value));
    else if (isDeadline(value)) numbers.push(value.on.slice(0, 4));
  }
  if (item.kind === 'target') {
    numbers.push(...item.years.flatMap(({ year, share, count }) => [year, share, count]));
    numbers.push(...item.deadlines.map(({ by }) => by?.on.slice(0, 4)));
  }
  if (item.kind === 'procedure') {
    numbers.push(...item.steps.flatMap((step) => [step.days, step.sampleRate, step.withinDays]));
  }
  if (item.kind === 'fund') numbers.push(...item.payers.map(({ part }) => part));
  return numbers;
}

function numbersOfQuantity({ value, upTo, by }: StatedQuantity): (number | string | null | undefined)[] {
  return [value, upTo, by?.on.slice(0, 4)];
}

function isQuantity(value: unknown): value is StatedQuantity {
  return typeof value === 'object' && value !== null && 'written' in value && 'upTo' in value;
}

function isDeadline(value: unknown): value is { readonly on: string } {
  return typeof value === 'object' && value !== null && 'on' in value && 'written' in value;
}
