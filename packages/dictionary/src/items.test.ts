import { expect, test } from 'vitest';
import { databaseColumns } from './database-columns.ts';
import { isConvertible } from './figure-units.ts';
import { nationalFields } from './generated/national-fields.ts';
import { findItem, findItemByRuleName, getItem, items, itemsOf } from './items.ts';
import { readHeader } from './read-header.ts';

/** National fields that are no items of ours, and why. */
const LEFT_OUT: Record<string, string> = {
  AAR002: 'names of divisions come from the divisions',
  AAR003: 'names of divisions come from the divisions',
  AAR004: 'names of divisions come from the divisions',
  AAR005: 'names of divisions come from the divisions',
  AAR006: 'names of divisions come from the divisions',
  AAD001: 'the division code is the key',
  AAR040: 'the year is the key',
  AAR100: 'a record is retired with a reason, not flagged',
  AAR059: 'a free remark may hold anything, also what may not be kept',
  AAC080: 'pairing is a register of its own',
  AAR057: 'pairing is a register of its own',
  AAR058: 'pairing is a register of its own',
  AAC025: 'the head is a member of the household',
  AAC029: 'the head is a member of the household',
  AAC031: 'the head is a member of the household',
  AAC015: 'label not found',
  AAC019: 'label not found',
  AAD026: 'label abbreviated in the source',
  AAD312: 'label abbreviated in the source',
  AAD321: 'label abbreviated in the source',
  AAD355: 'label abbreviated in the source',
  AAD372: 'label abbreviated in the source',
  AAD402: 'label abbreviated in the source',
};

test('every field of the household, person, income, living and village tables is an item or left out with a reason', () => {
  const tables = new Set(['AB10/AB01', 'AC01', 'AC07', 'AC30/AC31', 'AC40/AF02', 'AD01']);
  const held = new Set(items.flatMap((item) => item.nationalCodes));
  const fields = nationalFields.filter(([table]) => tables.has(table));
  const lost = fields.filter(([, code]) => !held.has(code) && !LEFT_OUT[code]);
  expect(lost).toEqual([]);
  expect(Object.keys(LEFT_OUT).filter((code) => held.has(code) || !fields.some((field) => field[1] === code))).toEqual(
    [],
  );
});

test('every national code that an item cites is in the field list', () => {
  const known = new Set(nationalFields.map(([, code]) => code));
  for (const item of items) for (const code of item.nationalCodes) expect(known, item.id).toContain(code);
});

test('ids, columns and rule names are unique within an entity', () => {
  for (const name of ['id', 'column', 'ruleName', 'nameZh', 'nameEn'] as const) {
    const seen = new Map<string, string>();
    for (const item of items) {
      const key = `${item.entity}.${item[name]}`;
      expect(seen.get(key), `${item.id} and another share ${name} ${item[name]}`).toBeUndefined();
      seen.set(key, item.id);
    }
  }
});

test('identity and yearly columns of an entity do not share a name', () => {
  const columns = items.flatMap((item) => databaseColumns(item).map((column) => `${item.entity}.${column.name}`));
  expect(new Set(columns).size).toBe(columns.length);
});

test('a rule name is legal in FEEL and a column in PostgreSQL', () => {
  for (const item of items) {
    expect(item.ruleName, item.id).toMatch(/^[\u4e00-\u9fff]+$/);
    expect(item.column, item.id).toMatch(/^[a-z][a-z0-9_]{0,54}$/);
  }
});

test('every whole number has a unit, the unit of files, and a range that a double holds exactly', () => {
  for (const item of items) {
    if (item.type !== 'integer') {
      expect([item.unit, item.fileUnit, item.range], item.id).toEqual([undefined, undefined, undefined]);
      continue;
    }
    expect(isConvertible(item.unit!, item.fileUnit!), item.id).toBe(true);
    for (const { unit } of item.headers) expect(isConvertible(item.unit!, unit!), item.id).toBe(true);
    expect(item.range!.min).toBeLessThan(item.range!.max);
    // 26,000 villages or two million households of the largest value still sum exactly.
    expect(Number.isSafeInteger(item.range!.max * 2_000_000) || item.range!.max > 1_000_000_000).toBe(true);
  }
});

test('an item is a national field, or a clause asks for it, or a sheet has it', () => {
  for (const item of items) {
    const rows = item.entity === 'county' ? 'village' : item.entity;
    const inSheet = readHeader(item.nameZh, rows) !== null;
    expect(item.nationalCodes.length + item.source.length > 0 || inSheet, item.id).toBe(true);
    for (const clause of item.source)
      expect(clause).toMatch(/^(hubei-2015|hubei-plan|wuhan-2015|hunan-2016|guangdong-2016)\//);
  }
});

test('what a sum is made of exists, is a whole number and has the unit of the sum', () => {
  for (const item of items) {
    if (!item.derivedFrom) continue;
    const { plus, minus = [], over } = item.derivedFrom;
    for (const id of [...plus, ...minus]) expect(findItem(id)?.unit, `${item.id} ← ${id}`).toBe(item.unit);
    if (over) expect(findItem(over)?.type).toBe('integer');
  }
});

test('numbers that identify a person are encrypted and found by hash, and take two columns', () => {
  expect(databaseColumns(getItem('person.idNumber'))).toEqual([
    { name: 'id_number_cipher', type: 'bytea' },
    { name: 'id_number_hash', type: 'bytea' },
  ]);
  const sensitive = items.filter((item) => item.sensitivity === 'sensitive').map((item) => item.id);
  expect(sensitive).toEqual([
    'household.phone',
    'household.bankCard',
    'person.idNumber',
    'person.disabilityCard',
    'person.phone',
  ]);
});

test('columns take the type of the item', () => {
  const typeOf = (id: Parameters<typeof getItem>[0]) => databaseColumns(getItem(id)).map((column) => column.type);
  expect(typeOf('person.health')).toEqual(['text[]']);
  expect(typeOf('person.bornOn')).toEqual(['date']);
  expect(typeOf('household.firstIdentifiedMonth')).toEqual(['integer']);
  expect(typeOf('household.netIncome')).toEqual(['integer']);
  expect(typeOf('village.collectiveIncome')).toEqual(['bigint']);
  expect(typeOf('household.hasEnoughFood')).toEqual(['boolean']);
});

test('the rule 户.人均纯收入 reads the national field AAC082, in fen a year', () => {
  expect(findItemByRuleName('household', '人均纯收入')).toMatchObject({
    id: 'household.netIncomePerHead',
    unit: 'fen/year',
    nationalCodes: ['AAC082'],
    derivedFrom: { plus: ['household.netIncome'], over: 'household.size' },
  });
  expect(findItemByRuleName('household', '人均净收入')).toBeNull();
});

test('who somebody is holds for life, how they live is asked every year', () => {
  expect(itemsOf('person', 'identity').map((item) => item.field)).toEqual([
    'personNo',
    'name',
    'sex',
    'bornOn',
    'identityDocument',
    'idNumber',
    'disabilityCard',
    'ethnicity',
    'firstIdentifiedMonth',
  ]);
  expect(itemsOf('household', 'identity').map((item) => item.field)).toEqual(['householdNo', 'firstIdentifiedMonth']);
});
