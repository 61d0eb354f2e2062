import { sql, type Work } from '@daohu/db';
import {
  type InventedHousehold,
  type InventedMember,
  type InventedValues,
  type RecordedHousehold,
  recordHousehold,
} from './invented-county.ts';

/** What a test changes of a household that meets every condition of the household exit in 2016. */
export interface LeavingHousehold extends Omit<InventedHousehold, 'members' | 'yearly' | 'year'> {
  /** 人均纯收入 in 2016, fen; ¥4,000 when left out. */
  readonly netIncomePerHead?: number | null;
  /** 人均纯收入 in 2015, fen; ¥2,000 when left out, null for a year of which nothing is on record. */
  readonly incomeBefore?: number | null;
  readonly yearly?: InventedValues;
  /** Instead of the father and the child at school. */
  readonly members?: readonly InventedMember[];
}

/** Meets hubei-plan and, with the figures it needs, wuhan-2015: a test takes away the one thing it is about. */
const YEARLY: InventedValues = {
  povertyAttribute: 'generalPoor',
  exitStatus: 'poor',
  mainBusinesses: 1,
  skills: 1,
  hasEnoughFood: true,
  hasEnoughClothing: true,
  isHouseSafe: true,
  isDangerousHouse: false,
  isElderCareAssured: true,
  hasSafeWater: true,
  isPovertyPassingCut: true,
  areServicesWellOff: true,
  wantsWork: false,
  needsTraining: false,
  dibaoGrant: 0,
  tekunGrant: 0,
};

export const FATHER: InventedMember = {
  name: '王石头',
  identity: { bornOn: '1978-03-01' },
  yearly: {
    relation: 'head',
    laborSkill: 'ordinary',
    education: 'juniorHigh',
    schoolStatus: 'notAtSchool',
    hasResidentMedicalInsurance: true,
  },
};
export const CHILD: InventedMember = {
  name: '王小草',
  identity: { bornOn: '2006-05-20' },
  yearly: {
    relation: 'daughter',
    laborSkill: 'none',
    schoolStatus: 'primary',
    hasResidentMedicalInsurance: true,
  },
};

/** Writes a household that may leave the register in 2016, but for what the test changes, with its year 2015. */
export async function recordLeavingHousehold(work: Work, leaving: LeavingHousehold = {}): Promise<RecordedHousehold> {
  const { netIncomePerHead = 400_000, incomeBefore = 200_000, yearly, members = [FATHER, CHILD], ...rest } = leaving;
  const home = await recordHousehold(work, {
    ...rest,
    members,
    year: 2016,
    yearly: { ...YEARLY, netIncomePerHead, ...yearly },
  });
  if (incomeBefore !== null) {
    await work.db.execute(sql`
      insert into household_year (county_code, household_id, year, division, head_name, member_count, net_income_per_head)
      select county_code, household_id, 2015, division, head_name, member_count, ${incomeBefore}
      from household_year where county_code = ${home.countyCode} and household_id = ${home.householdId} and year = 2016`);
  }
  return home;
}
