import type { Connection } from '@daohu/db';
import type { DivisionLevel } from '@daohu/kernel';
import { type DivisionToLoad, loadInventedProvince } from './load-divisions.ts';
import { selectLive } from './store.ts';

/** 示范省 and below: invented, with codes that the national standard will never use. */
export const DEMONSTRATION_PROVINCE = 990_000_000_000;
export const DEMONSTRATION_CITY = 999_900_000_000;
/** 青石县, under Hubei's law. */
export const QINGSHI_COUNTY = 999_921_000_000;
/** 临江区, under Wuhan's law. */
export const LINJIANG_DISTRICT = 999_902_000_000;

const HUBEI = 420_000_000_000;
const WUHAN = 420_100_000_000;

interface InventedTownship {
  readonly digits: number;
  readonly name: string;
  /** 社区, numbered from 001. */
  readonly residents: readonly string[];
  /** 行政村, numbered from 201. */
  readonly villages: readonly string[];
}

const QINGSHI: readonly InventedTownship[] = [
  {
    digits: 100,
    name: '城关镇',
    residents: ['东门社区', '河街社区'],
    villages: words('石桥 郭家垭 柳林 五里铺 黄土岗 双井 杨树坪 南冲 荷叶塘 凤鸣 罗家湾 土地岭'),
  },
  {
    digits: 101,
    name: '青石镇',
    residents: ['青石街社区'],
    villages: words('青石 白岩 大坪 小坪 瓦窑沟 梨树垭 长岭 松树包 三岔口 水井湾 金竹 谢家坝 老林口 望山'),
  },
  {
    digits: 102,
    name: '云雾镇',
    residents: ['云雾社区'],
    villages: words(
      '云雾山 茶园 高峰 石笋 响水洞 庙坪 核桃坪 牛栏坡 上云 下云 马鞍山 鹰嘴岩 雷家坪 桂花 新茶 竹林 板桥',
    ),
  },
  {
    digits: 103,
    name: '龙泉镇',
    residents: ['龙泉社区', '新街社区'],
    villages: words(
      '龙泉 龙潭 双龙 清水 沙坝 田家垸 曹家坡 楠木 红岩 石马 花屋 关口 桃源 李家沟 张家垭 万寿 小河口 大河口',
    ),
  },
  {
    digits: 104,
    name: '沙河镇',
    residents: ['沙河社区'],
    villages: words('沙河 河坪 渡口 蒋家洲 青龙 麻柳 油坊 古井 陈家湾 白沙 中堰 高堰 黄龙 菜园'),
  },
  {
    digits: 200,
    name: '高坪乡',
    residents: [],
    villages: words('高坪 双堰 天池 杉树湾 界岭 凉风垭 羊角 木鱼 银杏 苦竹 岩屋 太平 仙女'),
  },
  {
    digits: 201,
    name: '桃花土家族乡',
    residents: [],
    villages: words('桃花 吊脚楼 白果 黄连溪 三元 覃家坪 摆手坝 麻池 野茶 铁厂 石门 向家寨 落水 朝阳 野花坪 大屋场'),
  },
  {
    digits: 202,
    name: '柏杨乡',
    residents: [],
    villages: words('柏杨 李家沟 月亮湾 响滩 朱家垭 杜鹃 回龙 偏岩 楠竹 胜利 前进 红星'),
  },
];

const LINJIANG: readonly InventedTownship[] = [
  { digits: 1, name: '滨江街道', residents: ['滨江社区', '码头社区'], villages: words('鱼嘴 江滩 柳堤') },
  { digits: 100, name: '汤湖镇', residents: ['汤湖社区'], villages: words('汤湖 莲塘 藕池 新堤 姚家台 周家墩') },
  { digits: 200, name: '武岭乡', residents: [], villages: words('武岭 松涛 石榴 黄金口 团山') },
];

function words(line: string): string[] {
  return line.split(' ').map((name) => `${name}村`);
}

/** Every row of the invented province, from the province down. Pure, for tests and generators. */
export function demonstrationDivisions(): DivisionToLoad[] {
  return [
    invented(DEMONSTRATION_PROVINCE, 'province', '示范省'),
    invented(DEMONSTRATION_CITY, 'city', '示范市'),
    { ...invented(LINJIANG_DISTRICT, 'county', '临江区'), lawDivision: WUHAN },
    ...townships(LINJIANG_DISTRICT, LINJIANG),
    { ...invented(QINGSHI_COUNTY, 'county', '青石县'), lawDivision: HUBEI },
    ...townships(QINGSHI_COUNTY, QINGSHI),
  ];
}

function townships(county: number, list: readonly InventedTownship[]): DivisionToLoad[] {
  return list.flatMap(({ digits, name, residents, villages }) => {
    const township = county + digits * 1_000;
    return [
      invented(township, 'township', name),
      ...residents.map((each, at) => invented(township + 1 + at, 'village', each, '121')),
      ...villages.map((each, at) => invented(township + 201 + at, 'village', each, '220')),
    ];
  });
}

function invented(code: number, level: DivisionLevel, name: string, urbanRural: string | null = null): DivisionToLoad {
  return { code, level, name, urbanRural, isVirtual: false, lon: null, lat: null };
}

/** Puts the invented province into the live tree, once; what a recode has made of it since then stays. */
export async function loadDemonstrationDivisions(owner: Connection): Promise<void> {
  const there = await selectLive(owner, [DEMONSTRATION_PROVINCE]);
  if (there.length === 0) await loadInventedProvince(owner, DEMONSTRATION_PROVINCE, demonstrationDivisions());
}
