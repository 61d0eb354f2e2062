import type { DraftItem, LawVocabulary } from '@daohu/domain/standards/contract';
import { expect, test } from 'vitest';
import { offersAt } from './feel-offers.ts';

const item = (name: string, more: Partial<DraftItem> = {}): DraftItem => ({
  name,
  label: name,
  type: 'integer',
  unit: '分/人/年',
  codes: [],
  ...more,
});

const vocabulary: LawVocabulary = {
  entities: [
    {
      key: 'household',
      name: '户',
      label: '户',
      items: [item('人均纯收入'), item('贫困户属性', { type: 'code', codes: ['低保户', '一般贫困户'] })],
      relations: [
        { name: '成员', to: 'person', many: true },
        { name: '上年', to: 'household', many: false },
      ],
    },
    { key: 'person', name: '人', label: '人', items: [item('年龄', { unit: '岁' })], relations: [] },
  ],
  parameters: [
    { name: '扶贫标准', title: '国家扶贫标准', unit: '分/人/年', by: [], pack: 'national', value: 295_200 },
    { name: '学段资助标准', title: null, unit: '分/年', by: ['小学'], pack: 'hubei-plan', value: null },
  ],
  rules: [{ name: '可脱贫', rule: 'exit-household', title: '脱贫', subject: 'household', kind: 'criterion' }],
};

/** `|` marks the cursor. */
function offered(marked: string, subject = 'household'): string[] {
  const at = marked.indexOf('|');
  return offersAt(marked.replace('|', ''), at, vocabulary, subject)?.offers.map(({ text }) => text) ?? [];
}

test('after the point of a record stand its items and what it leads to', () => {
  expect(offered('户.|')).toEqual(['人均纯收入', '贫困户属性', '成员', '上年']);
  expect(offered('户.上年.人|')).toContain('人均纯收入');
  expect(offered('户.人均纯收入.|')).toEqual([]);
});

test('a part already typed is replaced, not doubled', () => {
  expect(offersAt('户.人均', 4, vocabulary, 'household')?.from).toBe(2);
  expect(offersAt('户.人均纯收入 > 扶', 11, vocabulary, 'household')?.from).toBe(10);
});

test('the variable of a loop offers the items of what it runs over', () => {
  expect(offered('every 人 in 户.成员 satisfies 人.|')).toEqual(['年龄']);
  expect(offered('every 成员 in 户.成员 satisfies 成|')).toContain('成员');
});

test('after = of a code stand its labels, whether or not the quote is typed', () => {
  expect(offered('户.贫困户属性 = |')).toEqual(['"低保户"', '"一般贫困户"']);
  expect(offered('户.贫困户属性 != "低|')).toEqual(['"低保户"', '"一般贫困户"']);
  expect(offered('户.贫困户属性 = "|"')).toEqual(['"低保户', '"一般贫困户']);
});

test('where a value may begin, parameters, tables, rules and words are offered; a call keeps the cursor inside', () => {
  const offers = offersAt('户.人均纯收入 > ', 10, vocabulary, 'household')?.offers ?? [];
  expect(offers.map(({ text }) => text)).toEqual(
    expect.arrayContaining(['户', '扶贫标准', '学段资助标准()', '可脱贫()']),
  );
  expect(offers.find(({ text }) => text === '可脱贫()')).toMatchObject({ cursorBack: 1, title: '脱贫' });
});

test('inside a text of somebody’s own nothing is offered, and a name that is no record offers nothing', () => {
  expect(offered('"随便写|')).toEqual([]);
  expect(offered('县.|')).toEqual([]);
  expect(offered('__proto__.|')).toEqual([]);
  expect(offered('户.constructor.|')).toEqual([]);
});
