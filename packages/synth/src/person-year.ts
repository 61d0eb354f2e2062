import { firstOffered, isOffered } from './forms-of-year.ts';
import type { Values } from './invented-household.ts';
import type { PersonTraits } from './person-traits.ts';
import type { Random } from './random.ts';

const CATEGORIES = ['sight', 'hearing', 'speech', 'limb', 'intellect', 'mental', 'multiple'];
const GRADES = ['first', 'second', 'third', 'fourth'];
const DROPOUT_REASONS = ['weariness', 'weariness', 'illness', 'disability', 'other'];

/** From this year the form takes several states of health; before, only one. */
const SEVERAL_HEALTH_STATES_FROM = 2018;

export interface Welfare {
  readonly isDibao: boolean;
  readonly isTekun: boolean;
}

/** What the register says about one person at the end of `year`. */
export function personYear(
  random: Random,
  traits: PersonTraits,
  year: number,
  welfare: Welfare,
  phone: string | null,
): Values {
  const age = year - Number(traits.bornOn.slice(0, 4));
  const school = schoolOf(traits, year);
  const work = workOf(random, traits, age, school.isAtSchool);
  const labor = laborOf(traits, age, year, school.isAtSchool);
  return {
    relation: traits.relation,
    phone: traits.hasPhone && age >= 18 ? phone : null,
    politicalStatus: traits.isPartyMember
      ? 'partyMember'
      : age >= 15 && age <= 27 && traits.track !== 'grade9'
        ? 'leagueMember'
        : 'masses',
    education: school.education,
    schoolStatus: school.schoolStatus,
    isOutOfSchool: school.isOutOfSchool,
    dropoutReason: school.isOutOfSchool ? (DROPOUT_REASONS[age % DROPOUT_REASONS.length] ?? null) : null,
    health: healthOf(traits, year),
    disabilityCategory: traits.disability ? (CATEGORIES[traits.disability.category - 1] ?? null) : null,
    disabilityGrade: traits.disability ? (GRADES[traits.disability.grade - 1] ?? null) : null,
    disabilityCardYear: traits.disability?.cardYear ?? null,
    laborSkill: labor,
    workStatus: work.months > 0 ? traits.workStatus : null,
    workMonths: work.months,
    workPlace: work.months > 0 ? traits.workPlace : null,
    worksAbroad: false,
    publicPosts: work.post ? [work.post] : null,
    publicPostMonths: work.post ? 12 : null,
    isSoldier: false,
    lifeStatus: 'normal',
    speaksMandarin: age >= 6 && age <= 60,
    hasResidentMedicalInsurance: random.chance(0.994),
    hasEmployeeMedicalInsurance: false,
    hasSeriousIllnessInsurance: random.chance(0.99),
    hasSupplementaryInsurance: year >= 2016 && random.chance(0.6),
    receivedMedicalAid: traits.isSeriouslyIll && random.chance(0.7),
    receivedOtherHealthSupport: (traits.isSeriouslyIll || traits.isChronicallyIll) && random.chance(0.4),
    hasResidentPension: age >= 16 && !school.isAtSchool ? random.chance(0.93) : false,
    hasEmployeePension: false,
    isDibao: welfare.isDibao,
    isTekun: welfare.isTekun,
  };
}

function healthOf(traits: PersonTraits, year: number): string[] {
  const found: string[] = [];
  if (traits.isChronicallyIll) found.push('chronicIllness');
  if (traits.isSeriouslyIll) found.push('seriousIllness');
  if (traits.disability) found.push('disabled');
  if (found.length === 0) return ['healthy'];
  // One value until 2017: the gravest.
  return year < SEVERAL_HEALTH_STATES_FROM ? found.slice(-1) : found;
}

export function isFitForWork(traits: PersonTraits, age: number): boolean {
  return age >= 16 && age < 60 && !traits.isSeriouslyIll && (!traits.disability || traits.disability.grade >= 3);
}

function laborOf(traits: PersonTraits, age: number, year: number, isAtSchool: boolean): string {
  if (age < 16 || isAtSchool || age >= 75) return 'none';
  if (traits.isSeriouslyIll || (traits.disability && traits.disability.grade <= 2)) return 'lost';
  const isWeak = age >= 60 || traits.disability !== null || traits.isChronicallyIll;
  if (isWeak && isOffered('laborSkill', 'weak', year)) return 'weak';
  if (age >= 60) return 'none';
  return traits.isSkilled ? 'skilled' : 'ordinary';
}

