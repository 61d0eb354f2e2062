import type { Random } from './random.ts';

export type Sex = 'male' | 'female';

/** A member before names and numbers: ages are those at the end of 2014; negative is born that many years later. */
export interface MemberDraft {
  readonly relation: string;
  readonly sex: Sex;
  readonly age: number;
  /** `own`: the head's surname. `in-law`: another one. */
  readonly surname: 'own' | 'in-law';
}

/** The year that the ages of drafts refer to: the first of the campaign. */
export const AGES_IN = 2014;

type Shape =
  | 'elder-alone'
  | 'elder-couple'
  | 'adult-alone'
  | 'couple-children'
  | 'three-generations'
  | 'single-parent'
  | 'grandparents-children'
  | 'adult-with-parents';

/** Shares of poor households as surveys of the time describe them; they give about 3.1 persons to a household. */
const SHAPES: readonly (readonly [Shape, number])[] = [
  ['elder-alone', 12],
  ['elder-couple', 12],
  ['adult-alone', 5],
  ['couple-children', 27],
  ['three-generations', 22],
  ['single-parent', 8],
  ['grandparents-children', 5],
  ['adult-with-parents', 9],
];

/** 家庭成员 of one invented household, the head first. Children are 20 to 38 years younger than their mother. */
export function inventFamily(random: Random): MemberDraft[] {
  switch (random.weighted(SHAPES)) {
    case 'elder-alone':
      return [head(random, random.between(60, 88), 0.62)];
    case 'elder-couple':
      return couple(random, random.between(61, 82));
    case 'adult-alone':
      return [head(random, random.between(28, 58), 0.8)];
    case 'couple-children': {
      const adults = couple(random, random.between(27, 52));
      return [
        ...adults,
        ...children(
          random,
          motherAge(adults),
          random.weighted([
            [1, 38],
            [2, 48],
            [3, 14],
          ]),
        ),
      ];
    }
    case 'three-generations': {
      const adults = couple(random, random.between(28, 50));
      const parents = parentsOf(random, adults[0]?.age ?? 40);
      return [
        ...adults,
        ...parents,
        ...children(
          random,
          motherAge(adults),
          random.weighted([
            [1, 48],
            [2, 44],
            [3, 8],
          ]),
        ),
      ];
    }
    case 'single-parent': {
      const parent = head(random, random.between(28, 50), 0.6);
      const parents = random.chance(0.4) ? parentsOf(random, parent.age).slice(0, 1) : [];
      return [
        parent,
        ...parents,
        ...children(
          random,
          parent.age,
          random.weighted([
            [1, 62],
            [2, 38],
          ]),
          false,
        ),
      ];
    }
    case 'grandparents-children': {
      const elders = random.chance(0.6)
        ? couple(random, random.between(55, 70))
        : [head(random, random.between(55, 72), 0.4)];
      const count = random.weighted([
        [1, 60],
        [2, 40],
      ] as const);
      return [...elders, ...grandchildren(random, count)];
    }
    case 'adult-with-parents': {
      const child = head(random, random.between(25, 45), 0.85);
      return [child, ...parentsOf(random, child.age)];
    }
  }
}

function head(random: Random, age: number, male: number): MemberDraft {
  return { relation: 'head', sex: random.chance(male) ? 'male' : 'female', age, surname: 'own' };
}

function couple(random: Random, headAge: number): MemberDraft[] {
  const first = head(random, headAge, 0.9);
  const wife = Math.max(24, headAge - random.between(-2, 5));
  return [first, { relation: 'spouse', sex: first.sex === 'male' ? 'female' : 'male', age: wife, surname: 'in-law' }];
}

function motherAge(adults: readonly MemberDraft[]): number {
  return adults.find((adult) => adult.sex === 'female')?.age ?? 40;
}

/** The head's parents; the head's surname is the father's. */
function parentsOf(random: Random, headAge: number): MemberDraft[] {
  const motherAge = headAge + random.between(20, 32);
  const father: MemberDraft = {
    relation: 'father',
    sex: 'male',
    age: motherAge + random.between(-1, 5),
    surname: 'own',
  };
  const mother: MemberDraft = { relation: 'mother', sex: 'female', age: motherAge, surname: 'in-law' };
  if (random.chance(0.45)) return [father, mother];
  return random.chance(0.65) ? [mother] : [father];
}

/** Children from 22 up to 38 years after their mother; the young of a couple may still be born during the campaign. */
function children(random: Random, mother: number, count: number, mayBeBorn = true): MemberDraft[] {
  const found: MemberDraft[] = [];
  let gap = random.between(20, 27);
  for (let each = 0; each < count && gap <= 38; each++) {
    const age = mother - gap;
    gap += random.between(2, 5);
    if (age < -5 || (age < 0 && !mayBeBorn)) continue;
    // Grown daughters have mostly moved to their husbands' families, grown sons have partly set up their own.
    if (age > 26 && random.chance(0.8)) continue;
    const sex: Sex = random.chance(0.53) ? 'male' : 'female';
    found.push({ relation: sex === 'male' ? 'son' : 'daughter', sex, age, surname: 'own' });
  }
  return found;
}

function grandchildren(random: Random, count: number): MemberDraft[] {
  return Array.from({ length: count }, () => {
    const sex: Sex = random.chance(0.53) ? 'male' : 'female';
    return { relation: sex === 'male' ? 'grandson' : 'granddaughter', sex, age: random.between(2, 14), surname: 'own' };
  });
}
