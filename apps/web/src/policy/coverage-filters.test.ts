import type { CoveredClause } from '@daohu/domain/standards/contract';
import { expect, test } from 'vitest';
import { clausesShown, coverageFiltersOf } from './coverage-filters.ts';

const clause = (id: string, more: Partial<CoveredClause>): CoveredClause => ({
  id,
  ref: '一',
  kind: 'target',
  subject: 'village',
  quote: '',
  damaged: false,
  state: 'carried',
  carriers: [],
  reason: null,
  row: null,
  ...more,
});
const sections = [
  { ref: '一', clauses: [clause('x/1a', { quote: '到2020年' }), clause('x/1b', { state: 'none', kind: 'fund' })] },
  { ref: '二', clauses: [clause('x/2', { kind: 'fund', quote: '每村20万元' })] },
];
const shown = (query: string) =>
  clausesShown(sections, coverageFiltersOf(new URLSearchParams(query))).map(({ ref, clauses }) => [
    ref,
    ...clauses.map(({ id }) => id),
  ]);

test('without a filter every clause stands in its section', () => {
  expect(shown('')).toEqual([
    ['一', 'x/1a', 'x/1b'],
    ['二', 'x/2'],
  ]);
});

test('what nothing carries is found, and sections without it are left out', () => {
  expect(shown('state=none')).toEqual([['一', 'x/1b']]);
  expect(shown('state=nonsense')).toHaveLength(2);
});

test('a word of the text or a number finds its clause; by kind the sections are the kinds', () => {
  expect(shown('find=20万元')).toEqual([['二', 'x/2']]);
  expect(shown('find=x/1')).toEqual([['一', 'x/1a', 'x/1b']]);
  expect(shown('group=kind')).toEqual([
    ['target', 'x/1a'],
    ['fund', 'x/1b', 'x/2'],
  ]);
});
