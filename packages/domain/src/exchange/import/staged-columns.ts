import { databaseColumns, type Entity, type Item, itemsOf } from '@daohu/dictionary';

/** One column of a staged table, and the item it belongs to. A sensitive item has two; `compare` is the one to compare. */
export interface StagedColumn {
  readonly name: string;
  readonly item: Item;
  /** Whether a difference in this column is a difference of the item: of cipher and hash only the hash is. */
  readonly compare: boolean;
  /** `identity` columns go into `person` and `household`, `yearly` ones into the tables by year. */
  readonly time: 'identity' | 'yearly';
}

/** Numbers that identify the record stand in key columns of their own. */
const KEY_FIELDS: ReadonlySet<string> = new Set(['householdNo', 'personNo']);

function columnsOf(entity: Entity): readonly StagedColumn[] {
  return itemsOf(entity)
    .filter((item) => !KEY_FIELDS.has(item.field))
    .flatMap((item) =>
      databaseColumns(item).map((column) => ({
        name: column.name,
        item,
        compare: !column.name.endsWith('_cipher'),
        time: item.time,
      })),
    );
}

export type StagedEntity = 'person' | 'household' | 'village';

export const stagedColumns: Readonly<Record<StagedEntity, readonly StagedColumn[]>> = {
  person: columnsOf('person'),
  household: columnsOf('household'),
  village: columnsOf('village'),
};

const KEY_COLUMNS: Readonly<Record<StagedEntity, readonly string[]>> = {
  person: [
    'import_id',
    'row_number',
    'within_division',
    'year',
    'county_code',
    'division',
    'household_no',
    'person_no',
    'cleared',
  ],
  household: [
    'import_id',
    'row_number',
    'within_division',
    'year',
    'county_code',
    'division',
    'household_no',
    'cleared',
  ],
  village: ['import_id', 'row_number', 'within_division', 'year', 'county_code', 'division', 'cleared'],
};

/** The staged columns that one file fills, by kind. A file has a third of them; the others stay out of its COPY. */
export type StagedLayout = Readonly<Record<StagedEntity, readonly StagedColumn[]>>;

export function layoutFor(items: ReadonlySet<string>): StagedLayout {
  const used = (entity: StagedEntity) => stagedColumns[entity].filter((column) => items.has(column.item.id));
  return { person: used('person'), household: used('household'), village: used('village') };
}

/** `COPY` into the staged table: the keys, then the columns of the layout. */
export function stagedCopy(entity: StagedEntity, layout: StagedLayout): string {
  const names = [...KEY_COLUMNS[entity], ...layout[entity].map((column) => column.name)];
  return `copy staged_${entity}_row (${names.join(', ')}) from stdin`;
}
