export { type DatabaseColumn, databaseColumns } from './database-columns.ts';
export type {
  Department,
  Derivation,
  Entity,
  HeaderLabel,
  Item,
  ItemTime,
  ItemType,
  Sensitivity,
} from './item.ts';
export { findItem, findItemByRuleName, getItem, type ItemId, items, itemsOf } from './items.ts';
export type { FileUnit, Unit } from './unit.ts';
