import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { writeCsv, writeXlsx } from '@daohu/sheets';
import { LIULIN_VILLAGE } from '@daohu/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CellText, csv, type ImportOffice, idNumber, importOffice } from './test-office.ts';

let office: ImportOffice;
let households = 0;
beforeAll(async () => {
  office = await importOffice();
});
afterAll(() => office.close());

const LABELS = [
  '县',
  '乡(镇)',
  '行政村',
  '户编号',
  '人编号',
  '姓名',
  '证件号码',
  '与户主关系',
  '人均纯收入',
  '联系电话',
];
const TITLES: CellText[][] = [['青石县2016年建档立卡贫困人口信息'], ['填报单位：青石县扶贫办'], ['单位：元'], ['　']];

/** The row of one person alone in a household of its own. */
function person(values: Partial<Record<string, CellText>> = {}): CellText[] {
  const no = `F${++households}`;
  const known: Record<string, CellText> = {
    县: '青石县',
    '乡(镇)': '城关镇',
    行政村: '石桥村',
    户编号: no,
    人编号: `${no}-1`,
    姓名: '陈大山',
    证件号码: idNumber(
      `1970${String(1 + (households % 12)).padStart(2, '0')}${String(1 + (households % 28)).padStart(2, '0')}`,
      996 + (households % 4),
    ),
    与户主关系: '户主',
    人均纯收入: '2800.50',
    联系电话: '13800138000',
  };
  return LABELS.map((label) => (label in values ? (values[label] ?? null) : known[label]!));
}

const changesOf = async (importId: number) => (await office.rows(importId, 'new'))[0]!.changes;
const shownValue = async (importId: number, item: string) =>
  (await changesOf(importId)).find((change) => change.item === item)?.after;

test.each([1, 2, 3, 4, 5])('the header may stand in row %i, below titles', async (row) => {
  const file = [...TITLES.slice(0, row - 1), LABELS, person()];
  const { counts } = await office.preview(file);
  expect(counts).toMatchObject({ rows: 1, new: 1, refused: 0 });
});

test('columns may stand in any order', async () => {
  const order = [9, 3, 7, 0, 5, 1, 8, 2, 6, 4];
  const shuffle = (row: readonly CellText[]) => order.map((at) => row[at] ?? null);
  const { importId, counts } = await office.preview(csv(shuffle(LABELS), shuffle(person({ 姓名: '李秀英' }))));
  expect(counts).toMatchObject({ new: 1, refused: 0 });
  expect(await shownValue(importId, 'person.name')).toBe('李秀英');
});

test('a two-level header is read with its upper level', async () => {
  const upper = ['地址', null, null, '户编号', '人编号', '姓名', '证件号码', '与户主关系', '人均纯收入', '联系电话'];
  const lower = ['县', '乡(镇)', '行政村', null, null, null, null, null, null, null];
  expect((await office.preview([upper, lower, person()])).counts).toMatchObject({ rows: 1, new: 1, refused: 0 });
});

test('of the same label twice the first is read, and the second is listed as not understood', async () => {
  const { importId, counts } = await office.preview(csv([...LABELS, '姓名'], [...person(), '另一个名字']));
  expect(counts).toMatchObject({ new: 1, refused: 0 });
  expect(await shownValue(importId, 'person.name')).toBe('陈大山');
  expect((await office.show(importId)).columns.at(-1)).toEqual({ letter: 'K', label: '姓名', nameZh: null });
});

test('an unknown column is passed over and listed', async () => {
  const { importId, counts } = await office.preview(csv([...LABELS, '幸福指数'], [...person(), '高']));
  expect(counts).toMatchObject({ new: 1, refused: 0 });
  expect((await office.show(importId)).columns).toContainEqual({ letter: 'K', label: '幸福指数', nameZh: null });
});

test('full-width digits, full-width brackets and trailing blanks are read as what they mean', async () => {
  const labels = LABELS.map((label) => (label === '乡(镇)' ? '乡（镇）  ' : label));
  const row = person({ 人均纯收入: '２８００．５０　', 联系电话: '１３８００１３８０００', 行政村: '石桥村  ' });
  const { importId, counts } = await office.preview(csv(labels, [...row, '', '', '']));
  expect(counts).toMatchObject({ new: 1, refused: 0 });
  expect(await shownValue(importId, 'household.netIncomePerHead')).toBe('2800.5元');
});

