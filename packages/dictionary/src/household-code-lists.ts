import type { CodeList } from './code-list.ts';

/** 脱贫标志 AAR010. */
const exitStatus: CodeList = {
  id: 'exitStatus',
  nameZh: '脱贫属性',
  nameEn: 'Exit status',
  values: [
    { key: 'poor', forms: [{ code: '0', label: '未脱贫' }], synonyms: ['未脱贫户'] },
    {
      key: 'exited',
      forms: [{ code: '1', label: '已脱贫' }],
      synonyms: ['已脱贫（享受政策）', '脱贫（享受政策）', '脱贫享受政策', '脱贫', '脱贫户', '已脱贫户'],
    },
    { key: 'exitProposed', forms: [{ code: '2', label: '预脱贫' }], synonyms: ['预脱贫户'] },
    { key: 'returned', forms: [{ code: '3', label: '返贫' }], synonyms: ['返贫户'] },
    {
      key: 'exitedWithoutSupport',
      forms: [{ code: '4', label: '稳定脱贫' }],
      synonyms: ['已脱贫（不再享受政策）', '脱贫（不再享受政策）', '脱贫不享受政策', '稳定脱贫户'],
    },
  ],
  note: 'Code 4 is 稳定脱贫 in one copy of the national tables and 已脱贫（不再享受政策） in another: taken as the same.',
};

/** 贫困户属性 AAC006: the same codes with other meanings from 2018. */
const povertyAttribute: CodeList = {
  id: 'povertyAttribute',
  nameZh: '贫困户属性',
  nameEn: 'Household category',
  values: [
    { key: 'generalPoor', forms: [{ code: '01', label: '一般贫困户' }], synonyms: ['一般农户（贫困）'] },
    { key: 'dibao', forms: [{ to: 2017, code: '02', label: '低保户' }], successors: ['dibaoExited', 'dibaoPoor'] },
    { key: 'wubao', forms: [{ to: 2017, code: '03', label: '五保户' }], successors: ['tekunExited', 'tekunPoor'] },
    { key: 'dibaoPoor', forms: [{ code: '04', label: '低保贫困户' }] },
    { key: 'general', forms: [{ to: 2017, code: '05', label: '一般农户' }], successors: ['generalExited'] },
    {
      key: 'tekunPoor',
      forms: [
        { to: 2017, code: '06', label: '五保贫困户' },
        { from: 2018, code: '06', label: '特困供养贫困户' },
      ],
    },
    { key: 'dibaoExited', forms: [{ from: 2018, code: '02', label: '低保脱贫户' }] },
    {
      key: 'tekunExited',
      forms: [{ from: 2018, code: '03', label: '特困供养脱贫户' }],
      synonyms: ['五保脱贫户'],
    },
    { key: 'generalExited', forms: [{ from: 2018, code: '05', label: '一般脱贫户' }] },
    { key: 'dibaoTekunPoor', forms: [{ from: 2018, code: '07', label: '低保特困供养贫困户' }] },
    { key: 'dibaoTekun', forms: [{ from: 2018, code: '08', label: '低保特困供养户' }] },
  ],
  note: '02, 03 and 05 of 2017 do not say whether the household has left; the exit status does. 低保户 and 五保户 therefore have two successors.',
};

/** 致贫原因 AAC007, AAC008. The codes beginning with Y are those of Guangdong’s own system. */
const povertyCause: CodeList = {
  id: 'povertyCause',
  nameZh: '致贫原因',
  nameEn: 'Cause of poverty',
  values: [
    { key: 'illness', forms: [{ code: '01', label: '因病' }], synonyms: ['Y01'] },
    { key: 'disability', forms: [{ code: '02', label: '因残' }], synonyms: ['Y02'] },
    { key: 'schooling', forms: [{ code: '03', label: '因学' }], synonyms: ['Y03'] },
    { key: 'disaster', forms: [{ code: '04', label: '因灾' }], synonyms: ['因自然灾害', 'Y04'] },
    { key: 'landShortage', forms: [{ code: '05', label: '缺土地' }], synonyms: ['Y05'] },
    { key: 'waterShortage', forms: [{ code: '06', label: '缺水' }], synonyms: ['Y06'] },
    { key: 'skillShortage', forms: [{ code: '07', label: '缺技术' }], synonyms: ['Y07'] },
    {
      key: 'labourShortage',
      forms: [{ code: '08', label: '缺劳动力' }],
      synonyms: ['缺劳力', '因缺劳动力', '缺乏劳动力', 'Y08'],
    },
    { key: 'fundsShortage', forms: [{ code: '09', label: '缺资金' }], synonyms: ['Y09'] },
    { key: 'transport', forms: [{ code: '10', label: '交通条件落后' }], synonyms: ['交通落后', 'Y10'] },
    {
      key: 'motivation',
      forms: [{ code: '11', label: '自身发展动力不足' }],
      synonyms: ['自身发展力不足', '自身发展', 'Y11'],
    },
    { key: 'marriage', forms: [{ from: 2018, label: '因婚' }] },
    { key: 'bereavement', forms: [{ from: 2018, label: '因丧' }] },
    { key: 'other', forms: [{ code: '99', label: '其他' }], synonyms: ['其它', '未知', 'Y12', 'Y99'] },
  ],
  note: '因婚 and 因丧 came with the form of 2018; their codes were never seen stored, so they are read by text only.',
};

