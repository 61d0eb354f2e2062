import { firstOffered, isOffered } from './forms-of-year.ts';
import type { HouseholdTraits } from './household-traits.ts';
import type { Values } from './invented-household.ts';

/** Where a household is reached; the same in every year. */
export interface Contact {
  readonly naturalVillage: string;
  readonly villageGroup: string;
  readonly phone: string;
  readonly bankName: string;
  readonly bankCard: string;
}

export type Standing = 'poor' | 'exited' | 'returned' | 'exitedWithoutSupport';

export function standingIn(traits: HouseholdTraits, year: number): Standing {
  const { exitYear, firstExitYear, returnedYear, losesSupportYear } = traits;
  if (exitYear !== null && year >= exitYear) {
    return losesSupportYear !== null && year >= losesSupportYear ? 'exitedWithoutSupport' : 'exited';
  }
  if (returnedYear !== null && year >= returnedYear) return 'returned';
  return firstExitYear !== null && year >= firstExitYear ? 'exited' : 'poor';
}

export function isOut(standing: Standing): boolean {
  return standing === 'exited' || standing === 'exitedWithoutSupport';
}

/** Status and living conditions of a household at the end of `year`; its income is drawn apart. */
export function householdYear(traits: HouseholdTraits, contact: Contact, year: number, size: number): Values {
  const standing = standingIn(traits, year);
  const out = isOut(standing);
  const isDangerous = traits.danger !== null && year < traits.danger.repairedIn;
  const hasSafeWater = year >= traits.waterSafeFrom;
  const hasMoved = traits.isRelocated && year >= 2017 && out;
  const nearlyOut = out || (traits.exitYear !== null && year >= traits.exitYear - 1);
  // One literal: an object of eighty fields put together by spreading costs more than all the drawing of chances.
  return {
    naturalVillage: contact.naturalVillage,
    villageGroup: contact.villageGroup,
    phone: contact.phone,
    bankName: contact.bankName,
    bankCard: contact.bankCard,
    size,
    identificationStandard: 'national',
    exitStatus: standing,
    exitYear: exitYearIn(traits, year, out),
    povertyAttribute: attributeOf(traits, year, out),
    mainCause: traits.mainCause,
    otherCauses: traits.otherCauses.length > 0 ? [...traits.otherCauses] : null,
    isMilitaryFamily: false,
    isOnlyChildFamily: false,
    isTwoDaughterFamily: false,
    isInCooperative: year >= traits.cooperativeFrom,
    isLedByEnterprise: year >= traits.enterpriseFrom,
    isLedByEntrepreneur: year >= traits.entrepreneurFrom,
    wantsRelocation: traits.isRelocated,
    relocationKind:
      traits.isRelocated && isOffered('relocationKind', 'singleHousehold', year) ? 'singleHousehold' : null,
    cultivatedLand: traits.cultivatedLand,
    irrigatedLand: Math.round((traits.cultivatedLand * 0.4) / 10) * 10,
    forestLand: traits.forestLand,
    returnedForestLand: traits.returnedForestLand,
    orchardLand: traits.orchardLand,
    grassLand: 0,
    waterSurface: 0,
    hasProductionPower: true,
    hasHouseholdPower: true,
    hasBroadcasting: true,
    hasSafeWater,
    hasWaterDifficulty: !hasSafeWater,
    distanceToMainRoad: traits.distanceToMainRoad,
    accessRoadKind: roadOf(traits, year),
    houseArea: size * traits.houseAreaPerHead * 100,
    isDangerousHouse: isDangerous,
    houseDangerLevel: isDangerous ? (traits.danger?.level ?? null) : null,
    hasSanitaryToilet: year >= traits.toiletFrom,
    mainFuel: year >= traits.cleanFuelFrom ? 'clean' : 'firewood',
    // What the documents ask for at the exit and no national field holds. A poor household's answers are partly no.
    hasEnoughFood: true,
    hasEnoughClothing: true,
    mainBusinesses: nearlyOut ? 1 + (traits.standing > 0.6 ? 1 : 0) : traits.standing > 0.5 ? 1 : 0,
    skills: nearlyOut ? 1 : traits.standing > 0.7 ? 1 : 0,
    isHouseSafe: !isDangerous,
    hasMedicalAccess: nearlyOut || traits.mainCause !== 'illness',
    isEducationAssured: nearlyOut || traits.mainCause !== 'schooling',
    isElderCareAssured: nearlyOut || traits.standing > 0.3,
    areServicesWellOff: nearlyOut,
    isPovertyPassingCut: nearlyOut,
    areHardshipsSolved: nearlyOut,
    livesInHarshConditions: traits.isRelocated && !hasMoved,
    isRelocated: hasMoved,
    hasProductionLand: hasMoved ? true : null,
  };
}

function exitYearIn(traits: HouseholdTraits, year: number, out: boolean): number | null {
  if (!out) return null;
  return traits.exitYear !== null && year >= traits.exitYear ? traits.exitYear : traits.firstExitYear;
}

/** From 2018 the category also says whether the household has left. */
function attributeOf({ welfare }: HouseholdTraits, year: number, out: boolean): string {
  const kind = welfare === 'none' ? 'general' : welfare;
  const poor = `${kind}Poor`;
  return out ? firstOffered('povertyAttribute', [`${kind}Exited`, poor], year) : poor;
}

function roadOf(traits: HouseholdTraits, year: number): string {
  if (year < traits.roadHardenedFrom) return traits.standing > 0.4 ? 'gravel' : 'dirt';
  return firstOffered('accessRoadKind', [traits.standing > 0.85 ? 'asphalt' : 'cement', 'hardened'], year);
}
