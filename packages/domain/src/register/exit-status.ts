/**
 * 脱贫属性 in two groups, as note and code list of `household.exitStatus` have them. 预脱贫 and 返贫 count as poor;
 * a household without a status is in neither group.
 */
export const POOR_STATUSES = ['poor', 'exitProposed', 'returned'] as const;
export const EXITED_STATUSES = ['exited', 'exitedWithoutSupport'] as const;
