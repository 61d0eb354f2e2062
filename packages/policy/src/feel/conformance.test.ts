import { expect, test } from 'vitest';
import { type ExpressionContext, evaluateExpression } from './evaluate-expression.ts';
import { REFUSALS, type RefusalCode } from './refusal.ts';

/**
 * What the standard (DMN 1.5, chapter 10.3) gives, by its sections, for expressions inside the subset, and a refusal by
 * code for those outside. The public conformance suite itself is run by `scripts/conformance/drive.ts`.
 */
function ask(text: string, context: ExpressionContext = {}): unknown {
  const outcome = evaluateExpression(text, context);
  return outcome.ok ? outcome.value : `refused: ${outcome.refusal.code}`;
}

const pupil = { name: 'Ann', age: 17, born: '2008-05-04', home: { rooms: 3 }, marks: [{ mark: 71 }, { mark: 64 }] };
const values = { a: 7, b: -3, zero: 0, yes: true, no: false, word: 'foo', list: [6, 14, -3], empty: [], pupil };

const STANDARD: Readonly<Record<string, readonly (readonly [string, unknown])[]>> = {
  'literals and grouping': [
    ['-50', -50],
    ['(a)', 7],
    ['"šome Ünicode 横綱 😀"', 'šome Ünicode 横綱 😀'],
    ['"a\\"b\\u0041\\n"', 'a"bA\n'],
    ['true', true],
    ['date("2016-02-29")', '2016-02-29'],
    ['1.0', 1],
  ],
  'arithmetic: precedence, negation, integers without loss': [
    ['1 + 2 * 3 - 4', 3],
    ['(1 + 2) * 3', 9],
    ['10 - 4 - 3', 3],
    ['-10 + -5', -15],
    ['10--5', 15],
    ['--a', 7],
    ['-(a - b)', -10],
    ['a * -b', 21],
    ['9007199254740990 + 1', 9_007_199_254_740_991],
  ],
  'comparison and between, both ends included': [
    ['a = 7', true],
    ['a != 7', false],
    ['a < 7 or a <= 7', true],
    ['a > b and a >= 7', true],
    ['word = "foo"', true],
    ['word = "Foo"', false],
    ['yes = no', false],
    ['a between 7 and 7', true],
    ['a between 8 and 6', false],
    ['a between 1 and 10 and no', false],
    ['date("2018-12-31") < date("2019-01-01")', true],
    ['date("2018-12-08") between date("2018-12-01") and date("2018-12-08")', true],
  ],
  'null: what is known is not equal to it': [
    ['a = null', false],
    ['a != null', true],
    ['pupil.age = null', false],
  ],
  logic: [
    ['true and false', false],
    ['true or false', true],
    ['not(yes)', false],
    ['no and no or yes', true],
    ['no and (no or yes)', false],
  ],
  'if, paths, filters written as loops': [
    ['if yes then a else b', 7],
    ['if a < b then "x" else if a = 7 then "y" else "z"', 'y'],
    ['pupil.home.rooms + 1', 4],
    ['pupil.born < date("2010-01-01")', true],
    ['if pupil.name = "Ann" then pupil.age else 0', 17],
  ],
  'some and every': [
    ['every x in list satisfies x > -4', true],
    ['some x in list satisfies x > 14', false],
    ['every x in empty satisfies x > 1', true],
    ['some x in empty satisfies x > 1', false],
    ['some x in list, y in list satisfies x + y = 3', true],
    ['every m in pupil.marks satisfies m.mark >= 64', true],
  ],
  'lists: aggregates, null for nothing to aggregate': [
    ['sum(list)', 17],
    ['min(list)', -3],
    ['max(list)', 14],
    ['count(list)', 3],
    ['sum([1, 2, 3])', 6],
    ['max(1, a, 3)', 7],
    ['min(date("2016-01-01"), date("2015-01-01"))', '2015-01-01'],
    ['count([])', 0],
    ['sum(empty)', null],
    ['max(empty)', null],
    ['sum(for m in pupil.marks return m.mark)', 135],
    ['count(pupil.marks)', 2],
    ['list contains(list, 14)', true],
    ['list contains(["a", "b"], word)', false],
    ['all([yes, a > 1])', true],
    ['any(for x in list return x < -3)', false],
    ['all([])', true],
    ['any([])', false],
  ],
  'rounding: floor and ceiling towards their end, halves as named': [
    ['floor(7 / 2) + ceiling(7 / 2)', 7],
    ['floor(-7 / 2)', -4],
    ['ceiling(-7 / 2)', -3],
    ['round up(7 / 3, 0)', 3],
    ['round up(-7 / 3, 0)', -3],
    ['round down(-7 / 3, 0)', -2],
    ['round half up(5 / 2, 0)', 3],
    ['round half up(-5 / 2, 0)', -3],
    ['round half down(5 / 2, 0)', 2],
    ['floor(1.5)', 1],
    ['floor(a / zero)', null],
    ['abs(b)', 3],
    ['modulo(12, -5)', -3],
    ['modulo(-12, 5)', 3],
    ['modulo(a, zero)', null],
  ],
  'arguments by name, comments': [
    ['modulo(divisor: 5, dividend: 12)', 2],
    ['floor(n: 7 / 2)', 3],
    ['1 + /* 1 + */ 1 // and stuff', 2],
  ],
};

