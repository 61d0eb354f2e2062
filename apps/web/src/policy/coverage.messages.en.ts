import type { coverageZhCn } from './coverage.messages.zh-cn.ts';

export const coverageEn: typeof coverageZhCn = {
  title: 'Coverage',
  intro:
    'Every clause of the five documents and what in the system carries it: a rule, a parameter, a procedure, a target, a fund, a measure … What is not carried yet names the part of the product that will; what is only recorded says why.',
  choose: 'Choose a document to read it clause by clause.',
  document: 'Document',
  noPack: '(no pack yet)',
  share: 'Carried',
  total: 'All',
  states: { carried: 'carried', planned: 'planned', 'recorded-only': 'recorded only', none: 'not carried' },
  state: 'State',
  allStates: 'All states',
  kind: 'Kind of clause',
  allKinds: 'All kinds',
  find: 'Find words or a number',
  groupBy: 'Order',
  bySection: 'By section',
  byKind: 'By kind',
  noMatch: 'No clause matches.',
  damaged: 'text damaged',
  awaits: (row) => `awaits part ${row}:`,
  openPage: 'Open the page',
};
