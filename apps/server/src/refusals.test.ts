import { expect, test } from 'vitest';
import { sentenceOf } from './refusals.ts';

test('an undo that is refused names the later acts in words, and an import by its number', () => {
  const later = { act: 7, accountName: '青石县扶贫办', at: '2016-05-01T01:30:00.000Z', records: 35 };
  const [zh, en] = sentenceOf({
    code: 'later-acts-rest-on-it',
    acts: [
      { ...later, command: 'exchange.applyImport', importId: 12 },
      { ...later, command: 'divisions.recodeCounty', importId: null, records: 1 },
      { ...later, command: '', importId: null, accountName: '其他人员' },
    ],
  });
  expect(zh).toBe(
    '不能撤销：此后又有操作改动了同样的记录（青石县扶贫办 2016-05-01 09:30 第12号导入，35条；青石县扶贫办 2016-05-01 09:30 县级代码变更，1条；其他人员 2016-05-01 09:30 其他操作，35条）。请先撤销这些操作。',
  );
  expect(en).toContain('import 12 by 青石县扶贫办 on 2016-05-01 09:30, 35 records; the recode of a county by');
  expect(`${zh}${en}`).not.toContain('exchange.');
});
