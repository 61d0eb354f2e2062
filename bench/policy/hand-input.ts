import { allocate, codeKeysOf, type DivisionChain, type FactColumns, type Library, type Results } from '@daohu/policy';
import { DATE, RULES } from './bench-rules.ts';

/** The columns, the law and the codes under the names that the loops by hand use. */
export type HandInput = ReturnType<typeof handInput>;

export function handInput(library: Library, columns: FactColumns, chain: DivisionChain) {
  const bytes = (table: string, key: string): Uint8Array => arrayOf(columns, table, key, Uint8Array);
  const ints = (table: string, key: string): Int32Array => arrayOf(columns, table, key, Int32Array);
  const number = (name: string): number => library.parameter(name, chain, DATE).value as number;
  const position = (entity: string, field: string, label: string): number => {
    const found = library.schema.byKey.get(entity)!.fields.get(field)!;
    return codeKeysOf(found).indexOf(found.keysByLabel.get(label)![0]!);
  };
  const cells = (name: string, entity: string, field: string): Float64Array => {
    const { table } = library.parameter(name, chain, DATE);
    const keys = codeKeysOf(library.schema.byKey.get(entity)!.fields.get(field)!);
    return Float64Array.from(keys, (key) => (table!.at([key]) as number | null) ?? Number.NaN);
  };
  const province = (back: number): number => {
    const rule = library.ruleFor('exit-household', chain, DATE);
    if (!rule.ok) throw new Error('the bench has no exit-household');
    const county = library.schema.byKey.get('province')!;
    const field = [...county.fields.values()].find(({ series }) => series !== undefined)!;
    return library.figure({ series: field.series!, level: 'province', yearOffset: back, field }, chain, DATE)
      .value as number;
  };
  const attribute = library.schema.byKey.get('household')!.fields.get('贫困户属性')!;
  const guaranteedKeys = [
    '低保户',
    '五保户',
    '低保贫困户',
    '五保贫困户',
    '低保脱贫户',
    '特困供养脱贫户',
    '低保特困供养贫困户',
    '低保特困供养户',
  ].flatMap((label) => attribute.keysByLabel.get(label)!);
  const counts = (table: string): number => columns.tables.get(table)!.count;
  const states = (table: string): Uint8Array => allocate('u8', counts(table));
  const amounts = (table: string): Float64Array => allocate('f64', counts(table));
  return {
    person: {
      age: bytes('person', 'age'),
      laborSkill: bytes('person', 'laborSkill'),
      schoolStatus: bytes('person', 'schoolStatus'),
      education: bytes('person', 'education'),
      isOutOfSchool: bytes('person', 'isOutOfSchool'),
      hasResident: bytes('person', 'hasResidentMedicalInsurance'),
      hasEmployee: bytes('person', 'hasEmployeeMedicalInsurance'),
      disabilityCategory: bytes('person', 'disabilityCategory'),
      disabilityGrade: bytes('person', 'disabilityGrade'),
      workMonths: bytes('person', 'workMonths'),
      receivedMedicalAid: bytes('person', 'receivedMedicalAid'),
    },
    household: {
      members: columns.tables.get('household')!.lists.get('members')!.starts,
      netIncomePerHead: ints('household', 'netIncomePerHead'),
      netIncomePerHeadBefore: ints('household', 'netIncomePerHead@1'),
      netIncome: ints('household', 'netIncome'),
      size: bytes('household', 'size'),
      mainBusinesses: bytes('household', 'mainBusinesses'),
      skills: bytes('household', 'skills'),
      povertyAttribute: bytes('household', 'povertyAttribute'),
      dibaoGrant: ints('household', 'dibaoGrant'),
      tekunGrant: ints('household', 'tekunGrant'),
      hasEnoughFood: bytes('household', 'hasEnoughFood'),
      hasEnoughClothing: bytes('household', 'hasEnoughClothing'),
      isHouseSafe: bytes('household', 'isHouseSafe'),
      isDangerousHouse: bytes('household', 'isDangerousHouse'),
      isElderCareAssured: bytes('household', 'isElderCareAssured'),
      hasSafeWater: bytes('household', 'hasSafeWater'),
      wantsWork: bytes('household', 'wantsWork'),
      needsTraining: bytes('household', 'needsTraining'),
      isRelocated: bytes('household', 'isRelocated'),
      houseDangerLevel: bytes('household', 'houseDangerLevel'),
      wantsRelocation: bytes('household', 'wantsRelocation'),
      livesInHarshConditions: bytes('household', 'livesInHarshConditions'),
      hasWaterDifficulty: bytes('household', 'hasWaterDifficulty'),
      accessRoadKind: bytes('household', 'accessRoadKind'),
      distanceToMainRoad: ints('household', 'distanceToMainRoad'),
      exitStatus: bytes('household', 'exitStatus'),
      wageIncome: ints('household', 'wageIncome'),
      businessIncome: ints('household', 'businessIncome'),
      propertyIncome: ints('household', 'propertyIncome'),
      transferIncome: ints('household', 'transferIncome'),
      businessExpense: ints('household', 'businessExpense'),
    },
    village: {
      households: columns.tables.get('village')!.lists.get('registeredHouseholds')!.starts,
      disposableIncomePerHead: ints('village', 'disposableIncomePerHead'),
      collectiveIncome: arrayOf(columns, 'village', 'collectiveIncome', Float64Array),
      ruralPopulation: ints('village', 'ruralPopulation'),
      flags: FLAGS.map((key) => bytes('village', key)),
    },
    law: {
      line: number('扶贫标准'),
      provinceNow: province(0),
      provinceBefore: province(-1),
      leastBusinesses: number('增收主业项数下限'),
      leastSkills: number('就业创业技能门数下限'),
      villageShare: number('村均收入比例'),
      leastCollective: number('村集体经济收入下限'),
      schoolFrom: number('义务教育起始年龄'),
      schoolTo: number('义务教育结束年龄'),
      workFrom: number('测速劳动年龄下限'),
      workTo: number('测速劳动年龄上限'),
      workAid: number('测速务工奖补'),
      mostWorkAid: number('测速务工奖补上限'),
      dibao: number('测速低保标准'),
      farthest: number('测速道路距离上限'),
      mostIncidence: number('测速贫困发生率上限'),
      leastInsured: number('测速参保率下限'),
      studentAid: cells('测速学生资助标准', 'person', '在校生状况'),
      disabilityAid: cells('测速残疾补贴标准', 'person', '残疾等级'),
      houseAid: cells('测速危房补助标准', 'household', '危房级别'),
    },
    codes: {
      notAtSchool: position('person', '在校生状况', '非在校生'),
      juniorHigh: position('person', '文化程度', '初中'),
      seniorHigh: position('person', '文化程度', '高中'),
      ordinary: position('person', '劳动技能', '普通劳动力'),
      skilled: position('person', '劳动技能', '技能劳动力'),
      weak: position('person', '劳动技能', '弱劳动力或半劳动力'),
      firstGrade: position('person', '残疾等级', '一级'),
      secondGrade: position('person', '残疾等级', '二级'),
      dirt: position('household', '入户路类型', '泥土路'),
      gravel: position('household', '入户路类型', '砂石路'),
      exited: position('household', '脱贫属性', '已脱贫'),
      exitedWithoutSupport: position('household', '脱贫属性', '稳定脱贫'),
      guaranteed: Uint8Array.from(codeKeysOf(attribute), (key) => (guaranteedKeys.includes(key) ? 1 : 0)),
    },
    out: {
      schoolGap: states('person'),
      insured: states('person'),
      able: states('person'),
      studentAid: states('person'),
      studentAidAmount: amounts('person'),
      disabilityAid: states('person'),
      disabilityAidAmount: amounts('person'),
      workAid: amounts('person'),
      exitHousehold: states('household'),
      householdAid: amounts('household'),
      householdWork: amounts('household'),
      allInsured: states('household'),
      needsWork: states('household'),
      lowIncome: states('household'),
      dibaoGap: amounts('household'),
      houseRepair: states('household'),
      houseRepairAmount: amounts('household'),
      relocation: states('household'),
      returnRisk: states('household'),
      exitVillage: states('village'),
      villageIncidence: states('village'),
      villageReady: states('village'),
      villageAid: amounts('village'),
      villageInsured: states('village'),
    },
  };
}

