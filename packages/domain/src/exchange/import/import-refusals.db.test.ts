import { sql } from '@daohu/db';
import { openSheets, textOf, writeXlsx } from '@daohu/sheets';
import { BAIYAN_VILLAGE, QINGSHI_TOWNSHIP } from '@daohu/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refusedSheet } from '../index.ts';
import { type CellText, csv, type ImportOffice, idNumber, importOffice } from './test-office.ts';

let office: ImportOffice;
beforeAll(async () => {
  office = await importOffice();
});
afterAll(() => office.close());

const LABELS = ['县', '乡', '行政村', '户编号', '人编号', '姓名', '证件号码', '与户主关系', '人均纯收入'];
const at = ['青石县', '城关镇', '石桥村'];
let day = 0;
/** A new ID number each time. */
const newId = () => idNumber(`19${String(50 + (++day % 40))}0${1 + (day % 9)}${10 + (day % 19)}`, 996 + (day % 4));

const row = (
  household: string,
  person: string | null,
  id: CellText,
  more: Partial<{ name: string; relation: string; income: string; place: string[] }> = {},
): CellText[] => [
  ...(more.place ?? at),
  household,
  person,
  more.name ?? '陈大山',
  id,
  more.relation ?? '户主',
  more.income ?? '2800',
];
const faultsOf = async (...rows: CellText[][]) => office.faults((await office.preview([LABELS, ...rows])).importId);
const fault = async (...rows: CellText[][]) => {
  const { importId } = await office.preview([LABELS, ...rows]);
  return (await office.rows(importId, 'refused'))[0]?.faults[0];
};

test('an ID stored as a number has lost digits: refused with that very reason, never guessed', async () => {
  const found = await fault(row('A1', 'A1-1', 429921197001019970));
  expect(found).toMatchObject({ cell: 'G2', label: '证件号码', code: 'id-digits-lost' });
  expect(found!.reason).toContain('第15位以后的数字已经丢失');
  expect(found!.mend).toContain('文本');
  expect(await faultsOf(row('A1', 'A1-1', '4.29921E+17'))).toEqual({ 2: ['id-digits-lost'] });
});

test('a household number that lost its digits is refused in the same way', async () => {
  expect(await faultsOf([...at, Number('42992100000000012345'), 'A2-1', '陈大山', newId(), '户主', '1'])).toEqual({
    2: ['number-digits-lost'],
  });
});

test('a 15-digit ID is lengthened and said so, also when it is stored as a number', async () => {
  for (const id of ['429921700101997', 429921700101997]) {
    const { importId, counts } = await office.preview([LABELS, row('A3', 'A3-1', id)]);
    expect(counts).toMatchObject({ new: 1, refused: 0, noted: 1 });
    expect((await office.rows(importId, 'new'))[0]!.notes).toEqual(['G2：15位旧号已按国家标准升为18位。']);
  }
});

test('a disability card in the column of ID numbers gives both', async () => {
  const { importId, counts } = await office.preview([LABELS, row('A4', 'A4-1', `${newId()}43`)]);
  expect(counts).toMatchObject({ new: 1, refused: 0, noted: 1 });
  const items = (await office.rows(importId, 'new'))[0]!.changes.map(({ item }) => item);
  expect(items).toEqual(
    expect.arrayContaining(['person.idNumber', 'person.disabilityCard', 'person.bornOn', 'person.sex']),
  );
});

test.each([
  ['a wrong check digit', '429921197001019970', 'id-check-digit'],
  ['17 digits', '42992119700101997', 'id-length'],
  ['a birthday that does not exist', idNumber('19700231'), 'id-birth-date'],
  ['letters', '4299211970010199AB', 'id-characters'],
])('an ID with %s is refused', async (_what, id, code) => {
  const wrong = id === '429921197001019970' && idNumber('19700101') === id ? '429921197001019971' : id;
  expect(await faultsOf(row('A5', 'A5-1', wrong))).toEqual({ 2: [code] });
});

test('a household without number, a person without any number and a row without name are refused', async () => {
  expect(
    await faultsOf(
      [...at, null, 'X', '陈', newId(), '户主', null],
      [...at, 'A6', null, '陈', null, '户主', null],
      [...at, 'A6', 'Y', null, newId(), '之子', null],
    ),
  ).toEqual({
    2: ['household-no-missing'],
    3: ['person-needs-number'],
    4: ['name-missing'],
  });
});

