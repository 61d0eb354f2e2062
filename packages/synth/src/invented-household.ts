import type { ItemValues } from '@daohu/domain/register/contract';
import type { VillagePlace } from './places.ts';

/** Values by the dictionary's field names, in its units: amounts in fen, land in hundredths of a 亩, codes as keys. */
export type Values = ItemValues;

/** 人: who somebody is; what is so in a year stands in `InventedHouseholdYear`. */
export interface InventedPerson {
  readonly personNo: string;
  readonly identity: Values;
}

/** 户, with its members in the order of the register, the head first. */
export interface InventedHousehold {
  readonly householdNo: string;
  readonly place: VillagePlace;
  readonly identity: Values;
  readonly members: readonly InventedPerson[];
  /** Year of its (last) exit; null while it is still poor at the end of 2020. */
  readonly exitYear: number | null;
  /** What holds at the end of that register year; null before the household was identified. */
  inYear(year: number): InventedHouseholdYear | null;
}

export interface InventedHouseholdYear {
  readonly year: number;
  /** Yearly items of the household. */
  readonly household: Values;
  /** Those of its members who were born by then. */
  readonly members: readonly InventedMemberYear[];
}

export interface InventedMemberYear {
  readonly person: InventedPerson;
  readonly yearly: Values;
}
