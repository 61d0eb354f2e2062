import { defineItems } from './item.ts';

/** 县, by year: the figures that household and county standards are measured against. */
export const countyItems = defineItems('county', 'yearly', {
  ruralDisposableIncomePerHead: {
    nameZh: '农村居民人均可支配收入',
    nameEn: 'Rural disposable income per head',
    type: 'integer',
    unit: 'fen/year',
    fileUnit: '元',
    range: { min: 0, max: 1_000_000_000 },
    owner: 'statistics',
    source: ['hubei-2015/3.1.1d', 'hubei-plan/3.3c', 'hubei-plan/3.3i', 'wuhan-2015/3.1.1d'],
  },
  ruralPopulation: {
    nameZh: '农村户籍人口数',
    nameEn: 'Registered rural population',
    type: 'integer',
    unit: 'person',
    fileUnit: '人',
    range: { min: 0, max: 20_000_000 },
    owner: 'publicSecurity',
    headers: ['农村户籍人口', '乡村人口数'],
    source: ['hubei-2015/3.3c', 'hubei-plan/3.3i'],
    note: 'The base of 贫困发生率.',
  },
  budgetRevenuePerHead: {
    nameZh: '人均地方公共财政预算收入',
    nameEn: 'Local public budget revenue per head',
    type: 'integer',
    unit: 'fen/year',
    fileUnit: '元',
    range: { min: 0, max: 10_000_000_000 },
    owner: 'finance',
    source: ['hubei-2015/3.3c', 'hubei-plan/3.3i'],
  },
  isPovertyCounty: {
    nameZh: '是否贫困县',
    nameEn: 'Poverty-stricken county',
    type: 'boolean',
    owner: 'povertyOffice',
    source: ['hubei-plan/3.1c'],
  },
  exitYear: {
    nameZh: '摘帽年度',
    nameEn: 'Year of leaving the list',
    type: 'year',
    owner: 'povertyOffice',
    source: ['hubei-2015/3.3a', 'hubei-2015/3.3b'],
  },
});
