import { useMutation, useQueryClient } from '@tanstack/react-query';
import { meKey } from '../server/query-client.ts';
import { act } from '../server/request.ts';

/** Forgets everything that was read: the next person at this computer sees none of it. */
export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => act('sign-out'),
    onSuccess: () => {
      client.clear();
      client.setQueryData(meKey, null);
    },
  });
}