test('a blank never erases, 清空 does, and numbers of records cannot be emptied', async () => {
  const id = newId();
  const { importId } = await office.preview([LABELS, row('B1', 'B1-1', id, { income: '2800' })]);
  await office.apply(importId);
  expect((await office.preview([LABELS, row('B1', 'B1-1', id, { income: '' })])).counts).toMatchObject({
    same: 1,
    changed: 0,
  });
  const cleared = await office.preview([LABELS, row('B1', 'B1-1', id, { income: '清空' })]);
  expect(cleared.counts).toMatchObject({ changed: 1 });
  expect((await office.rows(cleared.importId, 'changed'))[0]!.changes).toEqual([
    { item: 'household.netIncomePerHead', nameZh: '人均纯收入', before: '2800元', after: null },
  ]);
  await office.apply(cleared.importId);
  expect((await office.preview([LABELS, row('B1', 'B1-1', id, { income: '清空' })])).counts).toMatchObject({ same: 1 });
  expect(await faultsOf(row('B1', '清空', id))).toEqual({ 2: ['cannot-be-cleared'] });
});

test('household values repeated on member rows are one; where they contradict each other the household is refused', async () => {
  const agree = await office.preview([
    LABELS,
    row('C1', 'C1-1', newId()),
    row('C1', 'C1-2', newId(), { relation: '配偶', income: '' }),
    row('C2', 'C2-1', newId()),
    row('C1', 'C1-3', newId(), { relation: '之子' }),
  ]);
  expect(agree.counts).toMatchObject({ new: 4, refused: 0 });
  expect((await office.show(agree.importId)).effect.households).toEqual({ new: 2, changed: 0 });
  const differ = await office.preview([
    LABELS,
    row('C3', 'C3-1', newId()),
    row('C3', 'C3-2', newId(), { relation: '配偶', income: '2900' }),
    row('C4', 'C4-1', newId()),
  ]);
  expect(await office.faults(differ.importId)).toEqual({ 2: ['household-contradicts'], 3: ['household-contradicts'] });
  const [first] = await office.rows(differ.importId, 'refused');
  expect(first!.faults[0]!.reason).toBe('同一户各行的“人均纯收入”不一致（第 2、3 行）。');
  expect(differ.counts).toMatchObject({ new: 1, refused: 2 });
});

test('a value that stands on any one member row is the household’s', async () => {
  const rows = [
    row('C5', 'C5-1', newId(), { income: '' }),
    row('C5', 'C5-2', newId(), { relation: '配偶', income: '3100' }),
  ];
  const { importId, counts } = await office.preview([LABELS, ...rows]);
  expect(counts).toMatchObject({ new: 2, refused: 0 });
  expect((await office.rows(importId, 'new'))[0]!.changes).toContainEqual(
    expect.objectContaining({ item: 'household.netIncomePerHead', after: '3100元' }),
  );
  await office.apply(importId);
  expect((await office.preview([LABELS, ...rows])).counts).toMatchObject({ same: 2, changed: 0, new: 0 });
});

test('one household written in two villages is refused', async () => {
  const rows = [
    row('C6', 'C6-1', newId()),
    row('C6', 'C6-2', newId(), { relation: '配偶', place: ['青石县', '城关镇', '柳林村'] }),
  ];
  expect(await faultsOf(...rows)).toEqual({ 2: ['household-contradicts'], 3: ['household-contradicts'] });
});

test('two heads in one household are refused, in the file and against the register', async () => {
  expect(
    await faultsOf(
      row('D1', 'D1-1', newId()),
      row('D1', 'D1-2', newId()),
      row('D1', 'D1-3', newId(), { relation: '之子' }),
    ),
  ).toEqual({ 2: ['two-heads'], 3: ['two-heads'] });
  const head = newId();
  await office.apply((await office.preview([LABELS, row('D2', 'D2-1', head, { name: '老户主' })])).importId);
  const second = row('D2', 'D2-2', newId(), { name: '新户主' });
  expect((await fault(second))!.reason).toBe('该户本年度台账中已有另一位户主（老户主）。');
  expect(
    (await office.preview([LABELS, second, row('D2', 'D2-1', head, { name: '老户主', relation: '之父' })])).counts,
  ).toMatchObject({ new: 1, changed: 1, refused: 0 });
});

