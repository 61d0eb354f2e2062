import type { HistoryEntry } from './contract.ts';

/** 变更类型 */
export const historyKindLabels: Record<HistoryEntry['kind'], string> = {
  created: '新建',
  changed: '变更',
  retired: '注销',
  restored: '恢复',
};

/** 变更对象 */
export const historyEntityLabels: Record<HistoryEntry['entity'], string> = {
  household: '户',
  person: '人',
  village: '村',
  county: '县',
};

/** Stands for a sensitive value in the history: that it changed is told, what it was is not. */
export const SENSITIVE_CHANGED = '已变更（加密）';

/** Stands for the actor whose audit entry the reader may not see. */
export const HIGHER_OFFICE = '上级机关';

/** What a recode changes of a household that has not changed itself. */
export const COUNTY_RECODED = '所在县（名称和代码）';

/** Names of the columns that are no item of the dictionary and still tell something. */
export const historyColumnLabels: Readonly<Record<string, string>> = {
  division: '所在行政区划',
  household_id: '所在户',
  head_name: '户主姓名',
  member_count: '在册人口数',
};