function workOf(
  random: Random,
  traits: PersonTraits,
  age: number,
  isAtSchool: boolean,
): { months: number; post: string | null } {
  if (!isFitForWork(traits, age) || isAtSchool) return { months: 0, post: null };
  if (traits.workMonths > 0)
    return { months: Math.min(12, Math.max(1, traits.workMonths + random.between(-2, 1))), post: null };
  return { months: 0, post: random.chance(0.06) ? random.pick(['forest', 'road', 'water', 'cleaning', 'care']) : null };
}

interface School {
  readonly schoolStatus: string | null;
  readonly education: string | null;
  readonly isAtSchool: boolean;
  readonly isOutOfSchool: boolean;
}

/** School year by age on 31 August: six primary years from 6, three of junior high, then by the person's track. */
function schoolOf(traits: PersonTraits, year: number): School {
  const age = year - Number(traits.bornOn.slice(0, 4)) - (traits.bornOn.slice(5) > '08-31' ? 1 : 0);
  if (age < 6) return age < 3 ? notYet(year) : kindergarten(traits, year);
  if (age < 15 && traits.dropsOut && age >= 12) return { ...leftWith('primary', year), isOutOfSchool: true };
  if (age < 12) return at('primary', 'primary', year);
  if (age < 15) return at(`grade${age - 5}`, 'juniorHigh', year);
  if (Number(traits.bornOn.slice(0, 4)) < 1993) return leftWith(traits.education, year);
  if (traits.track === 'grade9' || traits.dropsOut) return leftWith('juniorHigh', year);
  if (age < 18) {
    const kind = traits.track === 'vocational' ? 'secondaryVocational' : 'seniorHigh';
    return at(`${kind}${age - 14}`, 'seniorHigh', year);
  }
  if (traits.track === 'college' && age < 21) return higher(`higherVocational${age - 17}`, 'juniorCollege', year);
  if (traits.track === 'bachelor' && age < 22) return higher(`bachelor${age - 17}`, 'bachelorOrAbove', year);
  if (traits.track === 'college') return leftWith('juniorCollege', year);
  return leftWith(traits.track === 'bachelor' ? 'bachelorOrAbove' : 'seniorHigh', year);
}

/** While the form has 非在校生, a pupil has an education too; afterwards exactly one of the two is filled. */
function hasBoth(year: number): boolean {
  return isOffered('schoolStatus', 'notAtSchool', year);
}

function at(schoolStatus: string, level: string, year: number): School {
  const education = hasBoth(year) ? educationIn(level, year) : null;
  return { schoolStatus, education, isAtSchool: true, isOutOfSchool: false };
}

function higher(status: string, level: string, year: number): School {
  return at(firstOffered('schoolStatus', [status, 'collegeOrAbove'], year), level, year);
}

function leftWith(level: string, year: number): School {
  return {
    schoolStatus: hasBoth(year) ? 'notAtSchool' : null,
    education: educationIn(level, year),
    isAtSchool: false,
    isOutOfSchool: false,
  };
}

function educationIn(level: string, year: number): string {
  switch (level) {
    case 'collegeOrAbove':
      return firstOffered('education', ['collegeOrAbove', 'juniorCollege'], year);
    case 'juniorCollege':
    case 'bachelorOrAbove':
      return firstOffered('education', [level, 'collegeOrAbove'], year);
    default:
      return level;
  }
}

/** 学龄前儿童 was an education first and a school status later. */
function notYet(year: number): School {
  const isEducation = isOffered('education', 'preschooler', year);
  return {
    schoolStatus: isEducation ? 'notAtSchool' : 'preschooler',
    education: isEducation ? 'preschooler' : null,
    isAtSchool: false,
    isOutOfSchool: false,
  };
}

function kindergarten(traits: PersonTraits, year: number): School {
  const goes = traits.bornOn.charCodeAt(9) % 5 !== 0;
  if (!goes) return notYet(year);
  return { ...notYet(year), schoolStatus: 'kindergarten', isAtSchool: true };
}
