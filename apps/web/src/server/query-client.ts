import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { Refused, Unreachable } from './request.ts';

export const meKey = ['me'] as const;
export const expiredKey = ['session-expired'] as const;

/**
 * Answers are kept for half a minute. A lost connection is tried twice more before the page says so; a refusal never
 * is. A session that ended while somebody works is marked, so that the page asks for the password over what it shows.
 */
export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: (error) => noticeEndedSession(client, error) }),
    mutationCache: new MutationCache({ onError: (error) => noticeEndedSession(client, error) }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        networkMode: 'always',
        retry: (failures, error) => error instanceof Unreachable && failures < 2,
        retryDelay: (failures) => 400 * 2 ** failures,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
  return client;
}

function noticeEndedSession(client: QueryClient, error: unknown): void {
  const wasSignedIn = client.getQueryData(meKey) != null;
  if (error instanceof Refused && error.status === 401 && wasSignedIn) client.setQueryData(expiredKey, true);
}
