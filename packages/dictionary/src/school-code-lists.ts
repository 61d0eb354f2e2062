import type { CodeList, CodeValue } from './code-list.ts';

const YEARS = ['一', '二', '三'] as const;

/** 文化程度 AAB008. Seen until 2019 and again in 2021; 2020 is taken to follow the later wording. */
const education: CodeList = {
  id: 'education',
  nameZh: '文化程度',
  nameEn: 'Education',
  values: [
    { key: 'illiterate', forms: coded('01', '文盲或半文盲'), synonyms: ['文盲', '半文盲', '文盲半文盲'] },
    { key: 'primary', forms: coded('02', '小学') },
    { key: 'juniorHigh', forms: coded('03', '初中') },
    { key: 'seniorHigh', forms: coded('04', '高中') },
    {
      key: 'collegeOrAbove',
      forms: [{ to: 2019, code: '05', label: '大专及以上' }],
      synonyms: ['大专', '本科', '大专以上', '大学'],
      successors: ['juniorCollege', 'bachelorOrAbove'],
    },
    { key: 'preschooler', forms: [{ to: 2019, code: '06', label: '学龄前儿童' }] },
    { key: 'juniorCollege', forms: [{ from: 2020, label: '大专' }] },
    { key: 'bachelorOrAbove', forms: [{ from: 2020, label: '本科及以上' }], synonyms: ['本科', '本科以上'] },
  ],
  note: '学龄前儿童 moved to 在校生状况. Codes of the wording of 2021 are not public.',
};

/** 在校生状况 AAB009: 16 coded values until 2018, 25 texts in 2021, and a wording between the two. */
const schoolStatus: CodeList = {
  id: 'schoolStatus',
  nameZh: '在校生状况',
  nameEn: 'At school',
  values: [
    {
      key: 'notAtSchool',
      forms: [
        { to: 2018, code: '01', label: '非在校生' },
        { from: 2019, to: 2020, label: '非在校生' },
      ],
      synonyms: ['非在校', '不在校'],
    },
    { key: 'preschooler', forms: [{ from: 2020, label: '学龄前儿童' }] },
    { key: 'kindergarten', forms: coded2018('02', '学前教育'), synonyms: ['幼儿园'] },
    {
      key: 'primary',
      forms: coded2018('03', '小学'),
      synonyms: [...'一二三四五六'].flatMap((grade) => [`${grade}年级`, `小学${grade}年级`]),
    },
    { key: 'grade7', forms: coded2018('04', '七年级'), synonyms: ['初一', '初中一年级', '初中七年级'] },
    { key: 'grade8', forms: coded2018('05', '八年级'), synonyms: ['初二', '初中二年级', '初中八年级'] },
    { key: 'grade9', forms: coded2018('06', '九年级'), synonyms: ['初三', '初中三年级', '初中九年级'] },
    ...years('seniorHigh', ['07', '08', '09'], '高', '普通高中', (n) => [`高${n}年级`, `高中${n}年级`]),
    ...['10', '11', '12'].map((code, index): CodeValue => {
      const n = YEARS[index]!;
      return {
        key: `secondaryVocational${index + 1}`,
        forms: coded2018(code, `中职${n}年级`),
        synonyms: [`中职${n}`, `中专${n}年级`],
      };
    }),
    ...years('higherVocational', ['13', '14', '15'], '高职', '高职高专', (n) => [`高职${n}`, `大专${n}年级`]),
    {
      key: 'collegeOrAbove',
      forms: [{ to: 2018, code: '16', label: '大专及以上' }],
      synonyms: ['大学', '本科', '大专'],
      successors: [
        ...['1', '2', '3'].map((n) => `higherVocational${n}`),
        ...['1', '2', '3', '4', '5'].map((n) => `bachelor${n}`),
        'masterOrAbove',
      ],
    },
    ...['一', '二', '三', '四'].map(
      (n, index): CodeValue => ({
        key: `technician${index + 1}`,
        forms: [
          { from: 2019, to: 2020, label: `技工${n}年级` },
          { from: 2021, label: `技师学院${n}年级` },
        ],
        synonyms: [`技工${n}`],
      }),
    ),
    ...['一', '二', '三', '四', '五'].map(
      (n, index): CodeValue => ({
        key: `bachelor${index + 1}`,
        forms: [{ from: 2019, label: `本科${n}年级` }],
        synonyms: [`本科${n}`, `大${n}`, `大学${n}年级`],
      }),
    ),
    {
      key: 'masterOrAbove',
      forms: [
        { from: 2019, to: 2020, label: '硕士及以上' },
        { from: 2021, label: '硕士研究生及以上' },
      ],
      synonyms: ['研究生', '硕士研究生'],
    },
  ],
  note: 'Codes were seen until 2018 only. From 2021 a person who is not at school has a 文化程度 and a blank here.',
};

/** Three school years whose wording changed in 2021: 高一 became 普通高中一年级. */
function years(
  key: string,
  codes: readonly string[],
  before: string,
  after: string,
  synonyms: (year: string) => readonly string[],
): CodeValue[] {
  return codes.map((code, index) => {
    const n = YEARS[index]!;
    const old = before === '高' ? `${before}${n}` : `${before}${n}年级`;
    return {
      key: `${key}${index + 1}`,
      forms: [
        { to: 2018, code, label: old },
        { from: 2019, to: 2020, label: old },
        { from: 2021, label: `${after}${n}年级` },
      ],
      synonyms: synonyms(n),
    };
  });
}

function coded(code: string, label: string) {
  return [
    { to: 2019, code, label },
    { from: 2020, label },
  ];
}

function coded2018(code: string, label: string) {
  return [
    { to: 2018, code, label },
    { from: 2019, label },
  ];
}

export const schoolCodeLists: readonly CodeList[] = [education, schoolStatus];