for (const [section, examples] of Object.entries(STANDARD)) {
  test(`as in the standard: ${section}`, () => {
    for (const [text, expected] of examples) {
      expect([text, ask(text, { values, strictlyStandard: true })]).toEqual([text, expected]);
    }
  });
}

const OUTSIDE: Readonly<Record<Exclude<RefusalCode, 'unknown-code' | 'wrong-unit'>, readonly string[]>> = {
  'syntax-error': ['', '1 +', 'a b c (', '"open', 'a % 2', 'not(', '+a', 'a ＞ 1', 'every in list satisfies true'],
  'too-long': ['a + '.repeat(20_000), `${'abs('.repeat(40)}a${')'.repeat(40)}`],
  'too-deep': [`${'('.repeat(100)}1${')'.repeat(100)}`],
  'bare-in': ['a in [1..3]', 'a in list', 'a in (1, 2)', 'a in > 3'],
  'name-with-spaces': ['full name', 'a b'],
  'division-without-rounding': ['a / 2', 'floor(a / 2 + 1)', '1 / 2 = 0.5'],
  'rounding-scale': ['round half up(a / 2, 1)', 'floor(1.56, 1)', 'round up(a)'],
  power: ['a ** 2'],
  'decimal-number': ['0.5', 'a * 1.5', '1e3'],
  'number-too-large': ['9007199254740993', '99999999999999999999 = 1'],
  filter: ['list[1]', 'list[item > 3]', 'pupil.marks[mark > 64]'],
  'list-literal': ['[1, 2]', '[1] = [1]', 'every x in [a] satisfies x > 1', 'abs([1])'],
  'for-outside-aggregate': ['for x in list return x', 'for i in 1..3 return i'],
  range: ['every i in 1..3 satisfies i > 0', 'sum(for i in 1..3 return i)'],
  context: ['{ x: 1 }', '{ x: 1 }.x', 'a + {}'],
  'function-definition': ['function(x) x + 1'],
  'instance-of': ['a instance of number'],
  'named-arguments': ['abs(number: a)', 'modulo(divisor: a)', 'abs(n: a, n: b)'],
  'unknown-function': ['substring("foo", 1)', 'string length(word)', 'sqrt(4)', 'mean(list)', 'now()', 'pupil.age(1)'],
  'wrong-arguments': ['not()', 'count(1, 2)', 'max([])', 'abs(a, b)', 'modulo(a)', 'list contains(list)', 'a(1)'],
  'at-literal': ['@"P1D"', '@"2016-01-01T10:00:00"', '@"10:00:00"'],
  'temporal-literal': ['time("10:00:00")', 'duration("P1D")', 'date and time("2016-01-01T10:00:00")', 'date(word)'],
  'bad-date': ['date("2015-02-29")', 'date(2015, 13, 1)', 'date("20150101")', '@"2015-02-30"'],
  'null-literal': ['null', 'null = a', 'a + null', 'max(null, 1)', 'if yes then null else 1'],
  'unsupported-construct': ['[1..3]', '> 3', 'a = = 3', '?'],
  'unknown-name': ['agee > 3', 'item', 'partial'],
  'unknown-field': ['pupil.agee', 'every m in pupil.marks satisfies m.marc > 1'],
  'not-a-record': ['a.b', 'list.a', 'pupil.marks.mark'],
  'wrong-type': [
    'a and yes',
    'not(1)',
    'a + yes',
    'a = "7"',
    '"a" < "b"',
    '"a" + "b"',
    'if a then 1 else 2',
    'yes > no',
  ],
  overflow: ['9007199254740991 + 1', '9007199254740991 * 2', 'sum(9007199254740991, 1)'],
  shadowing: ['every a in list satisfies a > 1'],
  'bad-value': ['moment = null'],
  'mixed-types': ['count(mixed)'],
  'no-single-value': ['list', 'pupil', 'pupil.marks'],
  'unknown-decides': ['if unknown then 1 else 2', 'unknown = yes'],
  'too-much-work': ['every x in long satisfies every y in long satisfies every z in long satisfies x + y + z >= 0'],
};

