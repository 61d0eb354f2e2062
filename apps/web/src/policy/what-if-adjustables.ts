import type { ParameterInForce } from '@daohu/domain/standards/contract';

/** Values that somebody has moved, by the name of the parameter or of one cell of its table. */
export type ChangedValues = Readonly<Record<string, number | boolean>>;

/** 可调的参数: one value of the law that can be moved, with how far. */
export interface Adjustable {
  readonly name: string;
  readonly title: string;
  readonly unit: string;
  /** What it is now; null where the text leaves it open and nobody has set it. */
  readonly now: number | boolean | null;
  /** Of a number: how far the slider goes, in its own unit, and in which steps. The field beside it takes any number. */
  readonly high: number;
  readonly step: number;
}

export function adjustablesOf(parameters: readonly ParameterInForce[]): Adjustable[] {
  return parameters.flatMap((parameter) => {
    const { name, title, unit, value, table } = parameter;
    if (table) {
      return table.cells.flatMap((cell) =>
        typeof cell.value === 'number' || cell.value === null
          ? [adjustable(cell.name, `${title ?? name}：${cell.categories.join('、')}`, unit, cell.value)]
          : [],
      );
    }
    if (typeof value === 'string') return [];
    return [adjustable(name, title ?? name, unit, value)];
  });
}

function adjustable(name: string, title: string, unit: string, now: number | boolean | null): Adjustable {
  const isShare = unit === '%' || unit === '‰';
  const known = typeof now === 'number' ? Math.abs(now) : 0;
  const high = isShare ? Math.max(100, known * 2) : Math.max(10, known * 2);
  // Three digits of the value are as fine as a slider can be moved.
  const step = isShare ? 1 : Math.max(1, 10 ** (String(Math.trunc(high)).length - 3));
  return { name, title, unit, now, high, step };
}
