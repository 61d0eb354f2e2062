export { MISTAKES, type Mistake, type MistakeKind } from './file-mistakes.ts';
export { type GenerateHouseholds, generateHouseholds, shareOut } from './generate-households.ts';
export type {
  InventedHousehold,
  InventedHouseholdYear,
  InventedMemberYear,
  InventedPerson,
  Values,
} from './invented-household.ts';
export {
  type IdNumbers,
  idNumbersOf,
  inventBankCard,
  inventDisabilityCard,
  inventPhone,
} from './invented-numbers.ts';
export { type LoadRegister, loadRegister, type RegisterLoaded } from './load-register.ts';
export { type CountyPlace, loadPlaces, type PlacesOptions, placesOf, type VillagePlace } from './places.ts';
export { type Random, randomOf } from './random.ts';
export { type CellWriter, cellWriter, type RowOf } from './sheet-cells.ts';
export { addToSums, emptySums, type VillageSums, villageYear } from './village-year.ts';
export {
  type ProvinceWritten,
  sizeOfPlaces,
  type WritableSet,
  type WriteProvince,
  writeProvince,
} from './write-province.ts';
