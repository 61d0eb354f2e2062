import { defineItems, type ItemDefinition } from './item.ts';

/** 行政村, by year (national table AD01). The division code is its key; its name is the division's. */
export const villageItems = defineItems('village', 'yearly', {
  leader: {
    nameZh: '村负责人',
    nameEn: 'Village leader',
    type: 'text',
    owner: 'povertyOffice',
    sensitivity: 'personal',
    nationalCodes: ['AAR011'],
  },
  leaderPost: {
    nameZh: '行政职务级别',
    nameEn: 'Post of the leader',
    type: 'text',
    owner: 'povertyOffice',
    nationalCodes: ['AAF031'],
    headers: ['职务'],
  },
  officePhone: {
    nameZh: '村办公电话',
    nameEn: 'Village office phone',
    type: 'phone',
    owner: 'povertyOffice',
    sensitivity: 'open',
    nationalCodes: ['AAR012'],
    headers: ['办公电话', '联系电话'],
    note: 'An office line, not a person’s: open, and not encrypted.',
  },
  kind: described('村属性', 'Kind of village', 'AAD004'),
  direction: described('发展方向属性', 'Direction of development', 'AAD035'),
  terrain: described('地形地貌属性', 'Terrain', 'AAD036'),
  longitude: {
    ...count('经度', 'Longitude', ['AAR101'], '度'),
    unit: 'degree/1000000',
    range: { min: 73_000_000, max: 136_000_000 },
  },
  latitude: {
    ...count('纬度', 'Latitude', ['AAR102'], '度'),
    unit: 'degree/1000000',
    range: { min: 3_000_000, max: 54_000_000 },
  },
  households: households('总户数', 'Households', 'AAD005'),
  hamlets: count('自然村（村民小组）数', 'Hamlets and groups', ['AAD006'], '个'),
  poorHouseholds: households('贫困户数', 'Poor households', 'AAD007'),
  dibaoHouseholds: households('低保户数', 'Households on 低保', 'AAD008'),
  tekunHouseholds: { ...households('五保户数', 'Households on 五保', 'AAD009'), headers: ['特困供养户数'] },
  population: persons('总人口数', 'Population', 'AAD010'),
  poorPersons: persons('贫困人口数', 'Poor persons', 'AAD011'),
  dibaoPersons: persons('低保人口数', 'Persons on 低保', 'AAD012'),
  tekunPersons: {
    ...persons('特困供养人口数', 'Persons on 特困供养', 'AAD013'),
    headers: ['五保人口数'],
    note: 'Called 五保人口数 until the 五保 scheme became 特困人员救助供养.',
  },
  minorityPersons: persons('少数民族人口数', 'Persons of ethnic minorities', 'AAD014'),
  women: persons('妇女人口数', 'Women', 'AAD015'),
  disabledPersons: { ...persons('残疾人口数', 'Disabled persons', 'AAD016'), owner: 'disabledFederation' },
  workers: persons('劳动力人数', 'Persons able to work', 'AAD017'),
  migrantWorkers: { ...persons('外出务工人数', 'Persons working away', 'AAD018'), owner: 'humanResources' },
  partyMembers: { ...persons('中共党员人数', 'Party members', 'AAD037'), owner: 'organisation' },
  graduateOfficials: { ...persons('大学生村官人数', 'Graduate village officials', 'AAD038'), owner: 'organisation' },
  cultivatedLand: land('耕地面积', 'Farmland', 'AAD019'),
  irrigatedLand: land('有效灌溉面积', 'Irrigated land', 'AAD027'),
  forestLand: land('林地面积', 'Forest land', 'AAD021'),
  returnedForestLand: land('退耕还林面积', 'Farmland returned to forest', 'AAD022'),
  orchardLand: land('林果面积', 'Orchards', 'AAD023'),
  grassLand: land('牧草地面积', 'Grassland', 'AAD024'),
  waterSurface: { ...land('水域面积', 'Water surface', 'AAD025'), headers: ['水面面积'] },
  netIncomePerHead: {
    nameZh: '农民人均纯收入',
    nameEn: 'Farmers’ net income per head',
    type: 'integer',
    unit: 'fen/year',
    fileUnit: '元',
    range: { min: -100_000_000, max: 1_000_000_000 },
    owner: 'statistics',
    nationalCodes: ['AAD301'],
  },
  collectiveIncome: {
    nameZh: '村级集体经济收入',
    nameEn: 'Collective income',
    type: 'integer',
    unit: 'fen/year',
    fileUnit: '万元',
    range: { min: 0, max: 100_000_000_000 },
    ruleName: '集体经济收入',
    owner: 'finance',
    nationalCodes: ['AAD302'],
    headers: ['村集体经济收入', '集体经济收入'],
    note: '万元 in the national tables. Also answers 有集体收入, second of 九有.',
  },
  ncmsPersons: {
    ...persons('参加新型农村合作医疗人数', 'Persons in the co-operative medical scheme', 'AAD311'),
    owner: 'health',
    headers: ['参加新农合人数', '参加城乡居民基本医疗保险人数'],
  },
  residentPensionPersons: {
    ...persons('参加城乡居民基本养老保险人数', 'Persons in the resident pension scheme', 'AAD313'),
    owner: 'humanResources',
  },
  employeePensionPersons: {
    ...persons('参加城镇职工基本养老保险人数', 'Persons in the employee pension scheme', 'AAD314'),
    owner: 'humanResources',
  },
  hasBus: {
    nameZh: '是否通客运班车',
    nameEn: 'Bus service',
    type: 'boolean',
    owner: 'transport',
    nationalCodes: ['AAD323'],
  },
  hasPavedRoadToTownship: {
    nameZh: '到乡镇是否通沥青（水泥）路',
    nameEn: 'Paved road to the township',
    type: 'boolean',
    ruleName: '到乡镇通沥青水泥路',
    owner: 'transport',
    nationalCodes: ['AAD328'],
  },
  householdsWithoutSafeWater: {
    ...households('未实现饮水安全户数', 'Households without safe water', 'AAD331'),
    owner: 'water',
  },
  householdsWithWaterDifficulty: {
    ...households('饮水困难户数', 'Households with difficulty in getting water', 'AAD332'),
    owner: 'water',
  },
  poweredHamlets: {
    ...count('已通电自然村（20户以上）数', 'Hamlets of 20 households and more with power', ['AAD358'], '个'),
    owner: 'power',
  },
  dangerousHouseHouseholds: {
    ...households('危房户数', 'Households in dangerous houses', 'AAD361'),
    owner: 'housing',
  },
  cooperatives: { ...count('农民专业合作社个数', 'Farmers’ co-operatives', ['AAD371'], '个'), owner: 'agriculture' },
  tourismHouseholds: households('开展乡村旅游的户数', 'Households in rural tourism', 'AAD381'),
  farmStayHouseholds: households('经营农家乐的户数', 'Households running a farm stay', 'AAD382'),
  tourismWorkers: persons('乡村旅游从业人员数', 'Persons working in rural tourism', 'AAD383'),
  farmStayIncome: {
    nameZh: '经营农家乐户年均收入',
    nameEn: 'Mean yearly income of a farm stay',
    type: 'integer',
    unit: 'fen/year',
    fileUnit: '元',
    range: { min: 0, max: 10_000_000_000 },
    owner: 'statistics',
    nationalCodes: ['AAD384'],
  },
  primarySchools: {
    ...count('村小学（个数）', 'Primary schools', [], '个'),
    owner: 'education',
    headers: ['村小学个数'],
  },
  clinics: { ...count('行政村卫生室个数', 'Clinics', ['AAD391'], '个'), owner: 'health' },
  publicToilets: { ...count('行政村公共卫生厕所个数', 'Public toilets', ['AAD392'], '个'), owner: 'health' },
  doctors: {
    ...persons('行政村执业（助理）医师数', 'Licensed doctors', 'AAD393'),
    ruleName: '执业助理医师数',
    owner: 'health',
    headers: ['行政村执业（助理）医师'],
  },
  refusePoints: count('行政村生产生活垃圾集中堆放点个数', 'Refuse points', ['AAD394'], '个'),
  cultureRooms: {
    ...count('行政村文化（图书）室个数', 'Culture rooms and libraries', ['AAD401'], '个'),
    ruleName: '文化图书室个数',
    owner: 'broadcasting',
  },
  broadbandHouseholds: {
    ...households('通宽带户数', 'Households with broadband', 'AAD411'),
    owner: 'broadcasting',
  },
  broadbandSchools: {
    ...count('通宽带的村小学个数', 'Primary schools with broadband', ['AAD412'], '个'),
    owner: 'broadcasting',
  },
  mobileInternetHouseholds: {
    ...households('能用手机上网的户数', 'Households online by phone', 'AAD413'),
    owner: 'broadcasting',
  },
  informationOfficers: count('行政村信息员个数', 'Information officers', ['AAD414'], '个'),
});

