import type { Role } from './contract.ts';

export const roleLabels: Record<Role, string> = {
  helper: '帮扶责任人',
  'first-secretary': '第一书记',
  'village-team': '驻村工作队',
  'township-clerk': '乡镇经办人',
  'county-office': '县扶贫办',
  city: '市（州）扶贫办',
  province: '省扶贫办',
  department: '行业部门',
  auditor: '审计',
  'policy-officer': '政策管理员',
  administrator: '系统管理员',
};
