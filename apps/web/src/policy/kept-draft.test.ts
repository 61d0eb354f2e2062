import fc from 'fast-check';
import { expect, test } from 'vitest';
import { revivedDraft } from './kept-draft.ts';
import { newDraft, newPart } from './rule-draft.ts';
import { ruleFile } from './rule-file.ts';

test('a kept draft is what it was', () => {
  const parts = [newPart('group', { title: '或', mode: 'any', parts: [newPart('condition', { feel: '户.不愁吃' })] })];
  const draft = { ...newDraft('hubei-plan', '2016-04-18'), title: '试写', parts };
  expect(revivedDraft(JSON.parse(JSON.stringify(draft)))).toEqual(draft);
});

test('a draft kept by an older program gets the fields that it lacks', () => {
  const draft = revivedDraft({ pack: 'hubei-plan', title: '旧稿', parts: [{ is: 'condition', feel: '户.不愁吃' }] });
  expect(draft).toMatchObject({
    title: '旧稿',
    kind: 'criterion',
    parts: [{ feel: '户.不愁吃', source: '', aim: false }],
  });
});

test('whatever stands in the browser’s store, the page opens', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (kept, part) => {
      revivedDraft(kept);
      const draft = revivedDraft({
        pack: 'x',
        title: kept,
        parts: [part, { is: 'group', parts: [part], title: kept }],
      });
      expect(() => draft && ruleFile(draft)).not.toThrow();
    }),
  );
});
