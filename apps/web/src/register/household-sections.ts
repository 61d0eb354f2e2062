import { findItem, getItem, type Item, type ItemId, itemsOf } from '@daohu/dictionary';

const BASICS: readonly ItemId[] = [
  'household.exitStatus',
  'household.exitYear',
  'household.povertyAttribute',
  'household.mainCause',
  'household.otherCauses',
  'household.causeDescription',
  'household.identificationStandard',
  'household.firstIdentifiedMonth',
  'household.size',
  'household.villageGroup',
  'household.naturalVillage',
  'household.phone',
  'household.bankName',
  'household.bankCard',
];

const LIVING: readonly ItemId[] = [
  'household.houseArea',
  'household.isDangerousHouse',
  'household.houseDangerLevel',
  'household.hasSafeWater',
  'household.hasWaterDifficulty',
  'household.hasHouseholdPower',
  'household.hasProductionPower',
  'household.hasBroadcasting',
  'household.hasSanitaryToilet',
  'household.mainFuel',
  'household.accessRoadKind',
  'household.distanceToMainRoad',
  'household.cultivatedLand',
  'household.irrigatedLand',
  'household.forestLand',
  'household.returnedForestLand',
  'household.orchardLand',
  'household.grassLand',
  'household.waterSurface',
];

/** 收支 of a household in the order of the form; sums stand below what they add up. */
const INCOME: readonly ItemId[] = [
  'household.wageIncome',
  'household.businessIncome',
  'household.propertyIncome',
  'household.assetDividend',
  'household.otherPropertyIncome',
  'household.transferIncome',
  'household.familyPlanningGrant',
  'household.dibaoGrant',
  'household.tekunGrant',
  'household.pension',
  'household.ecologyGrant',
  'household.otherTransfer',
  'household.annualIncome',
  'household.businessExpense',
  'household.netIncome',
  'household.netIncomePerHead',
  'household.disposableIncomePerHead',
];

export const basicItems = BASICS.map((id) => getItem(id));
export const livingItems = LIVING.map((id) => getItem(id));
export const incomeItems = INCOME.map((id) => getItem(id));

/** Every other yearly item of a household, so that no item of the dictionary is left off the page. */
export const otherItems: readonly Item[] = itemsOf('household', 'yearly').filter(
  (item) => ![...BASICS, ...LIVING, ...INCOME].some((id) => id === item.id),
);

/** The sum that an item is part of, when that sum is itself a part: such items are shown indented under it. */
export function subtotalOf(item: Item): Item | null {
  const subtotal = incomeItems.find((one) => one.derivedFrom?.plus.includes(item.id) && isPartOfAnother(one));
  return subtotal ?? null;
}

function isPartOfAnother(item: Item): boolean {
  const parent = incomeItems.find((one) => one.derivedFrom?.plus.includes(item.id));
  return parent !== undefined && findItem(parent.id)?.field === 'annualIncome';
}
