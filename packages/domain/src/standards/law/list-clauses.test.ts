import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

import { loadStandards, packsFolder } from '../standards.ts';
import { listClauses, sectionOf } from './list-clauses.ts';
import { listItems } from './list-items.ts';

const standards = await loadStandards();
const DOCUMENTS = ['hubei-2015', 'hubei-plan', 'wuhan-2015', 'hunan-2016', 'guangdong-2016'];

function overview(document?: string) {
  const listed = listClauses(standards, document === undefined ? {} : { document });
  if (!listed.ok) throw new Error(listed.refusal.code);
  return listed.value;
}

test('all fifteen hundred clauses of the five documents are listed, each once, in the order of its text', () => {
  const listed = overview().documents.flatMap(({ sections }) => sections.flatMap(({ clauses }) => clauses));
  const ids = DOCUMENTS.flatMap((key) => {
    const { clauses } = JSON.parse(readFileSync(`${packsFolder}/${key}/clauses.json`, 'utf8'));
    return (clauses as { id: string }[]).map(({ id }) => id);
  });
  expect(ids).toHaveLength(1_500);
  expect(listed.map(({ id }) => id)).toEqual(ids);
});

test('a clause stands in exactly one of the four states, and each state has what explains it', () => {
  const { documents, rows } = overview();
  for (const { counts, sections } of documents) {
    const clauses = sections.flatMap((section) => section.clauses);
    expect(counts.carried + counts.planned + counts['recorded-only'] + counts.none).toBe(clauses.length);
    for (const { state, carriers, reason, row } of clauses) {
      expect(carriers.some(({ awaits }) => awaits.length === 0)).toBe(state === 'carried');
      expect(row !== null).toBe(state === 'planned');
      if (state === 'recorded-only') expect(reason).toBeTruthy();
      if (row !== null) expect(rows.map((one) => one.row)).toContain(row);
    }
  }
});

test('the clauses of one document can be asked for alone, with the counts of all', () => {
  const { documents } = overview('hubei-plan');
  expect(documents.map(({ key }) => key)).toEqual(DOCUMENTS);
  expect(documents.filter(({ sections }) => sections.length > 0).map(({ key }) => key)).toEqual(['hubei-plan']);
  expect(listClauses(standards, { document: 'hubei' })).toMatchObject({
    ok: false,
    refusal: { code: 'pack-not-found', known: DOCUMENTS },
  });
});

test('a clause leads to the rule and the procedure that carry it', () => {
  const clauses = overview('hubei-plan').documents.flatMap(({ sections }) => sections.flatMap((one) => one.clauses));
  const carriersOf = (id: string) => clauses.find((clause) => clause.id === id)!.carriers.map((carrier) => carrier.id);
  expect(carriersOf('hubei-plan/3.3c')).toContain('rule:hubei-plan/exit-household');
  expect(carriersOf('hubei-plan/3.3c')).toContain('parameter:hubei-plan/县均收入比例');
  expect(carriersOf('hubei-plan/6.6b')).toContain('procedure:hubei-plan/exit-person');
});

test.each([
  ['三（三）1', '三（三）'],
  ['三（三）片区主要目标·大别山片区', '三（三）'],
  ['四 主要目标3', '四 主要目标'],
  ['四（一）一是', '四（一）'],
  ['五（二）一', '五（二）'],
  ['六38', '六38'],
  ['一、4', '一、4'],
  ['附件一（二）32', '附件一（二）'],
  ['附件序', '附件序'],
  ['导语', '导语'],
])('clause %s stands in section %s', (ref, section) => {
  expect(sectionOf(ref)).toBe(section);
});

test('the exit of a person in Hubei is told step by step, with what the text leaves open', () => {
  const listed = listItems(standards, { pack: 'hubei-plan', kind: 'procedure' });
  const exit = listed.ok ? listed.value.find(({ id }) => id === 'exit-person')! : null;
  expect(exit!.steps.map(({ by, act }) => [by, act])).toEqual([
    ['village', 'decide'],
    ['village', 'notice'],
    ['township', 'review'],
    ['county', 'spot-check'],
    ['county', 'notice'],
    ['city', 'spot-check'],
    ['province', 'spot-check'],
    ['township', 'strike-off'],
  ]);
  expect(exit!.steps[1]).toMatchObject({ days: null });
});

test('25, 65 and 10 percent of 37 counties are 9, 24 and 4 counties', () => {
  const listed = listItems(standards, { pack: 'hubei-plan', kind: 'target' });
  const counties = listed.ok ? listed.value.find(({ id }) => id === 'exit-counties')! : null;
  expect(counties!.years.map(({ year, count, isComputed }) => [year, count, isComputed])).toEqual([
    [2017, 9, true],
    [2018, 24, true],
    [2019, 4, true],
  ]);
});
