import type { Me } from '@daohu/domain/access/contract';
import { invariant } from '@daohu/kernel';
import { useQuery } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { meKey } from '../server/query-client.ts';
import { Refused, read } from '../server/request.ts';

/** The commands and queries that decide what a page offers; the server's own list is longer. */
export type Ability =
  | 'access.listAccounts'
  | 'access.createAccount'
  | 'access.changeAccount'
  | 'access.resetPassword'
  | 'register.listHouseholds'
  | 'register.revealSensitive'
  | 'register.enterCountyFigures'
  | 'standards.readLaw'
  | 'standards.evaluate'
  | 'standards.tryRule'
  | 'standards.whatIf'
  | 'standards.explainHousehold'
  | 'standards.explainVillage'
  | 'standards.explainCounty'
  | 'standards.listOpenSettings'
  | 'exchange.uploadImport'
  | 'exchange.listImports'
  | 'exchange.exportRegister'
  | 'exchange.exportUnmasked';

const MeContext = createContext<Me | null>(null);

export const MeProvider = MeContext.Provider;

/** Who is signed in. Only inside the frame, which shows its pages to nobody else. */
export function useMe(): Me {
  const me = useContext(MeContext);
  invariant(me !== null, 'a page of the frame is shown only to somebody who is signed in');
  return me;
}

/** Whether the role may do this, so that no button is offered that would be refused. */
export function useMay(ability: Ability): boolean {
  return useMe().may.includes(ability);
}

/** Null when nobody is signed in. */
export function useWhoIsSignedIn() {
  return useQuery({
    queryKey: meKey,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }): Promise<Me | null> => {
      try {
        return await read<Me>('me', {}, signal);
      } catch (error) {
        if (error instanceof Refused && error.status === 401) return null;
        throw error;
      }
    },
  });
}
