export { browseChildren, browseRoots, searchDivisions } from './browse-divisions.ts';
export type {
  CountyRecode,
  Division,
  DivisionNode,
  DivisionResolution,
  FindDivisions,
  FoundDivision,
  FoundPlace,
  RecodeCounty,
  RecodeCountyRefusal,
  Succession,
} from './contract.ts';
export {
  DEMONSTRATION_CITY,
  DEMONSTRATION_PROVINCE,
  demonstrationDivisions,
  LINJIANG_DISTRICT,
  loadDemonstrationDivisions,
  QINGSHI_COUNTY,
} from './demonstration-divisions.ts';
export {
  DETAILED_PROVINCES,
  type DetailedProvince,
  EDITIONS,
  type Edition,
  editionDivisions,
  editionOf,
  type FileDivision,
  provinceDivisions,
} from './division-files.ts';
export { DIVISION_LEVELS, depthOf, levelBelow, parentCodeOf } from './division-level.ts';
export { type NameParts, nameParts, tidyDivisionName } from './division-name.ts';
export { type DivisionNames, divisionNames, type NamedPlace, type NameResolution } from './division-names.ts';
export { editDistance } from './edit-distance.ts';
export { findAncestors, findChildren, findCounties, findDivision, findDivisionsByCode } from './find-division.ts';
export { findDivisionHistory } from './find-division-history.ts';
export { findDivisions } from './find-divisions.ts';
export { findFormerCounties } from './find-former-counties.ts';
export { findLawFollowers } from './find-law-followers.ts';
export { lawChain } from './law-chain.ts';
export { loadDivisionNames } from './load-division-names.ts';
export { type DivisionsLoaded, type DivisionToLoad, type LoadDivisions, loadDivisions } from './load-divisions.ts';
export { recodeCounty } from './recode-county.ts';
export { type ResolveOptions, resolveDivision } from './resolve-division.ts';
