import type { Import, ImportList, ImportRows, ImportState } from '@daohu/domain/exchange/contract';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { read } from '../server/request.ts';

const POLL_MS = 700;

/** States in which the server works by itself and the page watches. */
const WORKING: readonly ImportState[] = ['reading', 'applying', 'undoing'];

export function isWorking(state: ImportState): boolean {
  return WORKING.includes(state);
}

export const importsQuery = queryOptions({
  queryKey: ['imports'],
  queryFn: ({ signal }) => read<Import[]>('imports', {}, signal),
  staleTime: 5_000,
});

export function importQuery(id: string) {
  return queryOptions({
    queryKey: ['import', id],
    queryFn: ({ signal }) => read<Import>(`imports/${id}`, {}, signal),
    staleTime: 0,
    refetchInterval: (query) => (query.state.data && isWorking(query.state.data.state) ? POLL_MS : false),
  });
}

export function importRowsQuery(id: string, list: ImportList) {
  return infiniteQueryOptions({
    queryKey: ['import-rows', id, list],
    queryFn: ({ pageParam, signal }) => read<ImportRows>(`imports/${id}/rows`, { list, from: pageParam }, signal),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
  });
}
