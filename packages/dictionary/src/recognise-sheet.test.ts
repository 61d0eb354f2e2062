import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sheetHeaders } from './generated/sheet-headers.ts';
import { headerKey } from './header-text.ts';
import { getItem, items } from './items.ts';
import { readHeader } from './read-header.ts';
import { matchSheet, recogniseSheet } from './recognise-sheet.ts';
import type { SetColumn, SheetMatch } from './sheet-set.ts';
import { findSheetSet, sheetSets } from './sheet-sets.ts';

const headersOf = (id: string) => sheetHeaders.find((sheet) => sheet.id === id)!.columns;
const imported = sheetSets.filter((set) => set.isImported);
const meaningOf = (match: SheetMatch | null, header: string) => {
  const column = match?.columns.find((one) => one.header === header);
  return column && (column.role === 'item' ? column.item : column.context);
};

test('every column of a sheet that is read is an item or a context, and none twice', () => {
  const sizes = imported.map((set) => `${set.id} ${set.columns.length}`);
  expect(sizes).toEqual(['R1 27', 'R3 47', 'R4 53', 'R7 19', 'E1 23', 'E2 25', 'E3 11']);
  for (const set of imported) {
    const targets = set.columns.map((column) => {
      expect(column.role, `${set.id} ${column.label}`).not.toBe('unread');
      return column.role === 'item' ? column.item : column.role === 'context' ? column.context : column.label;
    });
    expect(new Set(targets).size, set.id).toBe(targets.length);
  }
});

test('each set is recognised by its own headers, completely', () => {
  for (const set of sheetSets) {
    const match = recogniseSheet(set.columns.map((column) => column.label));
    expect(match?.set.id).toBe(set.id);
    expect(match?.missing, set.id).toEqual([]);
    expect(
      match?.repeated.map((column) => column.header),
      set.id,
    ).toEqual([]);
  }
});

test('the order of columns, blanks, line breaks and the width of brackets make no difference', () => {
  const written = fc.constantFrom(
    (label: string) => label,
    (label: string) => label.replaceAll('(', '（').replaceAll(')', '）'),
    (label: string) => [...label].join(' '),
    (label: string) => `　${label}\n`,
    (label: string) => `${label.slice(0, 2)}\r\n${label.slice(2)}`,
    (label: string) => `*${label}：`,
    (label: string) => `家庭基本情况/${label}`,
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...imported),
      fc.infiniteStream(written),
      fc.infiniteStream(fc.nat()),
      (set, how, order) => {
        const headers = set.columns
          .map((column) => ({ column, at: order.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ column }) => (how.next().value as (label: string) => string)(column.label));
        const match = recogniseSheet(headers);
        expect(match?.set.id).toBe(set.id);
        expect(match?.missing).toEqual([]);
        expect(match?.unknown).toEqual([]);
      },
    ),
  );
});

test('R1 with 脱贫年度 is still R1, and the year of exit is read', () => {
  const match = recogniseSheet(headersOf('R1b'));
  expect(match?.set.id).toBe('R1');
  expect(match?.missing).toEqual([]);
  expect(match?.columns.find((column) => column.header === '脱贫年度')).toEqual({
    index: 20,
    header: '脱贫年度',
    isInSet: false,
    role: 'item',
    item: 'household.exitYear',
  });
});

test('other wordings of R1 mean the same columns', () => {
  const headers = headersOf('R1').map(
    (label) =>
      ({ '县(市、区、旗)': '行政县', 主要致贫原因: '致贫原因', 饮水安全: '是否解决安全饮用水', 人编号: '人口编号' })[
        label
      ] ?? label,
  );
  const match = recogniseSheet(headers);
  expect(match).toMatchObject({ set: { id: 'R1' }, missing: [], unknown: [] });
  expect(meaningOf(match, '是否解决安全饮用水')).toBe('household.hasSafeWater');
});

test('the first 联系电话 of a person row is the household’s and the second the person’s', () => {
  const match = recogniseSheet([...headersOf('R1'), '联系电话', '联系电话']);
  expect(match?.columns.filter((column) => column.header === '联系电话')).toMatchObject([
    { index: 26, item: 'household.phone' },
    { index: 27, item: 'person.phone' },
  ]);
  expect(match?.repeated).toEqual([{ index: 28, header: '联系电话', firstIndex: 26 }]);
});

test('other causes may be spread over several columns', () => {
  const match = matchSheet(findSheetSet('R4')!, ['户编号', '主要致贫原因', '致贫原因2', '致贫原因3', '致贫原因']);
  expect(match.columns.map((column) => column.header)).toEqual(['户编号', '主要致贫原因', '致贫原因2', '致贫原因3']);
  expect(match.repeated).toMatchObject([{ header: '致贫原因', firstIndex: 1 }]);
});

