import { evaluate } from 'feelin';
import { expect, test } from 'vitest';
import { indexSchema } from '../schema.ts';
import { schoolSchema } from '../test-schema.ts';
import { evaluateExpression } from './evaluate-expression.ts';
import { FeelRefused } from './refusal.ts';
import { checkFeel } from './type-check.ts';

const schema = indexSchema(schoolSchema);
const variables = [{ name: '班', type: { is: 'record', entity: schema.byKey.get('class')!, yearOffset: 0 } as const }];
const scope = { parameter: () => null, parameterNames: () => [], variables };

/** The typed tree without its places, which is all that the readings of a rule see. */
function tree(text: string): unknown {
  try {
    const { tree } = checkFeel(text, scope, schema);
    return JSON.parse(JSON.stringify(tree, (key, value) => (key === 'from' || key === 'to' ? undefined : value)));
  } catch (error) {
    if (error instanceof FeelRefused) return error.code;
    throw error;
  }
}

test('a function that the tree has no node for is the same as what it is written out to', () => {
  const pairs: [string, string][] = [
    ['abs(班.班费)', 'if 班.班费 < 0 then -班.班费 else 班.班费'],
    ['modulo(班.座位, 7)', '班.座位 - 7 * floor(班.座位 / 7)'],
    ['all([班.开班, 班.座位 > 1])', '班.开班 and 班.座位 > 1'],
    ['any(班.开班, 班.座位 > 1)', '班.开班 or 班.座位 > 1'],
    ['all(for x in 班.学生 return x.到课)', 'every x in 班.学生 satisfies x.到课'],
    ['any(for x in 班.学生 return x.到课)', 'some x in 班.学生 satisfies x.到课'],
    ['list contains(["走读", "寄宿"], 班.类别)', '班.类别 = "走读" or 班.类别 = "寄宿"'],
    ['every n in [1, 2] satisfies 班.座位 > n', '班.座位 > 1 and 班.座位 > 2'],
    [
      'some n in [1, 2], s in 班.学生 satisfies s.年龄 > n',
      '(some s in 班.学生 satisfies s.年龄 > 1) or (some s in 班.学生 satisfies s.年龄 > 2)',
    ],
    ['sum(for n in [1, 2] return n * 班.座位)', 'sum(1 * 班.座位, 2 * 班.座位)'],
    ['floor(2.5)', 'floor(25 / 10)'],
    ['round half up(-0.125, 0)', 'round half up(-125 / 1000, 0)'],
    ['班.成立日 < date(2016, 2, 29)', '班.成立日 < date("2016-02-29")'],
    ['班.成立日 < @"2016-02-29"', '班.成立日 < date("2016-02-29")'],
    ['班.座位 > 1.0', '班.座位 > 1'],
    ['floor(n: 班.座位 / 7)', 'floor(班.座位 / 7)'],
    ['modulo(divisor: 7, dividend: 班.座位)', 'modulo(班.座位, 7)'],
  ];
  for (const [short, long] of pairs) expect([short, tree(short)]).toEqual([short, tree(long)]);
});

test('units and code lists are checked in what is written out', () => {
  expect(tree('abs(班.班费) > 班.座位')).toBe('wrong-unit');
  expect(tree('list contains(["走读", "夜校"], 班.类别)')).toBe('unknown-code');
  expect(tree('modulo(班.班费, 班.座位) = 班.班费')).not.toBe('wrong-unit');
  expect(tree('班.座位 in ["走读"]')).toBe('bare-in');
});

test('an inner loop keeps its own variable, and a loop over a list literal takes constants only', () => {
  const ask = (text: string) => evaluateExpression(text, { values: { a: [5], b: 1 } });
  expect(ask('every x in [1, 2] satisfies some y in [3] satisfies y > x')).toEqual({ ok: true, value: true });
  expect(ask('every x in [1, 2] satisfies some x in [3] satisfies x > 2')).toEqual({ ok: true, value: true });
  expect(ask('every x in [b, 2] satisfies x > 0')).toMatchObject({ refusal: { code: 'list-literal' } });
  expect(ask('every x in [1, 2] satisfies every b in a satisfies b > x')).toMatchObject({
    refusal: { code: 'shadowing' },
  });
});

test('the results are those of the interpreter of the standard', () => {
  const values = { a: -7, b: 3, 名单: [4, 9, 3] };
  const texts = [
    ...['abs(a)', 'abs(b - 10)', 'modulo(a, b)', 'modulo(b, a)', 'modulo(12, -5)', 'all([])', 'any([])'],
    ...['list contains(名单, b)', 'list contains(名单, a)', 'list contains([], a)', 'any([a > 0, b > 0])'],
    ...['every x in [1, 2] satisfies x < b', 'some x in [1, 2] satisfies x > b', 'sum(for x in [1, 2] return x * b)'],
    ...['floor(1.5)', 'ceiling(-1.5)', 'round half up(2.5, 0)', 'round half down(2.5, 0)', 'round up(-0.1, 0)'],
  ];
  for (const text of texts) {
    const outcome = evaluateExpression(text, { values });
    expect([text, outcome.ok && outcome.value]).toEqual([text, evaluate(text, values).value]);
  }
});
