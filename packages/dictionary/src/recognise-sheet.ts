import { namingItems } from './check-sheets.ts';
import { headerKey } from './header-text.ts';
import { findItem, type ItemId } from './items.ts';
import { readHeader } from './read-header.ts';
import type {
  ColumnMeaning,
  FileColumn,
  RowSubject,
  SetColumn,
  SheetContext,
  SheetMatch,
  SheetSet,
} from './sheet-set.ts';
import { sheetSets } from './sheet-sets.ts';

/** Without one of these a row speaks of nobody in particular. */
const KEYS: Readonly<Record<RowSubject, readonly (ItemId | SheetContext)[]>> = {
  person: ['person.idNumber', 'person.disabilityCard'],
  household: ['household.householdNo', 'headIdNumber'],
  village: ['village', 'divisionCode'],
};

/** Who is on record is found by the numbers of the register too. */
const OWN_KEYS: Readonly<Record<RowSubject, readonly ItemId[]>> = {
  person: ['person.personNo'],
  household: [],
  village: [],
};

/** A sheet without a key of its own, as R7 has none, is told by what it holds. */
const ITEMS_MIN_WITHOUT_KEY = 4;
const ITEMS_MIN = 2;

/** Between two sets that fit about equally well, the one that can be read. */
const IMPORTED_BONUS = 0.05;

/** What the second column of the same name means. Some registers have the person’s number after the household’s. */
const SECOND_MEANING: Readonly<Partial<Record<RowSubject, Readonly<Record<string, ItemId>>>>> = {
  person: { 联系电话: 'person.phone' },
};

/**
 * The set that a header row belongs to, whatever the order of its columns; null when it is the header of none. Accepts
 * full-width brackets, blanks, line breaks, units in brackets and `parent/child` of two-level headers.
 */
export function recogniseSheet(headers: readonly string[]): SheetMatch | null {
  let best: SheetMatch | null = null;
  let bestScore = 0;
  for (const set of sheetSets) {
    const match = matchSheet(set, headers);
    if (!hasKeys(match)) continue;
    const score = likeness(match) + (set.isImported ? IMPORTED_BONUS : 0);
    if (score > bestScore) {
      best = match;
      bestScore = score;
    }
  }
  return best;
}

/** Reads a header row as one of `set`, also when another set would fit better. */
export function matchSheet(set: SheetSet, headers: readonly string[]): SheetMatch {
  const columns: FileColumn[] = [];
  const unknown: SheetMatch['unknown'][number][] = [];
  const repeated: SheetMatch['repeated'][number][] = [];
  const first = new Map<string, number>();
  const setTargets = new Set(set.columns.map(targetOf));
  const unreadKeys = new Set(set.columns.filter(isUnread).map((column) => headerKey(column.label)));

  headers.forEach((header, index) => {
    if (headerKey(header) === '') return;
    let meaning = readHeader(header, set.rows);
    if (meaning && first.has(targetOf(meaning)) && !holdsSeveral(meaning)) {
      meaning = secondMeaning(set.rows, header, first);
      if (!meaning) {
        repeated.push({ index, header, firstIndex: first.get(targetOf(readHeader(header, set.rows)!))! });
        return;
      }
    }
    if (!meaning) {
      if (unreadKeys.has(headerKey(header))) first.set(`unread ${headerKey(header)}`, index);
      unknown.push({ index, header });
      return;
    }
    const target = targetOf(meaning);
    if (!first.has(target)) first.set(target, index);
    columns.push({ index, header, isInSet: setTargets.has(target), ...meaning });
  });

  return { set, columns, missing: set.columns.filter((column) => !first.has(targetOf(column))), unknown, repeated };
}

/** A list item may be spread over columns: 致贫原因2 and 致贫原因3. */
function holdsSeveral(meaning: ColumnMeaning): boolean {
  return meaning.role === 'item' && findItem(meaning.item)?.type === 'codes';
}

function secondMeaning(rows: RowSubject, header: string, first: ReadonlyMap<string, number>): ColumnMeaning | null {
  const item = SECOND_MEANING[rows]?.[headerKey(header)];
  if (!item) return null;
  const meaning: ColumnMeaning = { role: 'item', item };
  return first.has(targetOf(meaning)) ? null : meaning;
}

function isUnread(column: SetColumn): boolean {
  return column.role === 'unread';
}

function targetOf(column: ColumnMeaning | SetColumn): string {
  switch (column.role) {
    case 'item':
      return column.item;
    case 'context':
      return column.context;
    case 'unread':
      return `unread ${headerKey(column.label)}`;
  }
}

function hasKeys({ set, columns }: SheetMatch): boolean {
  const targets = new Set(columns.map(targetOf));
  const items = columns.flatMap((column) => (column.role === 'item' && column.isInSet ? [column.item] : []));
  const own = items.length;
  if (set.origin === 'own' && !items.some((item) => !namingItems.has(item))) return false;
  const keys = set.origin === 'own' ? [...KEYS[set.rows], ...OWN_KEYS[set.rows]] : KEYS[set.rows];
  const hasKey = keys.some((target) => targets.has(target));
  if (set.rows === 'village') return own >= (hasKey ? ITEMS_MIN : ITEMS_MIN_WITHOUT_KEY);
  return own >= ITEMS_MIN && hasKey;
}

/** Share of columns that the file and the set have in common (Dice): 1 when they are the same. */
function likeness({ set, columns, missing, unknown, repeated }: SheetMatch): number {
  const inFile = columns.length + unknown.length + repeated.length;
  return (2 * (set.columns.length - missing.length)) / (set.columns.length + inFile);
}
