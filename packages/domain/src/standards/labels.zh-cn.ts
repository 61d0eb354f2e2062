import type { EntryStatus, JudgedYear, State } from './contract.ts';

export const stateLabels: Record<State, string> = { met: '达到', unmet: '未达到', unknown: '未知' };

export const judgedYearLabels: Record<JudgedYear['basis'], string> = {
  'asked-year': '按所选日期的年度核查',
  'year-before': '所选日期的年度尚无台账，按上一年度年末核查',
  'latest-on-record': '按最近有台账的年度核查',
};

export const entryStatusLabels: Record<EntryStatus, string> = { entered: '填报', demonstration: '演示值' };
