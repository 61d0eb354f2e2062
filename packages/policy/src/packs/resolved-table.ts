import type { TableRow, TableValue, Value } from '../explain/frame.ts';
import type { LawValue, Parameter, ParameterValue, TableAxis } from './pack.ts';

/** `学段资助标准(小学)`: the name by which one cell of a table is set, changed and shown. */
export function cellName(parameter: string, categories: readonly string[]): string {
  return `${parameter}(${categories.join('、')})`;
}

/** What stands in one cell, and why. */
export interface ResolvedCell {
  readonly name: string;
  readonly categories: readonly string[];
  readonly value: Value;
  readonly state: 'law' | 'set' | 'changed' | 'unset' | 'not-in-force' | 'not-listed';
  readonly clauses: readonly string[];
  readonly note: string | null;
  /** Of a cell that an office set: who did. */
  readonly source: string | null;
}

/** Fills one cell that the law leaves open or a what-if changes; null where neither does. */
export type FillCell = (
  name: string,
) => { readonly value: Value; readonly state: 'set' | 'changed'; readonly source: string | null } | null;

/** 分类表: a table as it stands at a place and a day. */
export class ResolvedTable implements TableValue {
  readonly by: readonly TableAxis[];
  readonly cells: readonly ResolvedCell[];
  readonly rows: readonly TableRow[];
  readonly otherwise: Value;
  private readonly parameter: string;
  private readonly inForce: boolean;
  private readonly byKeys = new Map<string, ResolvedCell>();

  constructor(parameter: Pick<Parameter, 'name' | 'by'>, value: ParameterValue | null, fill: FillCell) {
    this.parameter = parameter.name;
    this.by = parameter.by;
    this.inForce = value !== null;
    this.otherwise = value?.otherwise ?? null;
    this.cells = (value?.cells ?? []).map(({ categories, value: law, clauses, note }) => {
      const name = cellName(parameter.name, categories);
      const found = { name, categories, clauses: clauses.length > 0 ? clauses : value!.clauses, note };
      return { ...found, ...filled(law, fill(name)) };
    });
    this.rows = this.cells.flatMap((cell) => {
      const rows = keysOf(this.by, cell.categories).map((keys) => ({ keys, value: cell.value }));
      for (const { keys } of rows) this.byKeys.set(keys.join(SEPARATOR), cell);
      return rows;
    });
  }

  /** Plain data, for whoever sends the parameter on. */
  toJSON() {
    const by = this.by.map((axis) => (axis.is === 'code' ? { item: axis.item } : { categories: axis.categories }));
    return { by, cells: this.cells, otherwise: this.otherwise };
  }

  at(keys: readonly string[]): Value {
    const cell = this.byKeys.get(keys.join(SEPARATOR));
    return cell ? cell.value : this.otherwise;
  }

  /** The cell for these keys, for the explanation: also where the table has none. */
  cellAt(keys: readonly string[], clauses: readonly string[]): ResolvedCell {
    const found = this.byKeys.get(keys.join(SEPARATOR));
    if (found) return found;
    const categories = keys.map((key, index) => {
      const axis = this.by[index]!;
      return axis.is === 'code' ? (axis.field.labelByKey.get(key) ?? key) : key;
    });
    const state = !this.inForce ? 'not-in-force' : this.otherwise === null ? 'not-listed' : 'law';
    const name = cellName(this.parameter, categories);
    return { name, categories, value: this.otherwise, state, clauses, note: null, source: null };
  }
}

const SEPARATOR = '\u0000';

function filled(law: LawValue, fill: ReturnType<FillCell>): Pick<ResolvedCell, 'value' | 'state' | 'source'> {
  if (fill?.state === 'changed') return fill;
  if (law !== null) return { value: law, state: 'law', source: null };
  return fill ?? { value: null, state: 'unset', source: null };
}

/** One label may stand for several keys of its code list, so a cell may be several rows. */
function keysOf(by: readonly TableAxis[], categories: readonly string[]): string[][] {
  return categories.reduce<string[][]>(
    (rows, label, index) => {
      const axis = by[index]!;
      const keys = axis.is === 'code' ? (axis.field.keysByLabel.get(label) ?? []) : [label];
      return rows.flatMap((row) => keys.map((key) => [...row, key]));
    },
    [[]],
  );
}
