import { idCheckDigit } from '@daohu/dictionary';
import { type CountyCode, invariant } from '@daohu/kernel';
import type { Sex } from './family.ts';
import type { Random } from './random.ts';

/**
 * ID numbers that pass every check and belong to nobody: digits 15–17 are 996–999, which were kept for centenarians
 * in the 15-digit scheme and are not given out. Even is female, odd male, so two are free per day, sex and region.
 */
export interface IdNumbers {
  take(bornOn: string, sex: Sex): string;
}

const SEQUENCES: Record<Sex, readonly [string, string]> = { female: ['996', '998'], male: ['997', '999'] };
const DEMONSTRATION_PROVINCE = 99;
/** Region codes of the province that no county ever had: cities 40–89. */
const SPARE_REGIONS = 5_000;

/**
 * Numbers of one county, unique over the province: `index` of `counties` keeps each county's spare regions apart.
 * The demonstration's province 99 is none of the real ones, so its people carry Hubei's unused 4299xx.
 */
export function idNumbersOf(county: CountyCode, index: number, counties: number): IdNumbers {
  const province = Math.floor(county / 10_000);
  const invented = province === DEMONSTRATION_PROVINCE;
  const own = invented ? 429_900 + (county % 100) : county;
  const used = new Map<string, number>();
  const regions = [String(own)];
  const regionAt = (at: number): string => {
    while (regions.length <= at) {
      const spare = index + (regions.length - 1) * counties;
      invariant(spare < SPARE_REGIONS, 'a county has been asked for more people than it has invented ID numbers');
      regions.push(String((invented ? 420_000 : province * 10_000) + 4_000 + spare));
    }
    return regions[at] as string;
  };
  return {
    take(bornOn, sex) {
      const day = bornOn.replaceAll('-', '');
      const key = sex === 'male' ? `m${day}` : `f${day}`;
      const before = used.get(key) ?? 0;
      used.set(key, before + 1);
      const seventeen = regionAt(before >> 1) + day + SEQUENCES[sex][before & 1];
      return seventeen + idCheckDigit(seventeen);
    },
  };
}

/** A mobile number 1990xxxxxxx: right in form, kept to one block so that an invented phone is seen to be one. */
export function inventPhone(county: number, sequence: number): string {
  return `1990${String((county % 100) * 100_000 + (sequence % 100_000)).padStart(7, '0')}`;
}

/** 一卡通, 19 digits that pass the Luhn check, all beginning with 62999 so that they are seen to be invented. */
export function inventBankCard(county: number, sequence: number): string {
  const digits = `62999${String(county).padStart(6, '0')}${String(sequence % 10_000_000).padStart(7, '0')}`;
  let sum = 0;
  for (let at = 0; at < digits.length; at++) {
    const digit = digits.charCodeAt(digits.length - 1 - at) - 48;
    const doubled = at % 2 === 0 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return digits + String((10 - (sum % 10)) % 10);
}

/** 残疾人证号: ID number, category 1–7, grade 1–4, and for every twentieth card a reissue. */
export function inventDisabilityCard(random: Random, idNumber: string, category: number, grade: number): string {
  return `${idNumber}${category}${grade}${random.chance(0.05) ? 'B1' : ''}`;
}
