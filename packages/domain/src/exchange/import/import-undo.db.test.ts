import { sql } from '@daohu/db';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readHouseholdAsOf } from '../../register/index.ts';
import { cancelImport, confirmImport, failInterrupted, refreshPreview, setState } from '../index.ts';
import { type CellText, csv, type ImportOffice, idNumber, importOffice } from './test-office.ts';

let office: ImportOffice;
beforeAll(async () => {
  office = await importOffice();
});
afterAll(() => office.close());

const LABELS = '县,乡,行政村,户编号,人编号,姓名,证件号码,与户主关系,健康状况,人均纯收入,成员联系电话,年度'.split(',');
type Line = {
  no: string;
  person: string;
  name?: string;
  id: string;
  relation?: string;
  health?: string;
  income?: string;
  phone?: string;
  year?: string;
};
const line = (of: Line): CellText[] => [
  '青石县',
  '城关镇',
  '石桥村',
  of.no,
  of.person,
  of.name ?? '陈大山',
  of.id,
  of.relation ?? '户主',
  of.health ?? '健康',
  of.income ?? '2800',
  of.phone ?? '',
  of.year ?? '2016',
];
const previewOf = (...lines: Line[]) => office.preview(csv(LABELS, ...lines.map(line)), { year: null });
const imported = async (...lines: Line[]): Promise<number> => {
  const { importId } = await previewOf(...lines);
  const applied = await office.apply(importId);
  if (!applied.ok) throw new Error(JSON.stringify(applied.refusal));
  return importId;
};
let sequence = 0;
const newId = () => {
  const day = sequence++;
  return idNumber(
    `19${60 + (day % 40)}${String(1 + (day % 12)).padStart(2, '0')}${10 + (day % 19)}`,
    996 + (Math.floor(day / 40) % 4),
  );
};

test('the same file twice changes nothing', async () => {
  const lines = [
    { no: 'A1', person: 'A1-1', id: newId(), phone: '13800138000' },
    { no: 'A1', person: 'A1-2', id: newId(), relation: '配偶' },
  ];
  await imported(...lines);
  const again = await previewOf(...lines);
  expect(again.counts).toMatchObject({ rows: 2, same: 2, new: 0, changed: 0, refused: 0 });
  expect(await office.apply(again.importId)).toMatchObject({ refusal: { code: 'nothing-to-apply' } });
});

test('an undone import leaves the register as it was, and the same file can come again', async () => {
  const before = await office.register();
  const lines = [
    { no: 'B1', person: 'B1-1', id: newId() },
    { no: 'B1', person: 'B1-2', id: newId(), relation: '配偶' },
  ];
  const importId = await imported(...lines);
  expect(await office.undo(importId)).toMatchObject({ ok: true });
  expect(await office.register()).toEqual(before);
  expect((await office.show(importId)).state).toBe('undone');
  const again = await previewOf(...lines);
  expect(again.counts).toMatchObject({ new: 2, same: 0, refused: 0 });
  expect(await office.apply(again.importId)).toMatchObject({ ok: true });
  expect((await previewOf(...lines)).counts).toMatchObject({ same: 2 });
});

test('undoing a change brings back every value, encrypted ones too', async () => {
  const id = newId();
  const first: Line = { no: 'C1', person: 'C1-1', id, phone: '13800138001', income: '2800', health: '健康' };
  await imported(first);
  const before = await office.register();
  const change = await imported({ ...first, name: '陈改名', phone: '13900139002', income: '清空', health: '患有大病' });
  expect(await office.register()).not.toEqual(before);
  expect(await office.undo(change)).toMatchObject({ ok: true });
  expect(await office.register()).toEqual(before);
  expect((await previewOf(first)).counts).toMatchObject({ same: 1 });
});

test('an undo is refused while a later import rests on it, and allowed once that is undone', async () => {
  const first: Line = { no: 'D1', person: 'D1-1', id: newId() };
  const base = await imported(first);
  const change = await imported({ ...first, income: '3000' });
  expect(await office.undo(base)).toMatchObject({
    refusal: { code: 'later-acts-rest-on-it', acts: [{ importId: change, records: 1 }] },
  });
  expect(await office.undo(change)).toMatchObject({ ok: true });
  expect(await office.undo(base)).toMatchObject({ ok: true });
});

test('a member or a year that came later holds the household it belongs to', async () => {
  const head: Line = { no: 'D2', person: 'D2-1', id: newId() };
  const base = await imported(head);
  const spouse = await imported({ no: 'D2', person: 'D2-2', id: newId(), relation: '配偶' });
  expect(await office.undo(base)).toMatchObject({ refusal: { code: 'later-acts-rest-on-it' } });
  await office.undo(spouse);
  const nextYear = await imported({ ...head, year: '2017' });
  expect(await office.undo(base)).toMatchObject({ refusal: { code: 'later-acts-rest-on-it' } });
  await office.undo(nextYear);
  expect(await office.undo(base)).toMatchObject({ ok: true });
});