test('="…" around a number is taken off', async () => {
  const { counts } = await office.preview(
    csv(LABELS, person({ 证件号码: `="${idNumber('19600606', 999)}"`, 联系电话: '="13900139000"' })),
  );
  expect(counts).toMatchObject({ new: 1, refused: 0 });
});

test.each(['gb18030', 'utf-8'] as const)('CSV in %s reads the same, with the mark Excel writes', async (encoding) => {
  const file = path.join(office.folder, `${encoding}.csv`);
  await writeCsv(file, { rows: [[LABELS, person({ 姓名: '龚䶮' })]] }, { encoding });
  const { importId, counts } = await office.preview(file);
  expect(counts).toMatchObject({ new: 1, refused: 0 });
  expect(await shownValue(importId, 'person.name')).toBe('龚䶮');
  expect((await readFile(file)).length).toBeGreaterThan(0);
});

test('codes in one file and texts in the next mean the same', async () => {
  const row = person();
  const labels = [...LABELS, '主要致贫原因'];
  const { importId } = await office.preview(csv(labels, [...row, '因病']));
  await office.apply(importId);
  const coded = row.with(LABELS.indexOf('与户主关系'), '01');
  const { counts } = await office.preview(csv(labels, [...coded, '1']));
  expect(counts).toMatchObject({ same: 1, changed: 0, refused: 0 });
});

test('元 and 万元 are told apart by header and by cell, and a unit in a cell is said so', async () => {
  const first = await office.preview(csv([...LABELS, '工资性收入（万元）'], [...person(), '1.25']));
  expect(await shownValue(first.importId, 'household.wageIncome')).toBe('12500元');
  const second = await office.preview(csv([...LABELS, '工资性收入'], [...person(), '1.25万元']));
  expect(await shownValue(second.importId, 'household.wageIncome')).toBe('12500元');
  expect((await office.rows(second.importId, 'new'))[0]!.notes).toEqual(['K2：单元格中写明了单位“万元”，已按此换算。']);
});

test('a date may be a serial number, YYYYMMDD or written out; a month is YYYYMM', async () => {
  const labels = [...LABELS, '出生日期', '首次识别时间'];
  const id = idNumber('19700105', 999);
  for (const bornOn of [25_573, '19700105', '1970-01-05', '1970年1月5日', '1970/1/5']) {
    const { importId, counts } = await office.preview([labels, [...person({ 证件号码: id }), bornOn, '201401']]);
    expect([bornOn, counts.refused]).toEqual([bornOn, 0]);
    expect(await shownValue(importId, 'person.bornOn')).toBe('1970-01-05');
  }
});

test('a file with a year column puts each year into its own rows', async () => {
  const labels = [...LABELS, '年度'];
  const row = person({ 人均纯收入: '2000' });
  const later = row.with(LABELS.indexOf('人均纯收入'), '3000');
  const { importId, counts } = await office.preview(csv(labels, [...row, '2015'], [...later, '2016']), { year: null });
  expect(counts).toMatchObject({ rows: 2, new: 2, refused: 0 });
  expect(await office.apply(importId)).toMatchObject({
    ok: true,
    value: { effect: { households: { new: 2 }, persons: { new: 2 } } },
  });
  const again = await office.preview(csv(labels, [...row, '2015'], [...later, '2016']), { year: null });
  expect(again.counts).toMatchObject({ same: 2, new: 0, changed: 0, refused: 0 });
});

test('a file that says its year nowhere asks for it, even where it has a 脱贫年度', async () => {
  expect(await office.refusal(csv([...LABELS, '脱贫年度'], [...person(), '2016']), { year: null })).toEqual({
    code: 'year-needed',
  });
});

