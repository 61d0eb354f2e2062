import type { FileColumn } from '@daohu/dictionary';
import { countyOf, type DivisionLevel, isWithin, parseDivisionCode, rangeOfDivision } from '@daohu/kernel';
import { type SheetRow, textOf } from '@daohu/sheets';
import { type DivisionNames, depthOf, type NameResolution } from '../../divisions/index.ts';
import { shown } from './cell-reading.ts';
import { type Fault, refusedFor } from './fault.ts';

/** The village that a row belongs to. */
export interface Place {
  readonly division: number;
  readonly countyCode: number;
  readonly name: string;
}

const LEVELS = ['province', 'city', 'county', 'township', 'village'] as const;

/**
 * Names to codes, within the place that the import was confirmed for. A row that names nothing takes that place when it
 * is one village. A village code, of whatever year, comes before names that are not understood and must agree with those
 * that are. An ambiguous name is refused with its candidates: nothing is guessed.
 */
export function placeReader(
  columns: readonly FileColumn[],
  names: DivisionNames,
): (row: SheetRow, at: (column: FileColumn | null, fault: Fault) => void) => Place | null {
  const named = LEVELS.flatMap((level) => {
    const column = columns.find((each) => each.role === 'context' && each.context === level);
    return column ? [{ level, column }] : [];
  });
  const codeColumn = columns.find((each) => each.role === 'context' && each.context === 'divisionCode');
  const lowest = named.at(-1)?.column ?? codeColumn ?? null;
  const { within } = names;
  const range = rangeOfDivision(within.code, within.level);
  const placeOf = (division: { code: number; name: string }): Place => ({
    division: division.code,
    countyCode: countyOf(division.code),
    name: division.name,
  });

  return (row, at) => {
    const written = codeColumn ? textOf(row.cells[codeColumn.index]).trim() : '';
    const code = parseDivisionCode(written);
    const coded = code === null ? null : names.byCode(code, 'village');
    const place: Partial<Record<(typeof LEVELS)[number], string>> = {};
    for (const { level, column } of named) {
      const name = textOf(row.cells[column.index]).trim();
      if (name !== '') place[level] = name;
    }
    const found = names.resolve(place);
    if (coded) {
      // One code has meant two villages in two editions: a name that says otherwise is not passed over.
      if (mayBe(coded.code, found)) return placeOf(coded);
      at(codeColumn ?? null, refusedFor('place-code-differs', { code: written, name: coded.name }));
      return null;
    }
    switch (found.kind) {
      case 'blank':
        if (written !== '') {
          at(codeColumn ?? null, refusedFor('place-code-unknown', { code: shown(written), within: within.name }));
          return null;
        }
        if (within.level === 'village') return placeOf(within);
        at(lowest, refusedFor('place-missing', { within: within.name }));
        return null;
      case 'unknown': {
        const nearest = found.nearest.map(({ name }) => name).join('、');
        const above = found.within.map(({ name }) => name).join('、');
        const column = named.find(({ level }) => level === found.level)?.column ?? lowest;
        if (found.within.some(({ code: up }) => up === within.code) && isNotBelow(found.level, within.level)) {
          at(column, refusedFor('place-beyond-reach', { name: found.name, within: within.name }));
        } else {
          at(
            column,
            refusedFor('place-unknown', {
              name: found.name,
              within: above,
              nearest: nearest ? `，相近的有：${nearest}` : '',
            }),
          );
        }
        return null;
      }
      case 'ambiguous':
        at(
          named.find(({ level }) => level === found.level)?.column ?? lowest,
          refusedFor('place-ambiguous', {
            name: found.name,
            candidates: found.candidates
              .slice(0, 6)
              .map(({ name, code: each }) => `${name}（${each}）`)
              .join('、'),
          }),
        );
        return null;
      case 'found':
        if (!isWithin(found.division.code, range)) {
          at(lowest, refusedFor('place-beyond-reach', { name: found.division.name, within: within.name }));
          return null;
        }
        if (found.division.level !== 'village') {
          at(lowest, refusedFor('place-not-village', { name: found.division.name }));
          return null;
        }
        return placeOf(found.division);
    }
  };
}

function isNotBelow(level: DivisionLevel, other: DivisionLevel): boolean {
  return depthOf(level) <= depthOf(other);
}

/** Whether the village with this code can be the place that the names of its row were understood as. */
function mayBe(code: number, found: NameResolution): boolean {
  if (found.kind === 'ambiguous') return found.candidates.some((candidate) => candidate.code === code);
  return found.kind !== 'found' || isWithin(code, rangeOfDivision(found.division.code, found.division.level));
}
