import type { DivisionLevel } from '@daohu/kernel';

/**
 * How names of divisions are compared. Offices write 青石县, 青石; 城关街道, 城关街道办事处, 城关街办; 李家沟村, 李家沟村委会,
 * 李家沟村民委员会, 李家沟. The *stem* is what remains in all of them (青石, 城关, 李家沟); the *kind* is what the
 * suffix said, because 李家沟村 and 李家沟社区 are two different bodies that often share one township.
 */
export interface NameParts {
  readonly stem: string;
  readonly kind: NameKind;
}

/** What the suffix of a name says; `none` when it has none. Committees of villages and of residents are told apart. */
export type NameKind = 'village' | 'residents' | 'street' | 'town' | 'rural-township' | 'county' | 'other' | 'none';

const NATIONALITIES =
  '各族|维吾尔族|哈萨克族|柯尔克孜族|乌孜别克族|塔吉克族|俄罗斯族|鄂温克族|鄂伦春族|土家族|蒙古族|布依族|朝鲜族|哈尼族|傈僳族|拉祜族|纳西族|景颇族|达斡尔族|仫佬族|布朗族|撒拉族|毛南族|仡佬族|锡伯族|阿昌族|普米族|德昂族|保安族|裕固族|塔塔尔族|独龙族|赫哲族|门巴族|珞巴族|基诺族|高山族|东乡族|回族|藏族|苗族|彝族|壮族|满族|侗族|瑶族|白族|黎族|傣族|畲族|佤族|水族|土族|羌族|怒族|京族';
const NATIONALITY_TAIL = new RegExp(`(?:${NATIONALITIES})+$`, 'u');

const RESIDENTS_TAIL = /(?:社区居民委员会|社区居委会|社区居委|社区委员会|居民委员会|居委会|居委|社区)$/u;
const VILLAGE_TAIL = /(?:村民委员会|村委员会|村委会|村委|行政村)$/u;
const STREET_TAIL = /(?:街道办事处|街办事处|街道办|街办|街道|办事处)$/u;
const TOWN_TAIL = /(?:镇人民政府|镇政府|镇)$/u;
const RURAL_TOWNSHIP_TAIL = /(?:民族乡|乡人民政府|乡政府|乡)$/u;
const BODY_TAIL = /(?:管理委员会|管委会|管理处|管理区|人民政府)$/u;
const COUNTY_TAIL = /(?:自治县|自治州|自治区|特别行政区|林区|地区|省|市|县|区|州|盟|旗)$/u;

/** Spaces go, full-width brackets and digits become plain: two spellings of one name compare equal. */
export function tidyDivisionName(name: string): string {
  return name.normalize('NFKC').replace(/\s+/gu, '');
}

/** Splits a name as a division of this level is named. Never gives an empty stem for a name that is not blank. */
export function nameParts(name: string, level: DivisionLevel): NameParts {
  const tidy = tidyDivisionName(name);
  if (level === 'village') return villageParts(tidy);
  if (level === 'township') return townshipParts(tidy);
  return upperParts(tidy);
}

function villageParts(name: string): NameParts {
  const residents = without(name, RESIDENTS_TAIL);
  if (residents !== null) return { stem: withoutVillageWord(residents), kind: 'residents' };
  const village = without(name, VILLAGE_TAIL);
  if (village !== null) return { stem: withoutVillageWord(village), kind: 'village' };
  const bare = without(name, /村$/u);
  return bare === null ? { stem: name, kind: 'none' } : { stem: bare, kind: 'village' };
}

/** 新村委会 and 新村村委会 are the same village: one 村 goes in both. */
function withoutVillageWord(name: string): string {
  return without(name, /村$/u) ?? name;
}

function townshipParts(name: string): NameParts {
  const street = without(name, STREET_TAIL);
  // 干河街道办事处街道 does not occur, 干河办事处街道 does.
  if (street !== null) return { stem: without(street, STREET_TAIL) ?? street, kind: 'street' };
  const town = without(name, TOWN_TAIL);
  if (town !== null) return { stem: town, kind: 'town' };
  const rural = without(name, RURAL_TOWNSHIP_TAIL);
  if (rural !== null) return { stem: without(rural, NATIONALITY_TAIL) ?? rural, kind: 'rural-township' };
  const body = without(name, BODY_TAIL);
  return body === null ? { stem: name, kind: 'none' } : { stem: body, kind: 'other' };
}

function upperParts(name: string): NameParts {
  const upper = without(name, COUNTY_TAIL);
  // 郧县 without its suffix would be one character: such short names are said with the suffix, and so is the stem.
  if (upper === null || upper.length < 2) return { stem: name, kind: upper === null ? 'none' : 'county' };
  const stem = without(upper, NATIONALITY_TAIL);
  return { stem: stem !== null && stem.length >= 2 ? stem : upper, kind: 'county' };
}

function without(name: string, tail: RegExp): string | null {
  const short = name.replace(tail, '');
  return short === name || short === '' ? null : short;
}
