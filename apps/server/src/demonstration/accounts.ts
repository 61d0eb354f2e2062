import type { Role } from '@daohu/domain/access/contract';
import { DEMONSTRATION_PROVINCE, LINJIANG_DISTRICT, QINGSHI_COUNTY } from '@daohu/domain/divisions';
import type { DivisionLevel } from '@daohu/kernel';

/** An account to print at start-up. */
export interface PrintedAccount {
  readonly signInName: string;
  readonly password: string;
  readonly displayName: string;
  readonly note: string;
}

export interface DemonstrationAccount extends PrintedAccount {
  readonly role: Role;
  readonly division: number;
  readonly divisionLevel: DivisionLevel;
}

/** Printed at every start and known to everybody: they exist in the invented province alone. */
const PASSWORD = 'qingshi-2016';

function account(
  signInName: string,
  displayName: string,
  role: Role,
  division: number,
  divisionLevel: DivisionLevel,
  note: string,
): DemonstrationAccount {
  return { signInName, displayName, role, division, divisionLevel, note, password: PASSWORD };
}

export const demonstrationAccounts: readonly DemonstrationAccount[] = [
  account('qingshi', '青石县扶贫办', 'county-office', QINGSHI_COUNTY, 'county', '县：导入、核查、导出'),
  account('linjiang', '临江区扶贫办', 'county-office', LINJIANG_DISTRICT, 'county', '区：依武汉市规定'),
  account('zhen', '城关镇扶贫专干', 'township-clerk', QINGSHI_COUNTY + 100_000, 'township', '乡镇：只见本乡镇'),
  account('sheng', '示范省扶贫办', 'province', DEMONSTRATION_PROVINCE, 'province', '省：全省'),
  account(
    'zhengce',
    '示范省政策管理员',
    'policy-officer',
    DEMONSTRATION_PROVINCE,
    'province',
    '政策：起草、测算，不见户和人',
  ),
  account('shenji', '示范省审计厅', 'auditor', DEMONSTRATION_PROVINCE, 'province', '审计：只读'),
  account('admin', '系统管理员', 'administrator', 0, 'nation', '账号管理，不见个人信息'),
];
