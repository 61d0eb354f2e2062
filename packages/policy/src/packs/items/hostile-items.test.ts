import fc from 'fast-check';
import { expect, test } from 'vitest';
import { schoolSchema } from '../../test-schema.ts';
import { buildLibrary } from '../build-library.ts';
import { checkPackFiles } from '../check-packs.ts';
import type { Problem } from '../problem.ts';
import { ITEM_KINDS } from './item-kinds.ts';

const HEAD = "pack: school\ntitle: 校规\njurisdiction: { name: 某校, code: '420000' }\ninForce: { from: 2015-01-01 }\n";

function check(path: string, text: string) {
  const files = [
    { path: 'school/pack.yaml', text: HEAD },
    { path: `school/${path}`, text },
  ];
  return checkPackFiles(files, schoolSchema);
}

test('whatever stands behind the keys of an item, it is read or refused with its place, and nothing breaks', () => {
  const scalar = fc.oneof(
    fc.constantFrom(
      'null',
      'true',
      '[]',
      '{}',
      '.nan',
      '.inf',
      '-0',
      '1e999',
      '0x10',
      '2016-02-30',
      '*none',
      '__proto__',
    ),
    fc.integer().map(String),
    fc.double().map(String),
    fc.string({ unit: 'binary' }).map((text) => JSON.stringify(text)),
  );
  const value = fc.oneof(
    scalar,
    fc.array(scalar, { maxLength: 3 }).map((all) => `[${all.join(', ')}]`),
    fc
      .array(fc.tuple(fc.constantFrom('id', 'value', 'unit', 'by', '2016', '__proto__', 'constructor'), scalar), {
        maxLength: 4,
      })
      .map((all) => `{ ${all.map(([key, one]) => `${key}: ${one}`).join(', ')} }`),
  );
  const item = fc.constantFrom(...ITEM_KINDS).chain(({ kind, folder, keys }) => {
    const key = fc.constantFrom(
      kind,
      'title',
      'clause',
      'quantities',
      'aim',
      'awaits',
      'reading',
      'holdsFrom',
      ...keys,
    );
    return fc
      .uniqueArray(fc.tuple(key, value), { maxLength: 8, selector: ([name]) => name })
      .map((pairs) => ({ folder, text: pairs.map(([name, one]) => `${name}: ${one}\n`).join('') }));
  });
  fc.assert(
    fc.property(item, ({ folder, text }) => {
      for (const { line, column, zh } of check(`${folder}/any.yaml`, text).problems) {
        expect(line).toBeGreaterThan(0);
        expect(column).toBeGreaterThan(0);
        expect(zh).not.toBe('');
      }
    }),
    { numRuns: 300 },
  );
});

test.each([
  ['no YAML at all', 'measures/any.yaml', '{{{{'],
  ['a file beyond a megabyte', 'measures/any.yaml', '#'.repeat(1_000_001)],
  ['a word instead of items', 'measures/any.yaml', 'measure'],
  ['aliases without end', 'coverage.yaml', 'recordedOnly: &a { school/1: *a }\n'],
  ['a list of lists', 'procedures/any.yaml', '- - - procedure: x\n'],
  [
    'a name that is no name',
    'roles/any.yaml',
    '- { role: __proto__, title: 甲, clause: a/1, who: 甲, duties: [乙] }\n',
  ],
  ['tasks that are none', 'tasks.json', '{ "tasks": 3 }'],
  ['a task of nothing', 'tasks.json', '{ "tasks": [null] }'],
])('%s is refused with its file', (_what, path, text) => {
  const { problems } = check(path, text);
  expect(problems.length).toBeGreaterThan(0);
  expect(problems.every(({ file }) => file === `school/${path}`)).toBe(true);
});

test('an amount is what its digits say, in the smallest unit, for every amount that a text can state', () => {
  const scales = { '': 1n, 万: 10_000n, 亿: 100_000_000n } as const;
  const stated = fc.record({
    whole: fc.integer({ min: 0, max: 99_999 }),
    cents: fc.integer({ min: 0, max: 99 }),
    scale: fc.constantFrom('', '万', '亿'),
  });
  fc.assert(
    fc.property(stated, ({ whole, cents, scale }) => {
      const written = `${whole}.${String(cents).padStart(2, '0')}`;
      const text = `role: head\ntitle: 甲\nclause: school/1\nwho: 甲\nduties: [乙]\nquantities:\n  - { name: 钱, value: ${written}, unit: ${scale}元 }\n`;
      const problems: Problem[] = [];
      const files = [
        { path: 'school/pack.yaml', text: HEAD },
        { path: 'school/roles/any.yaml', text },
      ];
      const fen = (BigInt(whole) * 100n + BigInt(cents)) * scales[scale as keyof typeof scales];
      const [quantity] = buildLibrary(files, schoolSchema, problems).packs[0]!.items[0]!.quantities;
      expect(quantity).toMatchObject({ value: Number(fen), unit: '分' });
    }),
    { numRuns: 200 },
  );
});
