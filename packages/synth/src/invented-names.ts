import type { Sex } from './family.ts';
import type { Random } from './random.ts';

const SURNAMES = [
  ...'李王张刘陈杨黄周吴胡',
  ...'李王张刘陈杨黄周吴胡',
  ...'徐孙朱何高林郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文向覃冉',
];

/** Characters by the years in which they were liked; the first is for people born before 1975. */
const CHARACTERS: Record<Sex, readonly [older: string, younger: string]> = {
  male: [
    '国建明志华德福贵春元先大世光成祖良才家兴正永昌忠学金保生清云文仁全发运先启长安富',
    '伟强军勇杰涛磊鹏浩宇轩博文俊凯毅翔晨阳子豪泽睿思远嘉铭天佑一鸣梓昊航',
  ],
  female: [
    '秀英桂兰玉珍凤梅香莲菊芳翠云素群珍琼华芝春红银枝菊荣先喜腊冬清碧',
    '婷丽娟敏静燕雪莹欣怡子涵梓萱雨诗佳琪思语晴梦瑶一诺紫悦心妍可馨',
  ],
};

export function inventSurname(random: Random): string {
  return random.pick(SURNAMES);
}

export function inventGivenName(random: Random, sex: Sex, bornIn: number): string {
  const [older, younger] = CHARACTERS[sex];
  const characters = bornIn < 1975 ? older : younger;
  const first = characters[random.between(0, characters.length - 1)] ?? '';
  return random.chance(bornIn < 1975 ? 0.15 : 0.25)
    ? first
    : first + (characters[random.between(0, characters.length - 1)] ?? '');
}

const HAMLET_TAILS = ['湾', '冲', '坡', '屋场', '院子', '坪', '垭', '沟'];

/** 自然村 of a village, invented from surnames as such places are named. */
export function inventHamlets(random: Random): string[] {
  const names = new Set<string>();
  for (let left = random.between(3, 7); left > 0; left--) {
    names.add(`${inventSurname(random)}家${random.pick(HAMLET_TAILS)}`);
  }
  return [...names];
}
