import { defineItems, type ItemDefinition } from './item.ts';

/** 出列条件 of a village, 九有 among them, that the decisions name and no national field holds, by year. */
export const villageExitItems = defineItems('village', 'yearly', {
  isPoorVillage: {
    nameZh: '是否建档立卡贫困村',
    nameEn: 'Registered poor village',
    type: 'boolean',
    ruleName: '贫困村',
    owner: 'povertyOffice',
    source: ['hubei-plan/3.1c'],
    headers: ['是否贫困村', '贫困村'],
  },
  hasExited: {
    nameZh: '是否出列',
    nameEn: 'Has left the list',
    type: 'boolean',
    ruleName: '已出列',
    owner: 'povertyOffice',
  },
  exitYear: {
    nameZh: '出列年度',
    nameEn: 'Year of leaving the list',
    type: 'year',
    owner: 'povertyOffice',
    headers: ['出列年份'],
  },
  ruralPopulation: {
    nameZh: '农村户籍人口数',
    nameEn: 'Registered rural population',
    type: 'integer',
    unit: 'person',
    fileUnit: '人',
    range: { min: 0, max: 1_000_000 },
    owner: 'publicSecurity',
    headers: ['乡村人口数', '农村户籍人口'],
    note: 'The base of 贫困发生率.',
    source: ['hunan-2016/1.2g'],
  },
  disposableIncomePerHead: {
    nameZh: '村居民人均可支配收入',
    nameEn: 'Villagers’ disposable income per head',
    type: 'integer',
    unit: 'fen/year',
    fileUnit: '元',
    range: { min: -100_000_000, max: 1_000_000_000 },
    ruleName: '居民人均可支配收入',
    owner: 'statistics',
    source: ['hubei-2015/3.2c', 'hubei-plan/3.3f', 'wuhan-2015/3.2d'],
    headers: ['居民人均可支配收入', '人均可支配收入'],
  },
  isInfrastructureSound: judged('基础设施是否较为完善', 'Infrastructure fairly complete', '基础设施较为完善', [
    'hubei-2015/3.2e',
    'hubei-plan/3.3h',
    'wuhan-2015/3.2f',
  ]),
  haveConditionsImproved: judged(
    '生产生活条件是否显著改善',
    'Living conditions clearly better',
    '生产生活条件显著改善',
    ['hubei-2015/3.2e', 'hubei-plan/3.3h', 'wuhan-2015/3.2f'],
  ),
  areServicesAtLevel: {
    ...judged(
      '基本公共服务主要指标是否达标',
      'Main public services at the level asked for',
      '基本公共服务主要指标达标',
      ['hubei-2015/3.2f', 'hubei-plan/3.3h', 'wuhan-2015/3.2g'],
    ),
    note: 'The level is that of the village’s own law: 达到全省平均 in Hubei 2015, 接近 in the plan, 接近全市平均 in Wuhan.',
  },
  areProminentProblemsSolved: judged(
    '基础设施和基本公共服务主要领域突出问题是否有效解决',
    'Prominent problems of infrastructure and public services solved',
    '突出问题有效解决',
    ['hunan-2016/1.2i'],
  ),
  hasLeadingIndustry: judged('有主导产业', 'Leading industry', '有主导产业', [
    'hubei-2015/4.3zb',
    'wuhan-2015/4.6d',
    'wuhan-2015/4.1b',
  ]),
  hasServiceCentre: judged('有健全的群众服务中心', 'Sound service centre', '有健全的群众服务中心', [
    'hubei-2015/4.3zd',
    'wuhan-2015/4.6f',
  ]),
  hasSchoolHealthCulture: {
    ...judged(
      '有小学教育、卫生文化等服务功能',
      'Primary school, health and culture services',
      '有小学教育卫生文化等服务功能',
      ['hubei-2015/4.3ze', 'wuhan-2015/4.6g'],
    ),
    headers: ['有小学教育、卫生文化等服务设施'],
  },
  hasHardenedRoad: {
    ...judged('有硬化的通村公路', 'Hardened road to the village', '有硬化的通村公路', [
      'hubei-2015/4.3zf',
      'wuhan-2015/4.6h',
    ]),
    owner: 'transport',
  },
  hasPipedSafeWater: {
    ...judged('有入户的安全饮水', 'Safe water in the houses', '有入户的安全饮水', [
      'hubei-2015/4.3zg',
      'wuhan-2015/4.6i',
    ]),
    owner: 'water',
    note: 'The village’s own statement; the households’ records are counted beside it.',
  },
  hasSafePowerGrid: {
    ...judged('有安全的农村电网', 'Safe power grid', '有安全的农村电网', ['hubei-2015/4.3zh', 'wuhan-2015/4.6j']),
    owner: 'power',
  },
  hasHouseholdCable: {
    ...judged('有入户的广电通信光纤电缆', 'Cable or fibre in the houses', '有入户的广电通信光纤电缆', [
      'hubei-2015/4.3zi',
      'wuhan-2015/4.6k',
    ]),
    owner: 'broadcasting',
  },
  hasCleanEnergy: judged('有清洁的生活能源', 'Clean energy for living', '有清洁的生活能源', [
    'hubei-2015/4.3zj',
    'wuhan-2015/4.6l',
  ]),
  doesKindergartenSuffice: {
    ...judged('幼儿园是否满足学前教育需要', 'Kindergarten places suffice', '幼儿园满足学前教育需要', [
      'wuhan-2015/3.1.3c',
    ]),
    owner: 'education',
  },
  areSchoolsStandardised: {
    ...judged('公办小学及初中是否完成标准化建设', 'Public schools up to standard', '公办小学及初中完成标准化建设', [
      'wuhan-2015/3.1.3d',
    ]),
    owner: 'education',
  },
});

function judged(nameZh: string, nameEn: string, ruleName: string, source: readonly string[]): ItemDefinition {
  return { nameZh, nameEn, type: 'boolean', ruleName, owner: 'povertyOffice', source };
}
