import { householdExitItems } from './household-exit-items.ts';
import type { SetColumn, SheetSet } from './sheet-set.ts';
import { villageExitItems } from './village-exit-items.ts';

/**
 * 核查表: what the exit rules ask for and no sheet of the offices carries, because somebody has to go and look. Our own
 * sheets, not an exchange format: exported with what is on record, filled in, imported.
 */
const PLACE: readonly SetColumn[] = [
  { label: '县(市、区、旗)', role: 'context', context: 'county' },
  { label: '乡(镇)', role: 'context', context: 'township' },
  { label: '行政村', role: 'context', context: 'village' },
];
const YEAR: SetColumn = { label: '年度', role: 'context', context: 'year' };

/** What a check leads to is decided by a procedure: it is not filled in on the sheet of the check. */
const DECISIONS: ReadonlySet<string> = new Set(['village.hasExited', 'village.exitYear']);

export const checkSheets: readonly SheetSet[] = [
  {
    id: 'E1',
    title: '户脱贫核查表',
    origin: 'own',
    rows: 'household',
    isImported: true,
    columns: [
      ...PLACE,
      { label: '户编号', role: 'item', item: 'household.householdNo' },
      { label: '户主姓名', role: 'context', context: 'headName' },
      YEAR,
      ...householdExitItems.map(columnOf),
    ],
  },
  {
    id: 'E2',
    title: '村出列核查表',
    origin: 'own',
    rows: 'village',
    isImported: true,
    columns: [...PLACE, YEAR, ...villageExitItems.filter(({ id }) => !DECISIONS.has(id)).map(columnOf)],
  },
];

/** The label says the unit, so that nobody has to know it. */
function columnOf({
  id,
  nameZh,
  fileUnit,
}: (typeof householdExitItems)[number] | (typeof villageExitItems)[number]): SetColumn {
  return fileUnit
    ? { label: `${nameZh}（${fileUnit}）`, role: 'item', item: id, unit: fileUnit }
    : { label: nameZh, role: 'item', item: id };
}