function count(
  nameZh: string,
  nameEn: string,
  nationalCodes: readonly string[],
  fileUnit: NonNullable<ItemDefinition['fileUnit']>,
): ItemDefinition {
  return {
    nameZh,
    nameEn,
    type: 'integer',
    unit: 'count',
    fileUnit,
    range: { min: 0, max: 100_000 },
    owner: 'povertyOffice',
    nationalCodes,
  };
}

function persons(nameZh: string, nameEn: string, nationalCode: string): ItemDefinition {
  return { ...count(nameZh, nameEn, [nationalCode], '人'), unit: 'person' };
}

function households(nameZh: string, nameEn: string, nationalCode: string): ItemDefinition {
  return { ...count(nameZh, nameEn, [nationalCode], '户'), unit: 'household' };
}

function land(nameZh: string, nameEn: string, nationalCode: string): ItemDefinition {
  return {
    ...count(nameZh, nameEn, [nationalCode], '亩'),
    unit: 'mu/100',
    range: { min: 0, max: 1_000_000_000 },
    owner: 'agriculture',
  };
}

/** The code list behind it is not public, so the words are kept as written. */
function described(nameZh: string, nameEn: string, nationalCode: string): ItemDefinition {
  return {
    nameZh,
    nameEn,
    type: 'text',
    owner: 'povertyOffice',
    nationalCodes: [nationalCode],
    note: 'The list behind it is not public: kept as written.',
  };
}
