import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeReader, isIn } from './code-list.ts';
import { codeLists, codeOf, labelOf, readCode, readCodes, successors, valuesIn } from './code-lists.ts';
import { seenCodes } from './generated/seen-codes.ts';
import { items } from './items.ts';

const LIST_OF_SEEN: Record<string, string> = {
  AAR010: 'exitStatus',
  AAC006: 'povertyAttribute',
  'AAC006-2018': 'povertyAttribute',
  AAC007: 'povertyCause',
  'AAC007-GD': 'povertyCause',
  AAB006: 'relation',
  'AAB006-2021': 'relation',
  AAB008: 'education',
  'AAB008-2021': 'education',
  AAB009: 'schoolStatus',
  'AAB009-2021': 'schoolStatus',
  AAB017: 'health',
  AAB010: 'laborSkill',
  'AAB010-2021': 'laborSkill',
  AAB003: 'sex',
  WGZK: 'workStatus',
  AAC320: 'mainFuel',
  AAC316: 'accessRoadKind',
  'AAC316-2019': 'accessRoadKind',
  AAC322: 'houseDangerLevel',
  ACR075: 'relocationKind',
  AAC005: 'identificationStandard',
  SBXL: 'dropoutReason',
  ZZMM: 'politicalStatus',
  GYGW: 'publicPost',
};

/** First and last year of an era written `2014-2018`, `2018-` or `2021`. */
function yearsOf(era: string): number[] {
  const [from, to] = era.split('-');
  if (to === undefined) return [Number(from)];
  return to === '' ? [Number(from), 2023] : [Number(from), Number(to)];
}

