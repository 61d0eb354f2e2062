import { AGES_IN, type MemberDraft, type Sex } from './family.ts';
import type { Random } from './random.ts';

/** How far somebody goes at school. `grade9` is the end of compulsory schooling. */
export type SchoolTrack = 'grade9' | 'seniorHigh' | 'vocational' | 'college' | 'bachelor';

/** What stays with a person over the years. */
export interface PersonTraits {
  readonly relation: string;
  readonly sex: Sex;
  readonly bornOn: string;
  readonly track: SchoolTrack;
  /** Left school before grade 9 was done; rare, and found by the exit check. */
  readonly dropsOut: boolean;
  readonly isChronicallyIll: boolean;
  readonly isSeriouslyIll: boolean;
  readonly disability: { readonly category: number; readonly grade: number; readonly cardYear: number | null } | null;
  /** Education of those who had left school before the campaign. */
  readonly education: string;
  readonly isSkilled: boolean;
  /** Months of wage work in a good year; 0 for who stays on the farm. */
  readonly workMonths: number;
  readonly workStatus: string;
  readonly workPlace: string;
  readonly hasPhone: boolean;
  readonly isPartyMember: boolean;
  readonly ethnicity: string;
}

const WORK_PLACES: Record<string, readonly string[]> = {
  inTownship: ['本乡镇'],
  inCounty: ['本县县城', '本县工业园区'],
  inProvince: ['省会城市', '本省其他城市'],
  outsideProvince: [
    '广东省深圳市',
    '广东省东莞市',
    '浙江省宁波市',
    '浙江省温州市',
    '江苏省苏州市',
    '福建省泉州市',
    '上海市',
  ],
};

export function inventTraits(random: Random, draft: MemberDraft, ethnicity: string): PersonTraits {
  const { age, sex, relation } = draft;
  const disability = inventDisability(random, age);
  const isSeriouslyIll = !disability && random.chance(age >= 60 ? 0.11 : age >= 35 ? 0.08 : 0.015);
  const canWork = age >= 12 && age <= 60 && !isSeriouslyIll && (!disability || disability.grade >= 3);
  const workStatus = random.weighted([
    ['inTownship', 16],
    ['inCounty', 20],
    ['inProvince', 22],
    ['outsideProvince', 42],
  ] as const);
  const worksAway = canWork && random.chance(relation === 'head' ? 0.5 : 0.62);
  return {
    relation,
    sex,
    bornOn: inventBirthday(random, AGES_IN - age),
    track: random.weighted([
      ['grade9', 22],
      ['seniorHigh', 18],
      ['vocational', 24],
      ['college', 20],
      ['bachelor', 16],
    ] as const),
    dropsOut: random.chance(0.004),
    isChronicallyIll: random.chance(age >= 60 ? 0.36 : age >= 40 ? 0.14 : 0.02),
    isSeriouslyIll,
    disability,
    education: random.weighted(educationOf(age)),
    isSkilled: random.chance(0.06),
    workMonths: worksAway ? random.between(4, 11) : 0,
    workStatus: worksAway ? workStatus : '',
    workPlace: worksAway ? random.pick(WORK_PLACES[workStatus] ?? []) : '',
    hasPhone: age >= 18 && random.chance(age > 70 ? 0.3 : 0.7),
    isPartyMember: age >= 28 && random.chance(0.025),
    ethnicity,
  };
}

function inventDisability(random: Random, age: number): PersonTraits['disability'] {
  if (!random.chance(age >= 60 ? 0.12 : age >= 25 ? 0.09 : 0.02)) return null;
  // Limbs and sight are by far the most frequent, several at once and speech alone the rarest.
  const category = random.weighted([
    [1, 15],
    [2, 17],
    [3, 2],
    [4, 38],
    [5, 11],
    [6, 13],
    [7, 4],
  ] as const);
  const grade = random.weighted([
    [1, 15],
    [2, 32],
    [3, 28],
    [4, 25],
  ] as const);
  return { category, grade, cardYear: random.chance(0.88) ? random.between(2009, 2016) : null };
}

function educationOf(age: number): readonly (readonly [string, number])[] {
  if (age >= 65)
    return [
      ['illiterate', 42],
      ['primary', 46],
      ['juniorHigh', 11],
      ['seniorHigh', 1],
    ];
  if (age >= 40)
    return [
      ['illiterate', 10],
      ['primary', 44],
      ['juniorHigh', 40],
      ['seniorHigh', 6],
    ];
  return [
    ['illiterate', 2],
    ['primary', 16],
    ['juniorHigh', 64],
    ['seniorHigh', 13],
    ['collegeOrAbove', 5],
  ];
}

function inventBirthday(random: Random, year: number): string {
  const month = random.between(1, 12);
  const day = random.between(1, month === 2 ? 28 : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31);
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