test('R4 brings households with their bank card, which is never shown', async () => {
  const labels =
    '县,乡,村,户编号,户主编号,户主姓名,户主证件号码,家庭人口数,是否危房户,人均纯收入,年度,银行卡号,识别标准,工资性收入,年收入'.split(
      ',',
    );
  const card = '6299942280000000006';
  const row = [
    '青石县',
    '城关镇',
    '柳林村',
    'R4-1',
    'R4-1-1',
    '王石头',
    idNumber('19650101'),
    '3',
    '否',
    '2500',
    '2016',
    luhn(card),
    '',
    '5000',
    '7500',
  ];
  const { importId, counts } = await office.preview(csv(labels, row), { year: null });
  expect(counts).toMatchObject({ rows: 1, new: 1, refused: 0 });
  expect((await office.show(importId)).set).toBe('R4');
  expect(JSON.stringify(await office.rows(importId, 'new'))).not.toContain(luhn(card));
  await office.apply(importId);
  expect((await office.preview(csv(labels, row), { year: null })).counts).toMatchObject({ same: 1, new: 0 });
});

const VILLAGE_LABELS = ['总户数', '总人口数', '低保户数', '低保人口数', '村级集体经济收入（万元）'];

test('R7 names its village in a column', async () => {
  const { importId, counts } = await office.preview(
    csv(['乡', '行政村', ...VILLAGE_LABELS], ['城关镇', '石桥村', '300', '1000', '20', '40', '4.5']),
  );
  expect(counts).toMatchObject({ rows: 1, new: 1, refused: 0 });
  expect((await office.rows(importId, 'new'))[0]!.subject).toBe('石桥村');
});

test('R7 without a village column belongs to the one village that was chosen, and to none otherwise', async () => {
  const file = csv(VILLAGE_LABELS, ['300', '1000', '20', '40', '4.5']);
  expect((await office.preview(file, { within: LIULIN_VILLAGE })).counts).toMatchObject({ new: 1, refused: 0 });
  const { importId } = await office.preview(file);
  expect(await office.faults(importId)).toEqual({ 2: ['place-missing'] });
});

test('a header that a printed list repeats on each page is no data', async () => {
  expect((await office.preview(csv(LABELS, person(), LABELS, person()))).counts).toMatchObject({ rows: 2, new: 2 });
});

test('a file without rows changes nothing, one without a header is not recognised', async () => {
  const { importId, counts } = await office.preview(csv(LABELS));
  expect(counts).toMatchObject({ rows: 0, new: 0, refused: 0 });
  expect(await office.apply(importId)).toMatchObject({ refusal: { code: 'nothing-to-apply' } });
  expect(await office.refusal(csv(person(), person()))).toMatchObject({ code: 'set-not-recognised' });
  expect(await office.refusal(await office.write('空.csv', ''))).toMatchObject({
    code: expect.stringMatching(/unreadable|not-recognised/),
  });
});

test('a masked export is not taken back', async () => {
  expect(await office.refusal(csv(['青石县2016年名册（已脱敏）'], LABELS, person()))).toEqual({ code: 'masked-file' });
  const { importId } = await office.preview(csv(LABELS, person({ 证件号码: '4299****1997' })));
  expect(await office.faults(importId)).toEqual({ 2: ['id-masked'] });
});

test('names with rare characters, zero bytes and broken surrogates do not stop a file', async () => {
  const { importId, counts } = await office.preview(
    csv(LABELS, person({ 姓名: '𬱖𠮷' }), person({ 姓名: '王\u0000石' }), person({ 姓名: '李\ud800四' })),
  );
  expect(counts).toMatchObject({ rows: 3, new: 3, refused: 0 });
  expect(await office.apply(importId)).toMatchObject({ ok: true });
});

test('labels with zero bytes and broken surrogates do not stop a file either', async () => {
  const file = path.join(office.folder, 'labels.xlsx');
  await writeXlsx(file, [{ name: '表', rows: [[[...LABELS, '备\ud800注'], person()]] }]);
  expect(await office.refusal(file, { name: '名\u0000册\ud800.xlsx' })).toBeNull();
  expect(await office.refusal(csv([...LABELS, '怪\u0000列'], person({ 行政村: '石\u0000桥村' })))).toBeNull();
});

/** The digits with a last one that passes the check of cards. */
function luhn(digits: string): string {
  const body = digits.slice(0, -1);
  let sum = 0;
  for (let at = 0; at < body.length; at++) {
    const digit = Number(body[body.length - 1 - at]);
    const doubled = at % 2 === 0 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return body + String((10 - (sum % 10)) % 10);
}
