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

/** Stands in the title of a masked export; the import knows it by 已脱敏. */
export const MASKED_TITLE = '（已脱敏，不可导入）';
