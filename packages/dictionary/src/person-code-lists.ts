import type { CodeList } from './code-list.ts';
import { ethnicities } from './generated/ethnicities.ts';

const sex: CodeList = {
  id: 'sex',
  nameZh: '性别',
  nameEn: 'Sex',
  values: [
    { key: 'male', forms: [{ code: '1', label: '男' }], synonyms: ['男性', '男性别'] },
    { key: 'female', forms: [{ code: '2', label: '女' }], synonyms: ['女性'] },
  ],
  note: 'GB/T 2261.1; its values for unknown sex are read as no value.',
};

/** 与户主关系 AAB006. 01–20 and 其他 in every source; seven more texts in the export of 2021. */
const relation: CodeList = {
  id: 'relation',
  nameZh: '与户主关系',
  nameEn: 'Relation to the head',
  values: [
    { key: 'head', forms: [{ code: '01', label: '户主' }], synonyms: ['本人', '户主（本人）', '本人或户主'] },
    {
      key: 'spouse',
      forms: [{ code: '02', label: '配偶' }],
      synonyms: ['之配偶', '之妻', '之夫', '妻子', '丈夫', '妻', '夫'],
    },
    { key: 'son', forms: [{ code: '03', label: '之子' }], synonyms: ['子', '儿子', '长子', '次子', '三子', '四子'] },
    {
      key: 'daughter',
      forms: [{ code: '04', label: '之女' }],
      synonyms: ['女', '女儿', '长女', '次女', '三女', '四女'],
    },
    { key: 'daughterInLaw', forms: [{ code: '05', label: '之儿媳' }], synonyms: ['儿媳', '之媳', '儿媳妇'] },
    { key: 'sonInLaw', forms: [{ code: '06', label: '之女婿' }], synonyms: ['女婿'] },
    { key: 'grandson', forms: [{ code: '07', label: '之孙子' }], synonyms: ['孙子', '之孙'] },
    { key: 'granddaughter', forms: [{ code: '08', label: '之孙女' }], synonyms: ['孙女'] },
    { key: 'daughtersSon', forms: [{ code: '09', label: '之外孙子' }], synonyms: ['外孙子', '之外孙', '外孙'] },
    { key: 'daughtersDaughter', forms: [{ code: '10', label: '之外孙女' }], synonyms: ['外孙女'] },
    { key: 'father', forms: [{ code: '11', label: '之父' }], synonyms: ['父', '父亲'] },
    { key: 'mother', forms: [{ code: '12', label: '之母' }], synonyms: ['母', '母亲'] },
    { key: 'wifesFather', forms: [{ code: '13', label: '之岳父' }], synonyms: ['岳父'] },
    { key: 'wifesMother', forms: [{ code: '14', label: '之岳母' }], synonyms: ['岳母'] },
    { key: 'husbandsFather', forms: [{ code: '15', label: '之公公' }], synonyms: ['公公'] },
    { key: 'husbandsMother', forms: [{ code: '16', label: '之婆婆' }], synonyms: ['婆婆'] },
    { key: 'grandfather', forms: [{ code: '17', label: '之祖父' }], synonyms: ['祖父'] },
    { key: 'grandmother', forms: [{ code: '18', label: '之祖母' }], synonyms: ['祖母'] },
    { key: 'mothersFather', forms: [{ code: '19', label: '之外祖父' }], synonyms: ['外祖父'] },
    { key: 'mothersMother', forms: [{ code: '20', label: '之外祖母' }], synonyms: ['外祖母'] },
    { key: 'sibling', forms: [{ from: 2018, label: '之兄弟姐妹' }], synonyms: ['兄弟姐妹'] },
    { key: 'greatGrandson', forms: [{ from: 2018, label: '之曾孙子' }], synonyms: ['曾孙子'] },
    { key: 'greatGranddaughter', forms: [{ from: 2018, label: '之曾孙女' }], synonyms: ['曾孙女'] },
    { key: 'nephew', forms: [{ from: 2018, label: '之侄儿' }], synonyms: ['侄儿'] },
    { key: 'niece', forms: [{ from: 2018, label: '之侄女' }], synonyms: ['侄女'] },
    { key: 'brothersWife', forms: [{ from: 2018, label: '之兄弟媳妇' }], synonyms: ['兄弟媳妇'] },
    { key: 'uncle', forms: [{ from: 2018, label: '之叔伯' }], synonyms: ['叔伯'] },
    { key: 'other', forms: [{ code: '99', label: '其他' }], synonyms: ['其它', '21'] },
  ],
  note: 'The seven texts were seen in an export of 2021; taken as valid from 2018, when the national forms were revised. One office writes 21 for 其他.',
};

