export {
  HEPING_VILLAGE,
  loadCountiesOfOtherProvinces,
  RONGSHU_VILLAGE,
  XIANGXI_COUNTY,
  YUELING_COUNTY,
} from './counties-of-other-provinces.ts';
export { loadFollowedDivisions } from './followed-divisions.ts';
export { CHILD, FATHER, type LeavingHousehold, recordLeavingHousehold } from './household-that-may-leave.ts';
export {
  BAIYAN_VILLAGE,
  CHENGGUAN_TOWNSHIP,
  type InventedCounty,
  type InventedHousehold,
  type InventedMember,
  inventedCounty,
  LIULIN_VILLAGE,
  QINGSHI_TOWNSHIP,
  type RecordedHousehold,
  recordHousehold,
  recordMember,
  SHIQIAO_VILLAGE,
} from './invented-county.ts';
export {
  emptyTestDatabase,
  startTestPostgres,
  stopTestPostgres,
  type TestDatabase,
  testDatabase,
} from './test-database.ts';
export { recordLeavingVillage } from './village-that-may-exit.ts';
