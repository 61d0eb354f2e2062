import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { faultsByField, fieldKey } from './draft-faults.ts';
import { isUntouched, newDraft, newPart, type RuleDraft, withPart } from './rule-draft.ts';
import { ruleFile } from './rule-file.ts';

const draft: RuleDraft = {
  ...newDraft('hubei-plan', '2016-04-18'),
  rule: 'exit-household',
  title: '贫困户脱贫：标准核查',
  parts: [
    newPart('condition', {
      key: 'income',
      title: '收入',
      clauses: 'hubei-plan/3.3b, hubei-plan/3.3c',
      feel: '户.人均纯收入\n  > 扶贫标准',
      reading: '“超过”不含等于',
    }),
    newPart('group', {
      key: 'either',
      title: '或',
      mode: 'any',
      parts: [newPart('condition', { key: 'safe', title: '安全', feel: '户.住房安全', aim: true })],
    }),
  ],
};

test('the file says what the form says', () => {
  expect(parse(ruleFile(draft).text)).toEqual({
    rule: 'exit-household',
    title: '贫困户脱贫：标准核查',
    subject: 'household',
    holdsFrom: '2016-04-18',
    all: [
      {
        title: '收入',
        clause: ['hubei-plan/3.3b', 'hubei-plan/3.3c'],
        feel: '户.人均纯收入\n  > 扶贫标准',
        reading: '“超过”不含等于',
      },
      { title: '或', any: [{ title: '安全', kind: 'aim', feel: '户.住房安全' }] },
    ],
  });
});

test('whatever is typed into a field, the file holds exactly that', () => {
  const typed = fc
    .string({ unit: 'grapheme', minLength: 1 })
    .filter((text) => !/[\p{Cc}\p{Cs}\uFEFF\u0085\u2028\u2029]/u.test(text));
  fc.assert(
    fc.property(typed, typed, typed, (title, note, reading) => {
      const parts = [newPart('condition', { title, reading, feel: '户.不愁吃' })];
      const read = parse(ruleFile({ ...draft, title, note, parts }).text);
      expect(read).toMatchObject({ title, note, all: [{ title, reading }] });
    }),
  );
});

test('an expression keeps every blank and line it was typed with', () => {
  const line = fc.stringMatching(/^[ a-z户.<>=]{0,12}$/);
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), (lines) => {
      const feel = lines.join('\n').replace(/\s+$/, '');
      if (feel.trim() === '') return;
      const read = parse(ruleFile({ ...draft, parts: [newPart('condition', { title: 'x', feel })] }).text);
      expect(read.all[0].feel).toBe(feel);
    }),
  );
});

test('what is wrong at a place of the file is wrong at that place of the expression', () => {
  const { fields, text } = ruleFile(draft);
  const line = text.split('\n').findIndex((row) => row.includes('> 扶贫标准')) + 1;
  const column = (text.split('\n')[line - 1] ?? '').indexOf('扶贫标准') + 1;
  const problem = { code: 'unknown-name', zh: '', en: '', line, column, end: { line, column: column + 4 }, mend: [] };
  const [fault] = faultsByField([problem], fields).get(fieldKey('income', 'feel')) ?? [];
  expect(draft.parts[0]?.feel.slice(fault?.from, fault?.to)).toBe('扶贫标准');
});

test('a missing clause is told at the clauses of its part, and a number at its expression', () => {
  const { fields, text } = ruleFile(draft);
  const line = text.split('\n').findIndex((row) => row.includes('安全')) + 1;
  const at = (code: string) => [
    ...faultsByField([{ code, zh: '', en: '', line, column: 9, end: null, mend: [] }], fields).keys(),
  ];
  expect(at('no-clause')).toEqual([fieldKey('safe', 'clauses')]);
  expect(at('number-in-rule')).toEqual([fieldKey('safe', 'feel')]);
});

test('a part is changed or taken out wherever in the tree it lies', () => {
  const changed = withPart(draft.parts, 'safe', (part) => ({ ...part, title: '住房' }));
  expect(changed[1]?.parts[0]?.title).toBe('住房');
  expect(withPart(draft.parts, 'safe', () => null)[1]?.parts).toEqual([]);
});

test('a blank rule may be replaced without asking, a single word may not', () => {
  const blank = newDraft('hubei-plan', '2016-04-18');
  expect(isUntouched(blank)).toBe(true);
  expect(isUntouched({ ...blank, title: '试' })).toBe(false);
  expect(
    isUntouched({ ...blank, parts: [newPart('group', { parts: [newPart('condition', { feel: '户.不愁吃' })] })] }),
  ).toBe(false);
});
