import { defineItems, type ItemDefinition } from './item.ts';

/**
 * 家庭收入 of a household, by year (national table AC07). Sums are stored as the office reported them;
 * `derivedFrom` says what they should add up to, and a check compares.
 */
export const incomeItems = defineItems('household', 'yearly', {
  wageIncome: income('工资性收入', 'Wage income', 'AAC073', { owner: 'humanResources' }),
  businessIncome: income('生产经营性收入', 'Business income', 'AAC071', { headers: ['经营性收入'] }),
  businessExpense: income('生产经营性支出', 'Business expense', 'AAC074', {
    headers: ['生产性支出', '生产经营性支出（合计）'],
  }),
  propertyIncome: income('财产性收入', 'Property income', 'AAC072', {
    derivedFrom: { plus: ['household.assetDividend', 'household.otherPropertyIncome'] },
  }),
  assetDividend: income('资产收益扶贫分红收入', 'Dividends from poverty-relief assets', 'AAC092'),
  otherPropertyIncome: income('其他财产性收入', 'Other property income', 'AAC093'),
  transferIncome: income('转移性收入', 'Transfer income', 'AAC085', {
    derivedFrom: {
      plus: [
        'household.familyPlanningGrant',
        'household.dibaoGrant',
        'household.tekunGrant',
        'household.pension',
        'household.ecologyGrant',
        'household.otherTransfer',
      ],
    },
  }),
  familyPlanningGrant: income('计划生育金', 'Family-planning grant', 'AAC076', { owner: 'health' }),
  dibaoGrant: income('低保金', 'Minimum-living grant', 'AAC077', {
    owner: 'civilAffairs',
    headers: ['最低生活保障金'],
  }),
  tekunGrant: income('特困供养金', 'Grant for people in extreme difficulty', 'AAC086', {
    owner: 'civilAffairs',
    headers: ['五保金', '特困人员救助供养金', '五保金/特困供养金'],
    note: 'Called 五保金 until the 五保 scheme became 特困人员救助供养.',
  }),
  pension: income('养老保险金', 'Pension', 'AAC087', {
    owner: 'humanResources',
    headers: ['养老金或离退休金'],
  }),
  ecologyGrant: income('生态补偿金', 'Ecological compensation', 'AAC078', { owner: 'forestry' }),
  otherTransfer: income('其他转移性收入', 'Other transfer income', 'AAC083'),
  annualIncome: income('年收入', 'Annual income', 'AAC081', {
    headers: ['年总收入', '家庭年收入'],
    derivedFrom: {
      plus: [
        'household.wageIncome',
        'household.businessIncome',
        'household.propertyIncome',
        'household.transferIncome',
      ],
    },
  }),
  netIncome: income('纯收入', 'Net income', 'AAC079', {
    headers: ['家庭纯收入', '年纯收入', '家庭年纯收入'],
    derivedFrom: { plus: ['household.annualIncome'], minus: ['household.businessExpense'] },
  }),
  netIncomePerHead: income('人均纯收入', 'Net income per head', 'AAC082', {
    headers: ['家庭人均纯收入', '年人均纯收入'],
    derivedFrom: { plus: ['household.netIncome'], over: 'household.size' },
  }),
  disposableIncomePerHead: income('人均可支配收入', 'Disposable income per head', null, {
    headers: ['家庭人均可支配收入', '年人均可支配收入'],
    source: ['hubei-2015/3.1.1b', 'hubei-plan/3.3b', 'wuhan-2015/3.1.1b'],
    note: 'The decisions compare 可支配收入; the national register keeps 纯收入. A pack names which one it reads.',
  }),
});

function income(
  nameZh: string,
  nameEn: string,
  nationalCode: string | null,
  more: Partial<ItemDefinition> = {},
): ItemDefinition {
  return {
    nameZh,
    nameEn,
    type: 'integer',
    unit: 'fen/year',
    fileUnit: '元',
    range: { min: -1_000_000_000, max: 1_000_000_000 },
    owner: 'povertyOffice',
    nationalCodes: nationalCode ? [nationalCode] : [],
    ...more,
  };
}
