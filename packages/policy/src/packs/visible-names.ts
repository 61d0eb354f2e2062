import type { Axis, Callable } from '../feel/scope.ts';
import type { Type } from '../feel/tree.ts';
import type { Parameter, TableAxis } from './pack.ts';
import { relativesOf } from './pack-relatives.ts';
import { type Problem, problemAt } from './problem.ts';
import type { WrittenPack } from './written.ts';

/** The parameters that the rules of one pack may use, by name: single values and tables. */
export interface VisibleNames {
  readonly values: ReadonlyMap<string, Type>;
  readonly tables: ReadonlyMap<string, Callable & { readonly is: 'table' }>;
}

/** A pack sees its own parameters, those of its parents and of the packs it supersedes. */
export function namesSeenBy(
  pack: WrittenPack,
  byKey: ReadonlyMap<string, WrittenPack>,
  problems: Problem[],
): VisibleNames {
  const seen = new Map<string, Parameter>();
  const values = new Map<string, Type>();
  const tables = new Map<string, Callable & { readonly is: 'table' }>();
  for (const key of relativesOf(pack.key, byKey)) {
    for (const parameter of byKey.get(key)!.parameters) {
      const { name } = parameter;
      const other = seen.get(name);
      if (!other) seen.set(name, parameter);
      else if (other.pack === parameter.pack) {
        if (key !== pack.key) continue;
        const zh = `参数「${name}」写了两次，另一处在 ${other.place.file}:${other.place.line}。`;
        problems.push(problemAt(parameter.place, 'duplicate', zh, `${name} is declared twice.`));
        continue;
      } else if (!agree(other, parameter)) {
        const zh = `参数「${name}」的单位或分类与上级政策包「${parameter.pack}」（${parameter.unit}）不同。`;
        const en = `${name} has another unit or other categories in ${parameter.pack}.`;
        problems.push(problemAt(other.place, 'unit-disagrees', zh, en));
        continue;
      }
      if (parameter.by.length === 0) values.set(name, widest(values.get(name), parameter.type));
      else {
        const before = tables.get(name);
        const by = parameter.by.map((axis, index) => widestAxis(before?.by[index], axis));
        tables.set(name, { is: 'table', by, type: widest(before?.type, parameter.type) });
      }
    }
  }
  return { values, tables };
}

/** Any visible value may hold at some place and day, so the range is that of all of them. */
export function widest(a: Type | undefined, b: Type): Type {
  if (a?.is !== 'number' || b.is !== 'number') return a ?? b;
  return { ...a, low: Math.min(a.low, b.low), high: Math.max(a.high, b.high) };
}

function widestAxis(a: Axis | undefined, b: TableAxis): Axis {
  if (a?.is !== 'text' || b.is !== 'text') return b;
  return { is: 'text', categories: [...new Set([...a.categories, ...b.categories])] };
}

function agree(a: Parameter, b: Parameter): boolean {
  const axis = (one: TableAxis | undefined): string => (one?.is === 'code' ? one.item : (one?.is ?? ''));
  return unitOf(a.type) === unitOf(b.type) && [0, 1].every((index) => axis(a.by[index]) === axis(b.by[index]));
}

function unitOf(type: Type): string {
  return type.is === 'number' ? type.unit.key : type.is;
}
