import fc from 'fast-check';
import { evaluate } from 'feelin';
import { expect, test } from 'vitest';
import { type ExpressionContext, evaluateExpression } from './evaluate-expression.ts';
import type { RefusalCode } from './refusal.ts';

function ask(text: string, values: ExpressionContext['values'] = {}, types: ExpressionContext['types'] = {}): unknown {
  const outcome = evaluateExpression(text, { values, types });
  return outcome.ok ? outcome.value : `refused: ${outcome.refusal.code}`;
}

test('on known values the subset gives what the standard gives', () => {
  const examples: [string, ExpressionContext['values']][] = [
    ['1 + 2 * 3 - 4', {}],
    ['-(2 - 5)', {}],
    ['if 甲 > 乙 then 甲 else 乙', { 甲: 3, 乙: 7 }],
    ['甲 between 1 and 3 and 乙', { 甲: 3, 乙: true }],
    ['not(甲) or 乙', { 甲: true, 乙: false }],
    ['甲 = "走读"', { 甲: '走读' }],
    ['date("2016-02-29") < date("2016-03-01")', {}],
    ['every 人 in 名单 satisfies 人.年龄 >= 6', { 名单: [{ 年龄: 6 }, { 年龄: 5 }] }],
    ['some 人 in 名单 satisfies 人.年龄 >= 6', { 名单: [{ 年龄: 6 }, { 年龄: 5 }] }],
    ['every x in a, y in b satisfies x < y', { a: [1, 2], b: [3, 4] }],
    ['sum(for 人 in 名单 return 人.钱)', { 名单: [{ 钱: 6 }, { 钱: 5 }] }],
    ['count(名单)', { 名单: [{ 钱: 6 }, { 钱: 5 }] }],
    ['max(1, 甲, 3) + min(甲, 2) + sum([1, 2, 3])', { 甲: 9 }],
    ['floor(7 / 2) + ceiling(7 / 2)', {}],
    ['floor(-7 / 2) + ceiling(-7 / 2)', {}],
    ['round half up(5 / 2, 0) + round half up(-5 / 2, 0)', {}],
    ['round half down(5 / 2, 0) + round up(7 / 3, 0) + round down(7 / 3, 0)', {}],
    ['every x in a satisfies x > 1', { a: [] }],
    ['甲 = null', { 甲: 3 }],
  ];
  for (const [text, values] of examples) {
    expect([text, ask(text, values)]).toEqual([text, evaluate(text, values).value]);
  }
});

test('a missing value makes the answer unknown unless the known part decides', () => {
  const types = { 甲: 'number', 乙: 'boolean' } as const;
  const maybe = (text: string): unknown => ask(text, { 甲: null, 乙: null, 是: true, 否: false }, types);
  expect(maybe('甲 >= 5')).toBeNull();
  expect(maybe('甲 = 甲')).toBeNull();
  expect(maybe('甲 = null')).toBe(true);
  expect(maybe('甲 + 1')).toBeNull();
  expect(maybe('max(0, 甲)')).toBeNull();
  expect(maybe('乙 and 否')).toBe(false);
  expect(maybe('乙 and 是')).toBeNull();
  expect(maybe('乙 or 是')).toBe(true);
  expect(maybe('乙 or 否')).toBeNull();
  expect(maybe('not(乙)')).toBeNull();
  expect(maybe('if 乙 then 1 else 2')).toBeNull();
  expect(maybe('甲 between 1 and 3')).toBeNull();
});

test('every and some over a member nobody asked are unknown, unless another member decides', () => {
  const list = (...values: (boolean | null)[]) => ({ 名单: values.map((v) => ({ 参保: v })) });
  const every = 'every 人 in 名单 satisfies 人.参保';
  const some = 'some 人 in 名单 satisfies 人.参保';
  expect(ask(every, list(true, null))).toBeNull();
  expect(ask(every, list(false, null))).toBe(false);
  expect(ask(some, list(false, null))).toBeNull();
  expect(ask(some, list(true, null))).toBe(true);
  expect(ask('sum(for 人 in 名单 return 人.钱)', { 名单: [{ 钱: 1 }, { 钱: null }] })).toBeNull();
  expect(ask('count(名单)', list(true, null))).toBe(2);
});

test('nothing to add up is unknown, as in the standard', () => {
  expect(ask('sum(for x in a return x)', { a: [] })).toBeNull();
  expect(ask('count(a)', { a: [] })).toBe(0);
});

test('dividing by zero is unknown, not an endless number', () => {
  expect(ask('floor(7 / 甲)', { 甲: 0 })).toBeNull();
});

test('a quotient is exact where doubles would round it', () => {
  const big = 9_007_199_254_740_991;
  expect(ask('floor(甲 / 3)', { 甲: big })).toBe(3_002_399_751_580_330);
  expect(ask('floor((甲 - 1) / 甲)', { 甲: 4_503_599_627_370_497 })).toBe(0);
});