const FLAGS = [
  'isInfrastructureSound',
  'haveConditionsImproved',
  'areServicesAtLevel',
  'hasLeadingIndustry',
  'hasServiceCentre',
  'hasSchoolHealthCulture',
  'hasHardenedRoad',
  'hasPipedSafeWater',
  'hasSafePowerGrid',
  'hasHouseholdCable',
  'hasCleanEnergy',
];

/** Where the loops by hand write what a rule says. */
const OUTPUTS: Readonly<Record<(typeof RULES)[number], readonly [states: string | null, amounts: string | null]>> = {
  'bench-school-gap': ['schoolGap', null],
  'bench-insured': ['insured', null],
  'bench-able': ['able', null],
  'bench-student-aid': ['studentAid', 'studentAidAmount'],
  'bench-disability-aid': ['disabilityAid', 'disabilityAidAmount'],
  'bench-work-aid': [null, 'workAid'],
  'exit-household': ['exitHousehold', null],
  'bench-household-aid': [null, 'householdAid'],
  'bench-household-work': [null, 'householdWork'],
  'bench-all-insured': ['allInsured', null],
  'bench-needs-work': ['needsWork', null],
  'bench-low-income': ['lowIncome', null],
  'bench-dibao-gap': [null, 'dibaoGap'],
  'bench-house-repair': ['houseRepair', 'houseRepairAmount'],
  'bench-relocation': ['relocation', null],
  'bench-return-risk': ['returnRisk', null],
  'exit-village': ['exitVillage', null],
  'bench-village-incidence': ['villageIncidence', null],
  'bench-village-ready': ['villageReady', null],
  'bench-village-aid': [null, 'villageAid'],
  'bench-village-insured': ['villageInsured', null],
};

/** One number over all results of a rule: a result in another row, or another result, gives another number. */
export function checksum(states: Uint8Array | null, amounts: Float64Array | null): string {
  let [a, b] = [0, 0];
  for (const state of states ?? []) a = (Math.imul(a, 31) + state + 1) | 0;
  for (const amount of amounts ?? []) b = (Math.imul(b, 31) + (Number.isNaN(amount) ? 7 : amount % 1_000_003)) | 0;
  return `${a}/${b}`;
}

export function checksumsOf(results: Results): string[] {
  return RULES.map((rule) => `${rule} ${checksum(results.get(rule)!.states, results.get(rule)!.amounts)}`);
}

export function checksumsByHand({ out }: HandInput): string[] {
  const arrays = out as unknown as Readonly<Record<string, Uint8Array | Float64Array>>;
  return RULES.map((rule) => {
    const [states, amounts] = OUTPUTS[rule];
    const found = [states && arrays[states], amounts && arrays[amounts]] as [Uint8Array | null, Float64Array | null];
    return `${rule} ${checksum(...found)}`;
  });
}

type Kind<T> = { new (length: number): T };

function arrayOf<T>(columns: FactColumns, table: string, key: string, kind: Kind<T>): T {
  const values = columns.tables.get(table)!.columns.get(key)?.values;
  if (!(values instanceof kind)) throw new TypeError(`${table}.${key} is not kept in a ${kind.name}`);
  return values;
}