test('a household that came back with an import is held by its later members too', async () => {
  const head: Line = { no: 'D3', person: 'D3-1', id: newId() };
  await office.undo(await imported(head));
  const back = await imported(head);
  await imported({ no: 'D3', person: 'D3-2', id: newId(), relation: '配偶' });
  expect(await office.undo(back)).toMatchObject({ refusal: { code: 'later-acts-rest-on-it' } });
});

test('person numbers that were mixed up are put right by undoing and importing again', async () => {
  const [one, two] = [newId(), newId()];
  const wrong = await imported(
    { no: 'E1', person: 'E1-1', id: one },
    { no: 'E1', person: 'E1-2', id: two, relation: '配偶' },
  );
  await office.undo(wrong);
  const right = await previewOf(
    { no: 'E1', person: 'E1-2', id: one },
    { no: 'E1', person: 'E1-1', id: two, relation: '配偶' },
  );
  expect(right.counts).toMatchObject({ new: 2, refused: 0 });
  expect(await office.apply(right.importId)).toMatchObject({ ok: true });
  const other = await previewOf({ no: 'E2', person: 'E1-9', id: newId() });
  expect(other.counts).toMatchObject({ new: 1, refused: 0 });
});

test('a person number that only an undone record had is free again', async () => {
  const undone = await imported({ no: 'E3', person: 'E3-1', id: newId(), name: '甲' });
  await office.undo(undone);
  const importId = await imported({ no: 'E4', person: 'E3-1', id: newId(), name: '乙' });
  expect((await office.show(importId)).effect.persons).toEqual({ new: 1, changed: 0 });
});

test('several years of a new person in one file are one person', async () => {
  const id = newId();
  const importId = await imported(
    { no: 'F1', person: 'F1-1', id, year: '2015' },
    { no: 'F1', person: 'F1-1', id, year: '2016', name: '陈大山' },
  );
  const { n } = await office.county.database.asOwner((db) =>
    db.one<{ n: number }>(sql`select count(*) as n from person where person_no = 'F1-1'`),
  );
  expect(n).toBe(1);
  expect(await office.undo(importId)).toMatchObject({ ok: true });
});

test('what the register said before the undo can still be read as of then', async () => {
  const importId = await imported({ no: 'G1', person: 'G1-1', id: newId(), income: '2800' });
  const { countyCode, householdId } = await office.county.database.asOwner((db) =>
    db.one<{ countyCode: number; householdId: number }>(
      sql`select county_code as "countyCode", household_id as "householdId" from household where household_no = 'G1'`,
    ),
  );
  const { appliedAct } = await office.county.database.asOwner((db) =>
    db.one<{ appliedAct: number }>(sql`select applied_act as "appliedAct" from import where import_id = ${importId}`),
  );
  await office.county.backdate(appliedAct, 10);
  await office.undo(importId);
  const history = await office.county.database.asOwner((db) =>
    db.query<{ kind: string }>(sql`
      select kind from history where county_code = ${countyCode} and table_name = 'household' and record_id = ${householdId}
      order by history_id`),
  );
  expect(history.map(({ kind }) => kind)).toEqual(['created', 'changed']);
  expect(readHouseholdAsOf).toBeTypeOf('function');
});

test('two offices that import the same rows at once: one is applied, the other is told that the register moved', async () => {
  const lines = [
    { no: 'H1', person: 'H1-1', id: newId() },
    { no: 'H1', person: 'H1-2', id: newId(), relation: '配偶' },
  ];
  const [a, b] = [await previewOf(...lines), await previewOf(...lines)];
  const outcomes = await Promise.all([office.apply(a.importId), office.apply(b.importId)]);
  expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
  expect(outcomes.find((outcome) => !outcome.ok)).toMatchObject({ refusal: { code: 'register-moved-on' } });
  const late = outcomes[0]!.ok ? b : a;
  expect(await office.run((work) => refreshPreview(work, late.importId))).toMatchObject({ ok: true });
  expect((await office.show(late.importId)).counts).toMatchObject({ new: 0, same: 2 });
});

test('a register that moved makes new refusals appear in the refreshed preview, and old ones go', async () => {
  const id = newId();
  const waiting = await previewOf({ no: 'H2', person: 'H2-1', id });
  const other = await imported({ no: 'H3', person: 'H3-1', id });
  expect(await office.apply(waiting.importId)).toMatchObject({ refusal: { code: 'register-moved-on', rows: 2 } });
  await office.run((work) => refreshPreview(work, waiting.importId));
  expect(await office.faults(waiting.importId)).toEqual({ 2: ['person-in-another-household'] });
  await office.undo(other);
  await office.run((work) => refreshPreview(work, waiting.importId));
  expect(await office.faults(waiting.importId)).toEqual({});
  expect(await office.apply(waiting.importId)).toMatchObject({ ok: true });
});