test('what lies outside the subset is refused, with its place', () => {
  const refused: [string, RefusalCode][] = [
    ['甲 in [1..3]', 'bare-in'],
    ['甲 / 2', 'division-without-rounding'],
    ['甲 ** 2', 'power'],
    ['0.5 * 甲', 'decimal-number'],
    ['99999999999999999999', 'number-too-large'],
    ['名单[年龄 > 3]', 'filter'],
    ['[1, 2]', 'list-literal'],
    ['for x in 名单 return x', 'for-outside-aggregate'],
    ['count(for x in 名单, y in 名单 return 1)', 'unsupported-construct'],
    ['count(for x in [1, 2], y in 名单 return 1)', 'unsupported-construct'],
    ['{ 甲: 1 }', 'context'],
    ['function(x) x', 'function-definition'],
    ['甲 instance of number', 'instance-of'],
    ['substring("甲乙", 1)', 'unknown-function'],
    ['floor(甲 / 2, 1)', 'rounding-scale'],
    ['@"2016-01-01T10:00:00"', 'at-literal'],
    ['date("2015-02-29") = date("2015-02-28")', 'bad-date'],
    ['time("10:00:00")', 'temporal-literal'],
    ['甲 + null', 'null-literal'],
    ['甲 and 是', 'wrong-type'],
    ['甲 + 是', 'wrong-type'],
    ['甲 乙', 'name-with-spaces'],
    ['甲甲 > 1', 'unknown-name'],
    ['not(', 'syntax-error'],
    ['', 'syntax-error'],
    ['甲 > 1）', 'syntax-error'],
    ['every 甲 in 名单 satisfies 甲 > 1', 'shadowing'],
    ['constructor', 'unknown-name'],
    ['__proto__', 'unknown-name'],
    ['名单.甲', 'not-a-record'],
    ['round half up(甲 / 2)', 'rounding-scale'],
    ['count(1, 2)', 'wrong-arguments'],
    ['not(x: 1)', 'named-arguments'],
  ];
  for (const [text, code] of refused) {
    expect([text, ask(text, { 甲: 1, 是: true, 名单: [1, 2] })]).toEqual([text, `refused: ${code}`]);
  }
});

test('a hostile expression is refused at once', () => {
  expect(ask(`${'('.repeat(4_000)}1${')'.repeat(4_000)}`)).toBe('refused: too-deep');
  expect(ask('1 + '.repeat(400_000))).toBe('refused: too-long');
  expect(ask(`${'-'.repeat(3_000)}1`)).toMatch(/^refused/);
  expect(ask(Array.from({ length: 300 }, () => '是').join(' and '), { 是: true })).toBe(true);
});

test('a product that could leave the exact whole numbers is refused', () => {
  expect(ask('甲 * 甲', { 甲: 100_000_000 })).toBe('refused: overflow');
  expect(ask('甲 * 甲', { 甲: 90_000_000 })).toBe(8_100_000_000_000_000);
});

const number = fc.constantFrom('1', '2', '7', '甲', '乙', '人数');
const numeric = fc.letrec<{ n: string }>((tie) => ({
  n: fc.oneof(
    { depthSize: 'small' },
    number,
    fc.tuple(tie('n'), fc.constantFrom('+', '-', '*'), tie('n')).map(([a, op, b]) => `(${a} ${op} ${b})`),
    fc.tuple(tie('n'), fc.integer({ min: 1, max: 9 })).map(([a, b]) => `floor(${a} / ${b})`),
    fc.tuple(tie('n'), fc.integer({ min: 1, max: 9 })).map(([a, b]) => `round half up(${a} / ${b}, 0)`),
    fc.tuple(tie('n'), tie('n')).map(([a, b]) => `max(${a}, ${b})`),
    fc.constant('sum(for 员 in 名单 return 员.钱)'),
    fc.constant('count(名单)'),
  ),
})).n;
const logical = fc.letrec<{ b: string }>((tie) => ({
  b: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom('是', '否', 'true'),
    fc
      .tuple(numeric, fc.constantFrom('<', '<=', '>', '>=', '=', '!='), numeric)
      .map(([a, op, b]) => `(${a} ${op} ${b})`),
    // The interpreter takes the two bounds in either order; the standard does not, so the lower one stands first here.
    fc.tuple(numeric, numeric, numeric).map(([a, b, c]) => `(${a} between min(${b}, ${c}) and max(${b}, ${c}))`),
    fc.tuple(tie('b'), fc.constantFrom('and', 'or'), tie('b')).map(([a, op, b]) => `(${a} ${op} ${b})`),
    tie('b').map((a) => `not(${a})`),
    fc.tuple(tie('b'), tie('b'), tie('b')).map(([a, b, c]) => `(if ${a} then ${b} else ${c})`),
    fc.tuple(fc.constantFrom('every', 'some'), numeric).map(([q, n]) => `(${q} 人 in 名单 satisfies 人.钱 > ${n})`),
  ),
})).b;

test('random expressions on known values: the same as the interpreter of the standard', () => {
  const small = fc.integer({ min: -50, max: 50 });
  const list = fc.array(fc.record({ 钱: small }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(logical, small, small, list, (text, 甲, 乙, 名单) => {
      const values = { 甲, 乙, 人数: 3, 是: true, 否: false, 名单 };
      const ours = evaluateExpression(text, { values });
      if (!ours.ok) return ours.refusal.code === 'overflow';
      expect(ours.value).toBe(evaluate(text, values).value);
      return true;
    }),
    { numRuns: 300 },
  );
});
