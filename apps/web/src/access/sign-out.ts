import { useMutation, useQueryClient } from '@tanstack/react-query';
import { meKey } from '../server/query-client.ts';
import { act } from '../server/request.ts';

/**
 * Forgets everything that was read, and where it was read: the next person at this computer sees none of it. `leave`
 * goes to the first page.
 */
export function useSignOut(leave: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => act('sign-out'),
    onSuccess: () => {
      leave();
      client.clear();
      client.setQueryData(meKey, null);
    },
  });
}