test('a file of two counties: the same household number is two households, the same person in both is refused', async () => {
  const city = office.county.actor('city', 999_900_000_000);
  const there = { place: ['临江区', '汤湖镇', '汤湖村'] };
  const id = newId();
  const { importId, counts } = await office.preview(
    [
      LABELS,
      row('K1', 'K1-1', newId()),
      row('K1', 'K1-1', newId(), there),
      row('K2', 'K2-1', id),
      row('K3', 'K3-1', id, there),
      row('K3', 'K3-2', newId(), { ...there, relation: '配偶' }),
    ],
    { actor: city, within: city.division },
  );
  expect(counts).toMatchObject({ rows: 5, new: 3, refused: 2 });
  expect(
    (await office.rows(importId, 'refused', city)).map(({ rowNumber, faults }) => [rowNumber, faults[0]]),
  ).toMatchObject([
    [4, { code: 'same-person-in-two-households', reason: expect.stringContaining('另见第 5 行') }],
    [5, { code: 'same-person-in-two-households', reason: expect.stringContaining('另见第 4 行') }],
  ]);
  expect(await office.apply(importId, city)).toMatchObject({ ok: true, value: { effect: { households: { new: 3 } } } });
  expect(await office.undo(importId, city)).toMatchObject({ ok: true });
});

test('a village code must be one of the place, and agree with the names beside it', async () => {
  const coded = (code: number | string, township: string, village: string): CellText[] => [
    ...row(`M${++day}`, null, newId(), { place: ['青石县', township, village] }),
    String(code),
  ];
  const { importId, counts } = await office.preview([
    [...LABELS, '行政村代码'],
    coded(BAIYAN_VILLAGE, '青石镇', '白岩村'),
    coded(BAIYAN_VILLAGE, '青石镇', ''),
    coded(BAIYAN_VILLAGE, '青石镇', '白盐村'),
    coded('999921999999', '青石镇', '白岩村'),
    coded(BAIYAN_VILLAGE, '城关镇', '石桥村'),
    ['', '', '', 'M0', null, '陈大山', newId(), '户主', '1', '999921999999'],
  ]);
  expect(counts).toMatchObject({ rows: 6, new: 4, refused: 2 });
  const refused = await office.rows(importId, 'refused');
  expect(refused.map(({ rowNumber, faults }) => [rowNumber, faults[0]])).toMatchObject([
    [6, { cell: 'J6', code: 'place-code-differs', reason: expect.stringContaining('是“白岩村”') }],
    [7, { cell: 'J7', code: 'place-code-unknown', reason: '“青石县”内没有代码为“999921999999”的村。' }],
  ]);
});

test('the same person in two rows or in two households of the file is refused', async () => {
  const id = newId();
  expect(await faultsOf(row('E1', 'E1-1', id), row('E1', 'E1-1', id))).toEqual({ 3: ['same-row-twice'] });
  expect(await faultsOf(row('E1', 'E1-1', id), row('E2', 'E2-1', id))).toEqual({
    2: ['same-person-in-two-households'],
    3: ['same-person-in-two-households'],
  });
  expect(await faultsOf(row('E1', 'E1-1', id), row('E1', 'E1-1', newId(), { relation: '之子' }))).toEqual({
    2: ['same-person-no-twice'],
    3: ['same-person-no-twice'],
  });
});

test('a person on record in another household is refused, naming the household', async () => {
  const id = newId();
  await office.apply((await office.preview([LABELS, row('E3', 'E3-1', id)])).importId);
  expect((await fault(row('E4', 'E3-1', id)))!.reason).toContain('户编号 E3');
});

test('a person number of somebody else is refused, naming them; a mended ID of the same name is not', async () => {
  const id = newId();
  await office.apply((await office.preview([LABELS, row('E5', 'E5-1', id, { name: '张三' })])).importId);
  expect((await fault(row('E5', 'E5-1', newId(), { name: '李四' })))!.reason).toBe(
    '人编号在台账中是另一个人的（张三）。',
  );
  expect((await office.preview([LABELS, row('E5', 'E5-1', newId(), { name: '张三' })])).counts).toMatchObject({
    changed: 1,
    refused: 0,
  });
});

