import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ExpressionContext, evaluateExpression } from './evaluate-expression.ts';
import { REFUSALS } from './refusal.ts';

function ask(text: string, values: ExpressionContext['values'] = {}, types: ExpressionContext['types'] = {}): unknown {
  const outcome = evaluateExpression(text, { values, types });
  return outcome.ok ? outcome.value : `refused: ${outcome.refusal.code}`;
}

/** Where and what the message is, for texts whose place matters. */
function refusal(text: string, values: ExpressionContext['values'] = {}): string {
  const outcome = evaluateExpression(text, { values });
  if (outcome.ok) return `not refused: ${outcome.value}`;
  const { code, from, to, zh } = outcome.refusal;
  return `${code} ${from}-${to} ${zh}`;
}

test('signs of a Chinese keyboard are refused where they stand, with what to write', () => {
  const values = { 甲: 3, 乙: 4 };
  const signs: [string, number, string][] = [
    ['甲＞1', 1, '>'],
    ['甲 ＝ 3', 2, '='],
    ['max(甲，乙)', 5, ','],
    ['（甲 + 1）', 0, '('],
    ['甲≥1', 1, '>='],
    ['甲 ≠ 1', 2, '!='],
    ['甲 × 2', 2, '*'],
    ['甲 − 1', 2, '-'],
    ['甲 = “乙”', 4, '"'],
    ['甲 > １', 4, '1'],
    ['甲 == 3', 2, '='],
    ['甲 > 1 && 乙 > 1', 6, 'and'],
  ];
  for (const [text, at, plain] of signs) {
    expect(refusal(text, values)).toMatch(new RegExp(`^syntax-error ${at}-`));
    expect(refusal(text, values)).toContain(`请写成 ${plain} 。`);
  }
});

test('any sign may stand in quotes and in a comment', () => {
  expect(ask('类 = "甲＞乙（一）" // ＞', { 类: '甲＞乙（一）' })).toBe(true);
});

test('a wide space is a space', () => {
  expect(ask('甲\u3000+\u30001', { 甲: 3 })).toBe(4);
});

test('marks that cannot be seen, broken characters and characters beyond the plane are no way in', () => {
  for (const text of ['甲 > 1\u202E', '\u200B甲 > 1', '甲 > 1 \uD800', '😀 > 1', '"\uD800" = "a"', '甲\uFEFF > 1']) {
    expect([text, String(ask(text, { 甲: 3 }))]).toEqual([text, expect.stringMatching(/^refused/)]);
  }
  expect(ask('类 = "😀𠮷"', { 类: '😀𠮷' })).toBe(true);
});

test('a sign that cannot be seen is named in the message', () => {
  expect(refusal('甲 > 1\u202E', { 甲: 3 })).toMatch(/^syntax-error 5-6 「U\+202E」/);
  expect(refusal('甲 > 1 乙丙', { 甲: 3 })).toMatch(/^syntax-error 6-8 「乙丙」/);
});

test('a plus before a number is not taken for a minus', () => {
  expect(ask('+甲', { 甲: 3 })).toBe('refused: syntax-error');
  expect(ask('1 - +5')).toBe('refused: syntax-error');
});

