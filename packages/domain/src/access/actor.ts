import type { ActorReach } from '@daohu/db';
import { type DivisionLevel, rangeOfDivision } from '@daohu/kernel';
import type { Role } from './contract.ts';

/** 操作人: who runs a command, as the whole system knows them. */
export interface Actor extends ActorReach {
  readonly name: string;
  readonly role: Role;
  readonly division: number;
  readonly divisionLevel: DivisionLevel;
}

interface AccountReach {
  readonly accountId: number;
  readonly name: string;
  readonly role: Role;
  readonly division: number;
  readonly divisionLevel: DivisionLevel;
}

export function actorOf(account: AccountReach): Actor {
  return { ...account, ...rangeOfDivision(account.division, account.divisionLevel) };
}

/** The command line and jobs on this machine: whoever holds the data folder holds the keys already. */
export const localOperator: Actor = {
  accountId: 0,
  name: '本机操作员',
  role: 'province',
  division: 0,
  divisionLevel: 'nation',
  ...rangeOfDivision(0, 'nation'),
};