test('a person of another county is named to the level above, and only “elsewhere” to the county', async () => {
  const id = newId();
  const linjiang = 999_902_000_000;
  const district = office.county.actor('county-office', linjiang);
  const there = await office.preview([LABELS, ['临江区', '汤湖镇', '汤湖村', 'L1', 'L1-1', '周五', id, '户主', '1']], {
    actor: district,
    within: linjiang,
  });
  expect(await office.apply(there.importId, district)).toMatchObject({ ok: true });
  const here = await fault(row('E6', 'E6-1', id));
  expect(here).toMatchObject({ code: 'id-number-elsewhere', reason: '此人已在您的管辖范围以外登记。' });
  const city = office.county.actor('city', 999_900_000_000);
  const above = await office.preview([LABELS, row('E6', 'E6-1', id)], { actor: city });
  expect((await office.rows(above.importId, 'refused'))[0]!.faults[0]).toMatchObject({
    code: 'person-in-another-county',
    reason: '此人在台账中已登记在其他县（临江区）。',
  });
});

test('a household number used beyond the clerk’s reach is refused without saying where', async () => {
  await office.apply((await office.preview([LABELS, row('G1', 'G1-1', newId())])).importId);
  const clerk = office.county.actor('township-clerk', QINGSHI_TOWNSHIP);
  const place = ['青石县', '青石镇', '白岩村'];
  const { importId } = await office.preview([LABELS, row('G1', 'G9-1', newId(), { place })], {
    actor: clerk,
    within: QINGSHI_TOWNSHIP,
  });
  expect(await office.faults(importId)).toEqual({ 2: ['household-no-elsewhere'] });
  expect(JSON.stringify(await office.rows(importId, 'refused'))).not.toContain('石桥');
});

test('a clerk of one township cannot bring in a row of another, nor choose a place beyond reach', async () => {
  const clerk = office.county.actor('township-clerk', QINGSHI_TOWNSHIP);
  const { importId } = await office.preview([LABELS, row('G2', 'G2-1', newId())], {
    actor: clerk,
    within: QINGSHI_TOWNSHIP,
  });
  expect(await office.faults(importId)).toEqual({ 2: ['place-beyond-reach'] });
  expect(await office.refusal(csv(LABELS, row('G2', 'G2-1', newId())), { actor: clerk })).toEqual({
    code: 'place-out-of-reach',
  });
});

test('a household on record in another village does not move by itself', async () => {
  await office.apply((await office.preview([LABELS, row('G3', 'G3-1', newId())])).importId);
  expect(
    (await fault(row('G3', 'G3-2', newId(), { relation: '配偶', place: ['青石县', '城关镇', '柳林村'] })))!.reason,
  ).toContain('“石桥村”');
});

test('a village name that several have is refused with the candidates, an unknown one with the nearest', async () => {
  const ambiguous = await fault(row('G4', 'G4-1', newId(), { place: ['青石县', '', '李家沟村'] }));
  expect(ambiguous).toMatchObject({ cell: 'C2', code: 'place-ambiguous' });
  expect(ambiguous!.reason.match(/李家沟村（9999\d{8}）/g)).toHaveLength(2);
  expect((await fault(row('G4', 'G4-1', newId(), { place: ['青石县', '城关镇', '石桥林'] })))!.code).toBe(
    'place-unknown',
  );
});

test('where one member row is refused the others come in, and the household is shown under one of them', async () => {
  const { importId, counts } = await office.preview([
    LABELS,
    row('K1', 'K1-1', newId()),
    row('K1', 'K1-1', newId(), { relation: '配偶' }),
    row('K1', 'K1-3', newId(), { relation: '之子', name: '陈小山' }),
  ]);
  expect(counts).toMatchObject({ new: 1, refused: 2 });
  expect((await office.rows(importId, 'new'))[0]!.changes.map(({ item }) => item)).toContain(
    'household.netIncomePerHead',
  );
  expect(await office.apply(importId)).toMatchObject({
    ok: true,
    value: { effect: { households: { new: 1 }, persons: { new: 1 } } },
  });
});

test('where all member rows are refused the household does not come in', async () => {
  const { importId, counts } = await office.preview([
    LABELS,
    row('K2', 'K2-1', newId()),
    row('K2', 'K2-1', newId(), { relation: '配偶' }),
  ]);
  expect(counts).toMatchObject({ new: 0, refused: 2 });
  expect((await office.show(importId)).effect.households).toEqual({ new: 0, changed: 0 });
});