test('a unit in the brackets of a header outranks the usual one, and a wrong one is not guessed at', () => {
  expect(readHeader('村级集体经济收入（元）', 'village')).toMatchObject({
    item: 'village.collectiveIncome',
    unit: '元',
  });
  expect(readHeader('村级集体经济收入', 'village')).toMatchObject({ unit: '万元' });
  expect(readHeader('人均纯收入(万元)', 'person')).toMatchObject({ unit: '万元' });
  expect(readHeader('与村主干路距离（米）', 'household')).toMatchObject({ unit: '米' });
  expect(readHeader('与村主干路距离', 'household')).toMatchObject({ unit: '公里' });
  expect(readHeader('耕地面积（万元）', 'household')).toBeNull();
  expect(readHeader('姓名（元）', 'person')).toBeNull();
});

test('under a parent that names other people a child is not taken for the row’s own', () => {
  expect(readHeader('帮扶责任人/姓名', 'person')).toBeNull();
  expect(readHeader('帮扶责任人/联系电话', 'person')).toBeNull();
  expect(readHeader('户主/姓名', 'person')).toEqual({ role: 'context', context: 'headName' });
  expect(readHeader('家庭成员/姓名', 'person')).toMatchObject({ item: 'person.name' });
  expect(readHeader('收入情况/工资性收入（元）', 'household')).toMatchObject({
    item: 'household.wageIncome',
    unit: '元',
  });
  expect(readHeader('姓名/姓名', 'person')).toMatchObject({ item: 'person.name' });
});

test('in a sheet of households a bare 姓名 is the head’s', () => {
  expect(readHeader('姓名', 'household')).toEqual({ role: 'context', context: 'headName' });
  expect(readHeader('联系电话', 'village')).toMatchObject({ item: 'village.officePhone' });
});

test('a title row, a row of figures and a row of data are the header of nothing', () => {
  expect(recogniseSheet(['建档立卡贫困人口信息表'])).toBeNull();
  expect(recogniseSheet(['', '', ''])).toBeNull();
  expect(recogniseSheet(['1', '2', '3', '4', '5'])).toBeNull();
  expect(
    recogniseSheet(['1', '青石县', '石桥乡', '上湾村', '一组', '9999210001', '张三', '男', '是', '小学']),
  ).toBeNull();
});

test('what is missing and what is unknown is said by name', () => {
  const match = recogniseSheet([...headersOf('R1').filter((label) => label !== '民族'), '血型', '']);
  expect(match?.missing.map((column) => column.label)).toEqual(['民族']);
  expect(match?.unknown).toEqual([{ index: 26, header: '血型' }]);
});

const isJudged = (column: SetColumn) =>
  column.role === 'item' && getItem(column.item).source.length > 0 && column.item !== 'household.householdNo';
const checkColumns = (id: string) =>
  findSheetSet(id)!
    .columns.filter(isJudged)
    .map((column) => column.label);

test.each([
  ['E1', '户编号'],
  ['E2', '行政村'],
  ['E3', '人口编号'],
])('two judged columns and the key make a %s, whatever else of it is there', (id, key) => {
  const others = findSheetSet(id)!
    .columns.filter((column) => column.role === 'context' && column.label !== key)
    .map((column) => column.label);
  fc.assert(
    fc.property(
      fc.subarray(checkColumns(id), { minLength: 2 }),
      fc.subarray(others, { minLength: 0 }),
      (judged, context) => {
        expect(recogniseSheet([...context, key, ...judged])?.set.id).toBe(id);
      },
    ),
  );
});

test('a sheet of the offices, however shortened, is not taken for a check sheet', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('R1', 'R3', 'R4', 'R7').chain((id) => fc.subarray([...headersOf(id)], { minLength: 1 })),
      (headers) => {
        expect(recogniseSheet(headers)?.set.origin ?? 'exchanged').toBe('exchanged');
      },
    ),
  );
});

test('numbers and names alone are no check of persons; one question about them is', () => {
  const naming = ['户编号', '人口编号', '姓名', '年度'];
  expect(recogniseSheet(naming)).toBeNull();
  expect(recogniseSheet([...naming, '是否符合农村低保五保供养条件'])?.set.id).toBe('E3');
  expect(recogniseSheet(['户编号', '姓名', '证件号码', '残疾等级'])?.set.id).toBe('E3');
});

test('a clerk who adds judged columns to the sheet of households still has the sheet of households', () => {
  const match = recogniseSheet([...headersOf('R4'), '不愁吃', '不愁穿']);
  expect(match?.set.id).toBe('R4');
  expect(meaningOf(match, '不愁穿')).toBe('household.hasEnoughClothing');
});

test('the check of a village does not fill in what the check leads to', () => {
  const items = findSheetSet('E2')!.columns.flatMap((column) => (column.role === 'item' ? [column.item] : []));
  expect(items).not.toContain('village.hasExited');
  expect(items).not.toContain('village.exitYear');
});

test('no label means two items of one entity', () => {
  const owners = new Map<string, string>();
  for (const item of items) {
    for (const { label } of item.headers) {
      const key = `${item.entity} ${headerKey(label)}`;
      expect(owners.get(key) ?? item.id, key).toBe(item.id);
      owners.set(key, item.id);
    }
  }
});
