import type { HistoryEntry } from '@daohu/domain/register/contract';
import { expect, test } from 'vitest';
import { actsOf } from './history-acts.ts';

const entry = (more: Partial<HistoryEntry>): HistoryEntry => ({
  at: '2017-11-02T03:00:00Z',
  act: 7,
  accountName: '青石县扶贫办',
  command: 'exchange.applyImport',
  entity: 'person',
  subject: '王大山',
  year: 2017,
  kind: 'created',
  changes: [],
  ...more,
});

test('members who came in by one import stand in one line', () => {
  const acts = actsOf([entry({}), entry({ subject: '王小青' }), entry({ year: null })]);
  expect(acts).toHaveLength(1);
  expect(acts[0]?.plain).toEqual([
    { kind: 'created', entity: 'person', years: [2017], subjects: ['王大山', '王小青'] },
  ]);
});

test('a change with its values is never folded away, and two acts stay two', () => {
  const changes = [{ item: 'household.size', nameZh: '家庭人口数', before: '3', after: '4' }];
  const acts = actsOf([entry({ act: 9, entity: 'household', kind: 'changed', changes }), entry({})]);
  expect(acts.map(({ act, changed }) => [act, changed.length])).toEqual([
    [9, 1],
    [7, 0],
  ]);
});
