import type { EntitySchema, FieldSchema, RelationSchema, Schema } from '../schema.ts';

/**
 * What the rules of the agreement test speak of: schools 校 with classes 班 with pupils 生. Numbers have no unit, so
 * that any may meet any; ranges are narrow where products shall fit, and as wide as they go once.
 */
export const VAST = 9_007_199_254_740_991;

function whole(key: string, ruleName: string, low: number, high: number): FieldSchema {
  return { key, ruleName, type: 'integer', unit: '', range: [low, high] };
}

/** One label stands for two keys, and one key has two labels. */
const KIND: FieldSchema = {
  key: 'kind',
  ruleName: '类别',
  type: 'code',
  codes: [
    { key: 'day', label: '走读' },
    { key: 'boarding', label: '住校' },
    { key: 'boarding', label: '寄宿' },
    { key: 'weekly', label: '住校' },
    { key: 'none', label: '其他' },
  ],
};

/** 几天大: follows from the birthday and the day judged; the reading in SQL computes it by itself. */
const DAYS: FieldSchema = {
  key: 'days',
  ruleName: '天数',
  type: 'integer',
  unit: '',
  range: [-500, 30_000],
  derivedFrom: ['生日'],
  derive: ({ bornOn }, { date, yearOffset }) =>
    typeof bornOn === 'string' ? (Date.parse(date) - Date.parse(bornOn)) / 86_400_000 + yearOffset * 365 : null,
};

const toCounty: RelationSchema = { key: 'county', ruleName: '所在县', to: 'county', kind: 'division' };

function many(key: string, ruleName: string, to: string, maxCount: number): RelationSchema {
  return { key, ruleName, to, kind: 'many', maxCount, unit: '' };
}

function lastYear(to: string): RelationSchema {
  return { key: 'lastYear', ruleName: '上年', to, kind: 'yearBefore' };
}

const school: EntitySchema = {
  key: 'school',
  ruleName: '校',
  idKey: 'id',
  fields: [
    whole('seats', '名额', 0, 1_000),
    whole('balance', '余额', -5_000, 5_000),
    whole('vast', '大数', -VAST, VAST),
    { key: 'isPublic', ruleName: '公办', type: 'boolean' },
    { key: 'foundedOn', ruleName: '建校日', type: 'date' },
    { key: 'title', ruleName: '校名', type: 'text' },
    KIND,
  ],
  relations: [many('classes', '班级', 'class', 30), lastYear('school'), toCounty],
};

const schoolClass: EntitySchema = {
  key: 'class',
  ruleName: '班',
  idKey: 'id',
  fields: [
    whole('size', '人数', 0, 60),
    whole('budget', '班费', -100, 100_000),
    { key: 'isOpen', ruleName: '开班', type: 'boolean' },
    { key: 'startsOn', ruleName: '开班日', type: 'date' },
    KIND,
  ],
  relations: [
    many('pupils', '学生', 'pupil', 60),
    lastYear('class'),
    { key: 'school', ruleName: '所在校', to: 'school', kind: 'one' },
    toCounty,
  ],
};

const pupil: EntitySchema = {
  key: 'pupil',
  ruleName: '生',
  idKey: 'id',
  fields: [
    whole('score', '分数', -100, 100),
    whole('fee', '学费', 0, 10_000),
    { key: 'isPresent', ruleName: '到课', type: 'boolean' },
    { key: 'isInsured', ruleName: '参保', type: 'boolean' },
    { key: 'bornOn', ruleName: '生日', type: 'date' },
    DAYS,
    KIND,
  ],
  relations: [lastYear('pupil'), { key: 'class', ruleName: '所在班', to: 'class', kind: 'one' }],
};

const county: EntitySchema = {
  key: 'county',
  ruleName: '县',
  level: 'county',
  idKey: 'id',
  fields: [
    { ...whole('mean', '均值', -1_000, 1_000), series: 'mean' },
    whole('people', '人口', 0, 100),
    { key: 'isRural', ruleName: '农村', type: 'boolean' },
  ],
  relations: [{ key: 'lastYear', ruleName: '上年', to: 'county', kind: 'yearBefore' }],
};

export const agreementSchema: Schema = { entities: [school, schoolClass, pupil, county] };
