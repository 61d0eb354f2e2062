import { coverageStateLabels } from '@daohu/domain/standards/labels';

export const coverageZhCn = {
  title: '条款落实',
  intro:
    '五份文件的每一条，在系统里由什么承载：规则、参数、程序、目标、资金、措施……；还没有承载的写明由以后的哪一部分落实；只作记录的写明原因。',
  choose: '请选择一份文件，逐条查看。',
  document: '文件',
  noPack: '（还没有政策包）',
  share: '已落实',
  total: '合计',
  states: coverageStateLabels,
  state: '落实情况',
  allStates: '全部落实情况',
  kind: '条款种类',
  allKinds: '全部种类',
  find: '查找条款文字或编号',
  groupBy: '排列',
  bySection: '按章节',
  byKind: '按种类',
  noMatch: '没有符合条件的条款。',
  damaged: '原文有缺损',
  awaits: (row: number) => `待第 ${row} 项：`,
  openPage: '打开页面',
};