const health: CodeList = {
  id: 'health',
  nameZh: '健康状况',
  nameEn: 'Health',
  values: [
    { key: 'healthy', forms: [{ code: '01', label: '健康' }], synonyms: ['健康或良好', '良好'] },
    { key: 'chronicIllness', forms: [{ code: '02', label: '长期慢性病' }], synonyms: ['慢性病', '患有长期慢性病'] },
    { key: 'seriousIllness', forms: [{ code: '03', label: '患有大病' }], synonyms: ['大病', '患大病'] },
    { key: 'disabled', forms: [{ code: '04', label: '残疾' }], synonyms: ['残疾人'] },
  ],
  note: 'One value until 2017, several from 2018. One sample has 05 死亡, which is no state of health and is not read.',
};

const laborSkill: CodeList = {
  id: 'laborSkill',
  nameZh: '劳动技能',
  nameEn: 'Capacity to work',
  values: [
    {
      key: 'ordinary',
      forms: [
        { to: 2018, code: '01', label: '普通劳动力' },
        { from: 2019, label: '普通劳动力' },
      ],
      synonyms: ['普通劳力'],
    },
    {
      key: 'skilled',
      forms: [
        { to: 2018, code: '02', label: '技能劳动力' },
        { from: 2019, label: '技能劳动力' },
      ],
      synonyms: ['技能劳力'],
    },
    {
      key: 'weak',
      forms: [{ from: 2018, label: '弱劳动力或半劳动力' }],
      synonyms: ['弱劳动力', '半劳动力', '弱劳力或半劳力', '弱（半）劳动力', '弱劳动力/半劳动力'],
    },
    {
      key: 'lost',
      forms: [
        { to: 2018, code: '03', label: '丧失劳动力' },
        { from: 2019, label: '丧失劳动力' },
      ],
      synonyms: ['丧失劳动能力', '丧劳'],
    },
    {
      key: 'none',
      forms: [
        { to: 2018, code: '04', label: '无劳动力' },
        { from: 2019, label: '无劳动力' },
      ],
      synonyms: ['无劳动能力', '无劳力'],
    },
  ],
  note: 'Codes were seen until 2018 only; that of 弱劳动力或半劳动力 is not public.',
};

const workStatus: CodeList = {
  id: 'workStatus',
  nameZh: '务工状况',
  nameEn: 'Works away',
  values: [
    { key: 'inTownship', forms: [{ code: '01', label: '乡(镇)内务工' }], synonyms: ['乡镇内务工', '乡内务工'] },
    {
      key: 'inCounty',
      forms: [{ code: '02', label: '乡(镇)外县内务工' }],
      synonyms: ['乡镇外县内务工', '乡外县内务工'],
    },
    { key: 'inProvince', forms: [{ code: '03', label: '县外省内务工' }], synonyms: ['省内县外务工'] },
    { key: 'outsideProvince', forms: [{ code: '04', label: '省外务工' }] },
    { key: 'other', forms: [{ code: '05', label: '其他' }], synonyms: ['其它'] },
  ],
  note: 'Seen from 2014 to 2018; registers of 2018 to 2020 still carry the column.',
};

const politicalStatus: CodeList = {
  id: 'politicalStatus',
  nameZh: '政治面貌',
  nameEn: 'Political status',
  values: [
    { key: 'partyMember', forms: [{ label: '中共党员' }], synonyms: ['中国共产党党员', '党员'] },
    { key: 'probationaryMember', forms: [{ label: '中共预备党员' }], synonyms: ['中国共产党预备党员', '预备党员'] },
    { key: 'leagueMember', forms: [{ label: '共青团员' }], synonyms: ['中国共产主义青年团团员', '团员'] },
    { key: 'masses', forms: [{ label: '群众' }] },
  ],
  note: 'The four texts of the national export; the codes of GB/T 4762 were not seen in it, so none is read.',
};

const dropoutReason: CodeList = {
  id: 'dropoutReason',
  nameZh: '失学或辍学原因',
  nameEn: 'Reason for being out of school',
  values: [
    { key: 'illness', forms: [{ label: '因病' }] },
    { key: 'disability', forms: [{ label: '因残' }], synonyms: ['因疾'] },
    { key: 'weariness', forms: [{ label: '厌学' }] },
    { key: 'other', forms: [{ label: '其他' }], synonyms: ['其它'] },
  ],
};