const identificationStandard: CodeList = {
  id: 'identificationStandard',
  nameZh: '识别标准',
  nameEn: 'Identified by standard',
  values: [
    { key: 'national', forms: [{ label: '国家标准' }], synonyms: ['国标'] },
    { key: 'provincial', forms: [{ label: '省定标准' }], synonyms: ['省级标准', '省标'] },
    { key: 'municipal', forms: [{ label: '市定标准' }], synonyms: ['市级标准', '市标'] },
  ],
  note: 'Codes of AAC005 are not public.',
};

/** 入户路类型 AAC316: cement and asphalt became one value in 2019. */
const accessRoadKind: CodeList = {
  id: 'accessRoadKind',
  nameZh: '入户路类型',
  nameEn: 'Road to the house',
  values: [
    {
      key: 'dirt',
      forms: [
        { to: 2018, code: '01', label: '泥土路' },
        { from: 2019, label: '泥土路' },
      ],
      synonyms: ['土路'],
    },
    {
      key: 'gravel',
      forms: [
        { to: 2018, code: '02', label: '砂石路' },
        { from: 2019, label: '沙石路' },
      ],
    },
    { key: 'cement', forms: [{ to: 2018, code: '03', label: '水泥路' }], successors: ['hardened'] },
    { key: 'asphalt', forms: [{ to: 2018, code: '04', label: '沥青路' }], successors: ['hardened'] },
    { key: 'hardened', forms: [{ from: 2019, label: '硬化路' }] },
    { key: 'other', forms: [{ from: 2019, label: '其他' }], synonyms: ['其它'] },
  ],
  note: 'Codes of the values of 2019 are not public.',
};

const mainFuel: CodeList = {
  id: 'mainFuel',
  nameZh: '主要燃料类型',
  nameEn: 'Main fuel',
  values: [
    { key: 'firewood', forms: [{ code: '01', label: '柴草' }] },
    { key: 'dung', forms: [{ code: '02', label: '干畜粪' }] },
    { key: 'coal', forms: [{ code: '03', label: '煤炭' }], synonyms: ['煤'] },
    { key: 'clean', forms: [{ code: '04', label: '清洁能源' }] },
    { key: 'other', forms: [{ code: '05', label: '其他' }], synonyms: ['其它'] },
  ],
};

const houseDangerLevel: CodeList = {
  id: 'houseDangerLevel',
  nameZh: '危房级别',
  nameEn: 'Danger level of the house',
  values: [
    { key: 'c', forms: [{ label: 'C级' }], synonyms: ['C', 'C级危房'] },
    { key: 'd', forms: [{ label: 'D级' }], synonyms: ['D', 'D级危房'] },
  ],
  note: 'Codes of AAC322 are not public.',
};

const relocationKind: CodeList = {
  id: 'relocationKind',
  nameZh: '搬迁方式',
  nameEn: 'Kind of relocation',
  values: [
    { key: 'wholeVillage', forms: [{ from: 2016, code: '01', label: '行政村整体搬迁' }] },
    { key: 'wholeHamlet', forms: [{ from: 2016, code: '02', label: '自然村整体搬迁' }] },
    {
      key: 'singleHousehold',
      forms: [{ from: 2016, code: '03', label: '建档立卡贫困户个别搬迁' }],
      synonyms: ['个别搬迁'],
    },
  ],
};

export const householdCodeLists: readonly CodeList[] = [
  exitStatus,
  povertyAttribute,
  povertyCause,
  identificationStandard,
  accessRoadKind,
  mainFuel,
  houseDangerLevel,
  relocationKind,
];
