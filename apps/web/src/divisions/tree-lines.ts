import { ancestorsByDigits } from '@daohu/kernel';
import type { TreeLine } from '@daohu/ui';
import type { ShownDivision } from './division-queries.ts';

/** Code and level: 东莞 the city and 东莞 the county share a code. */
export function divisionKey({ code, level }: Pick<ShownDivision, 'code' | 'level'>): string {
  return `${level}:${code}`;
}

export interface DivisionLine extends TreeLine {
  readonly division: ShownDivision;
}

/** The visible lines from the roots down. `childrenOf` gives null while the children are still on their way. */
export function treeLines(
  roots: readonly ShownDivision[],
  open: ReadonlySet<string>,
  childrenOf: (division: ShownDivision) => readonly ShownDivision[] | null,
): DivisionLine[] {
  const lines: DivisionLine[] = [];
  const add = (division: ShownDivision, depth: number): void => {
    const key = divisionKey(division);
    const expanded = division.hasChildren && open.has(key);
    const children = expanded ? childrenOf(division) : [];
    lines.push({
      key,
      label: division.name,
      depth,
      expandable: division.hasChildren,
      expanded,
      busy: children === null,
      division,
    });
    for (const child of children ?? []) add(child, depth + 1);
  };
  for (const root of roots) add(root, 1);
  return lines;
}

/** Whether a division lies above `code`, so that the tree opens down to the one that is chosen. */
export function liesAbove(division: Pick<ShownDivision, 'code'>, code: number): boolean {
  return division.code === 0 ? code !== 0 : ancestorsByDigits(code).includes(division.code);
}