test('every text and code seen in an office is read in the first and last year it was seen in, as one value', () => {
  const wrong: string[] = [];
  for (const [list, code, label, era] of seenCodes) {
    for (const year of yearsOf(era)) {
      // The form of 2018 brought these two causes; the source files them under the list as a whole.
      const begun = ['因婚', '因丧'].includes(label) && year < 2018 ? 2018 : year;
      const byLabel = readCode(LIST_OF_SEEN[list]!, label, begun);
      if (!byLabel.ok) wrong.push(`${list} ${label} ${begun}: ${byLabel.refusal.code}`);
      if (code === '' || code === '12' || code === '13') continue;
      const byCode = readCode(LIST_OF_SEEN[list]!, code, begun);
      if (!byCode.ok || !byLabel.ok || byCode.value !== byLabel.value) wrong.push(`${list} ${code} ${label} ${begun}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('code 02 of 贫困户属性 is 低保户 in 2017 and 低保脱贫户 in 2018', () => {
  expect(readCode('povertyAttribute', '02', 2017)).toMatchObject({ value: 'dibao' });
  expect(readCode('povertyAttribute', '02', 2018)).toMatchObject({ value: 'dibaoExited' });
  expect(labelOf('povertyAttribute', 'dibaoExited', 2019)).toBe('低保脱贫户');
});

test('低保户 in a file of 2019 is refused with the years it was valid in and what may be meant now', () => {
  expect(readCode('povertyAttribute', '低保户', 2019)).toEqual({
    ok: false,
    refusal: {
      code: 'not-valid-in-year',
      list: 'povertyAttribute',
      text: '低保户',
      year: 2019,
      validIn: [{ to: 2017 }],
      successors: ['dibaoExited', 'dibaoPoor'],
    },
  });
});

test('五保贫困户 and 特困供养贫困户 are one value, worded by the year', () => {
  expect(readCode('povertyAttribute', '五保贫困户', 2019)).toMatchObject({ value: 'tekunPoor' });
  expect(labelOf('povertyAttribute', 'tekunPoor', 2016)).toBe('五保贫困户');
  expect(labelOf('povertyAttribute', 'tekunPoor', 2019)).toBe('特困供养贫困户');
});

test('高一 became 普通高中一年级 and stays the same value', () => {
  expect(readCode('schoolStatus', '高一', 2017)).toMatchObject({ value: 'seniorHigh1' });
  expect(readCode('schoolStatus', '普通高中一年级', 2021)).toMatchObject({ value: 'seniorHigh1' });
  expect(readCode('schoolStatus', '高一', 2021)).toMatchObject({ value: 'seniorHigh1' });
  expect(codeOf('schoolStatus', 'seniorHigh1', 2017)).toBe('07');
  expect(codeOf('schoolStatus', 'seniorHigh1', 2021)).toBeNull();
});

test('a school code of 2017 means nothing in 2021', () => {
  expect(readCode('schoolStatus', '16', 2021)).toMatchObject({ refusal: { code: 'not-valid-in-year' } });
});

test('大专及以上 of 2017 splits into two values, so nobody is moved without a look', () => {
  expect(successors('education', 'collegeOrAbove', 2021)).toEqual(['juniorCollege', 'bachelorOrAbove']);
  expect(successors('accessRoadKind', 'cement', 2020)).toEqual(['hardened']);
  expect(successors('accessRoadKind', 'cement', 2016)).toEqual(['cement']);
});

test('a form of 2017 offers 16 states at school and one of 2021 offers 25', () => {
  expect(valuesIn('schoolStatus', 2017)).toHaveLength(16);
  expect(valuesIn('schoolStatus', 2021)).toHaveLength(25);
  expect(valuesIn('relation', 2017)).toHaveLength(21);
  expect(valuesIn('relation', 2021)).toHaveLength(28);
});

test('full width, blanks and a lost zero do not hide a value', () => {
  expect(readCode('relation', '　户主（本人） ', 2018)).toMatchObject({ value: 'head' });
  expect(readCode('povertyCause', '０１', 2018)).toMatchObject({ value: 'illness' });
  expect(readCode('povertyCause', '1', 2018)).toMatchObject({ value: 'illness' });
  expect(readCode('povertyCause', '缺 劳 力', 2018)).toMatchObject({ value: 'labourShortage' });
  expect(readCode('houseDangerLevel', 'ｄ级', 2018)).toMatchObject({ value: 'd' });
});

test('民族 is read with and without 族, and by its code in GB/T 3304', () => {
  expect(readCode('ethnicity', '土家', 2018)).toMatchObject({ value: 'tujia' });
  expect(readCode('ethnicity', '土', 2018)).toMatchObject({ value: 'tu' });
  expect(readCode('ethnicity', '15', 2018)).toMatchObject({ value: 'tujia' });
  expect(readCode('ethnicity', '火星族', 2018)).toMatchObject({ refusal: { code: 'unknown-code' } });
});

test('several states of health in one cell come back once each, in the order of the list', () => {
  expect(readCodes('health', '残疾，长期慢性病、残疾', 2019)).toMatchObject({ value: ['chronicIllness', 'disabled'] });
  expect(readCodes('health', '02,04', 2019)).toMatchObject({ value: ['chronicIllness', 'disabled'] });
  expect(readCodes('health', '残疾，死亡', 2019)).toMatchObject({ refusal: { code: 'unknown-code', text: '死亡' } });
  expect(readCodes('health', '，', 2019)).toMatchObject({ refusal: { code: 'unknown-code' } });
});

test('what a form offers and an export writes is read back as the same value, in every list and year', () => {
  fc.assert(
    fc.property(fc.constantFrom(...codeLists), fc.integer({ min: 2013, max: 2026 }), (list, year) => {
      for (const { key, label } of valuesIn(list.id, year)) {
        expect(readCode(list.id, label, year)).toEqual({ ok: true, value: key });
        const code = codeOf(list.id, key, year);
        if (code !== null) expect(readCode(list.id, code, year)).toEqual({ ok: true, value: key });
      }
    }),
  );
});

test('no text is ambiguous in any year', () => {
  for (const list of codeLists) {
    for (const value of list.values) {
      for (const text of [...value.forms.map((form) => form.label), ...(value.synonyms ?? [])]) {
        for (let year = 2013; year <= 2026; year++) {
          const outcome = readCode(list.id, text, year);
          if (!outcome.ok) expect(outcome.refusal.code, `${list.id} ${text} ${year}`).toBe('not-valid-in-year');
        }
      }
    }
  }
});

test('a text that means two values of a list is refused with both', () => {
  const { read } = codeReader({
    id: 'roads',
    nameZh: '道路',
    nameEn: 'Roads',
    values: [
      { key: 'cement', forms: [{ label: '水泥路' }], synonyms: ['硬化路'] },
      { key: 'asphalt', forms: [{ label: '沥青路' }], synonyms: ['硬化路'] },
    ],
  });
  expect(read('硬化路', 2018)).toEqual({
    ok: false,
    refusal: { code: 'ambiguous', list: 'roads', text: '硬化路', keys: ['cement', 'asphalt'] },
  });
});

test('keys are unique, the years of one value follow each other, and every successor exists', () => {
  for (const list of codeLists) {
    const keys = list.values.map((value) => value.key);
    expect(new Set(keys).size, list.id).toBe(keys.length);
    for (const value of list.values) {
      expect(value.key).toMatch(/^[a-z][a-zA-Z0-9]*$/);
      for (const next of value.successors ?? []) expect(keys).toContain(next);
      for (let year = 2000; year < 2040; year++) {
        expect(value.forms.filter((form) => isIn(form, year)).length, `${list.id} ${value.key} ${year}`).toBeLessThan(
          2,
        );
      }
    }
  }
});

test('every coded item has its list, and every list is used', () => {
  const used = new Set(items.flatMap((item) => (item.codeList ? [item.codeList] : [])));
  expect([...used].sort()).toEqual(codeLists.map((list) => list.id).sort());
  for (const item of items) expect(item.type === 'code' || item.type === 'codes', item.id).toBe('codeList' in item);
});