test('names of the language underneath are names like any other', () => {
  const own = JSON.parse('{"__proto__": 1, "constructor": 2, "甲": {"__proto__": {"乙": 3}, "toString": 4}}');
  expect(ask('constructor', own)).toBe(2);
  expect(ask('甲.toString', own)).toBe(4);
  for (const text of ['__proto__', 'hasOwnProperty', 'toString', '甲.constructor', '甲.__proto__', '甲.乙']) {
    expect([text, ask(text, own)]).toEqual([text, expect.stringMatching(/^refused: (unknown|name)/)]);
  }
  // One record lacks the field that another has: what every object inherits is not in its place.
  expect(ask('every x in 甲 satisfies x.constructor = 1', { 甲: [{ constructor: 1 }, {}] })).toBeNull();
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

test('a value that cannot be used rightly is refused at its name, and only where the text names it', () => {
  const cycle: { self?: unknown } = {};
  cycle.self = cycle;
  const throws = {
    get inner(): number {
      throw new Error('no');
    },
  };
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const deep = JSON.parse(`${'{"甲":'.repeat(60)}1${'}'.repeat(60)}`) as unknown;
  const bad: [string, unknown, string][] = [
    ['v > 1', 1.5, 'decimal-number'],
    ['v > 1', Number.NaN, 'bad-value'],
    ['v > 1', Number.POSITIVE_INFINITY, 'bad-value'],
    ['v > 1', 2 ** 53, 'number-too-large'],
    ['v > 1', () => 1, 'bad-value'],
    ['v > 1', Symbol('v'), 'bad-value'],
    ['v = "a"', new Date(0), 'bad-value'],
    ['count(v) = 0', new Map(), 'bad-value'],
    ['v.self = null', cycle, 'bad-value'],
    ['v.inner = 1', throws, 'bad-value'],
    ['v.inner = 1', revoked.proxy, 'bad-value'],
    ['v.甲 = null', deep, 'bad-value'],
    ['count(v) = 1', [[1], [2]], 'bad-value'],
    ['every x in v satisfies x > 1', [1, 'b'], 'mixed-types'],
    ['every x in v satisfies x.m > 1', [{ m: 2 }, { m: 'b' }], 'mixed-types'],
    ['every x in v satisfies x.m > 1', [{ m: 2 }, { m: 2.5 }], 'decimal-number'],
  ];
  for (const [text, v, code] of bad) {
    expect([text, ask(text, { v })]).toEqual([text, `refused: ${code}`]);
    expect(ask('1 + 1', { v })).toBe(2);
  }
  expect(refusal('1 < v', { v: 1.5 })).toBe(
    'decimal-number 4-5 「v」是 1.5，带小数。请换成该单位的整数，例如金额用分、比例用百分数。',
  );
});

test('a caller without types gets refusals too', () => {
  const anything = evaluateExpression as (...args: unknown[]) => { readonly ok: boolean };
  for (const args of [[], [null], [1], [{}], ['1 +', null], ['x', { values: null }], ['x', { values: 1, types: 1 }]]) {
    expect([args, anything(...args).ok]).toEqual([args, false]);
  }
  expect(anything('1 + 1', null)).toEqual({ ok: true, value: 2 });
  expect(anything('x = 1', { values: { x: 1 }, types: { x: 'decimal' } })).toMatchObject({
    refusal: { code: 'bad-value', from: 0, to: 1 },
  });
});

test('a key that FEEL could read as a name is not read as a difference', () => {
  expect(ask('a-b', { 'a-b': 1, a: 5, b: 3 })).toBe('refused: name-with-spaces');
  expect(ask('r.a - r.b', { r: { 'a - r.b': 1, a: 5, b: 3 } })).toBe('refused: name-with-spaces');
  expect(ask('a - b', { 'full name': 1, a: 5, b: 3 })).toBe(2);
});

test('a value with the name of a function is not called', () => {
  expect(ask('count(名单)', { count: 1, 名单: [1] })).toBe('refused: shadowing');
  expect(ask('count + 1', { count: 1 })).toBe(2);
});

test('long, deep and repeated texts end soon, with a place', () => {
  const most = (part: string): string => part.repeat(Math.floor(49_900 / part.length));
  const texts = [
    ...[
      '(',
      ')',
      '"',
      '- ',
      '甲 ',
      '甲 and ',
      '1 * ',
      '/* ',
      'for x in ',
      '/*',
      'abs(',
      'function(a) ',
      '\\',
      '{a: ',
      '名单[',
    ],
  ].map(most);
  texts.push(`${'1 = '.repeat(12_000)}1`, `${'甲 > 1 and '.repeat(4_500)}true`, `甲${'.a'.repeat(20_000)}`);
  texts.push('1 + '.repeat(262_144), `${'('.repeat(10_000)}1${')'.repeat(10_000)}`);
  texts.push(`${'abs('.repeat(55)}甲${')'.repeat(55)}`, `${'modulo('.repeat(50)}甲${', 2)'.repeat(50)}`);
  const nested = (list: string) => Array.from({ length: 12 }, (_, i) => `every x${i} in ${list} satisfies `).join('');
  texts.push(`${nested('[1,2,3,4,5,6,7,8,9,10]')}true`, `${nested('长')}true`);
  const values = { 甲: 3, 名单: [1, 2], 长: Array.from({ length: 1_000 }, (_, i) => i) };
  for (const text of texts) {
    const outcome = evaluateExpression(text, { values });
    expect([text.slice(0, 20), outcome.ok]).toEqual([text.slice(0, 20), false]);
    if (outcome.ok) continue;
    expect(outcome.refusal.zh.length).toBeLessThan(400);
    expect(outcome.refusal.to).toBeLessThanOrEqual(text.length);
  }
});

const piece = fc.oneof(
  fc.constantFrom(
    ...[
      '甲',
      '乙',
      '名单',
      '户',
      '.',
      ' ',
      '(',
      ')',
      '[',
      ']',
      '{',
      '}',
      ',',
      '"',
      '"a"',
      '1',
      '0',
      '2.5',
      '-',
      '+',
      '*',
    ],
    ...[
      '/',
      '**',
      '=',
      '!=',
      '<',
      '>=',
      ' and ',
      ' or ',
      'not(',
      ' in ',
      'if ',
      ' then ',
      ' else ',
      'every x in ',
      'x',
    ],
    ...[
      ' satisfies ',
      'some ',
      'for x in ',
      ' return ',
      'sum(',
      'count(',
      'max(',
      'floor(',
      'round up(',
      ', 0)',
      'abs(',
    ],
    ...['date("2016-01-01")', '@"2016-01-01"', 'null', 'true', ' between ', '..', 'list contains(', 'all(', 'modulo('],
    ...[
      '＞',
      '，',
      '“',
      '\u202E',
      '\uD800',
      '//',
      '/*',
      '*/',
      '\n',
      '\\',
      'constructor',
      '__proto__',
      ' instance of ',
      ':',
    ],
  ),
  fc.string({ unit: 'binary', maxLength: 4 }),
);

test('garbage is answered or refused, never thrown at and never silently something else', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), fc.anything(), fc.anything(), (pieces, 甲, 名单) => {
      const text = pieces.join('');
      const outcome = evaluateExpression(text, { values: { 甲, 乙: 2, 名单, 户: { x: 1, 乙: null } } });
      if (!outcome.ok) {
        const { code, from, to, zh } = outcome.refusal;
        return Object.hasOwn(REFUSALS, code) && zh !== '' && from >= 0 && from <= to && to <= text.length;
      }
      const { value } = outcome;
      if (typeof value === 'number') return Number.isSafeInteger(value) && !Object.is(value, -0);
      return value === null || typeof value === 'boolean' || typeof value === 'string';
    }),
    { numRuns: Number(process.env.GARBAGE_RUNS ?? 1_500) },
  );
});