const publicPost: CodeList = {
  id: 'publicPost',
  nameZh: '公益性岗位类型',
  nameEn: 'Public-welfare post',
  values: [
    { key: 'forest', forms: [{ label: '护林员' }], synonyms: ['生态护林员'] },
    { key: 'road', forms: [{ label: '护路员' }] },
    { key: 'water', forms: [{ label: '护水员' }] },
    { key: 'border', forms: [{ label: '护边员' }] },
    { key: 'grass', forms: [{ label: '护草员' }] },
    { key: 'care', forms: [{ label: '护理员' }] },
    { key: 'cleaning', forms: [{ label: '护洁员' }], synonyms: ['保洁员'] },
    { key: 'security', forms: [{ label: '治安协管员' }] },
    { key: 'other', forms: [{ label: '其他' }], synonyms: ['其它'] },
  ],
};

const disabilityCategory: CodeList = {
  id: 'disabilityCategory',
  nameZh: '残疾类别',
  nameEn: 'Kind of disability',
  values: [
    { key: 'sight', forms: [{ code: '1', label: '视力残疾' }], synonyms: ['视力'] },
    { key: 'hearing', forms: [{ code: '2', label: '听力残疾' }], synonyms: ['听力'] },
    { key: 'speech', forms: [{ code: '3', label: '言语残疾' }], synonyms: ['言语'] },
    { key: 'limb', forms: [{ code: '4', label: '肢体残疾' }], synonyms: ['肢体'] },
    { key: 'intellect', forms: [{ code: '5', label: '智力残疾' }], synonyms: ['智力'] },
    { key: 'mental', forms: [{ code: '6', label: '精神残疾' }], synonyms: ['精神'] },
    { key: 'multiple', forms: [{ code: '7', label: '多重残疾' }], synonyms: ['多重'] },
  ],
  note: 'The digits of the disability card.',
};

const disabilityGrade: CodeList = {
  id: 'disabilityGrade',
  nameZh: '残疾等级',
  nameEn: 'Grade of disability',
  values: [
    { key: 'first', forms: [{ code: '1', label: '一级' }] },
    { key: 'second', forms: [{ code: '2', label: '二级' }] },
    { key: 'third', forms: [{ code: '3', label: '三级' }] },
    { key: 'fourth', forms: [{ code: '4', label: '四级' }] },
  ],
  note: 'The digits of the disability card.',
};

const identityDocument: CodeList = {
  id: 'identityDocument',
  nameZh: '证件类型',
  nameEn: 'Kind of document',
  values: [
    { key: 'idCard', forms: [{ label: '居民身份证' }], synonyms: ['身份证', '公民身份证'] },
    { key: 'disabilityCard', forms: [{ label: '残疾人证' }], synonyms: ['残疾证', '残疾人证（补发）'] },
  ],
  note: 'Codes of AAB018 are not public.',
};

const lifeStatus: CodeList = {
  id: 'lifeStatus',
  nameZh: '生存状态',
  nameEn: 'State on the register',
  values: [
    { key: 'normal', forms: [{ code: '1', label: '正常' }] },
    { key: 'kept', forms: [{ code: '4', label: '正常(保留)' }] },
  ],
  note: 'Only the two values that the national queries keep are known.',
};

/** 民族 by GB/T 3304; 97 and 98 are used in practice and stand outside the standard. */
const ethnicity: CodeList = {
  id: 'ethnicity',
  nameZh: '民族',
  nameEn: 'Ethnic group',
  values: [
    ...ethnicities.map(([code, label, roman]) => ({
      key: roman.toLowerCase(),
      forms: [{ code, label }],
      synonyms: [label.replace(/族$/, '')],
    })),
    { key: 'other', forms: [{ code: '97', label: '其他' }], synonyms: ['其它', '穿青人', '未识别民族'] },
    { key: 'naturalised', forms: [{ code: '98', label: '外国血统中国籍人士' }], synonyms: ['入籍'] },
  ],
  note: 'One sample of the national system numbers the groups in another order: read texts where a file has both.',
};

export const personCodeLists: readonly CodeList[] = [
  sex,
  relation,
  health,
  laborSkill,
  workStatus,
  politicalStatus,
  dropoutReason,
  publicPost,
  disabilityCategory,
  disabilityGrade,
  identityDocument,
  lifeStatus,
  ethnicity,
];
