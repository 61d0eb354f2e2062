import { expect, test } from 'vitest';
import { wordsWithParameters } from './words-with-parameters.ts';

test('a parameter in the words of a rule is found, so that its value can stand beside it', () => {
  expect(wordsWithParameters('人均纯收入 高于 【扶贫标准】')).toEqual([
    { is: 'text', text: '人均纯收入 高于 ', at: 0 },
    { is: 'parameter', name: '扶贫标准', at: 9 },
  ]);
  expect(wordsWithParameters('【起始年龄】至【结束年龄】')).toEqual([
    { is: 'parameter', name: '起始年龄', at: 0 },
    { is: 'text', text: '至', at: 6 },
    { is: 'parameter', name: '结束年龄', at: 7 },
  ]);
});

test('words without a parameter stay whole, and none stay none', () => {
  expect(wordsWithParameters('饮水安全')).toEqual([{ is: 'text', text: '饮水安全', at: 0 }]);
  expect(wordsWithParameters('')).toEqual([]);
});
