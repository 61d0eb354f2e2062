import type { SetColumn } from '@daohu/dictionary';
import type { WritableCell } from '@daohu/sheets';
import type { Random } from './random.ts';

/** Mistakes that files of real offices hold; each is one that an import must refuse, mend or mention. */
export const MISTAKES = [
  'wrong-check-digit',
  'digits-lost-after-15',
  'fifteen-digits',
  'full-width-digits',
  'two-heads',
  'no-name',
  'no-id-number',
  'no-relation',
  'household-contradicts-itself',
  'unknown-village',
  'unknown-code',
  'text-in-a-figure',
  'person-in-two-households',
] as const;
export type MistakeKind = (typeof MISTAKES)[number];

/** One mistake that was put in on purpose. `row` counts the data rows of its file from 1. */
export interface Mistake {
  readonly kind: MistakeKind;
  readonly row: number;
  readonly header: string;
}

type Cells = WritableCell[];

/** Columns of a person sheet by what they mean, for `spoil`. */
export interface MistakePlaces {
  readonly idNumber: number;
  readonly name: number;
  readonly relation: number;
  readonly village: number;
  readonly health: number;
  readonly netIncomePerHead: number;
}

export function mistakePlaces(columns: readonly SetColumn[]): MistakePlaces {
  const item = (id: string) => columns.findIndex((column) => column.role === 'item' && column.item === id);
  return {
    idNumber: item('person.idNumber'),
    name: item('person.name'),
    relation: item('person.relation'),
    village: columns.findIndex((column) => column.role === 'context' && column.context === 'village'),
    health: item('person.health'),
    netIncomePerHead: item('household.netIncomePerHead'),
  };
}

/** Memory of one earlier ID number, so that a person can turn up in a second household. */
export interface EarlierPerson {
  idNumber: string | null;
}

/**
 * Puts one mistake into the rows of a household, in place. Null when the household offers no occasion for `kind`
 * (two heads need two members) or the sheet lacks the column.
 */
export function spoil(
  random: Random,
  kind: MistakeKind,
  rows: readonly Cells[],
  places: MistakePlaces,
  earlier: EarlierPerson,
): { readonly at: number; readonly column: number } | null {
  const put = (at: number, column: number, change: (cell: WritableCell) => WritableCell | undefined) => {
    const row = rows[at];
    if (!row || column < 0) return null;
    const changed = change(row[column] ?? null);
    if (changed === undefined) return null;
    row[column] = changed;
    return { at, column };
  };
  const any = random.between(0, rows.length - 1);
  const asId = (cell: WritableCell): string | undefined =>
    typeof cell === 'string' && cell.length === 18 ? cell : undefined;
  switch (kind) {
    case 'wrong-check-digit':
      return put(any, places.idNumber, (cell) => {
        const id = asId(cell);
        return id && id.slice(0, 17) + (id[17] === 'X' ? '5' : String((Number(id[17]) + 1) % 10));
      });
    case 'digits-lost-after-15':
      return put(any, places.idNumber, (cell) => {
        const id = asId(cell);
        return id && Number(`${id.slice(0, 15)}000`);
      });
    case 'fifteen-digits':
      return put(any, places.idNumber, (cell) => {
        const id = asId(cell);
        return id?.slice(6, 8) === '19' ? id.slice(0, 6) + id.slice(8, 17) : undefined;
      });
    case 'full-width-digits':
      return put(any, places.idNumber, (cell) => asId(cell)?.replace(/[0-9X]/g, fullWidth));
    case 'two-heads':
      return put(1, places.relation, () => '户主');
    case 'no-name':
      return put(any, places.name, () => null);
    case 'no-id-number':
      return put(any, places.idNumber, () => null);
    case 'no-relation':
      return put(any, places.relation, () => null);
    case 'household-contradicts-itself':
      return put(rows.length > 1 ? 1 : -1, places.netIncomePerHead, (cell) => Number(cell) + 137);
    case 'unknown-village':
      return put(any, places.village, () => '不存在的村');
    case 'unknown-code':
      return put(any, places.health, () => '一般般');
    case 'text-in-a-figure':
      return put(any, places.netIncomePerHead, (cell) => `约${String(cell)}元左右`);
    case 'person-in-two-households':
      return put(rows.length - 1, places.idNumber, () => earlier.idNumber ?? undefined);
  }
}

function fullWidth(character: string): string {
  return String.fromCharCode(character.charCodeAt(0) + 0xfee0);
}
