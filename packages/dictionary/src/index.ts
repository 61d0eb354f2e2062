export { type BankCardRefusal, luhnHolds, readBankCard } from './bank-card.ts';
export type { CodeForm, CodeList, CodeRefusal, CodeValue, YearSpan } from './code-list.ts';
export { codeLists, codeOf, getCodeList, labelOf, readCode, readCodes, successors, valuesIn } from './code-lists.ts';
export { type DatabaseColumn, databaseColumns } from './database-columns.ts';
export {
  type DisabilityCard,
  type DisabilityCardRefusal,
  type IdentityDocument,
  readDisabilityCard,
  readIdentityDocument,
} from './disability-card.ts';
export { type Figure, figureText, isConvertible, scaleFigure, stepsPer } from './figure-units.ts';
export { type IdNumber, type IdNumberRefusal, idCheckDigit, readIdNumber } from './id-number.ts';
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
export { type OrganisationCodeRefusal, readCreditCode, readOrganisationCode } from './organisation-code.ts';
export { type Phone, type PhoneRefusal, readPhone } from './phone.ts';
export { compactText, plainText, toHalfWidth } from './plain-text.ts';
export { readHeader } from './read-header.ts';
export { matchSheet, recogniseSheet } from './recognise-sheet.ts';
export type {
  ColumnMeaning,
  FileColumn,
  RowSubject,
  SetColumn,
  SheetContext,
  SheetMatch,
  SheetSet,
} from './sheet-set.ts';
export { findSheetSet, hidesNumbers, sheetSets } from './sheet-sets.ts';
export type { FileUnit, Unit } from './unit.ts';
