import type { Schema } from './schema.ts';

/** A school and its classes and pupils: the engine’s own tests know no word of poverty work. */
export const schoolSchema: Schema = {
  entities: [
    {
      key: 'class',
      ruleName: '班',
      label: '班',
      idKey: 'classId',
      nameKey: 'className',
      fields: [
        { key: 'budget', ruleName: '班费', type: 'integer', unit: '分/年', range: [0, 100_000_000] },
        { key: 'monthly', ruleName: '月费', type: 'integer', unit: '分/月', range: [0, 1_000_000] },
        { key: 'donation', ruleName: '捐款', type: 'integer', unit: '元', range: [0, 1_000_000] },
        { key: 'share', ruleName: '到课率', type: 'integer', unit: '%', range: [0, 100] },
        { key: 'seats', ruleName: '座位', type: 'integer', unit: '个', range: [0, 1_000] },
        { key: 'vast', ruleName: '大数', type: 'integer', unit: '分/年', range: [0, 1_000_000_000_000] },
        { key: 'isOpen', ruleName: '开班', type: 'boolean' },
        { key: 'foundedOn', ruleName: '成立日', type: 'date' },
        {
          key: 'kind',
          ruleName: '类别',
          type: 'code',
          codes: [
            { key: 'day', label: '走读' },
            { key: 'boarding', label: '住校' },
            { key: 'boarding', label: '寄宿' },
          ],
        },
      ],
      relations: [
        { key: 'pupils', ruleName: '学生', to: 'pupil', kind: 'many', maxCount: 100, unit: '人' },
        { key: 'lastYear', ruleName: '上年', to: 'class', kind: 'yearBefore' },
        { key: 'county', ruleName: '所在县', to: 'county', kind: 'division' },
      ],
    },
    {
      key: 'pupil',
      ruleName: '生',
      label: '学生',
      idKey: 'pupilId',
      nameKey: 'name',
      fields: [
        { key: 'fee', ruleName: '学费', type: 'integer', unit: '分/年', range: [0, 10_000_000] },
        { key: 'age', ruleName: '年龄', type: 'integer', unit: '岁', range: [0, 150] },
        { key: 'present', ruleName: '到课', type: 'boolean' },
        { key: 'insured', ruleName: '参保', type: 'boolean' },
      ],
    },
    {
      key: 'county',
      ruleName: '县',
      level: 'county',
      fields: [
        {
          key: 'meanFee',
          ruleName: '平均学费',
          type: 'integer',
          unit: '分/年',
          range: [0, 10_000_000],
          series: 'mean-fee',
        },
      ],
      relations: [{ key: 'lastYear', ruleName: '上年', to: 'county', kind: 'yearBefore' }],
    },
  ],
};