test('a household of 1000 members is a household', async () => {
  const rows = Array.from({ length: 1_000 }, (_, n) =>
    row('K3', `K3-${n}`, null, { name: `成员${n}`, relation: n === 0 ? '户主' : '其他' }),
  );
  const { importId, counts } = await office.preview([LABELS, ...rows]);
  expect(counts).toMatchObject({ new: 1_000, refused: 0 });
  expect(await office.apply(importId)).toMatchObject({ ok: true });
});

test('refused rows go out as a workbook with reasons, are mended there and come in again', async () => {
  const id = newId();
  const { importId } = await office.preview([
    LABELS,
    row('M1', 'M1-1', newId()),
    row('M2', 'M2-1', `${id.slice(0, 17)}${id.endsWith('1') ? '2' : '1'}`, { name: '待改正' }),
  ]);
  await office.apply(importId);
  const sheet = await office.county.ask(office.county.actor('county-office'), async (work) => {
    const refused = await refusedSheet(work, importId);
    if (!refused.ok) throw new Error(refused.refusal.code);
    const rows: CellText[][] = [];
    for await (const batch of refused.value.rows as AsyncIterable<CellText[][]>) rows.push(...batch);
    return { header: refused.value.header, rows };
  });
  expect(sheet.rows).toHaveLength(1);
  expect(sheet.header.slice(-2)).toEqual(['拒绝原因', '修改建议']);
  expect(sheet.rows[0]!.at(-2)).toContain('校验码不正确');
  const file = `${office.folder}/mended.xlsx`;
  await writeXlsx(file, [
    { name: '被拒绝的行', rows: [[sheet.header, sheet.rows[0]!.with(LABELS.indexOf('证件号码'), id)]] },
  ]);
  const again = await office.preview(file);
  expect(again.counts).toMatchObject({ rows: 1, new: 1, refused: 0 });
  expect(await office.apply(again.importId)).toMatchObject({ ok: true });
});

test('no ID number stands in a reason, a subject, or anywhere else in the database in clear', async () => {
  const id = newId();
  const wrong = `${id.slice(0, 17)}${id.endsWith('1') ? '2' : '1'}`;
  const { importId } = await office.preview([
    LABELS,
    row('N1', 'N1-1', wrong),
    row('N2', 'N2-1', id),
    row('N3', 'N3-1', id),
    row('N4', 'N4-1', '429921700202998'),
  ]);
  const shown = JSON.stringify([
    await office.rows(importId, 'refused'),
    await office.rows(importId, 'new'),
    await office.show(importId),
  ]);
  const stored = await office.county.database.asOwner((db) =>
    db.query(sql`select to_jsonb(f) from import_fault_row f union all select to_jsonb(s) from staged_person_row s
      union all select to_jsonb(i) from import i`),
  );
  for (const number of [id, wrong, '429921700202998', '19700202998']) {
    expect(shown).not.toContain(number);
    expect(JSON.stringify(stored)).not.toContain(number);
  }
});

test('a formula that begins a text is kept as text and never as a formula', async () => {
  const { importId } = await office.preview([
    LABELS,
    row('P1', 'P1-1', 'x', { name: '=HYPERLINK("http://bad","点我")' }),
  ]);
  const sheet = await office.county.ask(office.county.actor('county-office'), (work) => refusedSheet(work, importId));
  if (!sheet.ok) throw new Error(sheet.refusal.code);
  const file = `${office.folder}/refused.xlsx`;
  await office.county.ask(office.county.actor('county-office'), async (work) => {
    const again = await refusedSheet(work, importId);
    if (again.ok) await writeXlsx(file, [{ name: '表', rows: again.value.rows }]);
  });
  const opened = await openSheets(file);
  if (!opened.ok) throw new Error(opened.refusal.code);
  for await (const batch of opened.value.sheets[0]!.rows()) {
    if (!batch.ok) throw new Error(batch.refusal.code);
    const cell = batch.value[0]!.cells[LABELS.indexOf('姓名')];
    expect(typeof cell === 'object' && cell !== null && 'formula' in cell && cell.formula).toBe(false);
    expect(textOf(cell)).toContain('HYPERLINK');
  }
  await opened.value.close();
});
