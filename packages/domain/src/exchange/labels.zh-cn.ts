import type { ImportState } from './contract.ts';

export const importStateLabels: Record<ImportState, string> = {
  'awaiting-context': '待确认年度和地区',
  reading: '正在读取',
  previewed: '待核对',
  applying: '正在导入',
  applied: '已导入',
  undoing: '正在撤销',
  undone: '已撤销',
  cancelled: '已取消',
  failed: '失败',
};

/** 表册名称, as titles and file names of exports have them. */
export const exportTitles: Readonly<Record<string, string>> = {
  R1: '建档立卡人口信息',
  R3: '建档立卡人口全字段信息',
  R4: '建档立卡户全字段信息',
  R7: '行政村信息',
  E1: '户脱贫核查表',
  E2: '村出列核查表',
};

/** Stands in the title of a masked export; the import knows it by 已脱敏. */
export const MASKED_TITLE = '（已脱敏，不可导入）';
