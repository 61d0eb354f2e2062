import { describe, expect, test } from 'vitest';
import { schoolSchema } from '../../test-schema.ts';
import { checkPackFiles } from '../check-packs.ts';
import { clauseCoverage } from './clause-coverage.ts';
import { CLAUSES, files, PROMOTION, problemsOf, read, WORDS } from './school.fixture.ts';
import { unstatedNumbers } from './unstated-numbers.ts';

describe('coverage', () => {
  const items = {
    'school/procedures/promotion.yaml': PROMOTION.replace(', clause: school/2', ''),
    'school/registers/registers.yaml':
      '- { register: roll, title: 点名册, clause: school/2, awaits: 7, holds: 到课 }\n',
  };
  const states = (more: Record<string, string>) =>
    clauseCoverage(read({ ...items, ...more })).map(({ clause, state, reason, row }) => [
      clause.id,
      state,
      reason,
      row,
    ]);

  test('tells of every clause what carries it, once', () => {
    expect(states({})).toEqual([
      ['school/1', 'carried', null, null],
      ['school/2', 'planned', '点名册', 7],
      ['school/3', 'none', null, null],
    ]);
    expect(states({ 'school/coverage.yaml': 'recordedOnly:\n  school/3: 校训\n' })[2]).toEqual([
      'school/3',
      'recorded-only',
      '校训',
      null,
    ]);
  });

  test.each([
    ['a carried clause is recorded only', 'recordedOnly:\n  school/1: 校训\n', '2 carried-and-recorded'],
    ['a note tells of no clause', 'recordedOnly:\n  school/9: 校训\n', '2 unknown-clause'],
    ['a reason is missing', 'recordedOnly:\n  school/3: ""\n', '2 missing-key'],
    ['a row does not exist', 'planned:\n  school/3: { row: 8, why: 以后 }\n', '2 unknown-row'],
  ])('is refused when %s', (_what, text, problem) => {
    expect(problemsOf({ ...items, 'school/coverage.yaml': text })).toEqual([`coverage.yaml:${problem}`]);
  });

  test('a note on a clause of another document is sent to the folder of that document', () => {
    const annex = { document: { key: 'annex', title: '分校规' }, clauses: [{ ...CLAUSES.clauses[0], id: 'annex/1' }] };
    const more = {
      'annex/clauses.json': JSON.stringify(annex),
      'school/coverage.yaml': 'recordedOnly:\n  annex/1: 校训\n',
    };
    const [problem] = checkPackFiles(files(more), schoolSchema, WORDS).problems;
    expect(problem!.zh).toContain('请写在 annex/coverage.yaml');
  });

  test('where the text is damaged, what carries it says what is missing', () => {
    const head = files({}).find(({ path }) => path === 'school/pack.yaml')!.text;
    const torn = { ...CLAUSES, clauses: [{ ...CLAUSES.clauses[0], damaged: true }] };
    const role = '- { role: head, title: 校长, clause: school/1, who: 校长, duties: [教书] }\n';
    const more = {
      'school/pack.yaml': `${head}complete: true\n`,
      'school/clauses.json': JSON.stringify(torn),
      'school/roles/roles.yaml': role,
    };
    expect(problemsOf(more)).toEqual(['roles/roles.yaml:1 damage-unsaid']);
    const said = role.replace(' }', ', damaged: 末句缺损 }');
    expect(problemsOf({ ...more, 'school/roles/roles.yaml': said })).toEqual([]);
  });

  test('a pack that says it is complete may forget no clause', () => {
    const head = files({}).find(({ path }) => path === 'school/pack.yaml')!.text;
    const complete = { ...items, 'school/pack.yaml': `${head}complete: true\n` };
    expect(problemsOf(complete)).toEqual(['pack.yaml:1 not-carried']);
    expect(problemsOf({ ...complete, 'school/coverage.yaml': 'planned:\n  school/3: { row: 7 }\n' })).toEqual([]);
  });
});

test('a number of the inventory that no carrier holds is named, whatever its zeros', () => {
  const inventory = {
    ...CLAUSES,
    clauses: [
      { ...CLAUSES.clauses[0], facts: { pupils: { value: 30.63, unit: '万人' }, halls: { value: 7, unit: '间' } } },
      { ...CLAUSES.clauses[1], facts: { pages: { value: 12, unit: '页' } } },
    ],
  };
  const text =
    '- { role: head, title: 校长, clause: school/1, who: 校长, duties: [教书], quantities: [{ name: 学生, value: 306300, unit: 人 }] }\n';
  const library = read({ 'school/clauses.json': JSON.stringify(inventory), 'school/roles/roles.yaml': text });
  expect(unstatedNumbers(library)).toEqual([
    { clause: 'school/1', quote: '第1条', name: 'halls', value: 7, unit: '间' },
  ]);
});