for (const [code, texts] of Object.entries(OUTSIDE)) {
  test(`refused as ${code}`, () => {
    const long = Array.from({ length: 1_000 }, (_, index) => index);
    const more = { unknown: null, moment: new Date(0), mixed: [1, 'a'], long };
    const context = { values: { ...values, ...more }, types: { unknown: 'boolean' }, strictlyStandard: true } as const;
    for (const text of texts) expect([text, ask(text, context)]).toEqual([text, `refused: ${code}`]);
  });
}

test('every code of the list has its examples, except two that need a schema with units and code lists', () => {
  expect(Object.keys(REFUSALS).sort()).toEqual([...Object.keys(OUTSIDE), 'unknown-code', 'wrong-unit'].sort());
});

test('strictly standard, an answer is refused where a part that cannot be computed might count otherwise', () => {
  const strict = (text: string) => ask(text, { values, strictlyStandard: true });
  expect(strict('(floor(a / zero) = 1) = null')).toBe('refused: unknown-decides');
  expect(strict('every x in [sum(empty), 1] satisfies x > 0')).toBe('refused: list-literal');
  expect(strict('sum(empty) = null')).toBe(true);
  expect(strict('a > 1 or floor(a / zero) > 1')).toBe(true);
  expect(ask('(floor(a / zero) = 1) = null', { values })).toBe(true);
});

test('types are found from values and from the text, or given under the path of a name', () => {
  const examples: [string, ExpressionContext, unknown][] = [
    ['born < date("2010-01-01")', { values: { born: '2008-05-04' } }, true],
    ['born = "2008-05-04"', { values: { born: '2008-05-04' } }, true],
    ['paid and insured', { values: { paid: null, insured: false } }, false],
    ['paid and age > 3', { values: { paid: null, age: null } }, null],
    ['every p in pupils satisfies p.age > 6', { values: { pupils: [{ age: null }, { age: 5 }] } }, false],
    ['every p in pupils satisfies p.paid', { values: { pupils: [{ paid: null }] } }, null],
    ['every p in pupils satisfies p.age > 6', { values: { pupils: [] }, types: { 'pupils.age': 'number' } }, true],
    ['some d in days satisfies d > date("2016-01-01")', { values: { days: ['2015-01-01', null, '2017-01-01'] } }, true],
    ['max(days) = date("2017-01-01")', { values: { days: ['2015-01-01', '2017-01-01'] } }, true],
    ['age > 3', { types: { age: 'number' } }, null],
    ['home.rooms > 3', { values: {}, types: { 'home.rooms': 'number' } }, null],
    ['born > date("2010-01-01")', { values: { born: '2008-02-30' }, types: { born: 'date' } }, 'refused: bad-date'],
    ['a > 1', { values: { a: '7' }, types: { a: 'number' } }, 'refused: wrong-type'],
    ['a > 1', { values: { a: 7n } }, true],
    ['a = 1', { values: { a: -0 } }, false],
    ['a + 0', { values: { a: -0 } }, 0],
    ['a + 1', { values: { a: 1 }, result: 'boolean' }, 'refused: wrong-type'],
    ['a > 1', { values: { a: 1 }, result: 'boolean' }, false],
  ];
  for (const [text, context, expected] of examples) expect([text, ask(text, context)]).toEqual([text, expected]);
});
