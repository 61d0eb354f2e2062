import type { Role } from './contract.ts';

const readers: readonly Role[] = [
  'helper',
  'first-secretary',
  'village-team',
  'township-clerk',
  'county-office',
  'city',
  'province',
  'department',
  'auditor',
];
const clerks: readonly Role[] = ['township-clerk', 'county-office', 'city', 'province'];
const offices: readonly Role[] = ['county-office', 'city', 'province'];
const everyone: readonly Role[] = [...readers, 'policy-officer', 'administrator'];

/**
 * 权限: which role may run which command or query. Where it may do so is its reach, which the database enforces.
 * The administrator keeps accounts and sees no personal data; the auditor reads all in reach and writes nothing.
 */
export const permissions = {
  'access.changeOwnPassword': everyone,
  'access.listAccounts': ['administrator', 'auditor'],
  'access.createAccount': ['administrator'],
  'access.changeAccount': ['administrator'],
  'access.resetPassword': ['administrator'],
  'divisions.browse': everyone,
  'divisions.recodeCounty': ['administrator'],
  'register.listHouseholds': readers,
  'register.showHousehold': readers,
  'register.showHistory': readers,
  'register.showVillage': readers,
  'register.showCounty': readers,
  'register.enterCountyFigures': offices,
  'register.revealSensitive': ['first-secretary', 'village-team', ...clerks],
  'standards.explainHousehold': readers,
  'standards.explainVillage': readers,
  'standards.explainCounty': readers,
  'standards.evaluate': readers,
  'standards.judgeAll': offices,
  'standards.whatIf': [...offices, 'policy-officer', 'auditor'],
  'standards.readClause': everyone,
  'standards.readLaw': everyone,
  'standards.tryRule': [...offices, 'department', 'policy-officer'],
  'standards.listOpenSettings': everyone,
  'standards.fillSetting': [...offices, 'policy-officer'],
  'exchange.uploadImport': clerks,
  'exchange.readImport': clerks,
  'exchange.listImports': [...clerks, 'auditor'],
  'exchange.showImport': [...clerks, 'auditor'],
  'exchange.applyImport': clerks,
  'exchange.cancelImport': clerks,
  'exchange.undoImport': clerks,
  'exchange.exportRegister': [...clerks, 'auditor'],
  'exchange.exportUnmasked': offices,
} as const satisfies Record<string, readonly Role[]>;

/** Name of a command or query, `<noun>.<verbNoun>`. */
export type Permission = keyof typeof permissions;

export function may(role: Role, permission: Permission): boolean {
  return (permissions[permission] as readonly Role[]).includes(role);
}

export function permissionsOf(role: Role): Permission[] {
  return (Object.keys(permissions) as Permission[]).filter((permission) => may(role, permission));
}
