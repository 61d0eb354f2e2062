import { type Entity, getCodeList, type Item, itemsOf, type Unit } from '@daohu/dictionary';
import { ageOn, type CalendarDate, parseCalendarDate, yearOf } from '@daohu/kernel';
import type { EntitySchema, FieldSchema, RelationSchema, Schema } from '@daohu/policy';

/** 农村居民人均可支配收入 by division and year, the series of `packs/national/series`. */
export const RURAL_INCOME_SERIES = 'rural-disposable-income';

/** Units as packs write them. A stored hundredth of a 亩 is its own unit, so that nobody compares it with whole ones. */
const UNITS: Record<Unit, string> = {
  fen: '分',
  'fen/year': '分/年',
  'mu/100': '0.01亩',
  'm2/100': '0.01平方米',
  m: '米',
  month: '月',
  person: '人',
  household: '户',
  count: '个',
  'degree/1000000': '微度',
};

/**
 * The most that a mean income of a division can be, in fen: with it the product of an income per head and a mean stays
 * within the exact whole numbers.
 */
const MOST_MEAN_INCOME = 9_000_000;

/** 年龄 on the day of judgement, or the same day of the year before for 上年. */
const AGE: FieldSchema = {
  key: 'age',
  ruleName: '年龄',
  label: '年龄',
  type: 'integer',
  unit: '岁',
  range: [0, 150],
  derivedFrom: ['出生日期'],
  derive: ({ bornOn: written }, { date, yearOffset }) => {
    const bornOn = typeof written === 'string' ? parseCalendarDate(written) : null;
    if (bornOn === null) return null;
    const age = ageOn(bornOn, date as CalendarDate) + yearOffset;
    return yearOf(bornOn) > yearOf(date as CalendarDate) ? null : Math.max(0, age);
  },
};

interface EntityOptions {
  readonly idKey: string;
  readonly nameKey: string;
  readonly relations: readonly RelationSchema[];
}

function entity(key: Entity, ruleName: string, more: readonly FieldSchema[], options: EntityOptions): EntitySchema {
  return { key, ruleName, label: LABELS[key], fields: [...itemsOf(key).flatMap(fieldOf), ...more], ...options };
}

const LABELS: Record<Entity, string> = { household: '户', person: '人', village: '村', county: '县' };

/** Whole numbers, yes/no, dates and codes can be judged; texts, numbers of documents and lists of codes cannot. */
function fieldOf(item: Item): FieldSchema[] {
  const common = { key: item.field, ruleName: item.ruleName, label: item.nameZh };
  switch (item.type) {
    case 'integer':
      return [{ ...common, type: 'integer', unit: unitOf(item), ...rangeOf(item) }];
    case 'year':
      return [{ ...common, type: 'integer', unit: '年度', range: [1900, 2200] }];
    case 'boolean':
    case 'date':
      return [{ ...common, type: item.type }];
    case 'code':
      return [{ ...common, type: 'code', codes: codesOf(item) }];
    default:
      return [];
  }
}

function unitOf(item: Item): string {
  // A count is of something: 项, 门, 个.
  if (item.unit === 'count') return item.fileUnit ?? '个';
  const unit = UNITS[item.unit!];
  return item.field.endsWith('PerHead') ? unit.replace('分/年', '分/人/年') : unit;
}

function rangeOf(item: Item): { range?: readonly [number, number] } {
  return item.range ? { range: [item.range.min, item.range.max] } : {};
}

/** Every label that a value had in any year, the newest last, so that it is the one shown. */
function codesOf(item: Item): { key: string; label: string }[] {
  return getCodeList(item.codeList!).values.flatMap((value) =>
    [...new Set(value.forms.map((form) => form.label))].map((label) => ({ key: value.key, label })),
  );
}

function many(key: string, ruleName: string, to: string, maxCount: number, unit: string): RelationSchema {
  return { key, ruleName, to, kind: 'many', maxCount, unit };
}

function divisions(): RelationSchema[] {
  return [
    { key: 'county', ruleName: '所在县', to: 'county', kind: 'division' },
    { key: 'city', ruleName: '全市', to: 'city', kind: 'division' },
    { key: 'province', ruleName: '全省', to: 'province', kind: 'division' },
    { key: 'nation', ruleName: '全国', to: 'nation', kind: 'division' },
  ];
}

function county(): EntitySchema {
  const own = itemsOf('county')
    .filter((item) => item.field !== 'ruralDisposableIncomePerHead')
    .flatMap(fieldOf);
  const base = divisionEntity('county', '县');
  return { ...base, label: '县', idKey: 'division', nameKey: 'name', fields: [...base.fields, ...own] };
}

function divisionEntity(level: string, ruleName: string): EntitySchema {
  return {
    key: level,
    ruleName,
    level,
    fields: [
      {
        key: 'ruralDisposableIncomePerHead',
        ruleName: '农村居民人均可支配收入',
        label: '农村居民人均可支配收入',
        type: 'integer',
        unit: '分/人/年',
        range: [0, MOST_MEAN_INCOME],
        series: RURAL_INCOME_SERIES,
      },
    ],
    relations: [{ key: 'lastYear', ruleName: '上年', to: level, kind: 'yearBefore' }],
  };
}

/** What the packs may speak of: the items of the dictionary, how households, persons and villages belong together, and the figures of divisions. */
export const policySchema: Schema = {
  entities: [
    entity('household', '户', [], {
      idKey: 'householdId',
      nameKey: 'headName',
      relations: [
        many('members', '成员', 'person', 200, '人'),
        { key: 'lastYear', ruleName: '上年', to: 'household', kind: 'yearBefore' },
        { key: 'village', ruleName: '所在村', to: 'village', kind: 'one' },
        ...divisions(),
      ],
    }),
    entity('person', '人', [AGE], {
      idKey: 'personId',
      nameKey: 'name',
      relations: [{ key: 'lastYear', ruleName: '上年', to: 'person', kind: 'yearBefore' }],
    }),
    entity('village', '村', [], {
      idKey: 'division',
      nameKey: 'villageName',
      relations: [
        many('registeredHouseholds', '建档立卡户', 'household', 20_000, '户'),
        { key: 'lastYear', ruleName: '上年', to: 'village', kind: 'yearBefore' },
        ...divisions(),
      ],
    }),
    county(),
    divisionEntity('city', '市'),
    divisionEntity('province', '省'),
    divisionEntity('nation', '国'),
  ],
};
