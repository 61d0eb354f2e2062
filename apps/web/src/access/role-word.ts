import type { Role } from '@daohu/domain/access/contract';
import { roleLabels } from '@daohu/domain/access/labels';
import type { Language } from '@daohu/ui';

const english: Record<Role, string> = {
  helper: 'Helper of households',
  'first-secretary': 'First secretary',
  'village-team': 'Village work team',
  'township-clerk': 'Township clerk',
  'county-office': 'County office',
  city: 'City office',
  province: 'Province office',
  department: 'Department',
  auditor: 'Auditor',
  'policy-officer': 'Policy officer',
  administrator: 'Administrator',
};

export function roleWord(role: Role, language: Language): string {
  return language === 'zh-CN' ? roleLabels[role] : english[role];
}

/** 角色 in the order in which an administrator looks for them. */
export const rolesInOrder = Object.keys(roleLabels) as Role[];
