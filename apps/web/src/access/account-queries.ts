import type { Account } from '@daohu/domain/access/contract';
import { queryOptions } from '@tanstack/react-query';
import { read } from '../server/request.ts';

export const accountsQuery = queryOptions({
  queryKey: ['accounts'],
  queryFn: ({ signal }) => read<Account[]>('accounts', {}, signal),
});