test('an import that was applied, undone or cancelled is not applied again', async () => {
  const importId = await imported({ no: 'H4', person: 'H4-1', id: newId() });
  expect(await office.apply(importId)).toMatchObject({ refusal: { code: 'wrong-state' } });
  await office.undo(importId);
  expect(await office.undo(importId)).toMatchObject({ refusal: { code: 'wrong-state' } });
  const { importId: dropped } = await previewOf({ no: 'H5', person: 'H5-1', id: newId() });
  expect(await office.run((work) => cancelImport(work, dropped))).toMatchObject({ ok: true });
  expect(await office.apply(dropped)).toMatchObject({ refusal: { code: 'wrong-state' } });
  expect(await staged(dropped)).toBe(0);
});

const staged = async (importId: number) =>
  (
    await office.county.database.asOwner((db) =>
      db.one<{ n: number }>(sql`
        select (select count(*) from staged_person_row where import_id = ${importId})
          + (select count(*) from staged_outcome_row where import_id = ${importId})
          + (select count(*) from import_block_row where import_id = ${importId}) as n`),
    )
  ).n;

test('an import that is cancelled while it is read leaves nothing half done', async () => {
  const signal = AbortSignal.abort(new Error('cancelled by the clerk'));
  const before = await office.register();
  await expect(
    office.preview(csv(LABELS, line({ no: 'J1', person: 'J1-1', id: newId() })), { year: null, signal }),
  ).rejects.toThrow('cancelled by the clerk');
  const { importId } = await office.county.database.asOwner((db) =>
    db.one<{ importId: number }>(sql`select max(import_id) as "importId" from import`),
  );
  expect(await staged(importId)).toBe(0);
  expect(await office.register()).toEqual(before);
  expect((await office.show(importId)).state).toBe('reading');
  await office.county.act(office.county.actor('county-office'), ({ db }) =>
    failInterrupted(db, '系统停止过，请重新进行。', []),
  );
  expect(await office.show(importId)).toMatchObject({ state: 'failed', failure: '系统停止过，请重新进行。' });
  expect(await office.run((work) => confirmImport(work, { importId, year: 2016 }))).toMatchObject({ ok: true });
});

test('a process that died while applying leaves the preview to be applied again', async () => {
  const { importId } = await previewOf({ no: 'J2', person: 'J2-1', id: newId() });
  await office.county.act(office.county.actor('county-office'), ({ db }) => setState(db, importId, 'applying'));
  const before = await office.register();
  await expect(
    office.run(async (work) => {
      const { applyImport } = await import('./apply-import.ts');
      await applyImport(work, importId);
      throw new Error('killed');
    }),
  ).rejects.toThrow('killed');
  expect(await office.register()).toEqual(before);
  const failAllBut = (underWay: readonly number[]) =>
    office.county.act(office.county.actor('county-office'), ({ db }) => failInterrupted(db, '系统停止过。', underWay));
  await failAllBut([importId]);
  expect((await office.show(importId)).state).toBe('applying');
  await failAllBut([]);
  expect((await office.show(importId)).state).toBe('previewed');
  expect(await office.apply(importId)).toMatchObject({ ok: true });
});

test('any small register: import twice changes nothing the second time; import and undo leaves the register as it was', async () => {
  const ids = Array.from({ length: 12 }, newId);
  const member = fc.record({
    no: fc.constantFrom('P1', 'P2', 'P3'),
    person: fc.integer({ min: 0, max: 11 }),
    withNo: fc.boolean(),
    relation: fc.constantFrom('户主', '配偶', '之子', ''),
    health: fc.constantFrom('健康', '患有大病', '', '清空'),
    income: fc.constantFrom('2800', '3000.5', '', '清空'),
    year: fc.constantFrom('2015', '2016'),
  });
  const file = fc
    .array(member, { minLength: 1, maxLength: 8 })
    .map((rows) =>
      rows.map(({ person, withNo, ...row }) => ({ ...row, person: withNo ? `P-${person}` : '', id: ids[person]! })),
    );
  await fc.assert(
    fc.asyncProperty(fc.array(file, { minLength: 1, maxLength: 3 }), async (files) => {
      for (const lines of files) {
        const before = await office.register();
        const { importId } = await previewOf(...lines);
        const applied = await office.apply(importId);
        if (!applied.ok) {
          expect(applied.refusal.code).toBe('nothing-to-apply');
          continue;
        }
        const again = await previewOf(...lines);
        expect(again.counts).toMatchObject({ new: 0, changed: 0 });
        expect(await office.undo(importId)).toMatchObject({ ok: true });
        expect(await office.register()).toEqual(before);
        const back = await previewOf(...lines);
        expect(await office.apply(back.importId)).toMatchObject({ ok: true });
      }
    }),
    { numRuns: 12, endOnFailure: true, seed: 20161013 },
  );
}, 120_000);
