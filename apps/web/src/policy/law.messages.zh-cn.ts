import type { RuleKind } from '@daohu/domain/standards/contract';

export const lawZhCn = {
  sections: '政策',
  packs: '政策包',
  compare: '对比',
  loading: '正在读取…',
  stated: '文件写明',
  assumed: '施行日为推定',
  openEnded: '起',
  fromUntil: (from: string, until: string) => `${from}至${until}`,
  from: (day: string) => `${day}起`,
  kinds: {
    criterion: '条件',
    quantity: '数量',
    entitlement: '待遇',
    check: '疑点',
    formula: '公式',
  } satisfies Record<RuleKind, string>,
  subjects: {
    household: '户',
    person: '人',
    village: '村',
    county: '县',
    city: '市（州）',
    province: '省',
    nation: '全国',
  } as Record<string, string>,
  aim: '力争',
  yes: '是',
  no: '否',
  none: '无',
  path: '所在位置',
};
