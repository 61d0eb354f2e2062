export type { CodeForm, CodeList, CodeRefusal, CodeValue, YearSpan } from './code-list.ts';
export { codeLists, codeOf, getCodeList, labelOf, readCode, readCodes, successors, valuesIn } from './code-lists.ts';
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
export { compactText, plainText, toHalfWidth } from './plain-text.ts';
export type { FileUnit, Unit } from './unit.ts';
