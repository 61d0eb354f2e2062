import { householdExitItems } from './household-exit-items.ts';
import { getItem, type ItemId } from './items.ts';
import type { SetColumn, SheetSet } from './sheet-set.ts';
import { villageExitItems } from './village-exit-items.ts';

/**
 * 核查表: what the rules ask for and no sheet of the offices carries, because somebody has to go and look. Our own
 * sheets, not an exchange format: exported with what is on record, filled in, imported. They carry no ID number, so
 * that they are never masked.
 */
const PLACE: readonly SetColumn[] = [
  { label: '县(市、区、旗)', role: 'context', context: 'county' },
  { label: '乡(镇)', role: 'context', context: 'township' },
  { label: '行政村', role: 'context', context: 'village' },
];
const YEAR: SetColumn = { label: '年度', role: 'context', context: 'year' };

/** What a check leads to is decided by a procedure: it is not filled in on the sheet of the check. */
const DECISIONS: ReadonlySet<ItemId> = new Set<ItemId>(['village.hasExited', 'village.exitYear']);

/** Items of the national tables that rules ask for and that R1, R3, R4 and R7 leave out. */
const LEFT_OUT_OF_R4: readonly ItemId[] = ['household.wantsRelocation'];
const LEFT_OUT_OF_R7: readonly ItemId[] = [
  'village.poorPersons',
  'village.ncmsPersons',
  'village.cooperatives',
  'village.informationOfficers',
];

/** Of a person; the sheets of the offices show a child out of school only through 失学或辍学原因. */
const OF_PERSONS: readonly ItemId[] = ['person.isGuaranteeEligible', 'person.isOutOfSchool', 'person.disabilityGrade'];

/** Columns that say who a row is about. A check sheet that has nothing beside them asks nothing. */
export const namingItems: ReadonlySet<ItemId> = new Set<ItemId>([
  'household.householdNo',
  'person.personNo',
  'person.name',
]);

export const checkSheets: readonly SheetSet[] = [
  {
    id: 'E1',
    title: '户脱贫核查表',
    origin: 'own',
    rows: 'household',
    isImported: true,
    columns: [
      ...PLACE,
      columnOf('household.householdNo'),
      { label: '户主姓名', role: 'context', context: 'headName' },
      YEAR,
      ...householdExitItems.map(({ id }) => columnOf(id)),
      ...LEFT_OUT_OF_R4.map(columnOf),
    ],
  },
  {
    id: 'E2',
    title: '村出列核查表',
    origin: 'own',
    rows: 'village',
    isImported: true,
    columns: [
      ...PLACE,
      YEAR,
      ...villageExitItems.filter(({ id }) => !DECISIONS.has(id)).map(({ id }) => columnOf(id)),
      ...LEFT_OUT_OF_R7.map(columnOf),
    ],
  },
  {
    id: 'E3',
    title: '人员核查表',
    origin: 'own',
    rows: 'person',
    isImported: true,
    columns: [
      ...PLACE,
      columnOf('household.householdNo'),
      { label: '户主姓名', role: 'context', context: 'headName' },
      columnOf('person.personNo'),
      columnOf('person.name'),
      YEAR,
      ...OF_PERSONS.map(columnOf),
    ],
  },
];

/** The label says the unit, so that nobody has to know it. */
function columnOf(id: ItemId): SetColumn {
  const { nameZh, fileUnit } = getItem(id);
  return fileUnit
    ? { label: `${nameZh}（${fileUnit}）`, role: 'item', item: id, unit: fileUnit }
    : { label: nameZh, role: 'item', item: id };
}
