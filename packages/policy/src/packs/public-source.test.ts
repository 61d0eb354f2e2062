import { expect, test } from 'vitest';
import { problemsIn, stateLibrary, village } from './state-pack.fixture.ts';

function rule(condition: string): Record<string, string> {
  const text = `rule: keep-class
title: 班级保留
subject: class
holdsFrom: 2015-01-01
all:
  - { title: 有预算, clause: state/2, feel: 班.班费 != null }
  - { title: 有班费, feel: 班.班费 > 0${condition} }
`;
  const cases = '- { name: 有, facts: { 班费: 1 }, expect: { verdict: met } }\n';
  return { 'state/keep-class.yaml': text, 'state/keep-class.cases.yaml': cases };
}

function codesOf(condition: string): string[] {
  return problemsIn(rule(condition)).map(({ code }) => code);
}

test('a condition cites a clause, or says in which public document it stands', () => {
  expect(codesOf(', clause: state/1')).toEqual([]);
  expect(codesOf(', source: 教育法第九条')).toEqual([]);
  expect(codesOf('')).toContain('no-clause');
});

test('a source is sourced or unverified, and nothing else', () => {
  expect(codesOf(', source: 教育法第九条, status: sourced')).toEqual([]);
  expect(codesOf(', source: 教育法第九条, status: certain')).toContain('wrong-shape');
});

test('the explanation names the source, to be checked unless it was read', () => {
  const sourceOf = (condition: string) => {
    const found = stateLibrary(rule(condition)).evaluator('keep-class', village, '2016-06-01');
    return found.ok ? found.value.explain({ budget: 1 }).tree.parts[1]!.source : undefined;
  };
  expect(sourceOf(', source: 教育法第九条')).toEqual({ text: '教育法第九条', status: 'unverified' });
  expect(sourceOf(', source: 教育法第九条, status: sourced')).toEqual({ text: '教育法第九条', status: 'sourced' });
  expect(sourceOf(', clause: state/1')).toBeNull();
});
