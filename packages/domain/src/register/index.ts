export {
  columnsOfItems,
  columnsOfTable,
  itemColumnsSql,
  itemsOfTable,
  itemValue,
  masked,
  type Opening,
  opened,
  type RegisterTable,
  type Row,
  registerTables,
  rowToItems,
} from './columns.ts';
export { countyInReach } from './county-in-reach.ts';
export { rangesOf } from './division-scope.ts';
export { enterCountyFigures } from './enter-county-figures.ts';
export { EXITED_STATUSES, POOR_STATUSES } from './exit-status.ts';
export { findHomeOfYear } from './find-home-of-year.ts';
export { itemText } from './item-text.ts';
export { HIGHER_OFFICE } from './labels.zh-cn.ts';
export { listHouseholds } from './list-households.ts';
export { listYears } from './list-years.ts';
export { maskSensitive } from './mask-sensitive.ts';
export { comparableName, NAME_SEPARATORS, nameTokens } from './name-tokens.ts';
export { type PageStart, readPageStart, writePageStart } from './page-start.ts';
export { findHouseholdKey, type HouseholdRecord, readHousehold, readHouseholdAsOf } from './read-household.ts';
export { type RecordsRekeyed, rekeyRegister } from './rekey-county.ts';
export { revealSensitive } from './reveal-sensitive.ts';
export { showCounty } from './show-county.ts';
export { showHistory } from './show-history.ts';
export { showHousehold } from './show-household.ts';
export { showVillage } from './show-village.ts';
export { copyOfRecords, type RecordKeys } from './store/copy-of-records.ts';
export { type CopyScope, copyOfYear } from './store/copy-of-year.ts';
export { selectCountyYears } from './store/counties.ts';
export type { RecordKey } from './store/household-record.ts';
export {
  type FieldValues,
  type HouseholdOfYear,
  type HouseholdScope,
  type HouseholdYears,
  type MemberOfYear,
  selectCountiesOfYear,
  selectCountiesOnRecord,
  selectCountiesWithRows,
  selectHouseholdsOfYear,
  selectMembersOfYear,
  selectMembersYearBefore,
  selectVillageSizes,
  selectVillagesOfYear,
  selectYearBefore,
  selectYearsOfHousehold,
} from './store/rows-of-year.ts';
export { type RowsToStream, type StreamedPlace, streamedColumn, streamRows } from './store/stream-rows.ts';
